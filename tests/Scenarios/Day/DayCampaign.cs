using System.Collections.Concurrent;
using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Day;

/// <summary>Every household in two days: a campaign over all grids, answered by workers, by the centre, by phones that were away, and by some not at all.</summary>
internal sealed class DayCampaign(CountyClient client, PatientSender sender, IReadOnlyDictionary<string, string> workers)
{
    private const int Households = 120;
    private const string Checklist = "day-homes";
    private readonly Dictionary<string, string> workerOf = workers.ToDictionary(pair => pair.Value, pair => pair.Key);
    private string sweep = "";

    /// <summary>Inspection → grid, as the centre lists them.</summary>
    public IReadOnlyList<(string Id, string Grid)> Inspections { get; private set; } = [];

    /// <summary>Inspection → the cases that its findings opened.</summary>
    public ConcurrentDictionary<string, string> Opened { get; } = new();

    public ConcurrentDictionary<string, byte> Done { get; } = new();

    /// <summary>Started twice by one key, since the first answer might have been lost.</summary>
    public async Task Start()
    {
        var checklist = new
        {
            code = Checklist,
            name = "入户走访",
            items = new object[]
            {
                new { id = "exit", zh = "楼道、安全出口畅通", en = "Corridors and exits are clear", category = "fire-safety.exit", rectify = "3wd" },
                new { id = "charging", zh = "电动自行车不进楼", en = "No electric bicycles indoors", category = "fire-safety.charging" },
            },
        };
        (await sender.UntilAnswered(() => client.Post("admin", "/api/checklists", checklist))).Taken();
        for (var time = 0; time < 2; time++)
        {
            var started = (await sender.UntilAnswered(() => client.Post(
                "dispatcher", "/api/sweeps", new { name = "两天走遍", target = new { kind = "households" }, checklist = Checklist, days = 2 }, "day-campaign"))).Taken();
            sweep = started.Text("id")!;
        }
    }

    public async Task List()
    {
        var found = new List<(string, string)>();
        for (string? next = ""; next is not null;)
        {
            var from = next.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(next);
            var page = (await sender.UntilAnswered(() => client.Get("dispatcher", $"/api/inspections?sweep={sweep}&limit=200{from}"))).Taken().Body;
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(line => (line.GetProperty("id").GetString()!, line.GetProperty("gridCode").GetString()!)));
            next = page.GetProperty("next").GetString();
        }

        Inspections = found;
    }

    /// <summary>What is handed in at this hour: eight of ten inspections over the day, each tenth twice.</summary>
    public IEnumerable<Func<Task>> Acts(int hour)
    {
        var share = Inspections.Select((one, place) => (one, place)).Where(one => one.place % 10 < 8 && DayPlan.FirstHour + 1 + one.place % 8 == hour);
        foreach (var (one, place) in share)
        {
            yield return () => HandIn(one.Id, one.Grid, place);
            if (place % 10 == 3) yield return () => HandIn(one.Id, one.Grid, place);
        }
    }

    /// <summary>The campaign as the centre sees it, and what it opened; gives a line about it.</summary>
    public async Task<string> Balances(ILookup<string, CaseOfDay> cases, int grids)
    {
        Assert.Equal(grids, Inspections.Count);
        Assert.Equal(grids, Inspections.Select(one => one.Grid).Distinct().Count());
        var view = (await sender.UntilAnswered(() => client.Get("dispatcher", "/api/sweeps/" + sweep))).Taken().Body;
        var counts = view.GetProperty("sweep").GetProperty("counts");
        Assert.Equal((grids, Done.Count, grids - Done.Count), (Count(counts, "total"), Count(counts, "done"), Count(counts, "missed")));
        Assert.Equal(Done.Count * Households, Count(counts, "householdsDone"));
        Assert.Equal(Opened.Values.Order(), cases["inspection"].Select(one => one.Id).Order());
        Assert.NotEmpty(view.GetProperty("marks").EnumerateArray());
        return $"campaign: {grids} inspections, {Done.Count} done, {grids - Done.Count} missed, {Opened.Count} findings became cases";
    }

    private async Task HandIn(string id, string grid, int place)
    {
        var (isBad, fixedOnSite) = (place % 6 == 1, place % 12 == 1);
        var result = new
        {
            items = new object[] { new { itemId = "exit", ok = !isBad, remark = isBad ? "楼道堆放杂物" : null, fixedOnSite }, new { itemId = "charging", ok = true } },
            doneAt = await Now(),
            households = new { done = Households, total = Households },
        };
        var reply = await sender.UntilAnswered(() => client.Post(workerOf.GetValueOrDefault(grid, "dispatcher"), $"/api/inspections/{id}/result", result, id + "-result"));
        Assert.True(reply.IsTaken || reply.Code == "idempotency-key-reused", $"{id}: {reply.Body}");
        if (!reply.IsTaken) return;
        Done[id] = 0;
        var opened = reply.Body.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("caseId").GetString()!).ToList();
        if (opened.Count > 0) Assert.Equal(Assert.Single(opened), Opened.GetOrAdd(id, opened[0]));
    }

    private async Task<string> Now() => (await sender.UntilAnswered(() => client.Get("", "/api/dev/clock"))).Taken().Text("now")!;

    private static int Count(JsonElement counts, string name) => counts.GetProperty(name).GetInt32();
}
