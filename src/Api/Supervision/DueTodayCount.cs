using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Supervision;

/// <summary>Counts the cases that are due today. Only those that move today, or stand past due, can be: the others are passed over by their row.</summary>
internal sealed class DueTodayCount(ICaseStore cases, IPolicySource policies, TimeProvider time)
{
    /// <summary>How many rows are looked through for one answer.</summary>
    private const int MostRows = 4000;

    private const int PageSize = 200;

    public async Task<DueToday> Of(CaseQuery query, CancellationToken cancellation)
    {
        var today = time.GetUtcNow().ToOffset(ChinaTime.Offset).Date;
        var tomorrow = new DateTimeOffset(today.AddDays(1), ChinaTime.Offset);
        var count = 0;
        string? after = null;
        for (var rows = 0; rows < MostRows; rows += PageSize)
        {
            var page = await cases.List(query with { After = after, Limit = PageSize }, cancellation);
            foreach (var row in page.Rows.Where(row => row.NextAt < tomorrow || row.Light is Light.Red or Light.Purple))
                if (await cases.Find(row.CaseId, cancellation) is { } file && IsDue(file, today)) count++;
            if ((after = page.Next) is null) return new(count, true);
        }

        return new(count, false);
    }

    private bool IsDue(CaseFile file, DateTime today) =>
        ClockBoard.ReadAll(file, policies.Current).Any(timed => timed.Recorded.IsRunning && timed.Reading.Due?.ToOffset(ChinaTime.Offset).Date == today);
}
