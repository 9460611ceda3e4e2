using System.Text.Json;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;

namespace GridCase.Functions.Storage;

/// <summary>Policies and calendars in a table: the ledger is one document. What a confirmed change begins is noted with it and done once it stands.</summary>
internal sealed class TableRuleStore(CountyTables tables, TableReceipts receipts, PendingBook pending, TableDepartures departures, TimeProvider time) : IRuleStore, IPolicySource, IRefreshed, IUnfinished
{
    private const string Name = "rules";
    private const string OutKey = "out|";

    private readonly string partition = new DocumentShelf(tables.Registers, TableRegisters.Kind).PartitionOf(Name);
    private readonly Register<KeptRules> register = new(
        new(tables.Registers, TableRegisters.Kind), Name, time, document => KeptRules.Of(LedgerJson.Read(document.Content)));

    public string Kind => "rules";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No rules have been stored yet, or none are known here before the first refresh.</exception>
    public PolicyBook Current => register.Current?.Book ?? throw new InvalidOperationException("No rules have been stored yet.");

    public Task Refresh(CancellationToken cancellation) => register.Refresh(cancellation);

    public async Task<RuleLedger?> Load(CancellationToken cancellation = default) => (await register.Latest(cancellation).ConfigureAwait(false))?.Ledger;

    public async Task Begin(PolicyBook first, CancellationToken cancellation = default)
    {
        if (await register.Latest(cancellation).ConfigureAwait(false) is not null) return;
        var ledger = RuleLedger.Begin(first, Instants.Of(time.GetUtcNow().UtcTicks));
        if (!await register.Save(new(ledger, first), 0, LedgerJson.Write(ledger), [], cancellation).ConfigureAwait(false)) await register.Latest(cancellation).ConfigureAwait(false);
    }

    public async Task<AppendOutcome> Keep(RuleStep step, int expectedRevision, Receipt? receipt = null, CancellationToken cancellation = default)
    {
        if (receipt is not null && await receipts.Find(receipt.Key, cancellation).ConfigureAwait(false) is not null) return AppendOutcome.Repeated;
        var before = await register.Latest(cancellation).ConfigureAwait(false) ?? throw new InvalidOperationException("No rules have been stored yet.");
        if (before.Ledger.Revision == expectedRevision && await Commit(before.With(step), step, receipt, cancellation).ConfigureAwait(false)) return AppendOutcome.Appended;
        // Who was first may have been the same caller.
        return receipt is not null && await receipts.Find(receipt.Key, cancellation).ConfigureAwait(false) is not null ? AppendOutcome.Repeated : AppendOutcome.Conflict;
    }

    /// <inheritdoc/>
    public async Task Finish(string subject, CancellationToken cancellation)
    {
        foreach (var row in await tables.Registers.List<Row>(Stretch.Of(partition).Beginning(OutKey), null, cancellation).ConfigureAwait(false))
        {
            await departures.ChangeConfirmed(JsonSerializer.Deserialize<RuleChange>(row.ReadBody(), CountyJson.Options)!, cancellation).ConfigureAwait(false);
            await tables.Registers.Remove(partition, row.RowKey, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<bool> Commit(KeptRules next, RuleStep step, Receipt? receipt, CancellationToken cancellation)
    {
        var (beside, note) = (new List<Row>(), (PendingNote?)null);
        if (receipt is not null)
        {
            await receipts.Note(receipt.Key, "registers", partition, cancellation).ConfigureAwait(false);
            beside.Add(receipts.RowOf(receipt, partition));
        }

        if (step.Change is { } change)
        {
            note = await pending.Note(Kind, Name, cancellation).ConfigureAwait(false);
            beside.Add(Row.Of(partition, OutKey + TableKeys.Ascending(change.Number)).With(JsonSerializer.SerializeToUtf8Bytes(change, CountyJson.Options)));
        }

        // Ledger and document count alike: each write is one step.
        var done = await register.Save(next, next.Ledger.Revision - 1, LedgerJson.Write(next.Ledger), beside, cancellation).ConfigureAwait(false);
        if (note is not null) await pending.Settle(note, () => Finish(Name, cancellation), cancellation).ConfigureAwait(false);
        return done;
    }
}
