using GridCase.Api.Care;
using GridCase.Api.Inspections;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;
using Caller = GridCase.Api.SignIn.Caller;

namespace GridCase.Api.Phone;

/// <summary>The rounds that a person makes: inspections to do or to sign for the own unit, the checklists for them, and care visits in the own grids.</summary>
internal sealed class RoundParts(IInspectionStore inspections, ICareStore care, IPolicySource policies)
{
    private const int Most = 200;

    /// <summary>Each with the part that the person would hand in now; one whose own part is handed in waits for others, and not for this person.</summary>
    public async Task<IReadOnlyList<SyncInspection>> Inspections(Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        List<Inspection> waiting = [.. await List(new() { Scope = CaseScope.Everything, PersonId = caller.Id })];
        if (caller.Has(Role.UnitClerk) && caller.Person.UnitCode is { } unit) waiting.AddRange(await List(new() { Scope = new(null, false, unit, []) }));
        var lists = new Dictionary<(string, int), Checklist?>();
        var shown = new List<SyncInspection>();
        foreach (var one in waiting.DistinctBy(inspection => inspection.Id))
        {
            var actor = InspectionSight.ActorFor(caller, one, Context);
            if (InspectionRules.PartOf(one, Context(actor)) is not { IsSigned: false } part) continue;
            var name = (one.Checklist, one.ChecklistVersion);
            if (!lists.TryGetValue(name, out var list)) lists[name] = list = await inspections.FindChecklist(one.Checklist, one.ChecklistVersion, cancellation);
            shown.Add(new(
                one.Id, one.Kind, one.State, one.PlaceId, one.GridCode, one.Name, one.Checklist, one.ChecklistVersion, one.OpensAt, one.DueAt,
                list is null ? one.Items : [.. InspectionRules.ItemsOf(one, part, list).Select(item => item.Id)], one.CaseId, one.Version, part.UnitCode));
        }

        return shown;

        DecisionContext Context(Actor actor) => new(now.ToOffset(ChinaTime.Offset), actor, policies.Current, caller.Directory);

        async Task<IEnumerable<Inspection>> List(InspectionQuery query) => (await inspections.ListInspections(query with { ToDoOnly = true, Limit = Most }, cancellation)).Inspections;
    }

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
