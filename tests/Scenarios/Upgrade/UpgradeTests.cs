using GridCase.Engine;
using GridCase.Local.Hosting;
using GridCase.Local.Storage;
using GridCase.Local.Verify;
using GridCase.Scenarios.Crash;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Upgrade;

/// <summary>
/// Folders that earlier builds wrote and were killed in, opened by the build of today. <see cref="WriteCountyTests"/> makes them, and each release adds its own.
/// That an older program refuses what a newer one wrote is told in <see cref="RefusalTests"/>.
/// </summary>
public sealed class UpgradeTests
{
    public static TheoryData<string> Kept => [.. CountyFixture.Names];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_county_killed_under_an_earlier_build_shows_every_case_as_it_was_and_each_goes_on_to_its_end(string name)
    {
        var sheet = CountySheet.Read(CountyFixture.SheetOf(name));
        var (waiting, instances) = Looked(name, sheet.Schema);
        using var folder = CountyFolder.Empty();
        var shown = CountyFixture.Unpack(name, folder.Path);
        await using var receiver = await Receiver.Open(folder.Path);
        await using (var county = await HttpCounty.Open(folder, receiver.Hotline, receiver.Webhook))
        {
            EveryHistoryReplays(county, instances);
            var story = new StoryTeller(county.Client) { Cases = sheet.Cases.ToDictionary(it => it.Name, it => it.CaseId) };
            var standing = await CountySheet.Standing(story);
            Assert.All(sheet.Cases.Zip(standing), it =>
            {
                Assert.Equal(shown[it.First.Name], it.Second.Facts.Select(fact => fact.Whole));
                Assert.Equal((it.First.Stands, it.First.Version), (it.Second.Stands, it.Second.Version));
                Assert.Equal(it.First.Clocks, it.Second.Clocks);
            });
            await new StoryEnd(story).Tell();
            var ended = await CountySheet.Standing(story);
            Assert.All(sheet.Cases.Zip(ended), it => Assert.Equal(it.First.Then, it.Second.Since(it.First)));
            await NothingIsLeftBehind(story);
        }

        LeftOnce(receiver, waiting);
        Assert.Equal(CountySchema.Version, CountyFixture.SchemaOf(folder.Path));
        InOrder(folder);
    }

    [Fact]
    public void Every_stage_and_state_in_which_a_case_can_stand_is_among_those_that_were_kept()
    {
        var stands = CountyFixture.Names.Select(name => CountySheet.Read(CountyFixture.SheetOf(name)).Cases.Select(it => it.Stands.Split(' ')).ToList()).ToList();
        Assert.All(stands, cases =>
        {
            // A case leaves its intake in the commit that makes it.
            Assert.Equal(Enum.GetValues<Workflows.Cases.Stage>()[1..].Select(Workflows.Cases.KebabCase.Of).Order(), cases.Select(it => it[0]).Distinct().Order());
            Assert.Equal(Enum.GetValues<Workflows.Cases.CaseStatus>().Select(Workflows.Cases.KebabCase.Of).Order(), cases.Select(it => it[1]).Distinct().Order());
            Assert.Equal(Enum.GetValues<Workflows.Cases.Light>().Select(Workflows.Cases.KebabCase.Of).Order(), cases.Select(it => it[2]).Distinct().Order());
        });
    }

    /// <summary>Where each orchestration stood when the county was killed, the code of today stands too.</summary>
    private static void EveryHistoryReplays(HttpCounty county, IReadOnlyList<string> instances)
    {
        var registry = LifecycleRegistry.Of(null!);
        Assert.NotEmpty(instances);
        Assert.All(instances, id => Assert.Null(HistoryReplayer.FirstMismatch(registry, county.Runtime.Engine.ExportHistory(id)!)));
    }

    /// <summary>What waits to leave and which orchestrations there are, in a copy that is not gone on with; its books are in order too.</summary>
    private static (Dictionary<bool, IReadOnlyList<string>> Waiting, IReadOnlyList<string> Instances) Looked(string name, int schema)
    {
        using var copy = CountyFolder.Empty();
        CountyFixture.Unpack(name, copy.Path);
        Assert.Equal(schema, CountyFixture.SchemaOf(copy.Path));
        var waiting = new[] { "hotline", "webhook" }.ToDictionary(channel => channel == "hotline", channel => CountyFixture.Waiting(copy.Path, channel));
        Assert.All(waiting.Values, Assert.NotEmpty);
        Assert.Contains(waiting[false], id => id.StartsWith("digest/", StringComparison.Ordinal));
        var instances = CountyFixture.Instances(copy.Path);
        InOrder(copy);
        return (waiting, instances);
    }

    private static void InOrder(CountyFolder folder) => Assert.Equal(0, VerifyCommand.Create().Parse(["--data", folder.Path]).Invoke());

    private static async Task NothingIsLeftBehind(StoryTeller county)
    {
        Assert.All(await county.All("admin", "/api/rollouts"), rollout => Assert.Equal("done", rollout.GetProperty("state").GetString()));
        Assert.Contains(
            await county.All("supervisor-nandiao", "/api/sweeps"),
            sweep => sweep.GetProperty("name").GetString() == "网吧每周检查" && sweep.GetProperty("state").GetString() == "done");
        var found = await county.Get("admin", "/api/watchdog");
        Assert.Equal(0, found.GetProperty("problems").GetArrayLength());
    }

    /// <summary>What waited has left, and whatever left did so once.</summary>
    private static void LeftOnce(Receiver receiver, Dictionary<bool, IReadOnlyList<string>> waiting)
    {
        var taken = receiver.Arrivals.Where(arrival => arrival.Taken).ToLookup(arrival => arrival.IsHotline, arrival => arrival.Id);
        foreach (var (isHotline, ids) in waiting)
        {
            Assert.Empty(ids.Except(taken[isHotline]));
            Assert.Equal(taken[isHotline].Distinct().Count(), taken[isHotline].Count());
        }
    }
}
