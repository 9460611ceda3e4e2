using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Care;
using GridCase.Workflows.Directory;

namespace GridCase.Scenarios.Care;

/// <summary>The register of care visits in a running county: dates pass, events come, terms and grids change, and each rung is climbed once.</summary>
public sealed class CareLivesTests
{
    private const string Start = "2026-03-03 10:00";

    [Fact]
    public async Task A_visit_that_nobody_makes_climbs_once_and_one_that_is_made_in_time_never()
    {
        await using var county = await LivingCounty.Open(Start);
        var (missed, kept) = (await Enter(county, "a", CareTier.High), await Enter(county, "b", CareTier.High));
        await county.Until("2026-03-10 19:00");
        await Visit(county, kept, "2026-03-10 19:00");
        await county.Until("2026-03-11 00:00");
        Assert.Equal([CareDeedKind.Added, CareDeedKind.Escalated], await Kinds(county, missed));
        Assert.Equal([CareDeedKind.Added, CareDeedKind.Visited], await Kinds(county, kept));
        await county.Until("2027-03-11 00:00");
        Assert.Equal([(1, "2026-03-11 00:00"), (2, "2026-03-14 00:00")], await Rungs(county, missed));
        var told = (await county.Runtime.Notices.List(new() { PostCode = "village-cadre@440804001001", Limit = 50 })).Notices.Where(kept => kept.Notice.About?.Id == missed).ToList();
        Assert.Equal(("rung-1", LivingCounty.Instant("2026-03-11 08:30")), (Assert.Single(told).Notice.Purpose, told[0].Notice.NotBefore));
        await Visit(county, missed, "2027-03-11 00:00");
        Assert.Equal(LivingCounty.Instant("2027-03-19 00:00"), (await Entry(county, missed)).Due);
    }

    [Fact]
    public async Task An_event_brings_the_visit_nearer_though_the_round_sleeps_until_later()
    {
        await using var county = await LivingCounty.Open(Start);
        var id = await Enter(county, "a", CareTier.General);
        await county.Until("2026-03-20 22:00");
        Assert.Null((await county.Runtime.Care.TellEvent(id, Sender("e"), LivingCounty.Instant("2026-03-20 22:00"))).Refusal);
        await county.Until("2026-03-21 22:00");
        Assert.Equal([(1, "2026-03-21 22:00")], await Rungs(county, id));
    }

    [Fact]
    public async Task Terms_that_change_move_every_date_and_make_nobody_late()
    {
        await using var county = await LivingCounty.Open(Start);
        var ids = new List<string>();
        for (var n = 0; n < 450; n++) ids.Add(await Enter(county, $"n{n}", CareTier.General));
        await county.Until("2026-04-20 09:00");
        var answer = await county.Runtime.Care.ChangeTerms(CareTerms.Default with { General = new(10, 'D') }, 0);
        Assert.Null(answer.Refusal);
        await county.Until("2026-04-20 09:01");
        foreach (var id in ids) Assert.Equal(LivingCounty.Instant("2026-05-01 00:00"), (await Entry(county, id)).Due);
        Assert.Equal([CareDeedKind.Added, CareDeedKind.Rederived], await Kinds(county, ids[0]));
        Assert.Equal("stale-version", (await county.Runtime.Care.ChangeTerms(CareTerms.Default, 0)).Refusal?.Code);
    }

    [Fact]
    public async Task Entries_come_along_when_their_grid_moves_and_the_hostile_engine_changes_nothing()
    {
        foreach (var hostile in new[] { null, new HostileMode(7) })
        {
            await using var county = await LivingCounty.Open(Start, hostile: hostile);
            var id = await Enter(county, "a", CareTier.High);
            var answer = await county.Runtime.Moves.MoveGrid(LivingCounty.Grid, "440804001002", null, new DirectoryOrder("p-1", LivingCounty.Instant(Start), "move-grid", "区划调整"), county.Runtime.Directory.Current.Version);
            Assert.Null(answer.Refusal);
            await county.Until("2026-03-15 00:00");
            Assert.StartsWith("440804001002", (await Entry(county, id)).GridCode, StringComparison.Ordinal);
            Assert.Equal([(1, "2026-03-11 00:00"), (2, "2026-03-14 00:00")], await Rungs(county, id));
        }
    }

    [Fact]
    public async Task The_rounds_go_on_after_a_restart_and_what_became_due_meanwhile_is_told()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-care-").FullName;
        string id;
        await using (var county = await LivingCounty.Open(Start, folder)) id = await Enter(county, "a", CareTier.High);
        await using (var county = await LivingCounty.Open("2026-03-13 10:00", folder))
        {
            await county.Until("2026-03-14 00:00");
            Assert.Equal([1, 2], (await Rungs(county, id)).Select(rung => rung.Item1));
        }

        System.IO.Directory.Delete(folder, true);
    }

    private static async Task<string> Enter(LivingCounty county, string key, CareTier tier)
    {
        var answer = await county.Runtime.Care.Add(new(LivingCounty.Grid, tier, new("陈阿婆", "光明路12号", null), null), Sender(key), LivingCounty.Instant(Start));
        Assert.Null(answer.Refusal);
        return answer.Person!.Id;
    }

    private static async Task Visit(LivingCounty county, string id, string at) =>
        Assert.Null((await county.Runtime.Care.Visit(id, CareOutcome.Done, LivingCounty.Instant(at), null, Sender($"{id}{at}"), LivingCounty.Instant(at))).Refusal);

    private static CareSender Sender(string key) => new("worker", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key))), "same");

    private static async Task<CarePerson> Entry(LivingCounty county, string id) => (await county.Runtime.Stores.Care.Find(id))!;

    private static async Task<IEnumerable<CareDeedKind>> Kinds(LivingCounty county, string id) => (await county.Runtime.Stores.Care.Deeds(id, 0, 100)).Select(deed => deed.Kind);

    private static async Task<IEnumerable<(int, string)>> Rungs(LivingCounty county, string id) => (await county.Runtime.Stores.Care.Deeds(id, 0, 100))
        .Where(deed => deed.Kind == CareDeedKind.Escalated).Select(deed => (deed.Rung!.Value, deed.At.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
}
