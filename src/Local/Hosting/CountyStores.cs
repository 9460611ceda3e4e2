using GridCase.Api.Hosting;
using GridCase.Api.SignIn;
using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Local.Storage.Memory;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Hosting;

/// <summary>The stores of one county over one journal: on disk in a data folder, or in memory.</summary>
internal sealed record CountyStores(
    Journal Journal,
    ICaseStore Cases,
    IPrivateStore Private,
    INoticeStore Notices,
    IDirectoryStore Directory,
    IDirectorySource DirectorySource,
    IAccountStore Accounts,
    ISealStore Seals,
    IAttachmentStore Attachments,
    ICallerKeys CallerKeys,
    DataFolder? Folder) : IDisposable
{
    public static CountyStores Open(CountySettings settings, IChangeFeed changes, TimeProvider time)
    {
        var departures = new Departures(
            LifecycleDepartures.Message, settings.KeepsParcels ? (_, _) => { } : LifecycleDepartures.LaneFilled, () => settings.Delivery.WebhookUrl is not null,
            settings.KeepsParcels || settings.Delivery.HotlineUrl is not null, changes.Publish);
        var options = new JournalOptions { Time = time, SyncEveryCommit = settings.SyncEveryCommit };
        return settings.Folder is { } path ? OnDisk(DataFolder.Open(path, options), departures) : InMemory(options, departures);
    }

    /// <summary>Saves the county of a first start; where there is one already, nothing.</summary>
    public async Task Seed(County? county, CancellationToken cancellation)
    {
        if (await Directory.Load(cancellation) is not null) return;
        await Directory.Save(county ?? throw new ArgumentException("There is no county here yet, and none to begin with."), 0, cancellation);
    }

    public void Dispose()
    {
        if (Folder is not null) Folder.Dispose();
        else Journal.Dispose();
    }

    private static CountyStores OnDisk(DataFolder folder, Departures departures)
    {
        var journal = folder.Journal;
        var keys = folder.Keys;
        var directory = new SqliteDirectoryStore(journal);
        return new(
            journal, new SqliteCaseStore(journal, keys, departures), new SqlitePrivateStore(journal, keys), new SqliteNoticeStore(journal, departures), directory,
            directory, new SqliteAccountStore(journal, keys), new SqliteSealStore(journal, keys), new FileAttachmentStore(journal, keys, folder.Attachments), new HostCallerKeys(keys.Callers), folder);
    }

    private static CountyStores InMemory(JournalOptions options, Departures departures)
    {
        var journal = new MemoryJournal(options);
        var county = new MemoryCounty(journal);
        var keys = KeyRing.Passing();
        var directory = new MemoryDirectoryStore(journal);
        return new(
            journal, new MemoryCaseStore(county, departures), new MemoryPrivateStore(county), new MemoryNoticeStore(county, departures), directory, directory,
            new MemoryAccountStore(journal), new MemorySealStore(county, keys), new MemoryAttachmentStore(journal), new HostCallerKeys(keys.Callers), null);
    }

    private sealed class HostCallerKeys(CallerKeys keys) : ICallerKeys
    {
        public string? Of(string? phone) => keys.Of(phone);
    }
}
