using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Tests.Storage;

/// <summary>A county that the first release wrote opens with this one and loses nothing.</summary>
public sealed class FirstReleaseTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("gridcase-local-").FullName;

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public async Task Notices_and_what_left_by_the_webhook_are_taken_over()
    {
        using var folder = Upgraded();
        var notices = JournalStores.In(folder, Departures.None).Notices;

        var (third, second, first) = await notices.List(new() { PersonId = "p" }) is { Notices: [var c, var b, var a] } ? (c, b, a) : default;
        Assert.Equal(("webhook", 2, null), (first!.Channel, first.Attempts, first.LastFault));
        Assert.NotNull(first.AcknowledgedAt);
        Assert.Null(first.AcknowledgedBy);
        Assert.Equal([new("webhook", DeliveryState.Dead, null, 1, "answered 503", null)], second!.Deliveries.AsEnumerable());
        Assert.Empty(third!.Deliveries);
    }

    [Fact]
    public async Task Lanes_go_on_where_they_stood()
    {
        using var folder = Upgraded();
        var notices = JournalStores.In(folder, Departures.None).Notices;

        var told = (await notices.NextParcel("hotline/000102030405060708090a0b0c0d0e0f"))!;
        Assert.Equal(("k/1", "k/1", "hotline"), (told.Id, told.Key, told.Channel));
        var dead = Assert.Single(await notices.DeadLetters(10, "webhook"));
        Assert.Equal(("k/2/p@webhook", "k/2/p"), (dead.Id, dead.Key));
        Assert.Equal(1, await notices.ReleaseAll("webhook", skip: false));
        Assert.Equal("k/2/p", (await notices.NextParcel(dead.Lane))!.Key);
    }

    [Fact]
    public void It_is_brought_to_this_release_once()
    {
        Upgraded().Dispose();
        DataFolder.Open(path).Dispose();
    }

    private DataFolder Upgraded()
    {
        // The keys of a first start, and then the database of the first release in the place of this one's.
        DataFolder.Open(path).Dispose();
        foreach (var file in Directory.GetFiles(path, "gridcase.db*")) File.Delete(file);
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Storage", "county-1.sql"));
        using (var journal = new SqliteJournal(Path.Combine(path, "gridcase.db"), new JournalOptions { SyncEveryCommit = false }))
        {
            journal.Schema("county", 1, (session, _) =>
            {
                foreach (var statement in script.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) session.Statement(statement).Run();
            });
        }

        return DataFolder.Open(path, new JournalOptions { SyncEveryCommit = false });
    }
}
