using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace GridCase.Scenarios.Hosts;

/// <summary>
/// The stand-in of a city's hotline as a process of its own, with a log that outlives it. What a test judges by is that log alone: what the outside saw,
/// in the order in which it saw it.
/// </summary>
internal sealed class CityHotline : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly string folder = Directory.CreateTempSubdirectory("city-hotline-").FullName;
    private readonly int port = HostProcess.FreePort();
    private readonly Dictionary<string, string> keys;
    private HostProcess? process;

    private CityHotline(Dictionary<string, string> keys) => this.keys = keys;

    /// <summary>Where it takes events.</summary>
    public Uri Url => new($"http://localhost:{port}/events");

    /// <summary>Everything that came so far, in the order in which it came.</summary>
    public IReadOnlyList<Arrived> Log
    {
        get
        {
            if (!File.Exists(LogFile)) return [];
            using var file = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            // A line that is still being written has no end yet.
            var lines = file.ReadToEnd().Split('\n')[..^1];
            return [.. lines.Select(line => JsonSerializer.Deserialize<Arrived>(line, JsonSerializerOptions.Web)!)];
        }
    }

    /// <summary>What it acted on: each event once, at its first coming.</summary>
    public IReadOnlyList<Arrived> Effects => [.. Log.Where(arrived => arrived is { Taken: true, Repeat: false })];

    private string LogFile => Path.Combine(folder, "arrivals.jsonl");

    /// <summary>Starts one that knows these keys; without any those of a folder's first start.</summary>
    public static async Task<CityHotline> Open(Dictionary<string, string> keys)
    {
        var hotline = new CityHotline(keys);
        await hotline.ComeUp();
        return hotline;
    }

    /// <summary>One that knows the key that the first start of this folder made.</summary>
    public static Task<CityHotline> Open(string countyFolder)
    {
        using var first = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(countyFolder, "first-run.json")));
        var key = first.RootElement.GetProperty("hotline");
        return Open(new Dictionary<string, string> { [key.GetProperty("key").GetString()!] = key.GetProperty("secret").GetString()! });
    }

    /// <summary>Starts it again on the same log and port, with the keys that it knows.</summary>
    public async Task ComeUp()
    {
        string[] arguments = ["--port", $"{port}", "--log", LogFile, "--any-clock", .. keys.SelectMany(key => new[] { "--key", $"{key.Key}={key.Value}" })];
        process = HostProcess.StartAssembly("GridCase.CityHotline.dll", arguments);
        await Until(async () => (await http.GetAsync(Control(""))).IsSuccessStatusCode);
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task GoDown()
    {
        await process!.Kill();
        process.Dispose();
    }

    /// <summary>How it answers from now on; see its own description of moods.</summary>
    public async Task Mood(string answer, int times = 0, int every = 1, string orders = "", bool firstTryOnly = false, int retryAfter = 0, int milliseconds = 0) =>
        (await http.PostAsJsonAsync(Control("/mood"), new { answer, times, every, orders, firstTryOnly, retryAfter, milliseconds })).EnsureSuccessStatusCode();

    public Task Accept() => Mood("accept");

    public async Task Learn(string keyId, string secret)
    {
        keys[keyId] = secret;
        (await http.PostAsJsonAsync(Control("/keys"), new Dictionary<string, string> { [keyId] = secret })).EnsureSuccessStatusCode();
    }

    /// <summary>Answers what it holds, the last that came first.</summary>
    public async Task LetGo() => (await http.PostAsync(Control("/let-go"), null)).EnsureSuccessStatusCode();

    /// <summary>Waits a bounded time until the log shows something.</summary>
    public Task Until(Func<IReadOnlyList<Arrived>, bool> shown) => Until(() => Task.FromResult(shown(Log)));

    public async ValueTask DisposeAsync()
    {
        process?.Dispose();
        http.Dispose();
        // Its last line may still be on its way.
        await Task.Yield();
        Directory.Delete(folder, true);
    }

    private static async Task Until(Func<Task<bool>> met)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Longest; await Task.Delay(20))
        {
            try
            {
                if (await met()) return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }
        }

        throw new TimeoutException($"The city's hotline did not come so far within {Longest.TotalSeconds:0} s.");
    }

    private Uri Control(string what) => new($"http://localhost:{port}/control{what}");
}

/// <summary>One line of the log.</summary>
/// <param name="Subject">The case.</param>
/// <param name="Taken">True when the hotline acted on it, whether or not the county could hear so.</param>
/// <param name="Repeat">True when it was taken before.</param>
internal sealed record Arrived(int Number, DateTimeOffset At, string Id, string Type, string Subject, JsonElement Data, string Key, bool Signed, string Answer, bool Taken, bool Repeat)
{
    private const string Prefix = "cn.gridcase.order.";

    public string OrderNo => Data.GetProperty("orderNo").GetString()!;

    public int Fact => Data.GetProperty("fact").GetInt32();

    /// <summary>The type without its prefix.</summary>
    public string Name => Type[Prefix.Length..];
}
