using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Day;

/// <summary>Compares what went in, as the senders kept it, with what the county shows and with what the hotline heard. It shares no rule with the host.</summary>
internal sealed class DayBooks(CountyClient client, PatientSender sender)
{
    private static readonly string[] Watchers = ["leader", "auditor", "supervisor-centre", "dispatcher", "admin"];

    private static readonly Dictionary<string, string> Told = new()
    {
        ["registered"] = "accepted",
        ["dispatched"] = "dispatched",
        ["signed-off"] = "signed-off",
        ["replied"] = "replied",
        ["withdrawn"] = "closed",
        ["merged-into"] = "closed",
        ["closed"] = "closed",
    };

    /// <summary>Every case of the county, by channel.</summary>
    public async Task<ILookup<string, CaseOfDay>> Cases()
    {
        var cases = new List<CaseOfDay>();
        for (string? next = ""; next is not null;)
        {
            var from = next.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(next);
            var page = await Get("leader", "/api/cases?limit=200" + from);
            cases.AddRange(page.GetProperty("items").EnumerateArray().Select(line => new CaseOfDay(
                line.GetProperty("caseId").GetString()!, line.GetProperty("channel").GetString()!, line.GetProperty("state").GetString()!)));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(cases.Count, cases.Select(one => one.Id).Distinct().Count());
        return cases.ToLookup(one => one.Channel);
    }

    /// <summary>Each order that was taken is one case of its own, which answers to its number; what was refused is none.</summary>
    public async Task OrdersAreWhole(DayPlan plan, DayTraffic sent, ILookup<string, CaseOfDay> cases)
    {
        Assert.Equal(plan.Orders.Select(order => order.OrderNo).Order(), sent.OrdersTaken.Keys.Concat(sent.OrdersRefused.Keys).Order());
        Assert.Equal(sent.OrdersTaken.Values.Order(), cases["hotline"].Select(one => one.Id).Order());
        await Each(sent.OrdersTaken, async (number, order) =>
            Assert.Equal(order.Value, (await Get(CountyClient.Hotline, "/api/hotline/orders/" + order.Key)).GetProperty("caseId").GetString()));
        foreach (var number in sent.OrdersRefused.Keys)
            (await sender.UntilAnswered(() => client.Get(CountyClient.Hotline, "/api/hotline/orders/" + number))).Refused(System.Net.HttpStatusCode.NotFound, "unknown-order");
    }

    public void ReportsAreWhole(DayPlan plan, DayTraffic sent, ILookup<string, CaseOfDay> cases)
    {
        Assert.Equal(plan.Reports.Select(report => report.Key).Order(), sent.ReportsTaken.Keys.Concat(sent.ReportsRefused.Keys).Order());
        Assert.Equal(sent.ReportsTaken.Values.Order(), cases["grid"].Select(one => one.Id).Order());
        Assert.All(cases["grid"].Where(one => one.State == "closed"), closed => Assert.Contains(plan.Reports, report => report.OnSite && sent.ReportsTaken.GetValueOrDefault(report.Key) == closed.Id));
    }

    /// <summary>The hotline heard of each of its cases exactly what its facts say, once by id and in order; gives the number of events.</summary>
    public async Task<int> TheHotlineHeardAllOnce(DayTraffic sent, IReadOnlyList<Arrived> heard)
    {
        Assert.All(heard, one => Assert.True(one.Signed, one.Id));
        var taken = heard.Where(one => one is { Taken: true, Repeat: false }).ToLookup(one => one.Subject);
        Assert.All(heard.GroupBy(one => one.Id), same => Assert.Single(same.Select(one => $"{one.Subject} {one.Type}").Distinct()));
        Assert.Equal(sent.OrdersTaken.Values.Order(), taken.Select(events => events.Key).Order());
        await Each(sent.OrdersTaken, async (number, order) =>
        {
            var facts = await Get(Watchers[number % Watchers.Length], $"/api/cases/{order.Value}/facts?limit=200");
            var file = facts.GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(Enumerable.Range(1, file.Count), file.Select(fact => fact.GetProperty("number").GetInt32()));
            Assert.Equal(file.Select(ToldBy).OfType<string>(), taken[order.Value].Select(one => one.Name));
        });
        return taken.Sum(events => events.Count());
    }

    public async Task<JsonElement> Get(string user, string path) => (await sender.UntilAnswered(() => client.Get(user, path))).Taken().Body;

    /// <summary>What the hotline is to hear of a fact. An order that goes on alone, since the one it was attached to was withdrawn, was closed for the hotline and is open again.</summary>
    private static string? ToldBy(JsonElement fact) => fact.GetProperty("type").GetString() is "separated"
        ? fact.GetProperty("data").TryGetProperty("attached", out var attached) && attached.GetBoolean() ? "reopened" : null
        : Told.GetValueOrDefault(fact.GetProperty("type").GetString()!);

    private static Task Each(IEnumerable<KeyValuePair<string, string>> orders, Func<int, KeyValuePair<string, string>, Task> look) =>
        Parallel.ForEachAsync(orders.Select((order, number) => (number, order)), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (one, _) => await look(one.number, one.order));
}

internal sealed record CaseOfDay(string Id, string Channel, string State);
