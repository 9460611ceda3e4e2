using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Visits open cases so that each takes a rule change over. A repeat finds the batch done and goes on behind it.</summary>
/// <param name="batch">Cases in one batch; <see cref="UsualBatch"/> but for tests.</param>
public sealed class RolloutActivities(CaseDesk desk, ICaseStore cases, IRolloutStore rollouts, IPolicySource policies, int batch = RolloutActivities.UsualBatch)
{
    /// <summary>Few enough that people's moves do not wait for it.</summary>
    public const int UsualBatch = 25;

    private static readonly TimeSpan ConfirmedSoon = TimeSpan.FromSeconds(1);

    /// <summary>Visits the next batch, or says what the rollout waits for.</summary>
    public async Task<RolloutStep> RollOut(int number, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var book = policies.Current;
        // Begun with the confirmation, it may be quicker than what everybody reads.
        if (number > book.Changes.Length) return new(RolloutState.Waiting, now + ConfirmedSoon);
        var change = book.Change(number);
        var rollout = await rollouts.Find(number, cancellation) ?? Rollout.Of(number);
        if (rollout.IsOver) return new(rollout.State, null);
        if (IsTakenBack(change, book, now)) return await Kept(rollout with { State = RolloutState.Superseded, EndedAt = now }, cancellation);
        if (rollout.State == RolloutState.Paused) return new(rollout.State, null);
        if (change.At > now) return await Waiting(rollout, null, change.At, cancellation);
        if (await EarlierThan(number, cancellation) is { } earlier) return await Waiting(rollout, earlier, null, cancellation);
        if (rollout.StartedAt is null)
        {
            var open = await cases.Count(new() { Scope = CaseScope.Everything, AliveOnly = true }, cancellation);
            rollout = rollout with { StartedAt = now, Cases = open.Total };
        }

        return await Kept(await Visit(rollout with { State = RolloutState.Running, WaitsFor = null }, change, now, cancellation), cancellation);
    }

    private async Task<Rollout> Visit(Rollout rollout, RuleChange change, DateTimeOffset now, CancellationToken cancellation)
    {
        var page = change is { Sort: RuleSort.Policy, Treatment: OpenCases.NewOnly, Undoes: null }
            ? []
            : await cases.ListAlive(rollout.AfterCaseId, batch, change.At, cancellation);
        var counts = rollout.Counts;
        foreach (var open in page)
        {
            if (await desk.CatchUp(open.CaseId, now, cancellation) is not { } file) continue;
            foreach (var taken in file.TakenChanges)
                if (taken.Fact.Change == change.Number) counts = counts.With(taken);
        }

        var isLast = page.Count < batch;
        return rollout with
        {
            Counts = counts,
            Visited = rollout.Visited + page.Count,
            AfterCaseId = page.Count > 0 ? page[^1].CaseId : rollout.AfterCaseId,
            State = isLast ? RolloutState.Done : RolloutState.Running,
            EndedAt = isLast ? now : null,
        };
    }

    /// <summary>The change before, while its rollout is not over.</summary>
    private async Task<int?> EarlierThan(int number, CancellationToken cancellation)
    {
        // Each waits for the one before it, so the one before is enough.
        return number > 1 && await rollouts.Find(number - 1, cancellation) is not { IsOver: true } ? number - 1 : null;
    }

    private static bool IsTakenBack(RuleChange change, PolicyBook book, DateTimeOffset now) =>
        book.Changes.Any(later => later.Undoes == change.Number && later.At <= now);

    private Task<RolloutStep> Waiting(Rollout rollout, int? earlier, DateTimeOffset? until, CancellationToken cancellation) =>
        rollout is { State: RolloutState.Waiting, Revision: > 0 } && rollout.WaitsFor == earlier
            ? Task.FromResult(new RolloutStep(RolloutState.Waiting, until))
            : Kept(rollout with { State = RolloutState.Waiting, WaitsFor = earlier }, cancellation, until);

    private async Task<RolloutStep> Kept(Rollout rollout, CancellationToken cancellation, DateTimeOffset? until = null) =>
        await rollouts.Save(rollout with { Revision = rollout.Revision + 1 }, cancellation)
            ? new(rollout.State, until)
            : throw new InvalidOperationException($"The rollout of rule change {rollout.Change} was changed by somebody else; the step is tried again.");
}
