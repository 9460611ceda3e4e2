using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Contracts;

/// <summary>What every case store keeps to when it looks for cases that may be about one matter.</summary>
public abstract class RelativesContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    private const double Lat = 21.25;
    private const double Lon = 110.45;

    protected TRig Rig { get; } = new();

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_caller_is_found_by_the_keyed_hash_the_newest_first()
    {
        var first = await Rig.Keep(Of("1", caller: "a"));
        await Rig.Keep(Of("2", caller: "b"));
        var third = await Rig.Keep(Of("3", caller: "a"));
        Assert.Equal([third.Id, first.Id], await Found(new() { CallerKey = "a" }));
        Assert.Empty(await Found(new() { CallerKey = "c" }));
        Assert.Empty(await Found(new() { CallerKey = "a", CallerSince = Make.Start.AddMinutes(1) }));
    }

    [Fact]
    public async Task A_case_that_has_ended_is_found_by_its_caller_when_asked_for_and_at_its_spot_never()
    {
        var file = await Rig.Keep(Of("1", caller: "a", address: "door"));
        await Rig.Keep(Make.More(file, new Withdrawn()));
        Assert.Empty(await Found(new() { CallerKey = "a", AddressKey = "door" }));
        Assert.Equal([file.Id], await Found(new() { CallerKey = "a", AddressKey = "door", EndedToo = true }));
    }

    [Fact]
    public async Task A_case_merged_into_another_is_not_found_until_it_is_separated()
    {
        var file = await Rig.Keep(Of("1", caller: "a", address: "door"));
        file = await Rig.Keep(Make.More(file, new MergedInto("0") { ByRule = true }));
        Assert.Empty(await Found(new() { CallerKey = "a", AddressKey = "door", EndedToo = true }));
        await Rig.Keep(Make.More(file, new Separated("0", true)));
        Assert.Equal([file.Id], await Found(new() { CallerKey = "a" }));
        Assert.Equal([file.Id], await Found(new() { AddressKey = "door" }));
    }

    [Theory]
    [InlineData(Lat + 0.0015, Lon, true)]
    [InlineData(Lat - 0.0015, Lon - 0.0015, true)]
    [InlineData(Lat, Lon + 0.05, false)]
    [InlineData(Lat + 0.05, Lon, false)]
    public async Task A_spot_is_found_across_the_edges_of_squares_and_not_far_away(double lat, double lon, bool found)
    {
        var file = await Rig.Keep(Of("1", lat: lat, lon: lon));
        Assert.Equal(found ? [file.Id] : [], await Found(new() { Latitude = Lat, Longitude = Lon, Metres = 300 }));
        Assert.Equal([file.Id], await Found(new() { Latitude = Lat, Longitude = Lon, Metres = 10_000 }));
    }

    [Fact]
    public async Task At_a_spot_only_the_first_level_of_the_category_counts_as_it_stands_now()
    {
        var file = await Rig.Keep(Of("1", address: "door"));
        await Rig.Keep(Of("2", address: "door", category: "facility-other.lamp"));
        Assert.Equal([file.Id], await Found(new() { AddressKey = "door", CategoryRoot = "facility" }));
        await Rig.Keep(Make.More(file, Make.Triaged(category: "dispute")));
        Assert.Empty(await Found(new() { AddressKey = "door", CategoryRoot = "facility" }));
        Assert.Equal(2, (await Found(new() { AddressKey = "door" })).Count);
    }

    [Fact]
    public async Task No_more_are_found_than_the_query_says()
    {
        for (var i = 0; i < LikenessQuery.Most + 5; i++) await Rig.Keep(Of($"{i}", caller: "a"));
        var found = await Found(new() { CallerKey = "a" });
        Assert.Equal(LikenessQuery.Most, found.Count);
        Assert.Equal(CaseIds.Of(Channel.Hotline, $"{LikenessQuery.Most + 4}"), found[0]);
    }

    [Theory]
    [InlineData("a", null)]
    [InlineData(null, "door")]
    public async Task A_registration_is_a_conflict_when_a_relative_has_come_in_since(string? caller, string? address)
    {
        var query = new LikenessQuery { CallerKey = caller, AddressKey = address };
        var seen = await Rig.Cases.Relatives(query);
        await Rig.Keep(Of("1", caller: "other"));
        var mine = Of("3", caller: "a", address: "door") with { Seen = new(query, seen.Seen, null) };
        await Rig.Keep(Of("2", caller: "a", address: "door"));
        Assert.Equal(AppendOutcome.Conflict, await Rig.Cases.Append(mine));
        Assert.Null(await Rig.Cases.Find(mine.CaseId));
        var again = await Rig.Cases.Relatives(query);
        await Rig.Keep(mine with { Seen = new(query, again.Seen, null) });
    }

    [Fact]
    public async Task A_registration_is_a_conflict_when_the_case_that_it_joins_has_moved_on()
    {
        var head = await Rig.Keep(Of("1", caller: "a"));
        var query = new LikenessQuery { CallerKey = "a" };
        var seen = await Rig.Cases.Relatives(query);
        var mine = Of("2", caller: "a") with { Seen = new(query, seen.Seen, (head.Id, head.Version)) };
        head = await Rig.Keep(Make.More(head, new Withdrawn()));
        Assert.Equal(AppendOutcome.Conflict, await Rig.Cases.Append(mine));
        await Rig.Keep(mine with { Seen = mine.Seen! with { Head = (head.Id, head.Version) } });
    }

    private static CaseAppend Of(string no, string? caller = null, string? address = null, double? lat = null, double? lon = null, string category = "facility.manhole") =>
        Make.Order(no, category: category, change: registered => registered with { CallerKey = caller, AddressKey = address, Latitude = lat, Longitude = lon });

    private async Task<IReadOnlyList<string>> Found(LikenessQuery query) => (await Rig.Cases.Relatives(query)).CaseIds;
}
