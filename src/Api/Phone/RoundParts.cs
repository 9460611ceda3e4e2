using GridCase.Api.Care;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;
using Caller = GridCase.Api.SignIn.Caller;

namespace GridCase.Api.Phone;

/// <summary>The rounds that a person makes: inspections to do, the checklists for them, and care visits in the own grids.</summary>
internal sealed class RoundParts(IInspectionStore inspections, ICareStore care)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<SyncInspection>> Inspections(Caller caller, CancellationToken cancellation)
    {
        var page = await inspections.ListInspections(new() { Scope = CaseScope.Everything, PersonId = caller.Id, ToDoOnly = true, Limit = Most }, cancellation);
        var lists = new Dictionary<(string, int), Checklist?>();
        foreach (var name in page.Inspections.Select(one => (one.Checklist, one.ChecklistVersion)).Distinct()) lists[name] = await inspections.FindChecklist(name.Checklist, name.ChecklistVersion, cancellation);
        return
        [
            .. page.Inspections.Select(one => new SyncInspection(
                one.Id, one.Kind, one.State, one.PlaceId, one.GridCode, one.Name, one.Checklist, one.ChecklistVersion, one.OpensAt, one.DueAt, Items(one, lists[(one.Checklist, one.ChecklistVersion)]), one.CaseId,
                one.Version)),
        ];
    }

    /// <summary>The worker's part: which departments sign for the rest, the phone cannot know.</summary>
    private static IReadOnlyList<string> Items(Inspection inspection, Checklist? checklist) =>
        checklist is not null && inspection.Parts.FirstOrDefault(part => part.UnitCode is null) is { } mine ? [.. InspectionRules.ItemsOf(inspection, mine, checklist).Select(item => item.Id)] : inspection.Items;

    /// <summary>A version never changes, so the phone may keep it for as long as an inspection goes by it.</summary>
    public async Task<IReadOnlyList<SyncChecklist>> Checklists(IReadOnlyList<SyncInspection> of, CancellationToken cancellation)
    {
        var lists = new List<SyncChecklist>();
        foreach (var (code, version) in of.Select(one => (one.Checklist, one.ChecklistVersion)).Distinct().Order())
            if (await inspections.FindChecklist(code, version, cancellation) is { } list)
                lists.Add(new(list.Code, list.Version, list.Name, [.. list.Items.Select(item => new SyncChecklistItem(item.Id, item.Zh, item.En, item.Department, item.Evidence))]));
        return lists;
    }

    /// <summary>For grid workers, and in the own grids only, whatever else the person oversees.</summary>
    public async Task<IReadOnlyList<CareLine>> CareVisits(Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!caller.Has(Role.GridWorker)) return [];
        var page = await care.List(new() { Scope = new(null, false, null, caller.Person.Grids), Limit = Most }, cancellation);
        var texts = await care.Texts([.. page.Rows.Select(row => row.Person.Id)], cancellation);
        var terms = await care.Terms(cancellation);
        return [.. page.Rows.Select(row => CareShow.Line(row, texts, caller, terms, now))];
    }
}
