using GridCase.Engine;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Local.Storage;

/// <summary>What everybody reads of the rules: the ledger as last committed, and the book that follows from it.</summary>
internal sealed class RuleShelf : IPolicySource
{
    private volatile Kept? current;

    /// <summary>As last committed; none before the first versions.</summary>
    public Kept? Now => current;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No rules have been stored yet.</exception>
    public PolicyBook Current => current?.Book ?? throw new InvalidOperationException("No rules have been stored yet.");

    /// <summary>Shows a ledger that is known to be durable.</summary>
    public void Show(RuleLedger ledger) => current = new(ledger, ledger.Book());

    /// <summary>What the ledger becomes with a step, read and checked before anything is written.</summary>
    public static Kept After(Kept before, RuleStep step)
    {
        var ledger = before.Ledger.With(step);
        if (step.Change is not { } change) return before with { Ledger = ledger };
        var document = ledger.Find(change.Sort, change.Version)!.Document;
        var book = change.Sort == RuleSort.Policy ? before.Book.With(change, Policy.Parse(document)) : before.Book.With(change, calendar: WorkCalendar.Parse(document));
        return new(ledger, book);
    }

    /// <summary>Shows it once the piece of work is durable.</summary>
    public void ShowWhenCommitted(JournalSession session, Kept next) => session.OnCommitted(() => current = next);

    /// <summary>One state of the rules.</summary>
    internal sealed record Kept(RuleLedger Ledger, PolicyBook Book);
}
