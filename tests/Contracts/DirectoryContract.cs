using GridCase.Workflows.Directory;

namespace GridCase.Contracts;

/// <summary>What every directory store keeps to.</summary>
public abstract class DirectoryContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected readonly County county = EmptyCounty.Build(Make.County).County;

    protected TRig Rig { get; } = new();

    protected IDirectoryStore Store => Rig.Stores.Directory;

    protected IDirectorySource Source => Rig.Stores.DirectorySource;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task Before_the_first_save_there_is_no_county()
    {
        Assert.Null(await Store.Load());
        Assert.Throws<InvalidOperationException>(() => Source.Current);
    }

    [Fact]
    public async Task A_county_is_saved_as_the_next_version_and_is_what_everybody_asks_at_once()
    {
        await Store.Save(county, 0);
        var first = Source.Current;
        await Store.Save(county with { Name = "新名", Version = 77 }, 1);

        Assert.Equal((1, county.Name), (first.Version, first.Name));
        Assert.Equal((2, "新名"), (Source.Current.Version, Source.Current.Name));
        var loaded = await Store.Load();
        Assert.Equal(2, loaded!.Version);
        Assert.Equal(CountyJson.Write(county with { Name = "新名", Version = 2 }), CountyJson.Write(loaded));
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_changes_nothing()
    {
        await Store.Save(county, 0);

        var refused = await Assert.ThrowsAsync<DirectoryChangedException>(() => Store.Save(county with { Name = "新名" }, 0));
        Assert.Equal((0, 1), (refused.ExpectedVersion, refused.ActualVersion));
        await Assert.ThrowsAsync<DirectoryChangedException>(() => Store.Save(county, 2));
        Assert.Equal((1, county.Name), (Source.Current.Version, (await Store.Load())!.Name));
    }

    [Fact]
    public async Task A_county_that_contradicts_itself_is_not_saved()
    {
        await Assert.ThrowsAsync<InvalidCountyException>(() => Store.Save(county with { Units = [] }, 0));
        Assert.Null(await Store.Load());
    }

    [Fact]
    public async Task The_history_says_who_made_each_version_newest_first_page_by_page()
    {
        await Store.Save(county, 0);
        for (var version = 1; version <= 5; version++)
            await Store.Save(county with { Name = $"名{version}" }, version, Change($"理由{version}"));

        var newest = await Store.History(null, 2);
        var before = await Store.History(newest[^1].Version, 200);

        Assert.Equal([(6, "理由5"), (5, "理由4")], newest.Select(change => (change.Version, change.Reason)));
        Assert.Equal([4, 3, 2], before.Select(change => change.Version));
        Assert.Equal(("admin", Rig.Now, "edit", 1), (newest[0].By, newest[0].At, newest[0].What, newest[0].Changed));
        Assert.Equal(("county 999999", EntryChangeKind.Changed, "name"), (newest[0].Entries[0].Entry, newest[0].Entries[0].Kind, newest[0].Entries[0].Fields[0]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.History(null, 201));
    }

    [Fact]
    public async Task A_refused_save_leaves_no_line_in_the_history()
    {
        await Store.Save(county, 0);
        await Assert.ThrowsAsync<DirectoryChangedException>(() => Store.Save(county, 0, Change("x")));
        await Assert.ThrowsAsync<InvalidCountyException>(() => Store.Save(county with { Units = [] }, 1, Change("x")));

        Assert.Empty(await Store.History(null, 10));
    }

    protected DirectoryChange Change(string reason) => new(0, Rig.Now, "admin", "edit", reason, 0, 1, 0, [new("county 999999", EntryChangeKind.Changed, ["name"])]);
}
