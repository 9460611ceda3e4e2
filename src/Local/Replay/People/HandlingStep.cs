using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Replay.People;

/// <summary>What a unit does next while it works on a case (办理), and when.</summary>
internal sealed class HandlingStep(ResponseModel model, PolicyBook policies)
{
    /// <summary>Steps on the way to a result are taken in the first part of the time, so that they never make a unit late that is in time.</summary>
    private const double OnTheWay = 0.3;

    private readonly PeopleHours hours = new(policies.LatestCalendar);

    public PlannedStep After(CaseFile file, CasePlay play, DateTimeOffset now)
    {
        if (file.Status == CaseStatus.Suspended) return WhileSuspended(file, play, now);
        if (file.Status == CaseStatus.Ledger) return new(hours.Work(now, play.Dice.Delay(model.InLedger, "in ledger"), file.Grade), Step.StrikeOff);
        var due = Due(file);
        return Answer(file, play, now, due)
            ?? OnTheWayTo(file, play, now, due)
            ?? new(ResultAt(file, play, now, due), Step.Resolve);
    }

    /// <summary>What waits for somebody's answer comes first.</summary>
    private PlannedStep? Answer(CaseFile file, CasePlay play, DateTimeOffset now, DateTimeOffset? due)
    {
        var dice = play.Dice;
        if (file.LeaderCalled) return new(hours.Work(now, dice.Delay(model.TakeOver, "take-over"), file.Grade), Step.TakeOver);
        if (file.SuspensionAsked is not null) return new(By(file, now, due, dice.Delay(model.Decision, "decide suspension")), Step.DecideSuspension);
        if (file.ExtensionAsked is not null) return new(By(file, now, due, dice.Delay(model.Decision, "decide extension")), Step.DecideExtension);
        return null;
    }

    private PlannedStep? OnTheWayTo(CaseFile file, CasePlay play, DateTimeOffset now, DateTimeOffset? due)
    {
        var dice = play.Dice;
        if (!file.IsContacted && file.Origin.HasContact) return new(By(file, now, due, dice.Delay(model.Contact, "contact")), Step.Contact);
        if (file.Subtasks.Any(task => !task.Done)) return new(By(file, now, due, dice.Delay(model.HelpersPart, "helper")), Step.CompleteSubtask);
        if (play.Results > 0 || due is not { } end || end <= now) return null;
        if (!play.ProgressTold && dice.Happens(model.Progress, "progress")) return new(Part(file, play, now, end, "progress at"), Step.Progress);
        // What needs days is not asked for where the whole limit is one (咨询).
        if (hours.Left(now, end, file.Grade) < TimeSpan.FromHours(10)) return null;
        if (!play.SuspensionAsked && dice.Happens(model.Suspension, "suspension")) return new(Part(file, play, now, end, "suspension at"), Step.RequestSuspension);
        if (!play.ExtensionAsked && dice.Happens(model.Extension, "extension")) return new(Part(file, play, now, end, "extension at"), Step.RequestExtension);
        if (!play.WasInLedger && dice.Happens(model.Ledger, "ledger")) return new(Part(file, play, now, end, "ledger at"), Step.EnterLedger);
        return null;
    }

    private PlannedStep WhileSuspended(CaseFile file, CasePlay play, DateTimeOffset now)
    {
        var until = file.SuspendedUntil!.Value;
        if (now >= until) throw new InvalidOperationException($"Case {file.Id} is suspended past {until:O}.");
        return play.Dice.Happens(model.ResumedEarly, "resumed early") && hours.Share(now, until, 0.5, file.Grade) is var half && half < until
            ? new(half, Step.Resume)
            : new(until, Step.LookAgain);
    }

    private DateTimeOffset ResultAt(CaseFile file, CasePlay play, DateTimeOffset now, DateTimeOffset? due)
    {
        var dice = play.Dice;
        var inTime = play.Results == 0 ? play.InTime : dice.Happens(play.Share, "rework in time", play.Results);
        if (due is not { } end) return hours.Work(now, dice.Delay(model.Late, "result", play.Results), file.Grade);
        if (inTime && end > now) return hours.Share(now, end, dice.Between(model.EarliestShare, model.LatestShare, "result share", play.Results), file.Grade);
        return hours.Work(end > now ? end : now, dice.Delay(model.Late, "late", play.Results), file.Grade);
    }

    /// <summary>The earliest due time among the clocks of the unit's own work that run.</summary>
    private DateTimeOffset? Due(CaseFile file)
    {
        DateTimeOffset? due = null;
        foreach (var clock in file.Clocks)
        {
            if (!clock.IsRunning || clock.Kind is not (ClockKind.UnitFinish or ClockKind.Rework or ClockKind.Supervised)) continue;
            if (ClockBoard.Read(clock, policies)?.Reading.Due is { } end && !(due <= end)) due = end;
        }

        return due;
    }

    /// <summary>After a delay, but before the first part of what is left has passed.</summary>
    private DateTimeOffset By(CaseFile file, DateTimeOffset now, DateTimeOffset? due, TimeSpan delay)
    {
        var at = hours.Work(now, delay, file.Grade);
        if (due is not { } end || end <= now) return at;
        var latest = hours.Share(now, end, OnTheWay, file.Grade);
        return at < latest ? at : latest;
    }

    private DateTimeOffset Part(CaseFile file, CasePlay play, DateTimeOffset now, DateTimeOffset due, string question) =>
        hours.Share(now, due, play.Dice.Between(0.05, OnTheWay, question), file.Grade);
}
