using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>Starts campaigns, cancels sweeps, and takes acknowledgements of what was told of them.</summary>
public sealed class SweepDesk(IInspectionStore store, IDirectorySource directory, IPolicySource policies)
{
    private const int Tries = 8;

    /// <summary>专项行动: starts a campaign now. Its inspections are made at once, batch by batch, by its orchestration. The same key of the same person starts one only.</summary>
    /// <param name="key">The caller's idempotency key, 1 to 128 characters.</param>
    public async Task<InspectionAnswer<Sweep>> Start(Campaign campaign, string key, Actor actor, DateTimeOffset now, Receipt? receipt = null, CancellationToken cancellation = default)
    {
        var context = Context(actor, now);
        if (await store.FindSweep(InspectionIds.OfCampaign(actor.PersonId, key), cancellation) is { } there) return InspectionAnswer<Sweep>.Repeated(there);
        var checklist = await store.FindChecklist(campaign.Checklist, null, cancellation);
        if (InspectionCheck.Of(campaign, checklist, context.Policies.PolicyAt(context.Now), context.Directory) is { } wrong) return InspectionAnswer<Sweep>.Refused(wrong);
        var sweep = SweepMaking.Of(campaign, key, checklist!, context);
        var change = new InspectionChange { Sweep = sweep, Messages = [new(WorkflowMessageKind.RunSweep, sweep.Id)], Receipt = receipt };
        return await store.Save(change, cancellation) == AppendOutcome.Appended
            ? InspectionAnswer<Sweep>.Done(sweep, true)
            : await store.FindSweep(sweep.Id, cancellation) is { } first ? InspectionAnswer<Sweep>.Repeated(first) : InspectionAnswer<Sweep>.Refused(PlanDesk.Busy());
    }

    /// <summary>Cancels a sweep: what is still to be done need not be. What was done stays, with its cases. A repeat changes nothing.</summary>
    public async Task<InspectionAnswer<Sweep>> Cancel(string sweepId, string reason, Actor actor, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) return InspectionAnswer<Sweep>.Refused(RefusalKind.Inconsistent, "reason-required", "Say why it is cancelled.");
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await store.FindSweep(sweepId, cancellation) is not { } sweep) return InspectionAnswer<Sweep>.Refused(Unknown());
            if (sweep.State == SweepState.Cancelled) return InspectionAnswer<Sweep>.Repeated(sweep);
            if (sweep.IsOver) return InspectionAnswer<Sweep>.Refused(new(RefusalKind.Rule, "sweep-over", "The sweep has ended already."), sweep);
            var change = new InspectionChange
            {
                Sweep = sweep with { State = SweepState.Cancelled, CancelledBy = actor.PersonId, EndedAt = now.ToOffset(ChinaTime.Offset), Version = sweep.Version + 1 },
                RestBecome = InspectionState.Cancelled,
                Texts = [new(InspectionText.OfSweep(sweepId), "reason", reason)],
                Messages = [new(WorkflowMessageKind.RunSweep, sweepId)],
            };
            if (await store.Save(change, cancellation) == AppendOutcome.Appended) return InspectionAnswer<Sweep>.Done((await store.FindSweep(sweepId, cancellation))!);
        }

        return InspectionAnswer<Sweep>.Refused(PlanDesk.Busy());
    }

    /// <summary>
    /// 签阅: a rung has been seen by somebody it was told to, or who answers for that person's post. Once all have seen it, silence does not climb from it. A repeat
    /// changes nothing.
    /// </summary>
    /// <param name="toldId">The person whom the notice names.</param>
    public async Task<InspectionAnswer<Sweep>> Acknowledge(string sweepId, int rung, string toldId, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await store.FindSweep(sweepId, cancellation) is not { } sweep) return InspectionAnswer<Sweep>.Refused(Unknown());
            if (sweep.Marks.FirstOrDefault(mark => mark.Mark.RungNumber == rung && mark.Unseen.Contains(toldId)) is not { } passed) return InspectionAnswer<Sweep>.Repeated(sweep);
            var seen = passed with { Unseen = passed.Unseen.Remove(toldId) };
            var next = sweep with { Marks = sweep.Marks.Replace(passed, seen), Version = sweep.Version + 1 };
            if (await store.Save(new() { Sweep = next }, cancellation) == AppendOutcome.Appended) return InspectionAnswer<Sweep>.Done(next);
        }

        return InspectionAnswer<Sweep>.Refused(PlanDesk.Busy());
    }

    private DecisionContext Context(Actor actor, DateTimeOffset now) => new(now.ToOffset(ChinaTime.Offset), actor, policies.Current, directory.Current);

    private static Refusal Unknown() => new(RefusalKind.NotFound, "unknown-sweep", "There is no such sweep, or none within your scope.");
}
