using System.Collections.Immutable;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Directory;
using static GridCase.Workflows.Cases.CaseStatus;
using static GridCase.Workflows.Cases.Stage;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>Which command in which stage and state by which role: the one table. What depends on a command's contents is in the rules beside it.</summary>
public static class MoveTable
{
    private static readonly ImmutableArray<Role> Centre = [Dispatcher, Supervisor];
    private static readonly ImmutableArray<Role> Unit = [UnitClerk, GridWorker, Leader];
    private static readonly ImmutableArray<Role> Everyone = [Role.Hotline, GridWorker, UnitClerk, Dispatcher, Supervisor, Leader];
    private static readonly ImmutableArray<Stage> Working = [Stage.Dispatch, Handling];
    private static readonly ImmutableArray<Stage> BeforeResult = [Stage.Triage, Stage.Dispatch, Handling];
    private static readonly ImmutableArray<Stage> BeforeClose = [Stage.Triage, Stage.Dispatch, Handling, Verification, Stage.Visit];
    private static readonly ImmutableArray<Stage> Always = [.. Enum.GetValues<Stage>()];
    private static readonly ImmutableArray<CaseStatus> OpenOnly = [Open];
    private static readonly ImmutableArray<CaseStatus> AnyOpen = [Open, Suspended, CaseStatus.Ledger];
    private static readonly ImmutableArray<CaseStatus> AnyStatus = [.. Enum.GetValues<CaseStatus>()];

    /// <summary>Every move there is, one row each.</summary>
    public static ImmutableArray<Move> Rows { get; } =
    [
        new("triage", typeof(Commands.Triage), Centre, [Stage.Triage, Stage.Dispatch], OpenOnly, Guards.NoUnitYet),
        new("dispatch", typeof(Commands.Dispatch), Centre, Working, OpenOnly, Guards.NoObjection, Guards.NotOwnUnit),
        new("sign-off", typeof(SignOff), Unit, [Stage.Dispatch], OpenOnly, Guards.HoldsCase, Guards.NoObjection),
        new("object", typeof(Commands.Object), [UnitClerk], Working, OpenOnly, Guards.HoldsCase, Guards.NoObjection, Guards.MayStillObject),
        new("decide-objection", typeof(DecideObjection), Centre, Working, OpenOnly, Guards.HasObjection, Guards.NotOwnUnit),
        new("arbitrate", typeof(Arbitrate), [Supervisor, Leader], Working, OpenOnly, Guards.AwaitsArbitration, Guards.NotOwnUnit),
        new("contact", typeof(Contact), Unit, Working, AnyOpen, Guards.HoldsCase),
        new("progress", typeof(Progress), Unit, Working, AnyOpen, Guards.HoldsOrHelps),
        new("tell-acceptance", typeof(TellAcceptance), [UnitClerk, Dispatcher], [Handling], AnyOpen, Guards.HoldsCaseOrCentre, Guards.OwesAcceptance),
        new("request-extension", typeof(RequestExtension), [UnitClerk, Leader], [Handling], OpenOnly, Guards.HoldsCase, Guards.NoExtensionAsked),
        new("decide-extension", typeof(DecideExtension), Centre, [Handling], AnyOpen, Guards.ExtensionAsked, Guards.NotTheExtensionAsker, Guards.NotOwnUnit),
        new("request-suspension", typeof(RequestSuspension), [UnitClerk, Leader], [Handling], OpenOnly, Guards.HoldsCase, Guards.NoSuspensionAsked),
        new("decide-suspension", typeof(DecideSuspension), Centre, [Handling], OpenOnly, Guards.SuspensionAsked, Guards.NotTheSuspensionAsker, Guards.NotOwnUnit),
        new("resume", typeof(Resume), [UnitClerk, Leader, Dispatcher, Supervisor], [Handling], [Suspended], Guards.HoldsCaseOrCentre),
        new("ledger", typeof(EnterLedger), Centre, [Handling], OpenOnly, Guards.NotOwnUnit),
        new("strike-off", typeof(StrikeOff), Centre, [Handling], [CaseStatus.Ledger]),
        new("add-subtask", typeof(AddSubtask), [UnitClerk, Leader, Dispatcher, Supervisor], [Handling], OpenOnly, Guards.HoldsCaseOrCentre),
        new("complete-subtask", typeof(CompleteSubtask), [UnitClerk, GridWorker], Working, AnyOpen, Guards.Helps),
        new("step-up", typeof(StepUp), [UnitClerk, Dispatcher, Supervisor], Working, OpenOnly, Guards.HoldsCaseOrCentre, Guards.HasUnit, Guards.NoObjection,
            Guards.NotPassedOn),
        new("regrade", typeof(Regrade), [Dispatcher, Supervisor, Leader], BeforeResult, AnyOpen, Guards.NotOwnUnit),
        new("refuse", typeof(Refuse), Centre, BeforeResult, AnyOpen, Guards.NotOwnUnit),
        new("supervise", typeof(Supervise), [Supervisor, Leader], BeforeClose, AnyOpen, Guards.NotYetSupervised),
        new("take-over", typeof(TakeOver), [Leader], Working, AnyOpen, Guards.HasUnit),
        new("resolve", typeof(Resolve), Unit, [Handling], OpenOnly, Guards.HoldsCase, Guards.SubtasksDone, Guards.LeaderHasCase),
        new("verify", typeof(Verify), [GridWorker, Dispatcher, Supervisor], [Verification], OpenOnly, Guards.NotTheHandler),
        new("visit", typeof(Commands.Visit), [Role.Hotline, Dispatcher, Supervisor], [Stage.Visit], OpenOnly,
            Guards.VisitOwed, Guards.HotlineFirst, Guards.NotTheHandler, Guards.NotOwnUnit),
        new("close", typeof(CloseCase), [Role.Hotline, Dispatcher, Supervisor, Leader], [Stage.Visit], OpenOnly, Guards.VisitDone, Guards.NotOwnUnit),
        new("reopen", typeof(Reopen), [Role.Hotline, Dispatcher, Supervisor, Leader], [Stage.LookBack, Ended], [Closed], Guards.NoRecurrence),
        new("look-back", typeof(Commands.LookBack), [GridWorker, Dispatcher, Supervisor], [Stage.LookBack], [Closed]),
        new("merge", typeof(Merge), Centre, BeforeResult, OpenOnly, Guards.NoChildren),
        new("separate", typeof(Separate), Centre, [Handling, Ended], [Open, Merged], Guards.IsJoined),
        new("withdraw", typeof(Withdraw), [Role.Hotline, Dispatcher], BeforeClose, AnyOpen),
        new("comment", typeof(Comment), Everyone, Always, AnyStatus),
        new("supplement", typeof(Supplement), [Role.Hotline, Dispatcher], BeforeClose, AnyOpen) { OnCasePage = false },
        new("acknowledge", typeof(AcknowledgeRung), [UnitClerk, GridWorker, Dispatcher, Supervisor, Leader], Always, AnyStatus) { OnCasePage = false },
    ];

