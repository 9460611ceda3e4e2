using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>延期: asked before expiry, granted by someone else, the original due time kept. domain.md §1.5.</summary>
internal static class ExtensionRules
{
    public static Decision Request(CaseFile file, RequestExtension command, DecisionContext context)
    {
        var rule = RuleOf(file, context);
        if (rule.Times == 0) return Decision.No("no-extension", $"Cases of grade {file.Grade} have no extension.");
        if (file.ExtensionsGranted >= rule.Times) return Decision.No("extensions-used-up", $"The policy allows {rule.Times} extension(s); enter the case in the ledger or step it up.");
        var text = command.Amount ?? (command.Days is { } days ? $"{days}wd" : null);
        if (text is null || !Budget.TryParse(text, out var amount)) return BadAmount();
        if (string.IsNullOrWhiteSpace(command.Reason ?? command.Remark)) return Decision.Inconsistent("reason-required", "Say why; the decision rests on it.");
        if (Own(file, context) is not { } finish) return NothingToExtend();
        if (context.Now > finish.Reading.Due) return Decision.No("already-due", "An extension is asked for before expiry (北京条例 art 15).");
        return TooLong(rule, finish, amount) ?? Decision.Of(Texts.With(new ExtensionRequested(amount.ToString()), ("reason", command.Reason)));
    }

    public static Decision Decide(CaseFile file, DecideExtension command, DecisionContext context)
    {
        if (!command.Approve) return Decision.Of(new ExtensionDenied());
        if (!Budget.TryParse(command.Amount ?? file.ExtensionAsked!.Detail!, out var amount)) return BadAmount();
        if (Own(file, context) is not { } finish) return NothingToExtend();
        var rule = RuleOf(file, context);
        if (TooLong(rule, finish, amount) is { } refusal) return refusal;
        return Decision.Of(new ExtensionGranted(amount.ToString(), [.. file.Clocks.Where(Moves).Select(clock => clock.Id)]));

        // The hotline's own limit is the hotline's to move; the citizen's clock of our own policy moves with the unit's, and a supervision's as far as its own budget allows.
        bool Moves(CaseClock clock) => clock.IsRunning && !HadExpired(clock, file.ExtensionAsked!.At) && clock.Kind switch
        {
            ClockKind.UnitFinish or ClockKind.Rework => true,
            ClockKind.CitizenFinish => clock.FixedDue is null,
            ClockKind.Supervised => ClockBoard.Read(clock, context.Policies) is { } supervised && TooLong(rule, supervised, amount) is null,
            _ => false,
        };
    }

    /// <summary>The clock that an extension is asked for: of the unit's work; where none runs, of its supervision.</summary>
    private static TimedClock? Own(CaseFile file, DecisionContext context)
    {
        var own = file.Clocks.LastOrDefault(clock => clock is { IsRunning: true, Kind: ClockKind.UnitFinish or ClockKind.Rework })
            ?? file.Clocks.LastOrDefault(clock => clock is { IsRunning: true, Kind: ClockKind.Supervised });
        return own is null ? null : ClockBoard.Read(own, context.Policies);
    }

    /// <summary>What was over when the extension was asked for stays over: an extension does not undo a limit that was missed.</summary>
    private static bool HadExpired(CaseClock clock, DateTimeOffset asked) => clock.Passed.Any(passed => passed.Mark == MarkName.Due && passed.At < asked);

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

    private static Decision NothingToExtend() => Decision.No("nothing-to-extend", "No clock of the unit is running.");

    private static Decision BadAmount() => Decision.Inconsistent("bad-budget", "Give days, or an amount such as 3wd.");
}
