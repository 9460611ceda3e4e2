using GridCase.Api.Inspections;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Api.Live;

/// <summary>Gathers what waits for a person, from the cases where something could.</summary>
internal sealed class TaskList(ICaseStore cases, INoticeStore notices, IPolicySource policies, RoundTasks rounds, TimeProvider time)
{
    /// <summary>How many cases are looked at for one answer; whoever has more to do than that sees the newest of them.</summary>
    private const int MostCases = 1000;

    private const int PageSize = 200;

    /// <summary>All tasks, soonest due first; false when there were more cases than could be looked at.</summary>
    public async Task<(IReadOnlyList<TaskLine> Tasks, bool Complete)> For(Caller caller, CancellationToken cancellation)
    {
        var seen = new HashSet<string>();
        var tasks = new List<TaskLine>();
        var left = MostCases;
        foreach (var query in Queries(caller))
        {
            for (string? after = null; left > 0;)
            {
                var page = await cases.List(query with { After = after, Limit = PageSize }, cancellation);
                foreach (var row in page.Rows)
                    if (seen.Add(row.CaseId) && left-- > 0 && await cases.Find(row.CaseId, cancellation) is { } file) tasks.AddRange(Of(file, caller));
                if ((after = page.Next) is null) break;
            }
        }

        tasks.AddRange(await rounds.For(caller, cancellation));
        tasks.AddRange(await ToAcknowledge(caller, cancellation));
        return ([.. tasks.OrderBy(task => task.Due ?? DateTimeOffset.MaxValue).ThenBy(task => task.Code ?? task.SubjectId, StringComparer.Ordinal)], left > 0);
    }

    /// <summary>Where something could wait, by role; narrow, so that a dispatcher is not shown the county for one objection.</summary>
    private static IEnumerable<CaseQuery> Queries(Caller caller)
    {
        var person = caller.Person;
        var scope = caller.Sight.Scope;
        if (caller.HasAny([Role.Dispatcher, Role.Supervisor, Role.Leader]))
        {
            foreach (var stage in new[] { Stage.Triage, Stage.Dispatch, Stage.Visit, Stage.Handling }) yield return new() { Scope = scope, Stage = stage, AliveOnly = true };
            if (caller.Has(Role.Dispatcher)) yield return new() { Scope = scope, Stage = Stage.Verification, AliveOnly = true };
        }

        if (caller.Has(Role.UnitClerk) || caller.Has(Role.GridWorker) || caller.Has(Role.Leader)) yield return new() { Scope = new(null, false, person.UnitCode, []), AliveOnly = true };
        if (caller.Has(Role.GridWorker)) yield return new() { Scope = new(null, false, null, person.Grids), AliveOnly = true };
        if (caller.Has(Role.Hotline)) yield return new() { Scope = CaseScope.Everything, Channel = Channel.Hotline, Stage = Stage.Visit, AliveOnly = true };
    }

    /// <summary>What waits for a person in one case.</summary>
    public IReadOnlyList<TaskLine> Of(CaseFile file, Caller caller)
    {
        var now = time.GetUtcNow();
        var waiting = caller.Person.Roles.SelectMany(role => Waiting.For(file, caller.As(role), policies.Current)).DistinctBy(move => (move.Move, move.Clock));
        return
        [
            .. waiting.Select(move => new TaskLine(
                file.Id, file.Origin.Code, move.Move, move.Clock, move.Due, move.Due < now, file.Light, file.Grade, file.Stage, file.Category,
                caller.Directory.Category(file.Category)?.Name, file.UnitCode, file.GridCode, null)),
        ];
    }

    private async Task<List<TaskLine>> ToAcknowledge(Caller caller, CancellationToken cancellation)
    {
        var tasks = new List<TaskLine>();
        var page = await notices.List(new() { PersonId = caller.Id, OpenOnly = true, Limit = PageSize }, cancellation);
        foreach (var kept in page.Notices)
        {
            if (await cases.Find(kept.Notice.CaseId, cancellation) is not { } file) continue;
            tasks.Add(new(
                file.Id, file.Origin.Code, "acknowledge", kept.Notice.Clock, kept.Notice.AcknowledgeBy, kept.Notice.AcknowledgeBy < time.GetUtcNow(), file.Light, file.Grade, file.Stage,
                file.Category, caller.Directory.Category(file.Category)?.Name, file.UnitCode, file.GridCode, kept.Id));
        }

        return tasks;
    }
}