    private static readonly ImmutableDictionary<Type, Move> ByType = Rows.ToImmutableDictionary(move => move.Command);

    /// <summary>The moves of a child that shares its parent's handling.</summary>
    private static readonly ImmutableHashSet<string> OfAChild = ["visit", "close", "reopen", "look-back", "withdraw", "comment", "supplement", "acknowledge", "refuse", "separate"];

    /// <summary>The row of a command.</summary>
    public static Move RowOf(Command command) => ByType[command.GetType()];

    /// <summary>Why this person may not make this move on this case now, whatever it contains; null when they may try.</summary>
    public static Refusal? Check(Move move, CaseFile file, Actor actor)
    {
        if (!move.Roles.Contains(actor.Role))
            return new(RefusalKind.Forbidden, "role-lacks-command", $"The role {KebabCase.Of(actor.Role)} may not {move.Name}.");
        if (!move.Statuses.Contains(file.Status))
            return new(RefusalKind.Rule, "wrong-state", $"A case that is {KebabCase.Of(file.Status)} cannot {move.Name}.");
        if (!move.Stages.Contains(file.Stage))
            return new(RefusalKind.Rule, "wrong-stage", $"At the stage {KebabCase.Of(file.Stage)} there is no {move.Name}.");
        if (file.ParentId is not null && file.VerifiedAt is null && !OfAChild.Contains(move.Name))
            return new(RefusalKind.Rule, "handled-by-parent", $"This case shares the handling of case {file.ParentId}: act there.");
        foreach (var guard in move.Guards)
            if (guard(file, actor) is { } refusal) return refusal;
        return null;
    }

    /// <summary>The names of the moves that this person may try on this case now, for the case page.</summary>
    public static IReadOnlyList<string> AllowedFor(CaseFile file, Actor actor) =>
        [.. Rows.Where(move => move.OnCasePage && Check(move, file, actor) is null).Select(move => move.Name)];
}

/// <summary>One row of the table.</summary>
public sealed record Move(
    string Name,
    Type Command,
    ImmutableArray<Role> Roles,
    ImmutableArray<Stage> Stages,
    ImmutableArray<CaseStatus> Statuses,
    params ImmutableArray<Guard> Guards)
{
    /// <summary>False for what comes by a door of its own.</summary>
    public bool OnCasePage { get; init; } = true;
}

/// <summary>A condition that depends on the case and the person only.</summary>
public delegate Refusal? Guard(CaseFile file, Actor actor);
