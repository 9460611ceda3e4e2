using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Replay.People;

/// <summary>Decides from where a case stands who does what next, and when. Pure: the case, its chance and the model.</summary>
public sealed class NextStep(ResponseModel model, PolicyBook policies)
{
    private readonly PeopleHours hours = new(policies.LatestCalendar);
    private readonly HandlingStep handling = new(model, policies);

    /// <summary>The next step, or null when the case has ended.</summary>
    public PlannedStep? After(CaseFile file, CasePlay play, DateTimeOffset now) => file.Stage switch
    {
        Stage.Intake or Stage.Triage => new(PeopleHours.Desk(now, play.Dice.Delay(model.Triage, "triage")), Step.Triage),
        Stage.Dispatch => AtDispatch(file, play, now),
        Stage.Handling => handling.After(file, play, now),
        Stage.Verification => new(hours.Work(now, play.Dice.Delay(model.Verification, "verify", play.Looks), file.Grade), Step.Verify),
        Stage.Visit => AtVisit(file, play, now),
        Stage.LookBack => new(LookBackAt(file, play, now), Step.LookBack),
        _ => null,
    };

    private PlannedStep AtDispatch(CaseFile file, CasePlay play, DateTimeOffset now)
    {
        var dice = play.Dice;
        if (file.AwaitsArbitration) return new(hours.Work(now, dice.Delay(model.Decision, "arbitrate"), file.Grade), Step.Arbitrate);
        if (file.OpenObjection is not null) return new(hours.Work(now, dice.Delay(model.Decision, "decide-objection", file.Objections), file.Grade), Step.DecideObjection);
        if (file.UnitCode is null)
            return new(PeopleHours.Desk(now, dice.Delay(dice.Happens(model.HardToPlace, "hard") ? model.HardDispatch : model.Dispatch, "dispatch", file.Objections)), Step.Dispatch);
        if (Objects(file, play) && ObjectionAt(file, play, now) is { } objectsAt) return new(objectsAt, Step.Object);
        var at = hours.Work(now, dice.Delay(model.SignOff, "sign-off", file.Objections), file.Grade);
        // A unit that will be in time does not begin so late that it no longer can.
        if (play.InTime && ClockBoard.DueOf(file, ClockKind.UnitFinish, policies) is { } due && due > now)
            at = Earlier(at, hours.Share(now, due, 0.5, file.Grade));
        return new(at, Step.SignOff);
    }

    private bool Objects(CaseFile file, CasePlay play)
    {
        if (file.UnitCode != play.Unit) return true;
        if (file.BoundUnit == file.UnitCode || file.Kind == CaseKind.Consult || !play.Dice.Happens(model.Contested, "contested")) return false;
        var most = play.Dice.Happens(model.ContestedToTheEnd, "to the end") ? policies.Policy(file.PolicyVersion).Objection.MaxReturns + 1 : 1;
        return file.Objections < most && !play.Dice.Happens(model.Misdispatched, "misdispatched");
    }

    /// <summary>Within the window; a unit that has nothing to do with the matter hurries, the right one lets it be when the window is over.</summary>
    private DateTimeOffset? ObjectionAt(CaseFile file, CasePlay play, DateTimeOffset now)
    {
        var at = hours.Work(now, play.Dice.Delay(model.Objection, "object", file.Objections), file.Grade);
        if (file.Clock(KebabCase.Of(ClockKind.UnitFinish)) is not { } finish || ClockBoard.Read(finish, policies) is not { } timed) return at;
        var window = policies.Policy(file.PolicyVersion).Objection.WindowFor(finish.Traits, timed.Clock.Terms.Budget);
        var end = Counting.EndOf(finish.StartedAt, window, EndOfDay.Close, timed.Calendar);
        if (at <= end) return at;
        var hurried = hours.Share(now, end, 0.5, file.Grade);
        return file.UnitCode != play.Unit && hurried <= end ? hurried : null;
    }

    private PlannedStep AtVisit(CaseFile file, CasePlay play, DateTimeOffset now)
    {
        var dice = play.Dice;
        if (file.VisitSkipped || file.VisitsExhausted || file.Visits is [.., { Reached: true }])
            return new(PeopleHours.Desk(now, dice.Delay(model.Close, "close", play.Results)), Step.Close);
        if (file.Visits.IsEmpty && HotlineKeepsSilent(file, play) && !file.VisitHandedOver && HandOver(file) is { } handOver && handOver > now) return new(handOver, Step.LookAgain);
        var turn = (play.Results * 10) + file.Visits.Length;
        return new(PeopleHours.Call(now, dice.Delay(file.Visits.IsEmpty ? model.Visit : model.NextAttempt, "visit", turn)), Step.Visit);
    }

    private bool HotlineKeepsSilent(CaseFile file, CasePlay play) =>
        file.Origin.Channel == Channel.Hotline && !file.Origin.Confidential && play.Dice.Happens(model.HotlineSilent, "silent", play.Results);

    private DateTimeOffset? HandOver(CaseFile file) => file.VerifiedAt is { } verified
        ? Counting.EndOf(verified, policies.Policy(file.PolicyVersion).Visit.HotlineSilence, EndOfDay.Close, policies.Calendar(file.CalendarVersion))
        : null;

    private DateTimeOffset LookBackAt(CaseFile file, CasePlay play, DateTimeOffset now)
    {
        var due = ClockBoard.DueOf(file, ClockKind.LookBack, policies) ?? now.AddDays(30);
        return play.Dice.Happens(model.LookBackLate, "look-back late")
            ? hours.Work(due, play.Dice.Delay(model.LateLookBack, "late look-back"), Grade.L3)
            : hours.Share(now, due, play.Dice.Between(0.9, 0.99, "look-back"), Grade.L3);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
