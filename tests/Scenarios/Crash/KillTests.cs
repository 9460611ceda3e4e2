using System.Text.Json;
using GridCase.Scenarios.Hosts;
using GridCase.Workflows.Escalation;
using Xunit.Abstractions;

namespace GridCase.Scenarios.Crash;

/// <summary><c>kill -9</c> of the host at random moments during a load of hundreds of cases, restarted until all is done: nothing is lost, doubled or stuck.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Seed = 20261121;
    private const int Drivers = 8;
    private const int WritesPerCase = 9;
    private static readonly int Cases = TestSize.Of(usual: 40, whole: 500);
    private static readonly int KillsInTheLoad = TestSize.Of(usual: 3, whole: 9);

    /// <summary>Facts that a case of this script has exactly once, in this order.</summary>
    private static readonly string[] Life = ["registered", "triaged", "dispatched", "signed-off", "contacted", "resolved", "replied", "verified", "visited", "closed"];

    /// <summary>What the hotline hears of each case, in this order.</summary>
    private static readonly string[] Events = ["accepted", "dispatched", "signed-off", "replied", "closed"];

    [Fact]
    public async Task Every_accepted_order_ends_as_one_closed_case_whatever_moment_the_host_is_killed_at()
    {
        using var folder = await CountyFolder.Copy();
        await using var receiver = await Receiver.Open(folder.Path);
        var port = HostProcess.FreePort();
        var random = new Random(Seed);
        string[] commandLine = ["--data", folder.Path, "--port", $"{port}", "--hotline-url", $"{receiver.Hotline}", "--webhook-url", $"{receiver.Webhook}"];
        using var killer = new Killer(commandLine, port, random, output.WriteLine);
        killer.Say($"seed {Seed}: {Cases} cases, {Drivers} drivers, {Cases * WritesPerCase} writes");
        await killer.Start();
        using var client = new CountyClient(new($"http://localhost:{port}"), folder.Path);
        var script = new CaseScript(client, DateTimeOffset.UtcNow);
        var moments = Enumerable.Range(0, KillsInTheLoad).Select(_ => random.Next(Cases * WritesPerCase / 50, Cases * WritesPerCase * 97 / 100)).Order();
        await Load(script, killer.KillAt(moments, () => script.Answered, CancellationToken.None));
        killer.Say($"{script.Closed} cases closed, {script.Answered} writes answered, {script.SentAgain} sent again, {killer.Kills} kills");
        Assert.True(killer.Kills > KillsInTheLoad);
        await UntilEverythingHasLeft(folder.Path);
        killer.Say("every parcel that may leave has left");

        var marks = await TheFactsAreWhole(client, script);
        Assert.Equal(0, await killer.Stop());
        using var verify = HostProcess.Start("verify", "--data", folder.Path);
        var (code, said, _) = await verify.End();
        Assert.True(code == 0, said);
        killer.Say($"{marks} marks, none twice; verify: {said.ReplaceLineEndings(" ").Trim()}");
        using var ledger = new Ledger(folder.Path);
        Assert.Empty(ledger.Stuck);
        killer.Say($"{ledger.Lifecycles} lifecycles ended, none runs on, none is parked");
        killer.Say(TheReceiverHeardAllOnce(receiver, ledger));
    }

    private static async Task Load(CaseScript script, Task kills)
    {
        var numbers = Enumerable.Range(1, Cases).ToList();
        var still = new Dictionary<int, string>();
        await Walk(numbers.Where(CaseScript.LiesStill), async number =>
        {
            var id = await script.Begin(number);
            lock (still) still.Add(number, id);
        });
        await Walk(numbers.Where(number => !CaseScript.LiesStill(number)), async number => await script.Finish(number, await script.Begin(number)));
        await script.UntilTheStillAreDue();
        await Walk(still.Keys, number => script.Finish(number, still[number]));
        await kills;
    }

    private static Task Walk(IEnumerable<int> numbers, Func<int, Task> walk) =>
        Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = Drivers }, async (number, _) => await walk(number));

    private static async Task UntilEverythingHasLeft(string folder)
    {
        using var ledger = new Ledger(folder);
        for (var tries = 0; tries < 600; tries++)
        {
            if (ledger.Waiting == 0) return;
            await Task.Delay(100);
        }

        Assert.Fail($"{ledger.Waiting} parcels have not left after a minute.");
    }

    /// <summary>Each order is one case with one life, and no mark stands in it twice; gives the number of marks.</summary>
    private static async Task<int> TheFactsAreWhole(CountyClient client, CaseScript script)
    {
        var cases = new Dictionary<string, string>();
        string? next = null;
        do
        {
            var page = await script.UntilAnswered(() => client.Get("leader", "/api/cases?limit=200" + (next is null ? "" : "&after=" + next)));
            foreach (var line in page.Body.GetProperty("items").EnumerateArray())
                cases.Add(line.GetProperty("caseId").GetString()!, line.GetProperty("state").GetString()!);
            next = page.Body.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(Cases, cases.Count);
        Assert.All(cases.Values, state => Assert.Equal("closed", state));
        var marks = 0;
        var watchers = new[] { "leader", "auditor", "supervisor-centre", "dispatcher", "admin" };
        foreach (var number in Enumerable.Range(1, Cases))
        {
            var order = await script.UntilAnswered(() => client.Get(CountyClient.Hotline, "/api/hotline/orders/" + CaseScript.OrderOf(number)));
            Assert.True(cases.Remove(order.Text("caseId")!), "Two orders share a case.");
            var page = await script.UntilAnswered(() => client.Get(watchers[number % watchers.Length], $"/api/cases/{order.Text("caseId")}/facts?limit=200"));
            marks += TheLifeIsWhole(number, [.. page.Body.GetProperty("items").EnumerateArray()], script);
        }

        return marks;
    }

    private static int TheLifeIsWhole(int number, IReadOnlyList<JsonElement> facts, CaseScript script)
    {
        Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => fact.GetProperty("number").GetInt32()));
        Assert.Equal(Life, facts.Select(Type).Where(Life.Contains));
        var marks = facts.Where(fact => Type(fact) is "warned" or "fell-due" or "escalated").Select(fact => (Fact: fact, Data: fact.GetProperty("data"))).ToList();
        var names = marks.Select(mark => (Type(mark.Fact), mark.Data.GetProperty("clock").GetString(), mark.Data.GetProperty("cycle").GetInt32(), mark.Data.TryGetProperty("rung", out var rung) ? rung.GetInt32() : 0)).ToList();
        Assert.Equal(names.Distinct().Count(), names.Count);
        if (!CaseScript.IsUrgent(number)) return marks.Count;
        // Those that were due when they came, and those whose 24 hours ended in the run: at the instant itself, not when a host found the time.
        var due = Assert.Single(marks, mark => Type(mark.Fact) == "fell-due" && mark.Data.GetProperty("clock").GetString() == "citizen-finish");
        var resolved = facts.Single(fact => Type(fact) == "replied").GetProperty("at").GetDateTimeOffset();
        Assert.True(due.Fact.GetProperty("at").GetDateTimeOffset() <= resolved);
        if (CaseScript.LiesStill(number)) Assert.Equal(script.ReceivedAt(number).AddHours(24), due.Fact.GetProperty("at").GetDateTimeOffset());
        return marks.Count;
    }

    private static string TheReceiverHeardAllOnce(Receiver receiver, Ledger ledger)
    {
        var arrivals = receiver.Arrivals;
        Assert.All(arrivals, arrival => Assert.True(arrival.IsSigned, arrival.Id));
        Assert.All(arrivals.GroupBy(arrival => arrival.Id), same => Assert.Single(same.Select(one => $"{one.CaseId} {one.Type} {one.Data}").Distinct()));
        var events = arrivals.Where(arrival => arrival.IsHotline).DistinctBy(arrival => arrival.Id).ToList();
        Assert.Equal(Cases, events.Select(one => one.CaseId).Distinct().Count());
        Assert.All(events.GroupBy(one => one.CaseId), heard => Assert.Equal(Events, heard.Select(one => one.Type["cn.gridcase.order.".Length..])));
        var notices = arrivals.Where(arrival => arrival is { IsHotline: false, Type: not Digest.Type }).DistinctBy(arrival => arrival.Id).ToList();
        Assert.NotEmpty(notices);
        Assert.Equal(notices.Count, notices.Select(NoticeOf).Distinct().Count());
        var taken = arrivals.Where(arrival => arrival.Taken).Select(arrival => arrival.Id).ToHashSet();
        Assert.DoesNotContain(ledger.Delivered, id => !taken.Contains(id));
        return $"the receiver took {events.Count} hotline events and {notices.Count} notices in {arrivals.Count} arrivals, {arrivals.Count(arrival => !arrival.Taken)} of them answered with 500 at first";
    }

    /// <summary>What a notice says, apart from its key.</summary>
    private static string NoticeOf(Arrival notice)
    {
        var data = notice.Data;
        var clock = data.TryGetProperty("clock", out var named) ? $"{named} {data.GetProperty("cycle")}" : $"fact {data.GetProperty("factNumber")}";
        return $"{notice.CaseId} {clock} {data.GetProperty("purpose")} {data.GetProperty("personId")}";
    }

    private static string Type(JsonElement fact) => fact.GetProperty("type").GetString()!;
}
