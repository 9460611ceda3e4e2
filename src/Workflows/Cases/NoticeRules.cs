using System.Collections.Immutable;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Cases;

/// <summary>Who is told of a fact, and how urgently. Audiences are resolved to people at this moment.</summary>
internal static class NoticeRules
{
    public static IEnumerable<Notice> Of(RecordedFact fact, CaseDraft draft, DecisionContext context)
    {
        var file = draft.File!;
        if (MarkOf(fact.Fact) is { } mark) return OfMark(mark, fact, draft, context);
        var (purpose, audience) = AudienceOf(fact.Fact, file);
        if (audience.IsEmpty) return [];
        var urgent = file.Grade is Grade.L1 or Grade.L2;
        var place = fact.Fact is SubtaskAdded task ? new CasePlace(task.UnitCode, null, file.GridCode) : PlaceOf(file);
        return Resolve(fact, file, purpose, audience, place, urgent, null, 0, 0, null, context);
    }

    private static IEnumerable<Notice> OfMark((string Clock, int Cycle, MarkName Mark) mark, RecordedFact fact, CaseDraft draft, DecisionContext context)
    {
        // After a stand-still only the highest mark of a clock is told; the lower ones are recorded as passed.
        foreach (var later in draft.Facts)
            if (later.Number > fact.Number && MarkOf(later.Fact) is { } other && other.Clock == mark.Clock && other.Cycle == mark.Cycle) return [];
        // As it stood then: in the same breath a person may have given the case to another unit, or another grade with another ladder.
        var file = draft.FileAt(fact);
        if (file.Clock(mark.Clock) is not { } clock || ClockBoard.Read(clock, context.Policies) is not { } timed) return [];
        var rung = timed.Ladder.RungNumbered(mark.Mark.RungNumber);
        var place = PlaceOf(file, clock);
        var urgent = rung?.Urgent ?? timed.Ladder.IsUrgent;
        return Resolve(fact, file, mark.Mark.ToString(), timed.Ladder.AudienceOf(mark.Mark), place, urgent, mark.Clock, mark.Cycle, mark.Mark.RungNumber,
            rung?.AcknowledgeWithin is { } limit ? Counting.EndOf(fact.At, limit, EndOfDay.Close, timed.Calendar) : null, context)
            .Select(notice => notice with { DueAt = timed.Reading.Due, Channels = ChannelsOf(timed.Ladder, mark.Mark) });
    }

    private static IReadOnlyList<string>? ChannelsOf(Ladder ladder, MarkName mark) => ladder.ChannelsOf(mark) is { IsEmpty: false } named ? named : null;

    private static IEnumerable<Notice> Resolve(
        RecordedFact fact, CaseFile file, string purpose, ImmutableArray<string> audience, CasePlace place, bool urgent, string? clock, int cycle, int rung,
        DateTimeOffset? acknowledgeBy, DecisionContext context)
    {
        var calendar = context.Policies.Calendar(file.CalendarVersion);
        var subject = clock is null ? $"{fact.Number}" : $"{clock}/{cycle}/{purpose}";
        foreach (var recipient in AudienceResolver.Resolve(context.Directory, audience, place, context.Now))
        {
            // Each waits for the office hours of the own unit.
            var notBefore = urgent ? context.Now : calendar.For(context.Directory.Person(recipient.PersonId)?.UnitCode).NextOpening(fact.At);
            yield return new(
                $"{file.Id}/{subject}/{recipient.PersonId}", file.Id, file.Origin.Code, fact.Number, purpose, clock, cycle, rung, recipient.PersonId, recipient.Audience,
                recipient.PostCode, recipient.Instead, urgent, context.Now, notBefore, acknowledgeBy)
            {
                Because = BecauseOf(fact.Fact),
            };
        }
    }

    private static int? BecauseOf(Fact fact) => fact switch
    {
        Warned warned => warned.Because,
        FellDue due => due.Because,
        Escalated escalated => escalated.Because,
        _ => null,
    };

