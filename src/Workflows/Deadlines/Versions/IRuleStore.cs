using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>Keeps a county's policies and calendars as versions. Nothing is ever deleted but a draft.</summary>
public interface IRuleStore
{
    /// <summary>All that is kept; none before <see cref="Begin"/>.</summary>
    Task<RuleLedger?> Load(CancellationToken cancellation = default);

    /// <summary>Keeps the first versions. Where there are any already this does nothing: what is stored goes before what the program comes with.</summary>
    Task Begin(PolicyBook first, CancellationToken cancellation = default);

    /// <summary>
    /// Keeps one step, and the receipt with it, if the ledger still has the revision it was decided on; else nothing, and the outcome says why. A change
    /// is what everybody reads from the moment it is kept.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was begun yet.</exception>
    /// <exception cref="RuleDocumentException">A version that comes into force cannot be used; nothing was kept.</exception>
    Task<AppendOutcome> Keep(RuleStep step, int expectedRevision, Receipt? receipt = null, CancellationToken cancellation = default);
}
