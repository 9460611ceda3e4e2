using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Cases;

/// <summary>Lists cases, also by what their rows do not hold: whether a clock falls due today.</summary>
internal sealed class CaseListing(ICaseStore cases, IPolicySource policies, TimeProvider time)
{
    /// <summary>How often the store is asked for one page; a page may then hold few cases, or none, and still name a next one.</summary>
    private const int MostReads = 40;

    /// <exception cref="GridCase.Api.Problems.ProblemException">400 for a cursor that is none of the list's.</exception>
    public async Task<CasePage> Page(CaseFilter filter, CaseQuery query, CancellationToken cancellation)
    {
        if (filter.DueWhen is DueWhen.Overdue) query = query with { DueBefore = DateTimeOffset.MinValue };
        if (filter.DueWhen is not DueWhen.Today) return await CaseFilter.Page(cases, query, cancellation);
        var today = time.GetUtcNow().ToOffset(ChinaTime.Offset).Date;
        var most = query.Limit;
        // Half a page at a time, so that what is found never outgrows the page.
        var step = Math.Max(1, most / 2);
        query = query with { DueBefore = new DateTimeOffset(today.AddDays(1), ChinaTime.Offset), Limit = step };
        var found = new List<CaseRow>();
        for (var reads = 1; ; reads++)
        {
            var page = await CaseFilter.Page(cases, query, cancellation);
            foreach (var row in page.Rows)
                if (await FirstDue(row, today, cancellation) is not null) found.Add(row);
            query = query with { After = page.Next };
            if (page.Next is null || found.Count + step > most || reads >= MostReads) return new(found, page.Next);
        }
    }

    /// <summary>The line of a case with the clock that it is to meet next, or missed first.</summary>
    public async Task<CaseLine> LineOf(CaseRow row, SignIn.Caller caller, CancellationToken cancellation)
    {
        var line = CaseLine.Of(row, caller.Directory);
        if (row.NextAt is null && row.Light == Light.None) return line;
        return await FirstDue(row, null, cancellation) is { } clock ? line with { DueAt = clock.Reading.Due, DueClock = clock.Recorded.Id } : line;
    }

    private async Task<TimedClock?> FirstDue(CaseRow row, DateTime? day, CancellationToken cancellation) => await cases.Find(row.CaseId, cancellation) is { } file
        ? ClockBoard.ReadAll(file, policies.Current)
            .Where(timed => timed.Recorded.IsRunning && timed.Reading.Due is { } due && (day is null || due.ToOffset(ChinaTime.Offset).Date == day)).MinBy(timed => timed.Reading.Due)
        : null;
}
