using System.Text.Json;
using GridCase.Api.Requests;
using GridCase.Api.Supervision;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Lifecycle;
using Caller = GridCase.Api.SignIn.Caller;

namespace GridCase.Api.Phone;

/// <summary>
/// What a phone holds besides cases: inspections, care visits, notices, files awaited, and what the county looks up. Each part is short and sent whole, and only when it is another than the
/// cursor stands for; so nothing of it can be missed, whatever changed it: a person, time passing, or the directory.
/// </summary>
internal sealed class SyncParts(INoticeStore notices, IAttachmentStore files, IPolicySource policies, RoundParts rounds)
{
    private const int MostOpen = 200;
    private const int MostOthers = 50;
    private const int DaysAhead = 14;

    /// <summary>The page with the parts that changed; the tags then stand for them.</summary>
    public async Task<SyncPage> Add(SyncPage page, Caller caller, Dictionary<string, string> tags, DateTimeOffset now, CancellationToken cancellation)
    {
        var inspections = await rounds.Inspections(caller, now, cancellation);
        return page with
        {
            Inspections = Changed("inspections", inspections, tags),
            Checklists = Changed("checklists", await rounds.Checklists(inspections, cancellation), tags),
            CareVisits = Changed("care", await rounds.CareVisits(caller, now, cancellation), tags),
            Notices = Changed("notices", await Notices(caller, cancellation), tags),
            Awaited = Changed("awaited", await Awaited(caller, cancellation), tags),
            Categories = Changed("categories", [.. caller.Directory.Categories.Select(category => new SyncCategory(category.Code, category.Name, category.ParentCode))], tags),
            Grids = Changed("grids", [.. caller.Person.Grids.Order(StringComparer.Ordinal).Select(code => Grid(code, caller)).OfType<SyncGrid>()], tags),
            Hours = Changed("hours", Hours(caller, now), tags),
        };
    }

    private static IReadOnlyList<T>? Changed<T>(string part, IReadOnlyList<T> items, Dictionary<string, string> tags)
    {
        var tag = SyncCursor.TagOf(JsonSerializer.Serialize(items, ApiJson.Options));
        if (tags.GetValueOrDefault(part) == tag) return null;
        tags[part] = tag;
        return items;
    }

    private async Task<IReadOnlyList<EscalationLine>> Notices(Caller caller, CancellationToken cancellation)
    {
        var open = await notices.List(new() { PersonId = caller.Id, OpenOnly = true, Limit = MostOpen }, cancellation);
        var newest = await notices.List(new() { PersonId = caller.Id, Limit = MostOthers }, cancellation);
        return [.. open.Notices.Concat(newest.Notices).DistinctBy(kept => kept.Id).Select(kept => EscalationLine.Of(kept, caller.Id, caller.Directory))];
    }

    private async Task<IReadOnlyList<AwaitedLine>> Awaited(Caller caller, CancellationToken cancellation) =>
        [.. (await files.Awaited(caller.Id, null, MostOpen, cancellation)).Select(file => new AwaitedLine(file.Id, file.CaseId, file.Since, file.Since + FileActivities.Patience))];

    private static SyncGrid? Grid(string code, Caller caller) => caller.Directory.GridNow(code) is { } grid
        ? new(grid.Code, grid.Name, grid.Kind, caller.Directory.VillageOf(grid.Code)?.Name, caller.Directory.TownOf(grid.Code)?.Name)
        : null;

    private List<OfficeDay> Hours(Caller caller, DateTimeOffset now)
    {
        var calendar = policies.Current.CalendarAt(now).For(caller.Person.UnitCode);
        var today = WorkCalendar.DayOf(now);
        return [.. Enumerable.Range(0, DaysAhead).Select(ahead => today.AddDays(ahead)).Select(day => new OfficeDay(
            day, calendar.IsWorkingDay(day), calendar.HolidayOf(day),
            calendar.IsWorkingDay(day) ? [.. calendar.HoursOn(day).Sessions.Select(session => new OfficeStretch(session.From, session.To))] : []))];
    }
}
