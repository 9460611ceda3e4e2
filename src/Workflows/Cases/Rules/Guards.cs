using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>The conditions of the move table, each with the answer that a person gets.</summary>
internal static class Guards
{
    public static Refusal? NoUnitYet(CaseFile file, Actor actor) =>
        file.UnitCode is null ? null : Rule("already-dispatched", "The case is with a unit; use regrade, or dispatch it elsewhere.");

    public static Refusal? HasUnit(CaseFile file, Actor actor) =>
        file.UnitCode is not null ? null : Rule("no-unit", "No unit holds the case; dispatch it first.");

    public static Refusal? NoObjection(CaseFile file, Actor actor) =>
        file.OpenObjection is null ? null : Rule("objection-open", "An objection is being decided; decide it first.");

    public static Refusal? HasObjection(CaseFile file, Actor actor) =>
        file.OpenObjection is not null && !file.AwaitsArbitration ? null
        : file.AwaitsArbitration ? Rule("arbitration-due", "The returns are used up; the case is to be arbitrated.")
        : Rule("no-objection", "There is no objection to decide.");

    public static Refusal? AwaitsArbitration(CaseFile file, Actor actor) =>
        file.AwaitsArbitration ? null : Rule("no-arbitration", "There is nothing to arbitrate; objections within the limit are decided by the centre.");

    public static Refusal? MayStillObject(CaseFile file, Actor actor) =>
        file.UnitCode is { } unit && file.BoundUnit == unit ? Rule("may-not-return", "The unit was named by arbitration and may not return the case (潍坊条例 art 22).") : null;

    /// <summary>A unit that may not return the case may not hand it up either; the centre still may.</summary>
    public static Refusal? NotPassedOn(CaseFile file, Actor actor) => IsOfHolder(file, actor) ? MayStillObject(file, actor) : null;

    /// <summary>Whether the person acts for the unit that holds the case: its clerk, or whoever supervises it.</summary>
    public static bool IsOfHolder(CaseFile file, Actor actor) =>
        actor.Role is Role.UnitClerk or Role.Supervisor && actor.UnitCode is { } unit && unit == file.UnitCode;

    /// <summary>The unit's clerk or worker, or the leader who took the case over.</summary>
    public static Refusal? HoldsCase(CaseFile file, Actor actor) =>
        file.UnitCode is null ? Rule("no-unit", "No unit holds the case; dispatch it first.")
        : actor.Role == Role.Leader ? file.LeaderId == actor.PersonId ? null : Forbidden("not-taken-over", "Take the case over first.")
        : actor.UnitCode == file.UnitCode ? null
        : Forbidden("not-the-holder", "Another unit holds the case.");

    public static Refusal? HoldsCaseOrCentre(CaseFile file, Actor actor) =>
        actor.Role is Role.Dispatcher or Role.Supervisor ? null : HoldsCase(file, actor);

    /// <summary>What the centre decides about a unit's work is not decided by whoever supervises that unit.</summary>
    public static Refusal? NotOwnUnit(CaseFile file, Actor actor) =>
        actor.Role == Role.Supervisor && IsOfHolder(file, actor)
            ? Forbidden("own-unit", "Your own unit holds the case; the centre decides this.")
            : null;

    public static Refusal? HoldsOrHelps(CaseFile file, Actor actor) =>
        HoldsCase(file, actor) is { } refusal && Helps(file, actor) is not null ? refusal : null;

    public static Refusal? Helps(CaseFile file, Actor actor)
    {
        foreach (var task in file.Subtasks)
            if (!task.Done && task.UnitCode == actor.UnitCode) return null;
        return Rule("no-subtask", "Your unit has no open sub-task in this case.");
    }

    public static Refusal? NoExtensionAsked(CaseFile file, Actor actor) =>
        file.ExtensionAsked is null ? null : Rule("extension-pending", "An extension has been asked for and is not decided yet.");

    public static Refusal? ExtensionAsked(CaseFile file, Actor actor) =>
        file.ExtensionAsked is not null ? null : Rule("no-extension-asked", "There is no request for an extension.");

    public static Refusal? NotTheExtensionAsker(CaseFile file, Actor actor) =>
        file.ExtensionAsked?.By != actor.PersonId ? null : Forbidden("own-request", "Whoever asks may not approve.");

