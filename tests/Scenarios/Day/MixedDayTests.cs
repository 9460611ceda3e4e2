using GridCase.Scenarios.Crash;
using GridCase.Scenarios.Hosts;
using Xunit.Abstractions;

namespace GridCase.Scenarios.Day;

/// <summary>A whole day of a county by HTTP: the hotline, phones with and without network, a campaign over every grid, Open311; the host killed three times. The books balance.</summary>
public sealed class MixedDayTests(ITestOutputHelper output)
{
    private const int Seed = 20260310;
    private const string Date = "2026-03-10";
    private static readonly int Orders = TestSize.Of(usual: 240, whole: 2_000);
    private static readonly int Reports = TestSize.Of(usual: 120, whole: 1_000);
    private static readonly int Requests = TestSize.Of(usual: 20, whole: 100);

    [Fact]
    public async Task Every_input_of_a_day_is_in_one_case_or_refused_and_the_hotline_hears_everything_once()
    {
        using var folder = await CountyFolder.Copy();
        await using var city = await CityHotline.Open(folder.Path);
        // Of what comes for the first time it acts on each fortieth and breaks off before it has said so.
        await city.Mood("half", every: 40, firstTryOnly: true);
        var port = HostProcess.FreePort();
        string[] commandLine = ["--data", folder.Path, "--port", $"{port}", "--clock", "manual", "--hotline-url", $"{city.Url}"];
        using var killer = new Killer(commandLine, port, new Random(Seed), output.WriteLine);
        await killer.Start();
        using var client = new CountyClient(new($"http://localhost:{port}"), folder.Path);
        var sender = new PatientSender();
        var grids = await DayCounty.Draw(client);
        Assert.Equal(DayCounty.Grids, grids.Count);
        var workers = await DayCounty.Hire(client);
        var plan = new DayPlan(Seed, grids, workers, Orders, Reports, Requests);
        var (sent, work, books) = (new DayTraffic(client, sender, plan, Date), new DayWork(client, sender), new DayBooks(client, sender));
        using var citizens = new HttpClient { BaseAddress = new($"http://localhost:{port}") };
        var (campaign, requests) = (new DayCampaign(client, sender, workers), new DayRequests(citizens, sender, await DayRequests.Key(client)));
        var service = await requests.Service();

        var load = Orders + Reports;
        var kills = killer.KillAt([sender.Answered + load / 5, sender.Answered + load / 2, sender.Answered + load], () => sender.Answered, CancellationToken.None);
        for (var hour = DayPlan.FirstHour; hour <= DayPlan.LastHour; hour++)
        {
            await Until(client, sender, $"{Date}T{hour:00}:00:00+08:00");
            if (hour == DayPlan.FirstHour) await campaign.Start();
            if (hour == DayPlan.FirstHour + 1) await campaign.List();
            await sent.InAnyOrder(
            [
                .. sent.Hour(hour), .. campaign.Acts(hour),
                .. plan.Requests.Where(request => request.Hour == hour).Select(request => (Func<Task>)(() => requests.Send(request, service))),
                .. plan.Orders.Where(order => order.Hour < hour && DayWork.Takes(order)).Select(order => (Func<Task>)(() => work.Step(order, sent.OrdersTaken[order.OrderNo], hour - order.Hour))),
            ]);
        }

        await Until(client, sender, $"{Date}T18:00:00+08:00");
        await sent.Evening();
        await kills;
        await Until(client, sender, $"{Date}T19:00:00+08:00");
        // The two days of the campaign are over.
        await Until(client, sender, "2026-03-13T09:00:00+08:00");
        killer.Say($"{sender.Answered} answers, {sender.SentAgain} sent again, {killer.Kills} kills");

        var cases = await books.Cases();
        await books.OrdersAreWhole(plan, sent, cases);
        books.ReportsAreWhole(plan, sent, cases);
        killer.Say($"orders: {sent.OrdersTaken.Count} taken, {sent.OrdersRefused.Count} refused, {sent.Withdrawn.Count} withdrawn; "
            + string.Join(", ", cases["hotline"].CountBy(one => one.State).Select(state => $"{state.Value} {state.Key}")));
        killer.Say($"reports: {sent.ReportsTaken.Count} taken, {sent.ReportsRefused.Count} refused");
        killer.Say(await campaign.Balances(cases, grids.Count));
        Assert.Equal((Requests, Requests), (requests.Taken.Values.Distinct().Count(), cases["open311"].Count()));
        await requests.AreFound();
        killer.Say($"Open311: {Requests} requests, each one case");
        Assert.Equal(cases.Sum(channel => channel.Count()), sent.OrdersTaken.Count + sent.ReportsTaken.Count + campaign.Opened.Count + Requests);
        var events = await books.TheHotlineHeardAllOnce(sent, city.Log);
        killer.Say($"the hotline heard {events} events once each and in order, in {city.Log.Count} arrivals");
        Assert.Equal(0, await killer.Stop());
        using var verify = HostProcess.Start("verify", "--data", folder.Path);
        var (code, said, _) = await verify.End();
        Assert.True(code == 0, said);
    }

    /// <summary>Returns once everything due by then has run to rest.</summary>
    private static async Task Until(CountyClient client, PatientSender sender, string instant) =>
        (await sender.UntilAnswered(() => client.Post("", "/api/dev/clock", new { advanceTo = instant }))).Taken();
}
