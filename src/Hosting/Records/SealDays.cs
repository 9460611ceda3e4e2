using GridCase.Workflows.Deadlines;

namespace GridCase.Hosting.Records;

/// <summary>Which days can be sealed: those that are over, one after the other.</summary>
internal static class SealDays
{
    public static void RequireOver(DateOnly day, DateOnly? last, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToOffset(ChinaTime.Offset).DateTime);
        if (day >= today) throw new ArgumentOutOfRangeException(nameof(day), day, $"{day:yyyy-MM-dd} is not over yet.");
        if (day < last) throw new ArgumentOutOfRangeException(nameof(day), day, $"{last:yyyy-MM-dd} is sealed already; a day before it cannot be any more.");
    }
}
