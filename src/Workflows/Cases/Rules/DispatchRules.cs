using System.Collections.Immutable;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>派单, 签收, 退单, 仲裁, 提级.</summary>
internal static class DispatchRules
{
    public static Decision Dispatch(CaseFile file, Dispatch command, DecisionContext context)
    {
        if (context.Directory.Holder(command.Unit) is not { } unit) return UnknownUnit(command.Unit);
        if (file.Stage == Stage.Handling && file.UnitCode == unit.Code) return Decision.No("same-unit", "The unit holds the case already.");
        var facts = ImmutableArray.CreateBuilder<DecidedFact>();
        facts.Add(new Dispatched(unit.Code, unit.Tier, file.UnitCode != unit.Code));
        var number = file.Subtasks.Length;
        foreach (var helper in command.Helpers?.Distinct() ?? [])
        {
            if (context.Directory.Holder(helper) is null) return UnknownUnit(helper);
            if (helper == unit.Code) return Decision.Inconsistent("helper-is-lead", "The lead unit cannot be its own helper.");
            facts.Add(new SubtaskAdded(SubtaskId(++number), helper, null));
        }

        return new(facts.DrainToImmutable(), null);
    }

    public static Decision SignOff(CaseFile file, SignOff command, DecisionContext context)
    {
        var person = command.PersonId ?? context.Actor.PersonId;
        if (context.Directory.Person(person) is not { } named || named.UnitCode != file.UnitCode)
            return Decision.Inconsistent("not-in-unit", "The person named does not belong to the unit that holds the case.");
        return command.PromisedAt <= context.Now
            ? Decision.Inconsistent("promise-in-past", "The promised time has passed already.")
            : Decision.Of(new SignedOff(person, command.PromisedAt));
    }

    public static Decision Object(CaseFile file, Commands.Object command, DecisionContext context)
    {
        var rule = context.Policies.Policy(file.PolicyVersion).Objection;
        if (!ReasonCodes.IsValid(command.ReasonCode)) return Decision.Inconsistent("bad-reason-code", ReasonCodes.Detail);
        if (string.IsNullOrWhiteSpace(command.Reason ?? command.Remark)) return Decision.Inconsistent("reason-required", "Say why, and on what evidence.");
        if (WindowEnd(file, rule, context) is { } end && context.Now > end)
            return Decision.No("objection-window-over", $"The window for objections ended at {end:yyyy-MM-dd HH:mm}.");
        var count = file.Objections + 1;
        return Decision.Of(Texts.With(new Objected(command.ReasonCode, count, count > rule.MaxReturns) { Attachments = command.AttachmentIds is { Count: > 0 } ids ? [.. ids.Distinct()] : null }, ("reason", command.Reason)));
    }

    public static Decision DecideObjection(CaseFile file, DecideObjection command, DecisionContext context)
    {
        if (!command.Uphold)
            return command.Unit is null ? Decision.Of(new ObjectionRejected()) : Decision.Inconsistent("unit-not-wanted", "A rejected objection leaves the case where it is.");
        if (command.Unit is not { } code) return Decision.Of(new ObjectionUpheld());
        if (context.Directory.Holder(code) is not { } unit) return UnknownUnit(code);
        return unit.Code == file.UnitCode
            ? Decision.Inconsistent("same-unit", "An upheld objection cannot name the unit that objected.")
            : Decision.Of(new ObjectionUpheld(), new Dispatched(unit.Code, unit.Tier, true));
    }

    public static Decision Arbitrate(CaseFile file, Arbitrate command, DecisionContext context) =>
        context.Directory.Holder(command.Unit) is { } unit
            ? Decision.Of(new Arbitrated(unit.Code, unit.Tier, unit.Code != file.UnitCode) { MayReturn = context.Policies.Policy(file.PolicyVersion).Objection.AdjudicatedUnitMayReturn })
            : UnknownUnit(command.Unit);

    public static Decision StepUp(CaseFile file, StepUp command, DecisionContext context)
    {
        var next = context.Directory.UnitAbove(file.UnitCode!);
        var above = command.Unit is { } code ? context.Directory.Holder(code) : next;
        if (above is null) return command.Unit is { } unknown ? UnknownUnit(unknown) : Decision.No("top-tier", "There is no tier above the one that holds the case.");
        var isSideways = above.Tier == file.UnitTier && above.Code != next?.Code;
        if (above.Code == file.UnitCode || above.Tier < file.UnitTier || (isSideways && Guards.IsOfHolder(file, context.Actor)))
            return Decision.Inconsistent("not-above", "A step-up goes to a tier above; to another unit of the same only the centre hands a case.");
        return Decision.Of(Texts.With(new SteppedUp(file.UnitCode!, above.Code, above.Tier, false), ("reason", command.Reason)));
    }

    /// <summary>Sub-tasks are numbered within the case.</summary>
    public static string SubtaskId(int number) => $"s{number}";

    public static Decision UnknownUnit(string code) => Decision.Inconsistent("unknown-unit", $"The county has no unit {code} that can hold a case.");

    /// <summary>min(1 wd, 25 % of the limit), or 2 wd where the limit is over 5 wd; from dispatch. domain.md §1.4.</summary>
    private static DateTimeOffset? WindowEnd(CaseFile file, ObjectionRule rule, DecisionContext context) =>
        file.Clock(ClockMoves.IdOf(ClockKind.UnitFinish)) is { } clock && ClockBoard.Read(clock, context.Policies) is { } timed
            ? Counting.EndOf(clock.StartedAt, rule.WindowFor(clock.Traits, timed.Clock.Terms.Budget), EndOfDay.Close, timed.Calendar)
            : null;
}
