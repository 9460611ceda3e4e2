using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Seals the days that are over, one after another.</summary>
public sealed class SealActivities(ISealStore seals)
{
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(5);

    /// <summary>Seals every day up to yesterday that is not sealed yet; returns when to come again.</summary>
    public async Task<DateTimeOffset> SealDays(DateTimeOffset now, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(now.ToOffset(ChinaTime.Offset).DateTime);
        var first = await seals.LastSealed(cancellation) is { } last ? last.AddDays(1) : today.AddDays(-1);
        for (var day = first; day < today; day = day.AddDays(1)) await seals.SealDay(day, cancellation);
        return new DateTimeOffset(today.AddDays(1).ToDateTime(TimeOnly.MinValue), ChinaTime.Offset) + AfterMidnight;
    }
}
