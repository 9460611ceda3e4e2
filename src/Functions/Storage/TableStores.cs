using Azure.Storage.Blobs;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Puts the stores of a county in tables together.</summary>
internal static class TableStores
{
    private const string FileContainer = "attachments";

    /// <param name="settle">See <see cref="ChangeStamps"/>.</param>
    public static AzureStores Of(CountyTables tables, BlobServiceClient blobs, string prefix, KeyRing keys, TimeProvider time, TableDepartures departures, TimeSpan? settle = null)
    {
        var pending = new PendingBook(tables.Pending, time);
        var files = blobs.GetBlobContainerClient(prefix + FileContainer);
        var receipts = new TableReceipts(tables, keys.Texts, time);
        var directory = new TableDirectoryStore(tables, time);
        var channels = new TableChannelStore(tables, keys, time);
        var catalogue = new TableCatalogueStore(tables, time);
        var rules = new TableRuleStore(tables, receipts, pending, departures, time);
        var outbox = new TableOutbox(tables, departures, time);
        var cases = new TableCaseStore(tables, keys, time, receipts, pending, outbox.Put, departures.Changed, settle);
        var notices = new TableNoticeStore(tables, cases, departures, time);
        var accounts = new TableAccountRegister(tables);
        var signatures = new SignatureBook(tables, time);
        var book = new InspectionBook(tables, receipts, outbox);
        var inspections = new TableInspectionStore(tables, keys, receipts, outbox, pending, book, time);
        var care = new TableCareStore(tables, keys, pending, outbox, time);
        return new()
        {
            Files = files,
            Rebuild = cancellation => cases.Rebuild(cancellation),
            Freshness = new([directory, rules, channels, catalogue]),
            Unfinished = [rules, cases, inspections, care],
            Pruned = [signatures, cases, notices, book],
            Keys = keys,
            Cases = cases,
            Private = new TablePrivateStore(tables.Cases, keys),
            Notices = notices,
            Channels = channels,
            Seals = new TableSealStore(tables.Registers, keys, cases.Heads, time),
            Attachments = new BlobAttachmentStore(files, new FileRegister(tables, keys.Texts), keys),
            Accounts = new TableAccountStore(tables, keys, accounts, signatures),
            AccountRegister = accounts,
            Rollouts = new TableRolloutStore(tables),
            Previews = new TablePreviewStore(tables),
            Directory = directory,
            DirectorySource = directory,
            Rules = rules,
            Policies = rules,
            Inspections = inspections,
            Catalogue = catalogue,
            Outlines = new TableOutlineStore(tables, time),
            Care = care,
        };
    }
}