    private static (string Clock, int Cycle, MarkName Mark)? MarkOf(Fact fact) => fact switch
    {
        Warned warned => (warned.Clock, warned.Cycle, MarkName.Warn),
        FellDue due => (due.Clock, due.Cycle, MarkName.Due),
        Escalated escalated => (escalated.Clock, escalated.Cycle, MarkName.Rung(escalated.Rung)),
        _ => null,
    };

    private static (string Purpose, ImmutableArray<string> Audience) AudienceOf(Fact fact, CaseFile file) => fact switch
    {
        Registered when IsNew(file) && file.Grade == Grade.L1 => ("registered", [Audience.CentreDispatcher, Audience.CentreDutyLead]),
        Registered when IsNew(file) => ("registered", [Audience.CentreDispatcher]),
        Dispatched or Arbitrated or SteppedUp => ("dispatched", [Audience.UnitClerk]),
        Objected { ToArbitration: true } => ("arbitration", [Audience.CentreHead]),
        Objected => ("objection", [Audience.CentreDispatcher]),
        ObjectionUpheld => ("objection-upheld", [Audience.CentreDispatcher]),
        ObjectionRejected => ("objection-rejected", [Audience.Holder]),
        ExtensionRequested => ("extension-asked", [Audience.CentreDispatcher]),
        ExtensionGranted => ("extension-granted", [Audience.Holder]),
        ExtensionDenied => ("extension-denied", [Audience.Holder]),
        SuspensionRequested => ("suspension-asked", [Audience.CentreDispatcher]),
        Suspended => ("suspended", [Audience.Holder]),
        SuspensionDenied => ("suspension-denied", [Audience.Holder]),
        Resumed => ("resumed", [Audience.Holder]),
        Supplemented { Urge: true } or ChildJoined { Urge: true } => ("urged", [Audience.Holder, Audience.UnitDutyLead]),
        Supplemented => ("supplemented", [Audience.Holder]),
        SubtaskAdded => ("subtask", [Audience.UnitClerk]),
        SubtaskCompleted => ("subtask-done", [Audience.Holder]),
        Supervised => ("supervised", [Audience.Holder, Audience.UnitHead]),
        LeaderCalled => ("leader-called", [Audience.CountyLead, Audience.CentreHead]),
        TakenOver => ("taken-over", [Audience.UnitHead]),
        Resolved { OnSite: false } when file.ParentId is null => ("verify", [Audience.GridWorker]),
        Verified { OnSite: false } when !file.VisitSkipped => file.Origin.Channel == Channel.Hotline
            ? ("visit", [Audience.HotlineOperator])
            : ("visit", [Audience.CentreDispatcher]),
        VisitHandedOver => ("visit", [Audience.CentreDispatcher]),
        ReworkOrdered => ("rework", [Audience.Holder]),
        Reopened => ("reopened", [Audience.Holder]),
        LeftParent => ("left-parent", [Audience.CentreDispatcher]),
        Separated => ("separated", [Audience.CentreDispatcher]),
        GridMoved { ToUnit: not null } moved when moved.ToUnit != moved.FromUnit => ("grid-moved", [Audience.Holder]),
        _ => ("", []),
    };

    private static bool IsNew(CaseFile file) => file.Stage is Stage.Triage or Stage.Dispatch && file.UnitCode is null;

    /// <summary>For whom the marks of a clock are: a sub-task's for its helper unit, all others for who holds the case.</summary>
    internal static CasePlace PlaceOf(CaseFile file, CaseClock clock) =>
        clock.Kind == ClockKind.Subtask && SubtaskOf(file, clock.Id) is { } task ? new(task.UnitCode, null, file.GridCode) : PlaceOf(file);

    private static CasePlace PlaceOf(CaseFile file) => new(file.UnitCode, file.HolderPersonId, file.GridCode);

    private static Subtask? SubtaskOf(CaseFile file, string clock) => file.Subtasks.FirstOrDefault(task => clock == $"subtask:{task.Id}");
}
