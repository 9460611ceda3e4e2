using System.Globalization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>Takes what people hand in for inspections, decides it on the record, and does what follows from it.</summary>
public sealed class InspectionDesk(IInspectionStore store, ICaseStore cases, Settlement settlement, IDirectorySource directory, IPolicySource policies)
{
    private const int Tries = 8;

    /// <summary>
    /// Takes one part of an inspection. The answer shows the inspection with the cases that its findings opened. If the host stops in between, what follows is done
    /// after its next start.
    /// </summary>
    public Task<InspectionAnswer<Inspection>> Report(
        string inspectionId, InspectionReport report, Actor actor, DateTimeOffset now, Receipt? receipt = null, CancellationToken cancellation = default) =>
        Change(
            inspectionId,
            async (inspection, context) =>
            {
                var checklist = await store.FindChecklist(inspection.Checklist, inspection.ChecklistVersion, cancellation)
                    ?? throw new InvalidOperationException($"Inspection {inspection.Id} names a checklist that is not kept.");
                var handler = inspection.CaseId is { } caseId ? (await cases.Find(caseId, cancellation))?.Resolution?.By : null;
                return InspectionRules.Report(inspection, report, checklist, handler, context);
            },
            actor, now, receipt, cancellation);

    /// <summary>Takes how many households of a grid have been visited so far; see <see cref="InspectionRules.CountHouseholds"/>.</summary>
    public Task<InspectionAnswer<Inspection>> CountHouseholds(
        string inspectionId, int done, int? total, Actor actor, DateTimeOffset now, Receipt? receipt = null, CancellationToken cancellation = default) =>
        Change(inspectionId, (inspection, context) => Task.FromResult(InspectionRules.CountHouseholds(inspection, done, total, context)), actor, now, receipt, cancellation);

    /// <summary>Takes what a process check came to; see <see cref="SpotChecks.Answer"/>.</summary>
    public Task<InspectionAnswer<Inspection>> Check(string inspectionId, bool agreed, string? remark, Actor actor, DateTimeOffset now, Receipt? receipt = null, CancellationToken cancellation = default) =>
        Change(inspectionId, (inspection, context) => Task.FromResult(SpotChecks.Answer(inspection, agreed, remark, context)), actor, now, receipt, cancellation);

    private async Task<InspectionAnswer<Inspection>> Change(
        string id, Func<Inspection, DecisionContext, Task<InspectionDecision>> decide, Actor actor, DateTimeOffset now, Receipt? receipt, CancellationToken cancellation)
    {
        var context = new DecisionContext(now.ToOffset(ChinaTime.Offset), actor, policies.Current, directory.Current);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await store.FindInspection(id, cancellation) is not { } inspection)
                return InspectionAnswer<Inspection>.Refused(RefusalKind.NotFound, "unknown-inspection", "There is no such inspection, or none within your scope.");
            var decision = await decide(inspection, context);
            if (decision.Refusal is { } refusal) return InspectionAnswer<Inspection>.Refused(refusal, inspection);
            var after = decision.After!;
            var isRepeat = ReferenceEquals(after, inspection);
            if (isRepeat && receipt is null) return InspectionAnswer<Inspection>.Repeated(inspection);
            var change = new InspectionChange
            {
                Inspections = isRepeat ? [] : [after],
                Texts = decision.Texts,
                Messages = after.Settled ? [] : [Settling(after)],
                Receipt = receipt,
            };
            switch (await store.Save(change, cancellation))
            {
                case AppendOutcome.Repeated: return InspectionAnswer<Inspection>.Repeated(after);
                case AppendOutcome.Appended:
                    // What was taken is finished, though the caller may have gone; a stop in between leaves it to the orchestration.
                    if (!after.Settled) after = await settlement.Settle(id, now, CancellationToken.None) ?? after;
                    return isRepeat ? InspectionAnswer<Inspection>.Repeated(after) : InspectionAnswer<Inspection>.Done(after);
            }
        }

        return InspectionAnswer<Inspection>.Refused(PlanDesk.Busy());
    }

    /// <summary>Each version is settled by an instance of its own, so that none is overlooked while another runs.</summary>
    internal static WorkflowMessage Settling(Inspection inspection) =>
        new(WorkflowMessageKind.SettleInspection, string.Create(CultureInfo.InvariantCulture, $"{inspection.Id}/{inspection.Version}"));
}
