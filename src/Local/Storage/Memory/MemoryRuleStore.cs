using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Local.Storage.Memory;

/// <summary>Policies and calendars as versions in memory, and the book that everybody reads.</summary>
public sealed class MemoryRuleStore(MemoryCounty county, Departures departures) : IRuleStore, IPolicySource
{
    private readonly RuleShelf shelf = new();
    private KeptRules? kept;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No rules have been stored yet.</exception>
    public PolicyBook Current => shelf.Current;

    public Task<RuleLedger?> Load(CancellationToken cancellation = default) => Task.FromResult(shelf.Now?.Ledger);

    public Task Begin(PolicyBook first, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            if (kept is null) Put(session, new(RuleLedger.Begin(first, Instants.Of(session.Now.UtcTicks)), first));
        },
        cancellation);

    public Task<AppendOutcome> Keep(RuleStep step, int expectedRevision, Receipt? receipt = null, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            if (receipt is not null && county.ReceiptOf(session, receipt.Key) is not null) return AppendOutcome.Repeated;
            var before = kept ?? throw new InvalidOperationException("No rules have been stored yet.");
            if (before.Ledger.Revision != expectedRevision) return AppendOutcome.Conflict;
            Put(session, before.With(step));
            if (receipt is not null) county.Put(session, receipt);
            if (step.Change is { } change) departures.ChangeConfirmed?.Invoke(session, change);
            return AppendOutcome.Appended;
        },
        cancellation);

    private void Put(JournalSession session, KeptRules next)
    {
        var before = kept;
        MemoryCounty.Change(session, () => kept = next, () => kept = before);
        shelf.ShowWhenCommitted(session, next);
    }
}
