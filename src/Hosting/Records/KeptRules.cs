using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Hosting.Records;

/// <summary>One state of the rules: the ledger, and the book that everybody reads, which follows from it.</summary>
internal sealed record KeptRules(RuleLedger Ledger, PolicyBook Book)
{
    /// <summary>A ledger as it was stored.</summary>
    /// <exception cref="RuleDocumentException">This release does not take a version in it.</exception>
    public static KeptRules Of(RuleLedger ledger) => new(ledger, ledger.Book());

    /// <summary>What becomes of it with a step, read and checked before anything is written.</summary>
    /// <exception cref="RuleDocumentException">A version that comes into force cannot be used.</exception>
    public KeptRules With(RuleStep step)
    {
        var ledger = Ledger.With(step);
        if (step.Change is not { } change) return this with { Ledger = ledger };
        var document = ledger.Find(change.Sort, change.Version)!.Document;
        var book = change.Sort == RuleSort.Policy ? Book.With(change, Policy.Parse(document)) : Book.With(change, calendar: WorkCalendar.Parse(document));
        return new(ledger, book);
    }
}
