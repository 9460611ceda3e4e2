using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases;

/// <summary>
/// What a case waits for from one person (待办): the moves that the table allows and that this person, in this role, is the one expected to make.
/// A supervisor may verify or close a case, but nobody waits for it.
/// </summary>
public static class Waiting
{
    private static readonly ClockKind[] Finish = [ClockKind.Supervised, ClockKind.Rework, ClockKind.UnitFinish, ClockKind.Tier];

    /// <summary>The moves that wait for this person, each with when it is due.</summary>
    public static IEnumerable<WaitingMove> For(CaseFile file, Actor actor, PolicyBook policies)
    {
        foreach (var move in MoveTable.Rows)
        {
            if (ClocksOf(move.Name, file, actor) is not { } kinds || MoveTable.Check(move, file, actor) is not null) continue;
            if (move.Name == "complete-subtask")
            {
                foreach (var task in file.Subtasks.Where(task => !task.Done && task.UnitCode == actor.UnitCode))
                    yield return new(move.Name, $"subtask:{task.Id}", DueOf(file, $"subtask:{task.Id}", policies));
                continue;
            }

            var clock = kinds.Select(ClockMoves.IdOf).FirstOrDefault(id => file.Clock(id) is { IsRunning: true });
            yield return new(move.Name, clock, clock is null ? null : DueOf(file, clock, policies));
        }
    }

    /// <summary>The clocks that measure a move, the strictest first; null when nobody waits for this person to make it.</summary>
    private static ClockKind[]? ClocksOf(string move, CaseFile file, Actor actor) => move switch
    {
        "triage" when file.Stage == Stage.Triage => ForCentre(actor, ClockKind.Dispatch),
        "dispatch" when file.UnitCode is null && file.Stage == Stage.Dispatch => ForCentre(actor, ClockKind.Dispatch),
        "decide-objection" => ForCentre(actor, ClockKind.ObjectionDecision),
        "decide-extension" or "decide-suspension" => ForCentre(actor, Finish),
        "strike-off" => ForCentre(actor, ClockKind.LedgerReview),
        "arbitrate" => actor.Role == Role.Supervisor ? [ClockKind.Arbitration] : null,
        "take-over" when file.LeaderCalled => [ClockKind.Rework],
        "sign-off" => ForUnit(actor, file, ClockKind.SignOff),
        "contact" when !file.IsContacted && file.Clock(ClockMoves.IdOf(ClockKind.FirstContact)) is { IsRunning: true } => ForUnit(actor, file, ClockKind.FirstContact),
        "resolve" => ForUnit(actor, file, Finish),
        "complete-subtask" => [ClockKind.Subtask],
        "verify" => ForGrid(actor, file, ClockKind.Verification),
        "look-back" => ForGrid(actor, file, ClockKind.LookBack),
        "visit" or "close" => actor.Role == Role.Hotline == (file.Origin.Channel == Channel.Hotline && !file.VisitHandedOver) && actor.Role is Role.Hotline or Role.Dispatcher
            ? [ClockKind.Visit]
            : null,
        _ => null,
    };

    private static ClockKind[]? ForCentre(Actor actor, params ClockKind[] kinds) => actor.Role == Role.Dispatcher ? kinds : null;

    /// <summary>The clerk, and the person who is named.</summary>
    private static ClockKind[]? ForUnit(Actor actor, CaseFile file, params ClockKind[] kinds) =>
        actor.Role == Role.UnitClerk || file.HolderPersonId == actor.PersonId ? kinds : null;

    /// <summary>The worker of the grid; without a grid, the centre.</summary>
    private static ClockKind[]? ForGrid(Actor actor, CaseFile file, ClockKind kind) =>
        (file.GridCode is { } grid ? actor.Role == Role.GridWorker && actor.Grids.Contains(grid) : actor.Role == Role.Dispatcher) ? [kind] : null;

    private static DateTimeOffset? DueOf(CaseFile file, string clock, PolicyBook policies) =>
        file.Clock(clock) is { } running ? ClockBoard.Read(running, policies)?.Reading.Due : null;
}

/// <summary>One move that waits for a person.</summary>
/// <param name="Clock">The clock that measures it, where one runs.</param>
/// <param name="Due">Null where none runs, or while it stands still.</param>
public sealed record WaitingMove(string Move, string? Clock, DateTimeOffset? Due);
