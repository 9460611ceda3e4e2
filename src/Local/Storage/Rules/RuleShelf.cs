using GridCase.Engine;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Local.Storage;

/// <summary>What everybody reads of the rules: the ledger as last committed, and the book that follows from it.</summary>
internal sealed class RuleShelf : IPolicySource
{
    private volatile KeptRules? current;

    /// <summary>As last committed; none before the first versions.</summary>
    public KeptRules? Now => current;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No rules have been stored yet.</exception>
    public PolicyBook Current => current?.Book ?? throw new InvalidOperationException("No rules have been stored yet.");

    /// <summary>Shows a ledger that is known to be durable.</summary>
    public void Show(RuleLedger ledger) => current = KeptRules.Of(ledger);

    /// <summary>Shows it once the piece of work is durable.</summary>
    public void ShowWhenCommitted(JournalSession session, KeptRules next) => session.OnCommitted(() => current = next);
}
