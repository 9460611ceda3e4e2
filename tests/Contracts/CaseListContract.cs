using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Contracts;

/// <summary>What every case store keeps to when it lists and counts.</summary>
public abstract class CaseListContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private ICaseStore Cases => Rig.Cases;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_row_says_what_the_file_says()
    {
        var file = await Rig.Keep(Make.Order("1"));
        Rig.Wait(TimeSpan.FromMinutes(7));
        var more = Make.More(file, Make.Triaged(), Make.Dispatched(), new SignedOff("clerk", null), new Warned("unit-finish", 1));
        file = await Rig.Keep(more);

        var row = Assert.Single((await Cases.List(new CaseQuery { Scope = Make.Everything })).Rows);
        Assert.Equal(
            new(file.Id, file.Origin.Code, 5, Channel.Hotline, CaseKind.Complaint, "facility.manhole", Grade.L3, Stage.Handling, CaseStatus.Open, Light.Yellow, Make.Traffic,
                Make.Grid, "clerk", file.RegisteredAt, Rig.Now, more.NextAt),
            row);
        Assert.NotNull(row.NextAt);
    }

    [Theory]
    [InlineData("county", "123456")]
    [InlineData("town", "13")]
    [InlineData("grids", "2")]
    [InlineData("unit", "456")]
    [InlineData("town or unit", "13456")]
    [InlineData("nothing", "")]
    public async Task A_scope_shows_what_it_covers_and_nothing_else(string scope, string expected)
    {
        await Rig.Keep(Make.Order("1", Make.Grid));
        await Rig.Keep(Make.Order("2", Make.OtherTownsGrid));
        await Rig.Keep(Make.Order("3", Make.NextGrid));
        await Dispatch("4", null, Make.Traffic);
        await Dispatch("5", Make.OtherTownsGrid, Make.Traffic);
        await Help("6", Make.OtherTownsGrid, Make.Urban, Make.Traffic);
        var asked = scope switch
        {
            "county" => Make.Everything,
            "town" => new CaseScope(Make.Town, false, null, []),
            "grids" => new CaseScope(null, false, null, [Make.OtherTownsGrid, "440804999999999"]),
            "unit" => new CaseScope(null, false, Make.Traffic, []),
            "town or unit" => new CaseScope(Make.Town, false, Make.Traffic, []),
            _ => new CaseScope(null, false, null, []),
        };
        if (scope == "grids") expected = "256";

        var query = new CaseQuery { Scope = asked };
        Assert.Equal(expected, string.Concat(await Orders(query)));
        Assert.Equal(expected.Length, (await Cases.Count(query)).Total);
    }

    [Fact]
    public async Task Each_filter_keeps_what_it_names()
    {
        var one = await Rig.Keep(Make.Order("1", category: "water.bill"));
        await Dispatch("2", Make.OtherTownsGrid, Make.Urban);
        var three = await Dispatch("3", Make.NextGrid, Make.Traffic);
        await Rig.Keep(Make.More(three, new FellDue("unit-finish", 1)));
        await Rig.Keep(Make.Order("4", channel: Channel.Window));
        await Rig.Keep(Make.More(await Rig.Keep(Make.Order("5", null)), new Withdrawn()));
        var all = new CaseQuery { Scope = Make.Everything };

        Assert.Equal(["1", "4"], await Orders(all with { Stage = Stage.Triage }));
        Assert.Equal(["5"], await Orders(all with { Status = CaseStatus.Withdrawn }));
        Assert.Equal(["2"], await Orders(all with { UnitCode = Make.Urban }));
        Assert.Equal(["1", "3", "4"], await Orders(all with { GridPrefix = Make.Town }));
        Assert.Equal(["3"], await Orders(all with { GridPrefix = Make.NextGrid }));
        Assert.Equal(["3"], await Orders(all with { Light = Light.Red }));
        Assert.Equal(["4"], await Orders(all with { Channel = Channel.Window }));
        Assert.Equal(["1"], await Orders(all with { Text = "water" }));
        Assert.Equal(["1"], await Orders(all with { Text = one.Origin.Code.ToLowerInvariant() }));
        Assert.Equal(["1", "2", "3", "4"], await Orders(all with { AliveOnly = true }));
        Assert.Equal(["3"], await Orders(all with { AliveOnly = true, Stage = Stage.Dispatch, GridPrefix = Make.County, UnitCode = Make.Traffic, Text = "facility" }));
        Assert.Empty(await Orders(all with { Text = "%" }));
        Assert.Equal(["1", "2", "3", "4", "5"], await Orders(all with { Kind = CaseKind.Complaint }));
        Assert.Empty(await Orders(all with { Kind = CaseKind.Consult }));
        Assert.Equal(["2", "3"], await Orders(all with { IsHeld = true }));
        Assert.Equal(["1", "4", "5"], await Orders(all with { IsHeld = false }));
    }

    [Fact]
    public async Task What_is_past_due_or_moves_before_an_instant_is_found()
    {
        var late = await Dispatch("1", Make.Grid, Make.Traffic);
        await Rig.Keep(Make.More(late, new FellDue("unit-finish", 1)));
        var waiting = Make.Order("2", Make.OtherTownsGrid);
        await Rig.Keep(waiting);
        await Rig.Keep(Make.More(await Rig.Keep(Make.Order("3")), new Withdrawn()));
        var all = new CaseQuery { Scope = Make.Everything };

        Assert.Equal(["1"], await Orders(all with { DueBefore = DateTimeOffset.MinValue }));
        Assert.Equal(["1"], await Orders(all with { DueBefore = waiting.NextAt }));
        Assert.Equal(["1", "2"], await Orders(all with { DueBefore = waiting.NextAt!.Value.AddTicks(1) }));
        Assert.Equal(["2"], await Orders(all with { DueBefore = waiting.NextAt!.Value.AddTicks(1), GridPrefix = Make.OtherTownsGrid }));
    }

    [Fact]
    public async Task The_cases_of_one_holder_are_found_and_counted()
    {
        var held = await Dispatch("1", Make.Grid, Make.Traffic);
        await Rig.Keep(Make.More(held, new SignedOff("clerk", null)));
        var ended = await Dispatch("2", Make.Grid, Make.Traffic);
        await Rig.Keep(Make.More(ended, new SignedOff("clerk", null), new Withdrawn()));
        await Rig.Keep(Make.More(await Dispatch("3", Make.Grid, Make.Traffic), new SignedOff("other", null)));
        var query = new CaseQuery { Scope = Make.Everything, HolderPersonId = "clerk" };

        Assert.Equal(["1", "2"], await Orders(query));
        Assert.Equal(["1"], await Orders(query with { AliveOnly = true }));
        Assert.Equal(1, (await Cases.Count(query with { AliveOnly = true })).Total);
        Assert.Empty(await Orders(query with { HolderPersonId = "nobody" }));
    }

    [Fact]
    public async Task The_newest_case_stands_first_and_pages_do_not_shift_when_others_come_in()
    {
        for (var i = 1; i <= 5; i++) await Rig.Keep(Make.Order($"{i}"));
        var query = new CaseQuery { Scope = Make.Everything, Limit = 2 };

        var first = await Cases.List(query);
        await Rig.Keep(Make.Order("6"));
        var second = await Cases.List(query with { After = first.Next });
        await Rig.Keep(Make.Order("7"));
        var third = await Cases.List(query with { After = second.Next });

        Assert.Equal(
            Enumerable.Range(1, 5).Reverse().Select(i => CaseIds.Of(Channel.Hotline, $"{i}")),
            first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.CaseId));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Changes_since_an_instant_come_oldest_first_and_a_case_changed_again_comes_again()
    {
        var files = new List<CaseFile>();
        for (var i = 0; i < 4; i++)
        {
            files.Add(await Rig.Keep(Make.Order($"{i}")));
            Rig.Wait(TimeSpan.FromMinutes(1));
        }

        var query = new CaseQuery { Scope = Make.Everything, ChangedSince = Make.Start, Limit = 2 };
        var first = await Cases.List(query);
        files[1] = await Rig.Keep(Make.More(files[1], Make.Triaged()));
        var second = await Cases.List(query with { After = first.Next });

        Assert.Equal([files[1].Id, files[2].Id], first.Rows.Select(row => row.CaseId));
        Assert.Equal([files[3].Id, files[1].Id], second.Rows.Select(row => row.CaseId));
        Assert.Null(second.Next);
        Assert.Empty((await Cases.List(query with { ChangedSince = second.Rows[^1].ChangedAt })).Rows);
    }

    [Fact]
    public async Task No_two_changes_bear_the_same_instant_even_while_the_clock_stands_still()
    {
        for (var i = 0; i < 5; i++) await Rig.Keep(Make.Order($"{i}"));
        var query = new CaseQuery { Scope = Make.Everything, ChangedSince = Make.Start.AddDays(-1) };

        var rows = (await Cases.List(query)).Rows;
        Assert.Equal(5, rows.Select(row => row.ChangedAt).Distinct().Count());
        Assert.Equal(2, (await Cases.List(query with { ChangedSince = rows[2].ChangedAt })).Rows.Count);
    }

    [Fact]
    public async Task A_place_of_another_list_or_a_limit_out_of_bounds_is_refused()
    {
        await Rig.Keep(Make.Order("1"));
        var query = new CaseQuery { Scope = Make.Everything };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Cases.List(query with { After = "c1" }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Cases.List(query with { After = "n1; drop" }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Cases.List(query with { Limit = 0 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Cases.List(query with { Limit = 201 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lists_and_counts_agree_with_a_look_at_every_case(int seed)
    {
        var random = new Random(seed);
        var files = new List<CaseFile>();
        string?[] grids = [null, Make.Grid, Make.NextGrid, Make.OtherTownsGrid];
        string[] units = [Make.Traffic, Make.Urban];
        for (var i = 0; i < 60; i++)
        {
            var file = await Rig.Keep(Make.Order($"{i}", Pick(grids), Pick([Channel.Hotline, Channel.Grid, Channel.Public]), Pick(["water.bill", "water", "dispute"])));
            if (random.Next(4) > 0) file = await Rig.Keep(Make.More(file, Make.Triaged(Pick(grids), file.Category), Make.Dispatched(Pick(units))));
            if (file.UnitCode is not null && random.Next(3) == 0) file = await Rig.Keep(Make.More(file, new SubtaskAdded("1", Pick(units), null)));
            if (random.Next(4) == 0) file = await Rig.Keep(Make.More(file, Pick<Fact>([new Warned("dispatch", 1), new FellDue("citizen-finish", 1), new Escalated("citizen-finish", 1, 1, false)])));
            if (random.Next(5) == 0) file = await Rig.Keep(Make.More(file, new Withdrawn()));
            files.Add(file);
        }

        for (var i = 0; i < 150; i++)
        {
            var query = new CaseQuery
            {
                Scope = Pick([Make.Everything, new(Make.Town, false, null, []), new(null, false, Make.Urban, []), new(Make.Town, false, Make.Traffic, [Make.OtherTownsGrid]), new(null, false, null, [Make.Grid, Make.NextGrid])]),
                Stage = Maybe(Pick([Stage.Triage, Stage.Dispatch, Stage.Ended])),
                UnitCode = random.Next(4) == 0 ? Pick(units) : null,
                GridPrefix = random.Next(4) == 0 ? Pick([Make.County, Make.Town, Make.Grid]) : null,
                Light = Maybe(Pick([Light.Green, Light.Yellow, Light.Red, Light.Purple])),
                Channel = Maybe(Channel.Hotline),
                Text = random.Next(4) == 0 ? "water" : null,
                AliveOnly = random.Next(2) == 0,
                IsHeld = Maybe(random.Next(2) == 0),
                DueBefore = Maybe(Pick([DateTimeOffset.MinValue, Make.Start.AddHours(6), Make.Start.AddDays(4)])),
                Limit = random.Next(1, 20),
            };
            var expected = files.Where(file => query.Scope.Covers(file) && IsMeant(query, file)).Select(file => file.Id).Reverse().ToList();

            Assert.Equal(expected, (await All(query)).Select(row => row.CaseId));
            var counts = await Cases.Count(query);
            var rows = await All(query);
            Assert.Equal(rows.Count, counts.Total);
            Assert.Equal(Tally(rows.Select(row => row.Stage)), counts.ByStage.ToDictionary());
            Assert.Equal(Tally(rows.Select(row => row.Light)), counts.ByLight.ToDictionary());
            Assert.Equal(Tally(rows.Select(row => row.UnitCode).OfType<string>()), counts.ByUnit.ToDictionary());
            Assert.Equal(Tally(rows.Select(row => row.GridCode).OfType<string>()), counts.ByGrid.ToDictionary());
            Assert.Equal(Tally(rows.Select(row => (row.Stage, row.Light))), counts.ByStageAndLight.ToDictionary());
            Assert.Equal(Tally(rows.Where(row => row.GridCode is not null).Select(row => (row.GridCode!, row.Light))), counts.ByGridAndLight.ToDictionary());
        }

        T Pick<T>(T[] among) => among[random.Next(among.Length)];
        T? Maybe<T>(T value) where T : struct => random.Next(4) == 0 ? value : null;
    }

    private static Dictionary<T, int> Tally<T>(IEnumerable<T> values) where T : notnull => values.CountBy(value => value).ToDictionary();

    private static bool IsMeant(CaseQuery query, CaseFile file) =>
        (query.Stage is null || file.Stage == query.Stage) && (query.UnitCode is null || file.UnitCode == query.UnitCode) && (query.Light is null || file.Light == query.Light)
        && (query.GridPrefix is null || file.GridCode?.StartsWith(query.GridPrefix, StringComparison.Ordinal) == true)
        && (query.Channel is null || file.Origin.Channel == query.Channel) && (query.Text is null || file.Category.StartsWith(query.Text, StringComparison.Ordinal))
        && (!query.AliveOnly || file.IsAlive) && (query.IsHeld is null || query.IsHeld == file.UnitCode is not null)
        && (query.DueBefore is null || file.Light is Light.Red or Light.Purple || Make.NextAt(file) < query.DueBefore);

    private async Task<List<CaseRow>> All(CaseQuery query)
    {
        var rows = new List<CaseRow>();
        for (CasePage? page = null; page is null || page.Next is not null;)
        {
            page = await Cases.List(query with { After = page?.Next });
            Assert.True(page.Rows.Count <= query.Limit);
            rows.AddRange(page.Rows);
        }

        return rows;
    }

    private async Task<IEnumerable<string>> Orders(CaseQuery query)
    {
        var numbers = new List<string>();
        foreach (var row in (await Cases.List(query)).Rows) numbers.Add((await Cases.Find(row.CaseId))!.Origin.ExternalId);
        return numbers.Order();
    }

    private async Task<CaseFile> Dispatch(string no, string? grid, string unit) =>
        await Rig.Keep(Make.More(await Rig.Keep(Make.Order(no, grid)), Make.Triaged(grid), Make.Dispatched(unit)));

    private async Task Help(string no, string? grid, string unit, string helper) => await Rig.Keep(Make.More(await Dispatch(no, grid, unit), new SubtaskAdded("1", helper, null)));
}
