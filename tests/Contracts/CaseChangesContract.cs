using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Contracts;

/// <summary>What every case store keeps to when somebody asks again and again what has changed.</summary>
public abstract class CaseChangesContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    private static readonly CaseScope Mine = new(null, false, Make.Traffic, [Make.Grid]);

    protected TRig Rig { get; } = new();

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_case_that_goes_to_another_unit_is_gone_and_one_that_comes_back_is_there()
    {
        var file = await Rig.Keep(Make.Order("1", Make.OtherTownsGrid));
        file = await Rig.Keep(Make.More(file, Make.Triaged(Make.OtherTownsGrid), Make.Dispatched()));
        var first = await Since(DateTimeOffset.UnixEpoch);
        Assert.Equal(file.Id, Assert.Single(first.Rows).CaseId);

        file = await Rig.Keep(Make.More(file, Make.Dispatched(Make.Urban)));
        var second = await Since(first.Place);
        Assert.Empty(second.Rows);
        Assert.Equal((file.Id, file.Origin.Code), (Assert.Single(second.Gone).CaseId, second.Gone[0].Code));
        Assert.Empty((await Since(second.Place)).Gone);
        // Those who see all of it, or never saw it, hear nothing of the kind.
        Assert.Empty((await Rig.Cases.Changes(Asked(CaseScope.Everything, first.Place))).Gone);
        Assert.Empty((await Rig.Cases.Changes(Asked(new(null, false, "another", []), first.Place))).Gone);

        await Rig.Keep(Make.More(file, Make.Dispatched()));
        var third = await Since(first.Place);
        Assert.Empty(third.Gone);
        Assert.Single(third.Rows);
    }

    [Theory]
    [InlineData("grids")]
    [InlineData("town")]
    public async Task A_case_that_triage_finds_to_lie_elsewhere_is_gone_even_when_nobody_remembers_its_file(string scope)
    {
        var asked = scope == "grids" ? Mine : new CaseScope(Make.Town, false, null, []);
        var file = await Rig.Keep(Make.Order("1"));
        var before = (await Rig.Cases.Changes(Asked(asked, DateTimeOffset.UnixEpoch))).Place;
        Forget();
        await Rig.Keep(Make.More(file, Make.Triaged(Make.OtherTownsGrid)));
        Assert.Equal(file.Id, Assert.Single((await Rig.Cases.Changes(Asked(asked, before))).Gone).CaseId);
    }

    [Fact]
    public async Task Help_that_another_unit_takes_over_is_gone()
    {
        var file = await Rig.Keep(Make.Order("1", Make.OtherTownsGrid));
        file = await Rig.Keep(Make.More(file, Make.Triaged(Make.OtherTownsGrid), Make.Dispatched(Make.Urban), new SignedOff("clerk", null), new SubtaskAdded("1", Make.Traffic, null)));
        var before = await Since(DateTimeOffset.UnixEpoch);
        Assert.Single(before.Rows);
        await Rig.Keep(Make.More(file, new GridMoved(file.GridCode, file.GridCode, file.UnitCode, file.UnitCode, true, [new("1", Make.Traffic, "440804-new")])));
        Assert.Equal(file.Id, Assert.Single((await Since(before.Place)).Gone).CaseId);
    }

    [Fact]
    public void Pages_of_any_size_between_any_writes_miss_nothing_and_end_where_one_look_ends() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(Gen.Choose(0, 999).ListOf().Where(steps => steps.Count > 0).ToArbitrary(), steps => Follows(steps).GetAwaiter().GetResult()));

    [Fact]
    public async Task While_four_write_at_once_pages_of_one_miss_nothing()
    {
        var known = new Dictionary<string, int>();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() => Burst(writer))).ToArray();
        var (place, all) = (DateTimeOffset.UnixEpoch, Task.WhenAll(writers));
        for (var last = false; !last;)
        {
            last = all.IsCompleted;
            for (var next = await Ask(Rig, place, known, 1); next != place; next = await Ask(Rig, place, known, 1)) place = next;
        }

        var truth = (await all).SelectMany(files => files).Where(Mine.Covers).ToDictionary(file => file.Id, file => file.Version);
        Assert.NotEmpty(truth);
        Assert.Equal(truth.OrderBy(one => one.Key), known.OrderBy(one => one.Key));
    }

    /// <summary>One writer's cases: they come, are spoken of, and every third goes elsewhere.</summary>
    private async Task<List<CaseFile>> Burst(int writer)
    {
        var files = new List<CaseFile>();
        for (var no = 0; no < 25; no++)
        {
            var file = await Rig.Keep(Make.Order($"{writer}-{no}"));
            file = await Rig.Keep(Make.More(file, new Commented()));
            files.Add(no % 3 == 0 ? await Rig.Keep(Make.More(file, Make.Triaged(Make.OtherTownsGrid))) : file);
        }

        return files;
    }

    protected abstract void Forget();

    /// <summary>Somebody who asks, with pages of one to three, whenever the draw says, knows in the end exactly what lies inside the scope.</summary>
    private async Task<bool> Follows(IReadOnlyList<int> steps)
    {
        using var rig = new TRig();
        var files = new List<CaseFile>();
        var known = new Dictionary<string, int>();
        var place = DateTimeOffset.UnixEpoch;
        foreach (var step in steps)
        {
            if (step % 3 == 0) place = await Ask(rig, place, known, 1 + (step / 3 % 3));
            else await Write(rig, files, step / 3);
        }

        for (var next = await Ask(rig, place, known, 1); next != place; next = await Ask(rig, place, known, 1)) place = next;
        var truth = files.Where(Mine.Covers).ToDictionary(file => file.Id, file => file.Version);
        return truth.Count == known.Count && truth.All(one => known.GetValueOrDefault(one.Key) == one.Value);
    }

    private static async Task<DateTimeOffset> Ask(TRig rig, DateTimeOffset place, Dictionary<string, int> known, int limit)
    {
        var changes = await rig.Cases.Changes(Asked(Mine, place) with { Limit = limit });
        Assert.True(changes.Rows.Count + changes.Gone.Count <= limit);
        foreach (var row in changes.Rows) known[row.CaseId] = row.Version;
        foreach (var gone in changes.Gone) known.Remove(gone.CaseId);
        return changes.Place;
    }

    private static async Task Write(TRig rig, List<CaseFile> files, int draw)
    {
        if (files.Count == 0 || draw % 4 == 0)
        {
            files.Add(await rig.Keep(Make.Order($"{files.Count}", draw % 8 == 0 ? Make.Grid : Make.OtherTownsGrid)));
            return;
        }

        var which = draw / 4 % files.Count;
        var fact = (draw % 5) switch
        {
            0 => Make.Triaged(Make.Grid),
            1 => Make.Triaged(Make.OtherTownsGrid),
            2 => Make.Dispatched(),
            3 => Make.Dispatched(Make.Urban),
            _ => (Fact)new Commented(),
        };
        files[which] = await rig.Keep(Make.More(files[which], fact));
    }

    private Task<CaseChanges> Since(DateTimeOffset place) => Rig.Cases.Changes(Asked(Mine, place));

    private static CaseQuery Asked(CaseScope scope, DateTimeOffset since) => new() { Scope = scope, ChangedSince = since };
}
