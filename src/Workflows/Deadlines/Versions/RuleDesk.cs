using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>What the desk answers.</summary>
/// <param name="Ledger">As it now stands.</param>
/// <param name="Version">The version that the act was about, as it now is.</param>
/// <param name="WasRepeat">True when the receipt's key was kept already: answer with the kept receipt.</param>
public sealed record RuleAnswer(RuleLedger Ledger, RuleVersion? Version, Refusal? Refusal, ImmutableArray<RuleFinding> Findings, bool WasRepeat = false);

/// <summary>Asks that the answer to a write be kept with it, so that a repeat answers as the first did.</summary>
public sealed record RuleReceipt(string Key, string RequestHash, Func<RuleAnswer, (int Status, string Body)> Answer);

/// <summary>Takes what administrators do with policies and calendars, decides it on the ledger, and keeps it. Of two at once the second decides again on what the first left.</summary>
public sealed class RuleDesk(IRuleStore rules, IDirectorySource directory)
{
    private const int Tries = 8;

    /// <exception cref="InvalidOperationException">No rules were begun in this county.</exception>
    public async Task<RuleAnswer> Do(RuleAct act, Actor actor, DateTimeOffset now, RuleReceipt? receipt = null, CancellationToken cancellation = default)
    {
        var context = new RuleContext(now.ToOffset(ChinaTime.Offset), actor, directory.Current);
        for (var attempt = 1; ; attempt++)
        {
            var ledger = await Ledger(cancellation);
            var decision = PublicationRules.Decide(ledger, act, context);
            if (decision.Step is not { } step) return Answer(ledger, act, decision);
            var answer = Answer(ledger.With(step), act, decision);
            var kept = await rules.Keep(step, ledger.Revision, Kept(receipt, answer, context.Now), cancellation);
            if (kept == AppendOutcome.Appended) return answer;
            if (kept == AppendOutcome.Repeated) return answer with { WasRepeat = true };
            if (attempt == Tries) return answer with { Ledger = ledger, Refusal = Busy() };
        }
    }

    /// <summary>Everything that is kept.</summary>
    public async Task<RuleLedger> Ledger(CancellationToken cancellation = default) =>
        await rules.Load(cancellation) ?? throw new InvalidOperationException("No rules have been stored yet.");

    private static RuleAnswer Answer(RuleLedger ledger, RuleAct act, RuleDecision decision) =>
        new(ledger, decision.Version is { } name ? ledger.Find(act.Sort, name) : null, decision.Refusal, decision.Findings);

    private static Receipt? Kept(RuleReceipt? receipt, RuleAnswer answer, DateTimeOffset now)
    {
        if (receipt is null) return null;
        var (status, body) = receipt.Answer(answer);
        return new(receipt.Key, receipt.RequestHash, status, body, now);
    }

    private static Refusal Busy() => new(RefusalKind.Conflict, "busy", "Others are changing the rules at this moment; try again.");
}
