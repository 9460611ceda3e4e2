using GridCase.Api.Cases;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Supervision;

/// <summary>Cases with a running clock that is due today, in Asia/Shanghai.</summary>
/// <param name="Complete">False when there are more cases than were looked at.</param>
/// <param name="Items">Those due soonest, at most 50; what fell due earlier today comes first.</param>
public sealed record DueToday(int Count, bool Complete, IReadOnlyList<DueLine> Items);

/// <summary>A case that is due today.</summary>
/// <param name="Clock">Of its clocks that are due today the one due first.</param>
public sealed record DueLine(
    string CaseId, string Code, string Category, string? CategoryName, Grade Grade, Stage Stage, Light Light, string? Unit, string? UnitName, string? GridCode, string Clock, DateTimeOffset Due);

/// <summary>Finds the cases that are due today. Only those that move today, or stand past due, can be: the others are not read.</summary>
internal sealed class DueTodayList(ICaseStore cases, IPolicySource policies, TimeProvider time)
{
    /// <summary>How many rows are looked through for one answer.</summary>
    private const int MostRows = 4000;

    private const int MostItems = 50;

    private const int PageSize = 200;

    public async Task<DueToday> Of(CaseQuery query, CountyDirectory directory, CancellationToken cancellation)
    {
        var today = time.GetUtcNow().ToOffset(ChinaTime.Offset).Date;
        var tomorrow = new DateTimeOffset(today.AddDays(1), ChinaTime.Offset);
        var due = new List<DueLine>();
        string? after = null;
        for (var rows = 0; rows < MostRows; rows += PageSize)
        {
            var page = await cases.List(query with { DueBefore = tomorrow, After = after, Limit = PageSize }, cancellation);
            foreach (var row in page.Rows)
                if (await cases.Find(row.CaseId, cancellation) is { } file && LineOf(file, today, directory) is { } line) due.Add(line);
            if ((after = page.Next) is null) break;
        }

        return new(due.Count, after is null, [.. due.OrderBy(line => line.Due).ThenBy(line => line.Code, StringComparer.Ordinal).Take(MostItems)]);
    }

    private DueLine? LineOf(CaseFile file, DateTime today, CountyDirectory directory)
    {
        var first = ClockBoard.ReadAll(file, policies.Current).Where(timed => timed.Recorded.IsRunning && timed.Reading.Due?.ToOffset(ChinaTime.Offset).Date == today).MinBy(timed => timed.Reading.Due);
        return first is null
            ? null
            : new(
                file.Id, file.Origin.Code, file.Category, directory.Category(file.Category)?.Name, file.Grade, file.Stage, file.Light, file.UnitCode, CaseViews.UnitName(file.UnitCode, directory), file.GridCode,
                first.Recorded.Id, first.Reading.Due!.Value);
    }
}
