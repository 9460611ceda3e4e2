using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Cases;

/// <summary>Lists cases by what their rows do not hold as well: what kind they are, whether a unit holds them and when they are due.</summary>
internal sealed class CaseListing(ICaseStore cases, IPolicySource policies, TimeProvider time)
{
    /// <summary>How many rows are looked through for one page; a page may hold few cases, or none, and still name a next one.</summary>
    private const int MostRows = 4000;

    /// <exception cref="GridCase.Api.Problems.ProblemException">400 for a cursor that is none of the list's.</exception>
    public async Task<CasePage> Page(CaseFilter filter, CaseQuery query, CancellationToken cancellation)
    {
        var (kind, held, due) = (filter.OfKind, filter.IsHeld, filter.DueWhen);
        if (kind is null && held is null && due is null) return await CaseFilter.Page(cases, query, cancellation);
        // Half a page at a time, so that what is found never outgrows the page.
        var step = Math.Max(1, query.Limit / 2);
        var found = new List<CaseRow>();
        var after = query.After;
        for (var looked = step; ; looked += step)
        {
            var page = await CaseFilter.Page(cases, query with { After = after, Limit = step }, cancellation);
            foreach (var row in page.Rows)
                if ((kind ?? row.Kind) == row.Kind && (held is null || held == row.UnitCode is not null) && (due is null || await IsDue(row, due.Value, cancellation))) found.Add(row);
            after = page.Next;
            if (after is null || found.Count + step > query.Limit || looked >= MostRows) return new(found, after);
        }
    }

    /// <summary>The line of a case with the clock that it is to meet next, or missed first.</summary>
    public async Task<CaseLine> LineOf(CaseRow row, SignIn.Caller caller, CancellationToken cancellation)
    {
        var line = CaseLine.Of(row, caller.Directory);
        if (row.NextAt is null && row.Light == Light.None) return line;
        return await FirstDue(row, null, cancellation) is { } clock ? line with { DueAt = clock.Reading.Due, DueClock = clock.Recorded.Id } : line;
    }

    private async Task<bool> IsDue(CaseRow row, DueWhen when, CancellationToken cancellation)
    {
        if (row.Light is Light.Red or Light.Purple && when == DueWhen.Overdue) return true;
        if (when == DueWhen.Overdue) return false;
        var today = time.GetUtcNow().ToOffset(ChinaTime.Offset).Date;
        // What neither moves today nor is late already cannot fall due today.
        if (!(row.NextAt < new DateTimeOffset(today.AddDays(1), ChinaTime.Offset)) && row.Light is not (Light.Red or Light.Purple)) return false;
        return await FirstDue(row, today, cancellation) is not null;
    }

    private async Task<TimedClock?> FirstDue(CaseRow row, DateTime? day, CancellationToken cancellation) => await cases.Find(row.CaseId, cancellation) is { } file
        ? ClockBoard.ReadAll(file, policies.Current)
            .Where(timed => timed.Recorded.IsRunning && timed.Reading.Due is { } due && (day is null || due.ToOffset(ChinaTime.Offset).Date == day)).MinBy(timed => timed.Reading.Due)
        : null;
}
