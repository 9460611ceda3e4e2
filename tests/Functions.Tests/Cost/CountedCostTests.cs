using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using GridCase.Conformance.Lives;
using GridCase.Functions.Timers;
using Microsoft.Azure.Functions.Worker;

namespace GridCase.Functions.Tests.Cost;

/// <summary>The counts on the cost page are what this host's functions do: whoever makes them do more, or less, says so there.</summary>
public sealed class CountedCostTests
{
    private const string ACase = "a case";
    private const string APhoto = "a photo";
    private const string AMark = "a mark";
    private const string ADay = "an idle day";

    /// <summary>Requests to tables and bytes move a little with each field that a document gets.</summary>
    private const double Tolerance = 0.05;

    private const int MinutesADay = 24 * 60;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly CostPage Page = CostPage.Read();

    [Fact]
    public async Task A_case_of_the_reference_life_uses_what_the_page_says()
    {
        await using var county = await MeasuredCounty.Open();
        var idle = await Spent(county, () => county.Pass(HotlineLife.Length));
        // The first of its kind finds nothing learned yet; the next ones are all alike.
        await HotlineLife.Live(county);
        var one = await Spent(county, () => HotlineLife.Live(county)) - idle;
        var next = await Spent(county, () => HotlineLife.Live(county)) - idle;
        Assert.Equal(one with { Bytes = 0 }, next with { Bytes = 0 });
        Compare(ACase, one);
    }

    [Fact]
    public async Task A_photo_that_is_sent_and_looked_at_uses_what_the_page_says_besides()
    {
        await using var county = await MeasuredCounty.Open();
        await Spent(county, () => Reported(county, hasPhoto: true));
        var without = await Spent(county, () => Reported(county, hasPhoto: false));
        Compare(APhoto, await Spent(county, () => Reported(county, hasPhoto: true)) - without);
    }

    [Fact]
    public async Task A_clock_that_falls_due_uses_what_the_page_says()
    {
        await using var county = await MeasuredCounty.Open();
        // Beside the hour at which the watchdog looks around.
        await county.Pass(TimeSpan.FromMinutes(7));
        var life = await Life.Signed(county, "livelihood.water");
        await county.Pass(Minute);
        for (var waited = 0; waited < MinutesADay; waited++)
        {
            var spent = await Spent(county, () => county.Pass(Minute));
            if (spent.Appends == 0 || await life.Count("fell-due") == 0) continue;
            Compare(AMark, spent);
            return;
        }

        Assert.Fail("No clock has run out within a day.");
    }

    [Fact]
    public async Task A_county_in_which_nothing_happens_uses_what_the_page_says()
    {
        await using var county = await MeasuredCounty.Open();
        var day = await Spent(county, () => county.Pass(TimeSpan.FromDays(1)));
        var timers = new TimerDoors(county.Azure.Entrance);
        var pump = await OfTimer(county, timers.OutboxPump);
        var watch = await OfTimer(county, timers.StandingWatch);
        var nightly = await OfTimer(county, timers.Housekeeping);
        var (pumps, watches, nights) = (RunsADay(nameof(TimerDoors.OutboxPump)), RunsADay(nameof(TimerDoors.StandingWatch)), RunsADay(nameof(TimerDoors.Housekeeping)));
        Compare(ADay, day with
        {
            Transactions = day.Transactions + (pumps * pump) + (watches * watch) + (nights * nightly),
            Executions = day.Executions + pumps + watches + nights,
        });
    }

    /// <summary>How often its schedule lets a timer run: seconds, minutes, hours.</summary>
    private static int RunsADay(string timer)
    {
        var schedule = typeof(TimerDoors).GetMethod(timer)!.GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!.Schedule;
        return schedule.Split(' ') switch
        {
            [_, "*", "*", ..] => MinutesADay,
            [_, ['*', '/', .. var step], "*", ..] => MinutesADay / int.Parse(step, CultureInfo.InvariantCulture),
            [_, not "*", not "*", "*", "*", "*"] => 1,
            _ => throw new FormatException($"'{schedule}' is not counted yet."),
        };
    }

    private static async Task<Usage> Spent(MeasuredCounty county, Func<Task> work)
    {
        var before = county.Used;
        await work();
        return county.Used - before;
    }

    /// <summary>Requests to tables of one run, with what it costs to look whether the documents have changed.</summary>
    private static async Task<int> OfTimer(MeasuredCounty county, Func<TimerInfo, Microsoft.DurableTask.Client.DurableTaskClient, CancellationToken, Task> timer)
    {
        await county.Pass(TimeSpan.FromSeconds(5));
        return (await Spent(county, () => timer(new TimerInfo(), county.Azure.Hub, default))).Transactions;
    }

    private static async Task Reported(MeasuredCounty county, bool hasPhoto)
    {
        await county.Pass(Minute);
        string[] photos = hasPhoto ? [await Sent(county)] : [];
        var report = new { kind = "report", category = "environment.garbage", title = "垃圾", text = "见照片", gridCode = Life.Grid, observedAt = await county.Now(), attachmentIds = photos };
        (await county.As(Life.Worker).Write("/api/reports", report, county.Fresh())).Taken();
        foreach (var photo in photos)
        {
            using var shown = await county.As("supervisor-centre").GetAsync($"/api/attachments/{photo}");
            Assert.Equal(Picture, await shown.Content.ReadAsByteArrayAsync());
        }

        await county.Pass(Minute);
    }

    private static async Task<string> Sent(MeasuredCounty county)
    {
        var file = new ByteArrayContent(Picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/attachments") { Content = new MultipartFormDataContent { { file, "file", "现场.png" } } };
        request.Headers.Add("Idempotency-Key", county.Fresh());
        using var answer = await county.As(Life.Worker).SendAsync(request);
        return (await Reply.Of(answer)).Taken().Text("id")!;
    }

    private static void Compare(string column, Usage counted)
    {
        (string Symbol, double Count)[] exact = [("F", counted.Appends), ("A", counted.Actions), ("B", counted.Blobs), ("M", counted.Messages), ("X", counted.Executions)];
        Assert.Equal(exact.Select(one => (one.Symbol, Page.Count(one.Symbol, column))), exact);
        Near("T", counted.Transactions, 1);
        Near("S", counted.Bytes / 1000.0, 0.1);

        void Near(string symbol, double count, double atLeast)
        {
            var allowed = Math.Max(count * Tolerance, atLeast);
            Assert.True(Math.Abs(Page.Count(symbol, column) - count) <= allowed, $"{column} uses {count} of {symbol}; the page says {Page.Count(symbol, column)}.");
        }
    }
}