    public static Refusal? NoSuspensionAsked(CaseFile file, Actor actor) =>
        file.SuspensionAsked is null ? null : Rule("suspension-pending", "A suspension has been asked for and is not decided yet.");

    public static Refusal? SuspensionAsked(CaseFile file, Actor actor) =>
        file.SuspensionAsked is not null ? null : Rule("no-suspension-asked", "There is no request for a suspension.");

    public static Refusal? NotTheSuspensionAsker(CaseFile file, Actor actor) =>
        file.SuspensionAsked?.By != actor.PersonId ? null : Forbidden("own-request", "Whoever asks may not approve.");

    public static Refusal? NotYetSupervised(CaseFile file, Actor actor) =>
        file.IsSupervised ? Rule("already-supervised", "The case is under supervision already.") : null;

    public static Refusal? SubtasksDone(CaseFile file, Actor actor)
    {
        foreach (var task in file.Subtasks)
            if (!task.Done) return Rule("open-subtasks", $"Sub-task {task.Id} of unit {task.UnitCode} is not done.");
        return null;
    }

    public static Refusal? LeaderHasCase(CaseFile file, Actor actor) =>
        file.LeaderCalled ? Rule("leader-called", "The citizen stayed dissatisfied under supervision: a leader is to take the case over first.") : null;

    /// <summary>Who entered the result, and whom the unit named for the work at sign-off.</summary>
    public static Refusal? NotTheHandler(CaseFile file, Actor actor) =>
        file.Resolution?.By == actor.PersonId || (file.HolderPersonId == actor.PersonId && !file.ResolvedOnSite) ? Forbidden("own-work", "Whoever handled the case may neither verify it nor visit the citizen.") : null;

    public static Refusal? VisitOwed(CaseFile file, Actor actor) =>
        file.VisitSkipped ? Rule("no-visit-owed", "The case has no citizen, or none who can be reached; close it.")
        : file.Visits is [.., { Reached: true }] ? Rule("already-visited", "The citizen has been visited; close the case.")
        : null;

    /// <summary>The hotline visits its own orders; the centre only after its silence, and never where the caller asked for confidentiality.</summary>
    public static Refusal? HotlineFirst(CaseFile file, Actor actor) =>
        file.Origin.Channel != Channel.Hotline || actor.Role == Role.Hotline ? null
        : file.Origin.Confidential ? Forbidden("hotline-visits-only", "The caller asked for confidentiality: only the hotline may visit.")
        : file.VisitHandedOver ? null
        : Rule("hotline-visits-first", "The hotline visits its own orders; the centre may once the hotline has kept silent for its time.");

    public static Refusal? VisitDone(CaseFile file, Actor actor)
    {
        if (file.VisitSkipped) return null;
        if (file.Visits is [.., { Reached: true }]) return null;
        return file.VisitsExhausted ? null : Rule("visit-owed", "The citizen has not been visited yet.");
    }

    public static Refusal? NoRecurrence(CaseFile file, Actor actor) =>
        file.RecurrenceId is null ? null : Rule("has-recurrence", $"The matter goes on in case {file.RecurrenceId}.");

    public static Refusal? NoChildren(CaseFile file, Actor actor) =>
        file.Children.IsEmpty && file.ParentId is null ? null : Rule("has-family", "A case with children, or that is a child, cannot be merged.");

    /// <summary>Of petitions alone the statute wants acceptance told in writing, and once.</summary>
    public static Refusal? OwesAcceptance(CaseFile file, Actor actor) =>
        file.Origin.Channel != Channel.Petition ? Rule("no-petition", "Only a petition is accepted in writing.")
        : file.AcceptanceToldAt is { } told ? Rule("acceptance-told", $"Acceptance was told at {told:yyyy-MM-dd HH:mm}.")
        : null;

    public static Refusal? IsJoined(CaseFile file, Actor actor) =>
        (file.ParentId ?? file.MergedIntoId) is not null ? null : Rule("not-joined", "The case is neither a child of another nor merged into one.");

    private static Refusal Rule(string code, string detail) => new(RefusalKind.Rule, code, detail);

    private static Refusal Forbidden(string code, string detail) => new(RefusalKind.Forbidden, code, detail);
}
