using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Contracts;

/// <summary>What every case store keeps to when it lists the cases that came in by Open311.</summary>
public abstract class Open311ListContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    private static readonly Open311Query All = new(["facility.road", "facility.drainage"], Make.Start.AddDays(-1), Make.Start.AddDays(30));

    protected TRig Rig { get; } = new();

    protected ICaseStore Cases => Rig.Cases;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task Only_this_channels_cases_of_the_named_categories_come_and_the_newest_first()
    {
        await Keep("1", "facility.road");
        await Rig.Keep(Make.Order("2", category: "facility.road"));
        await Keep("3", "facility.drainage", minutes: 5);
        await Keep("4", "dispute.labour", minutes: 6);
        await Keep("5", "facility", minutes: 7);

        Assert.Equal(Ids("3", "1"), await Cases.ListOpen311(All));
        Assert.Equal(Ids("1"), await Cases.ListOpen311(All with { Categories = ["facility.road"] }));
        Assert.Empty(await Cases.ListOpen311(All with { Categories = [] }));
    }

    [Fact]
    public async Task Of_one_instant_the_later_registered_comes_first()
    {
        foreach (var no in new[] { "1", "2", "3" }) await Keep(no, "facility.road");
        Assert.Equal(Ids("3", "2", "1"), await Cases.ListOpen311(All));
    }

    [Fact]
    public async Task Both_ends_of_the_stretch_count()
    {
        for (var i = 0; i < 5; i++) await Keep($"{i}", "facility.road", i);
        Assert.Equal(Ids("3", "2", "1"), await Cases.ListOpen311(All with { From = Make.Start.AddMinutes(1), To = Make.Start.AddMinutes(3) }));
        Assert.Equal(Ids("2"), await Cases.ListOpen311(All with { From = Make.Start.AddMinutes(2).ToUniversalTime(), To = Make.Start.AddMinutes(2) }));
    }

    [Fact]
    public async Task Open_is_what_goes_on_and_the_rest_is_not()
    {
        var withdrawn = await Keep("1", "facility.road");
        await Rig.Keep(Make.More(withdrawn, new Withdrawn()));
        var suspended = await Keep("2", "facility.road", 1);
        await Rig.Keep(Make.More(suspended, Make.Triaged(category: "facility.road"), Make.Dispatched(), new SignedOff("clerk", null), new Suspended("weather", Make.Start.AddDays(3), ["unit-finish"])));
        await Keep("3", "facility.road", 2);
        var merged = await Keep("4", "facility.road", 3);
        await Rig.Keep(Make.More(merged, new MergedInto(suspended.Id)));

        Assert.Equal(Ids("3", "2"), await Cases.ListOpen311(All with { Open = true }));
        Assert.Equal(Ids("4", "1"), await Cases.ListOpen311(All with { Open = false }));
    }

    [Fact]
    public async Task A_case_is_found_by_the_category_that_it_has_now()
    {
        var file = await Keep("1", "facility.road");
        await Rig.Keep(Make.More(file, Make.Triaged(category: "dispute.labour")));
        Assert.Empty(await Cases.ListOpen311(All));
        Assert.Equal(Ids("1"), await Cases.ListOpen311(All with { Categories = ["dispute.labour"] }));
    }

    [Fact]
    public async Task Pages_are_cut_where_they_are_asked_and_no_deeper_than_allowed()
    {
        for (var i = 0; i < 5; i++) await Keep($"{i}", "facility.road", i);
        Assert.Equal(Ids("2", "1"), await Cases.ListOpen311(All with { Skip = 2, Limit = 2 }));
        Assert.Empty(await Cases.ListOpen311(All with { Skip = 5, Limit = 2 }));
        foreach (var wrong in new[] { All with { Limit = 0 }, All with { Limit = 1_001 }, All with { Skip = -1 }, All with { Skip = 9_001 } })
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Cases.ListOpen311(wrong));
    }

    private static IEnumerable<string> Ids(params string[] numbers) => numbers.Select(no => CaseIds.Of(Channel.Open311, no));

    private Task<CaseFile> Keep(string no, string category, int minutes = 0) => Rig.Keep(Make.Order(no, channel: Channel.Open311, category: category, at: Make.Start.AddMinutes(minutes)));
}
