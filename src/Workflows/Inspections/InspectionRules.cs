using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>Decides what somebody's report does to an inspection. Pure. Nobody is asked where they walked, and nobody is asked for findings (domain.md §5.6).</summary>
public static class InspectionRules
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Judges one part handed in. The same again changes nothing. Late is taken and marked late; what the checklist says today does not matter, nor that the place
    /// has changed: the pinned version counts.
    /// </summary>
    /// <param name="checklist">In the version of the inspection.</param>
    /// <param name="handlerId">Of a re-inspection: who resolved the case.</param>
    public static InspectionDecision Report(Inspection inspection, InspectionReport report, Checklist checklist, string? handlerId, DecisionContext context)
    {
        if (PartOf(inspection, context) is not { } part) return NotYours();
        if (inspection.Kind == InspectionKind.Reinspection && context.Actor.PersonId == handlerId)
            return No(RefusalKind.Forbidden, "not-the-handler", "Whoever put it right does not look whether it was put right.");
        var items = ItemsOf(inspection, part, checklist);
        if (part.IsSigned) return IsSame(inspection, report, items) ? new(inspection, [], null) : No(RefusalKind.Rule, "already-done", "This part was handed in before, with other findings.");
        if (inspection.State == InspectionState.Cancelled) return Cancelled();
        if (inspection.State == InspectionState.Done) return No(RefusalKind.Rule, "already-done", "The inspection is done.");
        if (report.DoneAt > context.Now + ClockSkew) return No(RefusalKind.Inconsistent, "done-in-future", "doneAt lies in the future.");
        if (report.DoneAt < inspection.OpensAt - ClockSkew) return No(RefusalKind.Inconsistent, "done-before-opening", "doneAt lies before the inspection was asked for.");
        return Misfit(report, items) ?? Households(inspection, report) ?? Taken(inspection, part, report, checklist, context);
    }

    /// <summary>入户走访: how many households of the grid have been visited so far. A smaller number than before changes nothing: phones send out of order.</summary>
    public static InspectionDecision CountHouseholds(Inspection inspection, int done, int? total, DecisionContext context)
    {
        if (inspection.Kind != InspectionKind.Households) return No(RefusalKind.Rule, "no-households", "This inspection does not count households.");
        if (PartOf(inspection, context) is not { UnitCode: null }) return NotYours();
        if (inspection.State == InspectionState.Cancelled) return Cancelled();
        var all = total ?? inspection.HouseholdsTotal;
        if (done < 0 || all < 0 || (all > 0 && done > all)) return No(RefusalKind.Inconsistent, "too-many-households", $"{done} of {all} households cannot be.");
        if (inspection.State == InspectionState.Done || (done <= inspection.HouseholdsDone && all == inspection.HouseholdsTotal)) return new(inspection, [], null);
        return new(inspection with { HouseholdsDone = Math.Max(done, inspection.HouseholdsDone), HouseholdsTotal = all, Version = inspection.Version + 1 }, [], null);
    }

    /// <summary>The part that this person may hand in: the worker's for the assignee, the deputy, whoever works in the grid, and the centre; a department's for its clerk. Null for anybody else.</summary>
    public static InspectionPart? PartOf(Inspection inspection, DecisionContext context)
    {
        var actor = context.Actor;
        var worker = inspection.Parts.FirstOrDefault(part => part.UnitCode is null);
        var department = actor.Role is Role.UnitClerk or Role.Leader && actor.UnitCode is { } unit ? inspection.Parts.FirstOrDefault(part => part.UnitCode == unit) : null;
        var isWorker = actor.PersonId == inspection.AssigneeId || actor.PersonId == inspection.DeputyId
            || (actor.Role == Role.GridWorker && Assignment.WorksIn(context.Directory, inspection.GridCode, actor.PersonId))
            || (actor.Role is Role.Dispatcher or Role.Supervisor && context.Directory.IsInSubtree(actor.Scope, inspection.GridCode, null));
        if (department is { IsSigned: false }) return department;
        return isWorker ? worker ?? department : department;
    }

    /// <summary>The items of a part, in the order of the checklist. What names a department that does not sign is the worker's.</summary>
    public static ImmutableArray<ChecklistItem> ItemsOf(Inspection inspection, InspectionPart part, Checklist checklist) =>
    [
        .. checklist.Items.Where(item => inspection.Items.IsEmpty || inspection.Items.Contains(item.Id))
            .Where(item => (inspection.Parts.Any(one => one.UnitCode is not null && one.UnitCode == item.Department) ? item.Department : null) == part.UnitCode),
    ];

    private static InspectionDecision? Misfit(InspectionReport report, ImmutableArray<ChecklistItem> items)
    {
        var seen = new HashSet<string>();
        foreach (var reported in report.Items)
        {
            if (!seen.Add(reported.ItemId)) return No(RefusalKind.Inconsistent, "item-twice", $"Item {reported.ItemId} stands twice.");
            if (items.FirstOrDefault(item => item.Id == reported.ItemId) is not { } known)
                return No(RefusalKind.Inconsistent, "unknown-item", $"Your part of the checklist has no item {reported.ItemId}.");
            if (reported is { Ok: true, FixedOnSite: true }) return No(RefusalKind.Inconsistent, "fixed-what-was-in-order", $"Item {reported.ItemId} was in order and needed no fixing.");
            if (known.Evidence is { } why && !reported.Ok && reported.Attachments.IsEmpty)
                return No(RefusalKind.Inconsistent, "evidence-required", $"Item {reported.ItemId} needs a photo: {why}");
        }

        return items.FirstOrDefault(item => !seen.Contains(item.Id)) is { } missing
            ? No(RefusalKind.Inconsistent, "missing-items", $"Item {missing.Id} is missing; hand in all items of your part together.")
            : null;
    }

    private static InspectionDecision? Households(Inspection inspection, InspectionReport report)
    {
        if (inspection.Kind != InspectionKind.Households) return null;
        var total = report.HouseholdsTotal ?? inspection.HouseholdsTotal;
        var done = report.HouseholdsDone ?? total;
        if (total < 0 || done < 0 || done > total) return No(RefusalKind.Inconsistent, "too-many-households", $"{done} of {total} households cannot be.");
        if (total == 0) return No(RefusalKind.Inconsistent, "households-unknown", "Say how many households there are.");
        return done < total ? No(RefusalKind.Rule, "households-left", $"{total - done} households are left; send the count so far instead.") : null;
    }

    private static InspectionDecision Taken(Inspection inspection, InspectionPart part, InspectionReport report, Checklist checklist, DecisionContext context)
    {
        var signed = part with { SignedBy = context.Actor.PersonId, Role = context.Actor.Role, SignedAt = context.Now };
        var parts = inspection.Parts.Replace(part, signed);
        var isDone = parts.All(one => one.IsSigned);
        var results = inspection.Results.AddRange(report.Items.Select(item => new ItemResult(item.ItemId, item.Ok, item.FixedOnSite, item.Attachments)));
        var order = checklist.Items.Select((item, i) => (item.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var after = inspection with
        {
            Parts = parts,
            Results = [.. results.OrderBy(result => order[result.ItemId])],
            State = isDone ? InspectionState.Done : inspection.State,
            DoneAt = inspection.DoneAt > report.DoneAt ? inspection.DoneAt : report.DoneAt,
            ReceivedAt = context.Now,
            DoneBy = context.Actor.PersonId,
            Late = context.Now > inspection.DueAt,
            Settled = false,
            HouseholdsTotal = report.HouseholdsTotal ?? inspection.HouseholdsTotal,
            HouseholdsDone = inspection.Kind == InspectionKind.Households ? report.HouseholdsDone ?? report.HouseholdsTotal ?? inspection.HouseholdsTotal : 0,
            Version = inspection.Version + 1,
        };
        return new(after, [.. TextsOf(inspection, part, report)], null);
    }

    private static IEnumerable<InspectionText> TextsOf(Inspection inspection, InspectionPart part, InspectionReport report)
    {
        var subject = InspectionText.OfInspection(inspection.Id);
        if (!string.IsNullOrWhiteSpace(report.Remark)) yield return new(subject, part.UnitCode is { } unit ? "remark/" + unit : "remark", report.Remark);
        foreach (var item in report.Items)
            if (!string.IsNullOrWhiteSpace(item.Remark)) yield return new(subject, "item/" + item.ItemId, item.Remark);
    }

    private static bool IsSame(Inspection inspection, InspectionReport report, ImmutableArray<ChecklistItem> items) =>
        report.Items.Length == items.Length && report.Items.All(item => inspection.Results.Any(result =>
            result.ItemId == item.ItemId && result.Ok == item.Ok && result.FixedOnSite == item.FixedOnSite && result.Attachments.SequenceEqual(item.Attachments)));

    private static InspectionDecision NotYours() => No(RefusalKind.Forbidden, "not-yours", "It is for the worker of the grid, who stands in, the departments that sign, or the centre.");

    private static InspectionDecision Cancelled() =>
        No(RefusalKind.Rule, "inspection-cancelled", "The inspection need not be done any more. What you found can be handed in as a report.");

    private static InspectionDecision No(RefusalKind kind, string code, string detail) => new(null, [], new(kind, code, detail));
}

/// <summary>What a report comes to: the inspection after it, unchanged for a repeat, or a refusal.</summary>
public sealed record InspectionDecision(Inspection? After, ImmutableArray<InspectionText> Texts, Refusal? Refusal);
