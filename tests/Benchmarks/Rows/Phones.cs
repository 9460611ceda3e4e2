using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using GridCase.Local.Hosting;

namespace GridCase.Benchmarks;

/// <summary>
/// How quickly a grid worker with at least 300 open cases in a county of 20,000 hears over HTTP what waits for them and what changed: after a start, when no case is in memory,
/// and day by day.
/// </summary>
internal static class Phones
{
    private const int OpenCases = 20_000;
    private const int OwnCases = 300;
    private const int Requests = 300;
    private const string Worker = "worker-1";

    public static async Task Run(Setup setup, Series series)
    {
        var demo = MeasuredCounty.Demo();
        var grids = demo.Seed.Grids.Take(1 + (OwnCases * demo.Seed.Grids.Length / OpenCases)).Select(grid => grid.Code).ToArray();
        var id = demo.Seed.Grids.First(grid => grid.Code == "440804001001001").WorkerId;
        var county = demo with { Seed = demo.Seed with { People = [.. demo.Seed.People.Select(person => person.Id == id ? person with { Grids = [.. grids] } : person)] } };
        var (folder, reached) = await StoredCases.ProvideOpen(setup, OpenCases, county, "phone");
        using var copy = new CountyCopy(folder, setup);
        await using var host = await CountyHost.Start(new() { Folder = copy.Path, Port = 0, ManualClock = true, Start = reached });
        using var http = new HttpClient { BaseAddress = host.Address };
        await SignIn(http, copy.Path);
        series.Add(await Measure(http));
    }

    private static async Task<Dictionary<string, object>> Measure(HttpClient http)
    {
        var figures = new Dictionary<string, object> { ["openCases"] = OpenCases };
        var (firstTasks, tasks) = await Timed(() => Get(http, "/api/tasks?limit=200"));
        figures["tasksTotal"] = tasks.GetProperty("total").GetInt32();
        figures["tasksFirstMilliseconds"] = firstTasks.TotalMilliseconds;
        (await Many(() => Get(http, "/api/tasks?limit=200"))).Put(figures, "tasks");
        var (own, cursor, caseId, whole) = await WholeSync(http);
        figures["ownCases"] = own;
        figures["syncWholeMilliseconds"] = whole.TotalMilliseconds;
        (await Many(() => Get(http, $"/api/sync?since={cursor}"))).Put(figures, "syncIdle");
        var changed = new Samples();
        for (var i = 0; i < Requests; i++)
        {
            (await http.PostAsJsonAsync($"/api/cases/{caseId}/commands", new { command = "comment", text = "已到现场" })).EnsureSuccessStatusCode();
            var (took, page) = await Timed(() => Get(http, $"/api/sync?since={cursor}"));
            if (page.GetProperty("items").GetArrayLength() != 1) throw new InvalidOperationException("One case has changed.");
            changed.Add(took);
            cursor = page.GetProperty("cursor").GetString()!;
        }

        changed.Put(figures, "syncOneChange");
        return figures;
    }

    private static async Task<(int Own, string Cursor, string CaseId, TimeSpan Took)> WholeSync(HttpClient http)
    {
        var began = Stopwatch.GetTimestamp();
        var (own, cursor, caseId) = (0, "", "");
        for (var more = true; more;)
        {
            var page = await Get(http, $"/api/sync?limit=200&since={cursor}");
            own += page.GetProperty("items").GetArrayLength();
            (cursor, more) = (page.GetProperty("cursor").GetString()!, page.GetProperty("more").GetBoolean());
            if (page.GetProperty("items").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } one) caseId = one.GetProperty("caseId").GetString()!;
        }

        return (own, cursor, caseId, Stopwatch.GetElapsedTime(began));
    }

    private static async Task<Samples> Many(Func<Task<JsonElement>> get)
    {
        var samples = new Samples();
        for (var i = 0; i < Requests; i++) samples.Add((await Timed(get)).Took);
        return samples;
    }

    private static async Task<(TimeSpan Took, JsonElement Answer)> Timed(Func<Task<JsonElement>> get)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await get();
        return (Stopwatch.GetElapsedTime(began), answer);
    }

    private static Task<JsonElement> Get(HttpClient http, string path) => http.GetFromJsonAsync<JsonElement>(path);

    private static async Task SignIn(HttpClient http, string folder)
    {
        using var first = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "first-run.json")));
        var password = first.RootElement.GetProperty("accounts").EnumerateArray().Single(one => one.GetProperty("user").GetString() == Worker).GetProperty("password").GetString();
        (await http.PostAsJsonAsync("/api/session", new { user = Worker, password })).EnsureSuccessStatusCode();
    }
}
