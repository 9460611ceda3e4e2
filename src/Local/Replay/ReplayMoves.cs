using GridCase.Local.Hosting;
using GridCase.Local.Replay.People;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Replay;

/// <summary>Takes one act through the desk, as the doors would, and plans what follows from where the case then stands.</summary>
internal sealed class ReplayMoves(CountyRuntime county, ResponseModel model, Crew crew, ReplayProgress progress)
{
    private readonly NextStep next = new(model, county.Policies.Current);
    private readonly StepCommands commands = new(model, county.Policies.Current, crew);
    private readonly PeopleHours hours = new(county.Policies.Current.LatestCalendar);

    public async Task Take(PlannedAct planned, DateTimeOffset at, List<PlannedAct> followUps, CancellationToken cancellation)
    {
        var play = planned.Play;
        switch (planned.Act)
        {
            case Arrives arrives:
                Follow(await Register(arrives, play, at, cancellation), play, at, followUps);
                break;
            case Takes { Step: Step.LookAgain }:
                Follow(await county.Cases.Find(play.CaseId, cancellation), play, at, followUps);
                break;
            case Takes takes:
                await TakeStep(takes.Step, play, at, followUps, cancellation);
                break;
            case Watches when play.WatchedUntil == planned.At:
                await Watch(play, at, followUps, cancellation);
                break;
            case Answers answers:
                await Answer(answers, play, at, followUps, cancellation);
                break;
        }
    }

    private async Task<CaseFile?> Register(Arrives arrives, CasePlay play, DateTimeOffset at, CancellationToken cancellation)
    {
        var answer = await county.Desk.Register(arrives.Registration, arrives.Door, at, cancellation: cancellation);
        if (answer.Refusal is { } refusal) progress.Refused("register", play.CaseId, refusal);
        else progress.Registered();
        return answer.Refusal is null ? answer.File : null;
    }

    private async Task TakeStep(Step step, CasePlay play, DateTimeOffset at, List<PlannedAct> followUps, CancellationToken cancellation)
    {
        if (await county.Cases.Find(play.CaseId, cancellation) is not { } file)
        {
            progress.Lost(play.CaseId, step);
            return;
        }

        var (by, command) = commands.Of(step, file, play);
        var answer = await county.Desk.Move(play.CaseId, command, by, at, cancellation: cancellation);
        if (answer.Refusal is { } refusal)
        {
            // The model never asks for what the rules refuse; a case that is stuck shows as open at the end.
            progress.Refused(KebabCase.Of(step), play.CaseId, refusal);
            return;
        }

        progress.Moved(file, answer.File!);
        if (step == Step.LookBack && answer.File!.RecurrenceId is { } linked) followUps.Add(Recurrence(linked, play, at));
        Follow(answer.File, play, at, followUps);
    }

    /// <summary>The linked case opens by itself within the same instant; it is first looked at a minute later.</summary>
    private static PlannedAct Recurrence(string caseId, CasePlay of, DateTimeOffset at)
    {
        var dice = of.Dice.For(caseId);
        return new(at.AddMinutes(1), new(caseId, of.Unit, dice.Happens(of.Share, "recurrence in time"), of.Share, dice), new Takes(Step.LookAgain));
    }

    private void Follow(CaseFile? file, CasePlay play, DateTimeOffset at, List<PlannedAct> followUps)
    {
        if (file is null) return;
        if (next.After(file, play, at) is { } step) followUps.Add(new(step.At, play, new Takes(step.Step)));
        PlanWatch(file, play, followUps);
    }

    private void PlanWatch(CaseFile file, CasePlay play, List<PlannedAct> followUps)
    {
        var instant = Agenda.Next(file, county.Policies.Current)?.Instant;
        if (instant == play.WatchedUntil) return;
        play.WatchedUntil = instant;
        if (instant is { } until) followUps.Add(new(until, play, new Watches()));
    }

    private async Task Watch(CasePlay play, DateTimeOffset at, List<PlannedAct> followUps, CancellationToken cancellation)
    {
        if (await county.Cases.Find(play.CaseId, cancellation) is not { } file) return;
        if (Agenda.Next(file, county.Policies.Current) is { } overdue && overdue.Instant <= at)
        {
            progress.MarkMissed(play.CaseId, overdue);
            file = await county.Desk.CatchUp(play.CaseId, at, cancellation) ?? file;
        }

        if (file.Clocks.Any(clock => clock.Passed.Any(passed => passed.Mark.IsRung && passed.AcknowledgedAt is null))) await PlanAnswers(play, at, followUps, cancellation);
        PlanWatch(file, play, followUps);
    }

    private async Task PlanAnswers(CasePlay play, DateTimeOffset at, List<PlannedAct> followUps, CancellationToken cancellation)
    {
        var page = await county.Notices.List(new NoticeQuery { CaseId = play.CaseId, OpenOnly = true, MarksOnly = true, Limit = 200 }, cancellation);
        foreach (var kept in page.Notices)
        {
            var notice = kept.Notice;
            if (notice.Rung == 0 || notice.AcknowledgeBy is null || !play.Meets(kept.Id)) continue;
            if (crew.Receiver(notice.PersonId) is not { } receiver || !play.Dice.Happens(model.Acknowledges, notice.Key)) continue;
            var from = notice.NotBefore > at ? notice.NotBefore : at;
            var answered = hours.Work(from, play.Dice.Delay(model.Acknowledgement, notice.Key + "/delay"), notice.Urgent ? Grade.L1 : Grade.L3);
            followUps.Add(new(answered, play, new Answers(kept.Id, receiver, new AcknowledgeRung(notice.Clock!, notice.Cycle, notice.Rung))));
        }
    }

    private async Task Answer(Answers answers, CasePlay play, DateTimeOffset at, List<PlannedAct> followUps, CancellationToken cancellation)
    {
        var answer = await county.Desk.Move(play.CaseId, answers.Command, answers.By, at, cancellation: cancellation);
        if (answer.Refusal is { } refusal)
        {
            progress.Refused("acknowledge", play.CaseId, refusal);
            return;
        }

        await county.Notices.Acknowledge(answers.NoticeId, answers.By.PersonId, at, cancellation);
        PlanWatch(answer.File!, play, followUps);
    }
}
