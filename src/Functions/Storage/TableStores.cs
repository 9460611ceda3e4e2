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
        _ = (pending, departures);
        return new()
        {
            Files = files,
            Freshness = new([]),
            Unfinished = [],
            Pruned = [],
            Keys = keys,
            Cases = null!,
            Private = null!,
            Notices = null!,
            Channels = null!,
            Seals = null!,
            Attachments = null!,
            Accounts = null!,
            AccountRegister = null!,
            Rollouts = null!,
            Previews = null!,
            Directory = null!,
            DirectorySource = null!,
            Rules = null!,
            Policies = null!,
            Inspections = null!,
            Catalogue = null!,
            Care = null!,
        };
    }
}
