using System.Diagnostics;
using System.Net.Http.Json;
using GridCase.Tests.Shared;

namespace GridCase.Benchmarks;

/// <summary>How the county's size tells on a start, on what people read most, and on single orders: the embedded host as a process of its own.</summary>
internal static class Reads
{
    private const int Requests = 200;
    private const int PerSecond = 100;
    private static readonly TimeSpan Orders = TimeSpan.FromSeconds(8);

    private static readonly (string Name, string User, string Path)[] Pages =
    [
        ("list", "dispatcher", "/api/cases?limit=50"),
        ("listOfUnit", "clerk-cgj", "/api/cases?limit=50"),
        ("listOfState", "dispatcher", "/api/cases?state=closed&limit=50"),
        ("overview", "leader", "/api/overview"),
        ("tasks", "worker-1", "/api/tasks?limit=50"),
    ];

    public static async Task Run(Setup setup, Series series)
    {
        foreach (var stored in setup.Sizes) series.Add(await Run(setup, stored), Lifecycles.Setting(stored));
    }

    private static async Task<Dictionary<string, object>> Run(Setup setup, int stored)
    {
        var county = MeasuredCounty.Demo();
        var (folder, reached) = await StoredCases.Provide(setup, stored, county);
        using var copy = new CountyCopy(folder, setup);
        var (ahead, figures) = (reached - DateTimeOffset.UtcNow, new Dictionary<string, object>());
        // Its accounts are made at the first start of a host.
        using (var first = await HostChild.Start(copy.Path, ahead)) await first.Stop();
        var began = Stopwatch.GetTimestamp();
        using var host = await HostChild.Start(copy.Path, ahead);
        figures["secondsUntilServing"] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var (name, user, path) in Pages) (await Read(host.Address, copy.Path, user, path)).Put(figures, name);
        using var load = new OrderLoad(host.Address, copy.Path, county.Life, new ShiftedTime(ahead));
        await load.Run(stored + 1_000_000, PerSecond, passed => passed < Orders);
        load.Answered.Put(figures, "order");
        await host.Stop();
        return figures;
    }

    private static async Task<Samples> Read(Uri address, string folder, string user, string path)
    {
        using var http = new HttpClient { BaseAddress = address };
        var passwords = FirstAccounts.Read(Path.Combine(folder, "first-run.json")).Passwords;
        (await http.PostAsJsonAsync("/api/session", new { user, password = passwords[user] })).EnsureSuccessStatusCode();
        var samples = new Samples();
        for (var request = 0; request < Requests; request++)
        {
            var began = Stopwatch.GetTimestamp();
            await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            // The first is the compiler's.
            if (request > 0) samples.Add(Stopwatch.GetElapsedTime(began));
        }

        return samples;
    }
}
