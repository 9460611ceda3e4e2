using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Hotline;

/// <summary>What the hotline will not take parks its lane, visibly, until somebody releases it; other orders go on.</summary>
public sealed class DeadLetterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_event_stands_in_the_watchdog_and_after_its_release_the_lane_goes_on_in_order(bool skip)
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        await hotline.Mood("400", orders: "BAD");
        var (bad, good) = (await OneLife.Begin(county, "BAD-1"), await OneLife.Begin(county, "GOOD-1"));
        foreach (var step in HotlineLife.Steps.Take(3))
        {
            await county.Until(step.At);
            await step.Act(bad);
            await step.Act(good);
        }

        await county.Settle();
        var letter = Assert.Single((await county.Client.Get("admin", "/api/watchdog")).Taken().Body.GetProperty("deadLetters").EnumerateArray());
        Assert.Equal(("hotline", "cn.gridcase.order.accepted", "answered 400"), (letter.GetProperty("channel").GetString(), letter.GetProperty("type").GetString(), letter.GetProperty("lastFault").GetString()));
        Assert.Single((await county.Client.Get("auditor", "/api/channels/hotline/dead-letters")).Taken().Body.GetProperty("items").EnumerateArray());
        Assert.Equal(["BAD-1"], hotline.Log.Where(arrived => !arrived.Taken).Select(arrived => arrived.OrderNo));
        Assert.Equal(HotlineLife.Told(3), hotline.Effects.Select(arrived => arrived.Name));

        await hotline.Accept();
        await county.Restart();
        var released = await county.Client.Post("admin", $"/api/watchdog/dead-letters/{Uri.EscapeDataString(letter.GetProperty("parcelId").GetString()!)}/release", new { skip });
        Assert.Equal(System.Net.HttpStatusCode.NoContent, released.Status);
        await county.Settle();
        var told = HotlineLife.Told(3).ToList();
        if (!skip) hotline.Hears(new Dictionary<string, IEnumerable<string>> { ["BAD-1"] = told, ["GOOD-1"] = told });
        else Assert.Equal(told.Skip(1), hotline.Effects.Where(arrived => arrived.OrderNo == "BAD-1").Select(arrived => arrived.Name));
        Assert.Empty((await county.Client.Get("admin", "/api/watchdog")).Taken().Body.GetProperty("deadLetters").EnumerateArray());
    }

    [Fact]
    public async Task After_a_day_of_faults_all_lanes_are_parked_and_released_together()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        await hotline.Mood("500");
        var lives = new List<OneLife>();
        for (var number = 1; number <= 5; number++) lives.Add(await OneLife.Begin(county, $"P-{number}"));
        await county.Until("2026-03-05 09:00");
        var tries = hotline.Log.GroupBy(arrived => arrived.OrderNo).ToDictionary(order => order.Key, order => order.Count());
        Assert.All(lives, life => Assert.Equal(8, tries[life.OrderNo]));
        Assert.Equal(5, (await county.Client.Get("admin", "/api/channels/hotline/dead-letters")).Taken().Body.GetProperty("items").GetArrayLength());

        await hotline.Accept();
        Assert.Equal(5, (await county.Client.Post("admin", "/api/channels/hotline/release", new { skip = false })).Taken().Body.GetProperty("released").GetInt32());
        await county.Settle();
        hotline.Hears(lives.ToDictionary(life => life.OrderNo, _ => HotlineLife.Told(0)));
    }

    [Fact]
    public async Task That_nobody_takes_the_events_is_said_where_operators_look()
    {
        await using var county = await HttpCounty.Open(HotlineLife.Begin);
        await OneLife.Begin(county, "N-1");
        Assert.Contains(
            (await county.Client.Get("admin", "/api/watchdog")).Taken().Body.GetProperty("problems").EnumerateArray(), problem => problem.GetString()!.Contains("--hotline-url", StringComparison.Ordinal));
    }
}
