using GridCase.Api.Care;
using GridCase.Api.Live;
using GridCase.Api.SignIn;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Inspections;

/// <summary>What of inspections and care visits waits for a person.</summary>
internal sealed class RoundTasks(IInspectionStore inspections, ICareStore care, TimeProvider time)
{
    private const int MostInspections = 500;
    private const int MostVisits = 200;
    private const int MostSweeps = 100;

    /// <summary>How long before its end a visit is on the list; one after an event at once.</summary>
    private static readonly TimeSpan VisitAhead = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<TaskLine>> For(Caller caller, CancellationToken cancellation)
    {
        var tasks = new List<TaskLine>();
        if (caller.Has(GridWorker)) await AddInspections(tasks, caller, new() { Scope = CaseScope.Everything, PersonId = caller.Id, ToDoOnly = true, Limit = MostInspections }, cancellation);
        if (caller.Has(UnitClerk) && caller.Person.UnitCode is { } unit)
            await AddInspections(tasks, caller, new() { Scope = new(null, false, unit, []), ToDoOnly = true, Limit = MostInspections }, cancellation);
        await AddVisits(tasks, caller, cancellation);
        await AddChecks(tasks, caller, cancellation);
        return [.. tasks.DistinctBy(task => (task.Kind, task.SubjectId))];
    }

    private async Task AddInspections(List<TaskLine> tasks, Caller caller, InspectionQuery query, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var inspection in (await inspections.ListInspections(query, cancellation)).Inspections)
        {
            if (!InspectionShow.IsMine(inspection, caller)) continue;
            var kind = InspectionShow.IsToSign(inspection, caller) ? TaskKind.Signature : inspection.Kind == InspectionKind.Reinspection ? TaskKind.Reinspection : TaskKind.Inspection;
            tasks.Add(TaskLine.OfRound(
                kind, inspection.Id, inspection.Name, kind == TaskKind.Signature ? "sign" : "inspect", inspection.DueAt, now, inspection.LightAt(now), inspection.GridCode, $"/api/inspections/{inspection.Id}",
                inspection.CaseId));
        }
    }

    /// <summary>The grid's worker sees what comes; the village sees what was not done in time.</summary>
    private async Task AddVisits(List<TaskLine> tasks, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var isWorker = caller.Has(GridWorker);
        if (!isWorker && !Oversees(caller)) return;
        var page = await care.List(new() { Scope = CareDoor.ScopeOf(caller), DueBefore = isWorker ? now + VisitAhead : now, Limit = MostVisits }, cancellation);
        if (page.Rows.Count == 0) return;
        var terms = await care.Terms(cancellation);
        var texts = await care.Texts([.. page.Rows.Select(row => row.Person.Id)], cancellation);
        foreach (var person in page.Rows.Select(row => row.Person))
        {
            var name = texts.LastOrDefault(text => text.CareId == person.Id && text.Field == CareFields.NameMasked)?.Value ?? "**";
            tasks.Add(TaskLine.OfRound(TaskKind.CareVisit, person.Id, name, "visit-care", person.Due, now, person.LightAt(now, terms), person.GridCode, $"/api/care/{person.Id}", null));
        }
    }

    /// <summary>The village checks what others did in its grids, while the round is open or has not ended long ago.</summary>
    private async Task AddChecks(List<TaskLine> tasks, Caller caller, CancellationToken cancellation)
    {
        if (!Oversees(caller)) return;
        var now = time.GetUtcNow();
        foreach (var sweep in (await inspections.ListSweeps(new() { Scope = CareDoor.ScopeOf(caller), Limit = MostSweeps }, cancellation)).Sweeps)
        {
            var until = (sweep.EndedAt ?? sweep.DueAt) + SpotChecks.Open;
            if (sweep.Counts.Done == 0 || (sweep.IsOver && until <= now)) continue;
            foreach (var inspection in await CheckEndpoints.Sample(inspections, sweep.Id, caller, cancellation))
            {
                if (inspection.Check is not null || SpotChecks.IsOwn(inspection, caller.Id)) continue;
                tasks.Add(TaskLine.OfRound(TaskKind.SpotCheck, inspection.Id, inspection.Name, "check", until, now, Light.None, inspection.GridCode, $"/api/inspections/{inspection.Id}", inspection.CaseId));
            }
        }
    }

    /// <summary>Whether somebody answers for a village.</summary>
    private static bool Oversees(Caller caller) => caller.HasAny([UnitClerk, Supervisor]) && caller.Sight.Scope is { WholeCounty: false, DivisionPrefix.Length: >= 12 };
}
