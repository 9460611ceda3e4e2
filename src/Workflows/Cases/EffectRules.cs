using System.Collections.Immutable;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Cases;

/// <summary>What is to leave with the facts of a draft: notices to people, events to the hotline, words to the orchestrations. Pure.</summary>
public static class EffectRules
{
    public static Effects Of(CaseDraft draft, DecisionContext context)
    {
        if (draft.Facts.Count == 0 || draft.File is not { } after) return Effects.None;
        var notices = ImmutableArray.CreateBuilder<Notice>();
        var events = ImmutableArray.CreateBuilder<HotlineEvent>();
        foreach (var fact in draft.Facts)
        {
            notices.AddRange(NoticeRules.Of(fact, draft, context));
            if (HotlineEventRules.Of(fact, draft, context) is { } told) events.Add(told);
        }

        return new(notices.DrainToImmutable(), events.DrainToImmutable(), Messages(draft, after));
    }

    /// <summary>
    /// The lifecycle is told only what it must know before its timer: an earlier mark, an end, or a family that has to look at itself. Whatever
    /// else happened it reads when it wakes.
    /// </summary>
    private static ImmutableArray<WorkflowMessage> Messages(CaseDraft draft, CaseFile after)
    {
        var (before, facts) = (draft.Before, draft.Facts);
        var messages = ImmutableArray.CreateBuilder<WorkflowMessage>();
        var lookedBack = facts.Any(fact => fact.Fact is LookedBack);
        if (before is null || facts.Any(fact => fact.Fact is Reopened or Separated { Attached: true }))
        {
            messages.Add(new(WorkflowMessageKind.StartLifecycle, after.Id));
        }
        else if (!lookedBack && before.Stage != Stage.LookBack && (EndsLifecycle(before, after) || FamilyMoved(before, after, facts) || MovesEarlier(draft)))
        {
            messages.Add(new(WorkflowMessageKind.NudgeLifecycle, after.Id));
        }

        if (after.Origin.Channel == Channel.Inspection && (before?.Stage == Stage.Verification) != (after.Stage == Stage.Verification))
            messages.Add(new(WorkflowMessageKind.FollowCase, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{after.Id}/{after.Version}")));
        if (after.Stage == Stage.LookBack && before?.Stage != Stage.LookBack) messages.Add(new(WorkflowMessageKind.StartLookBack, after.Id));
        if (before?.Stage == Stage.LookBack && after.Stage != Stage.LookBack) messages.Add(new(WorkflowMessageKind.NudgeLookBack, after.Id));
        return messages.DrainToImmutable();
    }

    private static bool EndsLifecycle(CaseFile before, CaseFile after) =>
        before.Stage is not (Stage.LookBack or Stage.Ended) && after.Stage is Stage.LookBack or Stage.Ended;

    private static bool FamilyMoved(CaseFile before, CaseFile after, IReadOnlyList<RecordedFact> facts) =>
        facts.Any(fact => fact.Fact is MergedInto or JoinedParent or ChildJoined or Separated) || (!after.Children.IsEmpty && before.Stage != after.Stage);

    private static bool MovesEarlier(CaseDraft draft) => draft.Next?.Instant is { } next && !(draft.NextBefore?.Instant <= next);
}
