using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Hotline;

/// <summary>Whole lives with a hotline that is a process of its own and answers as hotlines do on bad days.</summary>
public sealed class FullLifeTests
{
    /// <summary>Long enough for every try there is to come after a bad answer, short of the next step.</summary>
    private const string Evening = "2026-03-06 20:00";

    [Fact]
    public async Task Every_event_of_a_life_arrives_once_in_effect_and_in_order_whatever_the_hotline_answers()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        var lives = new List<OneLife>();
        for (var number = 1; number <= 6; number++) lives.Add(await OneLife.Begin(county, $"L-{number}"));
        var moods = new Queue<Func<Task>>(
        [
            () => hotline.Mood("500", firstTryOnly: true),
            () => hotline.Mood("break", every: 2),
            () => hotline.Mood("429", firstTryOnly: true, retryAfter: 120),
            () => hotline.Mood("409", firstTryOnly: true),
            () => hotline.Mood("half"),
            () => hotline.Mood("401", every: 3),
            () => hotline.Mood("hang-up", firstTryOnly: true),
            () => hotline.Mood("slow", milliseconds: 30),
        ]);
        foreach (var (step, index) in HotlineLife.Steps.Select((step, index) => (step, index)))
        {
            await county.Until(step.At);
            if (index % 2 == 0 && moods.TryDequeue(out var mood)) await mood();
            if (index % 2 == 1) await hotline.Accept();
            await Task.WhenAll(lives.Select(step.Act));
            if (index is 4 or 9) await county.Restart();
        }

        await county.Until(Evening);
        hotline.Hears(lives.ToDictionary(life => life.OrderNo, _ => HotlineLife.Told()));
        Assert.Contains(hotline.Log, arrived => arrived.Repeat);
        await ShowsTheSame(county, hotline, lives);
    }

    [Fact]
    public async Task Answers_out_of_order_do_not_put_the_events_out_of_order()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        // Only under a clock that runs is the hotline called by several hands at once.
        await using var county = await HttpCounty.OpenNow(folder, hotline.Url);
        await hotline.Mood("hold");
        var lives = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => OneLife.Begin(county, $"O-{number}", DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM-dd HH:mm", null))));
        await hotline.Until(log => log.Count == lives.Length);
        foreach (var step in HotlineLife.Steps.Take(2)) await Task.WhenAll(lives.Select(step.Act));
        // Each lane waits for its first answer; they come the last first.
        Assert.All(hotline.Log, arrived => Assert.Equal("accepted", arrived.Name));
        await hotline.LetGo();
        await hotline.Until(log => log.Count == 2 * lives.Length);
        await hotline.Accept();
        await hotline.Until(log => log.Count == 3 * lives.Length);
        hotline.Hears(lives.ToDictionary(life => life.OrderNo, _ => HotlineLife.Told(2)));
    }

    [Fact]
    public async Task A_hotline_that_never_answers_is_asked_again_and_takes_each_event_once()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        await hotline.Mood("timeout", firstTryOnly: true);
        var life = await OneLife.Begin(county, "T-1");
        await hotline.Until(log => log.Count == 1);
        await hotline.Accept();
        await county.Until(HotlineLife.Steps[0].At);
        await HotlineLife.Steps[0].Act(life);
        await county.Settle();
        hotline.Hears(new Dictionary<string, IEnumerable<string>> { ["T-1"] = HotlineLife.Told(1) });
        Assert.Equal(["timeout", "202", "202"], hotline.Log.Select(arrived => arrived.Answer));
    }

    [Fact]
    public async Task While_the_hotline_is_down_the_county_works_on_and_tells_everything_when_it_is_back()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        var lives = new List<OneLife> { await OneLife.Begin(county, "D-1"), await OneLife.Begin(county, "D-2") };
        await county.Settle();
        await hotline.GoDown();
        foreach (var step in HotlineLife.Steps.Take(5))
        {
            await county.Until(step.At);
            await Task.WhenAll(lives.Select(step.Act));
        }

        await county.Restart();
        await hotline.ComeUp();
        await county.Until("2026-03-03 18:00");
        hotline.Hears(lives.ToDictionary(life => life.OrderNo, _ => HotlineLife.Told(5)));
    }

    /// <summary>What an order says happened to it, asked afterwards, is what the hotline's log says.</summary>
    private static async Task ShowsTheSame(HttpCounty county, CityHotline hotline, IEnumerable<OneLife> lives)
    {
        foreach (var life in lives)
        {
            var order = (await county.Client.Get(CountyClient.Hotline, $"/api/hotline/orders/{life.OrderNo}")).Taken();
            var steps = order.Body.GetProperty("progress").EnumerateArray().Select(step => (step.GetProperty("fact").GetInt32(), step.GetProperty("event").GetString()));
            Assert.Equal(hotline.Effects.Where(arrived => arrived.OrderNo == life.OrderNo).Select(arrived => (arrived.Fact, (string?)arrived.Name)), steps);
            var replied = hotline.Effects.Last(arrived => arrived.OrderNo == life.OrderNo && arrived.Name == "replied");
            Assert.Equal("已换新井盖。", replied.Data.GetProperty("reply").GetString());
        }
    }
}
