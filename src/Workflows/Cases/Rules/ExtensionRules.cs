using System.Collections.Immutable;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>延期: asked before expiry, granted by someone else, the original due time kept. domain.md §1.5.</summary>
internal static class ExtensionRules
{
    private static readonly ImmutableArray<ClockKind> Extended = [ClockKind.UnitFinish, ClockKind.Rework, ClockKind.Supervised];

    public static Decision Request(CaseFile file, RequestExtension command, DecisionContext context)
    {
        var rule = RuleOf(file, context);
        if (rule.Times == 0) return Decision.No("no-extension", $"Cases of grade {file.Grade} have no extension.");
        if (file.ExtensionsGranted >= rule.Times) return Decision.No("extensions-used-up", $"The policy allows {rule.Times} extension(s); enter the case in the ledger or step it up.");
        var text = command.Amount ?? (command.Days is { } days ? $"{days}wd" : null);
        if (text is null || !Budget.TryParse(text, out var amount)) return BadAmount();
        if (string.IsNullOrWhiteSpace(command.Reason ?? command.Remark)) return Decision.Inconsistent("reason-required", "Say why; the citizen is told.");
        if (UnitFinish(file, context) is not { } finish) return Decision.No("nothing-to-extend", "No clock of the unit is running.");
        if (context.Now > finish.Reading.Due) return Decision.No("already-due", "An extension is asked for before expiry (北京条例 art 15).");
        return TooLong(rule, finish, amount) ?? Decision.Of(Texts.With(new ExtensionRequested(amount.ToString()), ("reason", command.Reason)));
    }

    public static Decision Decide(CaseFile file, DecideExtension command, DecisionContext context)
    {
        if (!command.Approve) return Decision.Of(new ExtensionDenied());
        if (!Budget.TryParse(command.Amount ?? file.ExtensionAsked!.Detail!, out var amount)) return BadAmount();
        if (UnitFinish(file, context) is not { } finish) return Decision.No("nothing-to-extend", "No clock of the unit is running.");
        if (TooLong(RuleOf(file, context), finish, amount) is { } refusal) return refusal;
        // The hotline's own limit is the hotline's to move; the citizen's clock of our own policy moves with the unit's.
        var clocks = file.Clocks
            .Where(clock => clock.IsRunning && (Extended.Contains(clock.Kind) || (clock.Kind == ClockKind.CitizenFinish && clock.FixedDue is null)))
            .Select(clock => clock.Id).ToImmutableArray();
        return Decision.Of(new ExtensionGranted(amount.ToString(), clocks));
    }

    private static TimedClock? UnitFinish(CaseFile file, DecisionContext context) =>
        file.Clocks.LastOrDefault(clock => clock.IsRunning && Extended.Contains(clock.Kind)) is { } clock ? ClockBoard.Read(clock, context.Policies) : null;

    private static Decision? TooLong(ExtensionRule rule, TimedClock finish, Budget amount)
    {
        var budget = finish.Clock.Terms.Budget;
        if (amount.Kind != budget.Kind) return Decision.Inconsistent("bad-budget", $"This clock runs on {budget}: extend it in the same unit.");
        return rule.LongestFor(budget) is { } longest && amount.CompareLength(longest) <= 0
            ? null
            : Decision.No("extension-too-long", $"An extension of this clock is at most {rule.LongestFor(budget)}.");
    }

    private static ExtensionRule RuleOf(CaseFile file, DecisionContext context) => context.Policies.Policy(file.PolicyVersion)
        .ExtensionFor(new(file.Origin.Channel, file.Kind, file.Category, file.Grade, file.UnitTier));

    private static Decision BadAmount() => Decision.Inconsistent("bad-budget", "Give days, or an amount such as 3wd.");
}
