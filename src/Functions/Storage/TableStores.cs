using Azure.Storage.Blobs;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Puts the stores of a county in tables together.</summary>
internal static class TableStores
{
    private const string FileContainer = "attachments";

    public static AzureStores Of(CountyTables tables, BlobServiceClient blobs, string prefix, KeyRing keys, TimeProvider time, TableDepartures departures)
    {
        var pending = new PendingBook(tables.Pending, time);
        var files = blobs.GetBlobContainerClient(prefix + FileContainer);
        var receipts = new TableReceipts(tables, keys.Texts, time);
        var directory = new TableDirectoryStore(tables, time);
        var channels = new TableChannelStore(tables, keys, time);
        var catalogue = new TableCatalogueStore(tables, time);
        var rules = new TableRuleStore(tables, receipts, pending, departures, time);
        return new()
        {
            Files = files,
            Freshness = new([directory, rules, channels, catalogue]),
            Unfinished = [rules],
            Pruned = [],
            Keys = keys,
            Cases = null!,
            Private = null!,
            Notices = null!,
            Channels = channels,
            Seals = null!,
            Attachments = null!,
            Accounts = null!,
            AccountRegister = null!,
            Rollouts = null!,
            Previews = null!,
            Directory = directory,
            DirectorySource = directory,
            Rules = rules,
            Policies = rules,
            Inspections = null!,
            Catalogue = catalogue,
            Care = null!,
        };
    }
}
