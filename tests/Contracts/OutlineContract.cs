using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Contracts;

/// <summary>What every store of outlines keeps to.</summary>
public abstract class OutlineContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected static readonly OutlineBook Some = new(
        99,
        [
            new("440804", [[[110.482743, 21.443648, 110.54, 21.4, 110.4, 21.2, 110.482743, 21.443648], [110.48, 21.41, 110.5, 21.4, 110.45, 21.3, 110.48, 21.41]], [[110.6, 21.1, 110.7, 21.1, 110.7, 21.2, 110.6, 21.1]]]),
            new("440804001", [[[-180, -90, 180, 90, 0.000001, 0, -180, -90]]]),
        ],
        [new(Make.Start, "p-1", 2), new(Make.Start.AddDays(-1), "p-2", 0)]);

    protected TRig Rig { get; } = new();

    protected IOutlineStore Outlines => Rig.Stores.Outlines;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task Nothing_is_outlined_at_first() => Assert.Equal((0, 0), ((await Outlines.Load()).Version, (await Outlines.Load()).Outlines.Length));

    [Fact]
    public async Task They_are_kept_to_the_last_point_with_the_next_version()
    {
        Assert.True(await Outlines.Save(Some, 0));
        Same(Some with { Version = 1 }, await Outlines.Load());
    }

    [Fact]
    public async Task Of_two_who_change_them_the_second_is_told()
    {
        await Outlines.Save(Some, 0);
        Assert.False(await Outlines.Save(OutlineBook.Empty, 0));
        Assert.False(await Outlines.Save(OutlineBook.Empty, 2));
        Same(Some with { Version = 1 }, await Outlines.Load());
        Assert.True(await Outlines.Save(Some with { Outlines = [] }, 1));
        Same(Some with { Version = 2, Outlines = [] }, await Outlines.Load());
    }

    /// <summary>Lists in records are compared by reference, so each is compared by itself.</summary>
    protected static void Same(OutlineBook expected, OutlineBook kept)
    {
        Assert.Equal(expected.Version, kept.Version);
        Assert.Equal(expected.Deeds.AsEnumerable(), kept.Deeds);
        Assert.Equal(expected.Outlines.Select(outline => outline.Code), kept.Outlines.Select(outline => outline.Code));
        Assert.All(expected.Outlines.Zip(kept.Outlines), pair => Assert.True(pair.First.IsSameAs(pair.Second), pair.First.Code));
    }
}
