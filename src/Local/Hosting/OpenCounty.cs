using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Hosting;

/// <summary>The stores of a county as it runs: on disk in a data folder, or in memory.</summary>
internal sealed record OpenCounty(JournalStores Stores, ChannelBoard Channels, IDisposable Hold)
{
    public static OpenCounty Of(CountySettings settings, IChangeFeed changes, TimeProvider time, Action<RuleChange> confirmed)
    {
        OpenCounty? county = null;
        var departures = new Departures(
            LifecycleDepartures.Message, settings.KeepsParcels ? LeaveInLane : LifecycleDepartures.LaneFilled, () => county!.Channels.Routing(county.Stores.Policies, county.Stores.DirectorySource, time.GetUtcNow()),
            settings.KeepsParcels || settings.Delivery.HotlineUrl is not null, changes.Publish, (session, change) => LifecycleDepartures.ChangeConfirmed(session, change, confirmed));
        var options = new JournalOptions { Time = time, SyncEveryCommit = settings.SyncEveryCommit };
        if (settings.Folder is { } path)
        {
            var folder = DataFolder.Open(path, options);
            return county = Of(JournalStores.In(folder, departures), settings, folder);
        }

        var journal = new MemoryJournal(options);
        return county = Of(JournalStores.InMemory(journal, departures), settings, journal);
    }

    /// <summary>Saves the county, what it offers by Open311 and the rules of a first start; where there are some already, nothing.</summary>
    public async Task Seed(CountySettings settings, DateTimeOffset now, CancellationToken cancellation)
    {
        await Stores.Rules.Begin(settings.Policies, cancellation);
        if (await Stores.Directory.Load(cancellation) is not null) return;
        // Before the directory, by whose absence a first start is known: one that was killed in between is made good by the next.
        if (settings.Catalogue is { } catalogue) await Stores.Catalogue.Save(catalogue with { ChangedAt = now }, 0, cancellation);
        await Stores.Directory.Save(settings.Seed ?? throw new ArgumentException("There is no county here yet, and none to begin with."), 0, cancellation: cancellation);
    }

    private static OpenCounty Of(JournalStores stores, CountySettings settings, IDisposable hold) => new(settings.Around?.Invoke(stores) ?? stores, new(stores.Channels, settings.Delivery.WebhookUrl), hold);

    private static void LeaveInLane(JournalSession session, string lane)
    {
    }
}
