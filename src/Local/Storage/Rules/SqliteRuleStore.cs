using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Local.Storage;

/// <summary>Policies and calendars as versions in SQLite, and the book that everybody reads: replaced as soon as a change is committed.</summary>
public sealed class SqliteRuleStore : IRuleStore, IPolicySource
{
    private readonly Journal journal;
    private readonly TextCipher cipher;
    private readonly ReceiptShelf receipts;
    private readonly Departures departures;
    private readonly RuleShelf shelf = new();

    /// <exception cref="RuleDocumentException">This release does not take a version that is stored.</exception>
    public SqliteRuleStore(Journal journal, KeyRing keys, Departures departures)
    {
        this.journal = journal;
        this.departures = departures;
        cipher = keys.Texts;
        receipts = new ReceiptShelf(cipher);
        if (journal.Read(RuleRows.Read) is { } ledger) shelf.Show(ledger);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No rules have been stored yet.</exception>
    public PolicyBook Current => shelf.Current;

    /// <summary>Whether there are any rules here: a folder of an earlier release has none until it is opened by a host.</summary>
    public bool HasBegun => shelf.Now is not null;

    public Task<RuleLedger?> Load(CancellationToken cancellation = default) => Task.FromResult(shelf.Now?.Ledger);

    public Task Begin(PolicyBook first, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (RuleRows.Revision(session) > 0) return;
            var ledger = RuleLedger.Begin(first, Instants.Of(session.Now.UtcTicks));
            RuleRows.Begin(session, ledger);
            shelf.ShowWhenCommitted(session, new(ledger, first));
        },
        cancellation);

    public Task<AppendOutcome> Keep(RuleStep step, int expectedRevision, Receipt? receipt = null, CancellationToken cancellation = default)
    {
        var body = receipt is null ? null : cipher.Encrypt(receipt.Body, ReceiptShelf.PlaceOf(receipt.Key));
        return journal.Write(
            session =>
            {
                if (receipt is not null && ReceiptShelf.Has(session, receipt.Key)) return AppendOutcome.Repeated;
                var revision = RuleRows.Revision(session);
                if (revision == 0) throw new InvalidOperationException("No rules have been stored yet.");
                if (revision != expectedRevision) return AppendOutcome.Conflict;
                var next = Before(session, revision).With(step);
                RuleRows.Write(session, next.Ledger, step);
                if (receipt is not null) receipts.Put(session, receipt, body);
                if (step.Change is { } change) departures.ChangeConfirmed?.Invoke(session, change);
                shelf.ShowWhenCommitted(session, next);
                return AppendOutcome.Appended;
            },
            cancellation);
    }

    /// <summary>What is shown, unless this transaction has written since: then what stands in it.</summary>
    private KeptRules Before(JournalSession session, int revision)
    {
        if (shelf.Now is { } shown && shown.Ledger.Revision == revision) return shown;
        return KeptRules.Of(RuleRows.Read(session)!);
    }
}
