using System.Diagnostics;

namespace GridCase.Conformance.Counties;

/// <summary>
/// A host that runs by the world's clock: <c>GRIDCASE_URL</c> says where, <c>GRIDCASE_FIRST_RUN</c> where the accounts of its first start are (by default
/// <c>first-run.json</c> here or in a folder above). With <c>GRIDCASE_PLATFORM=1</c> the platform in front of it signs people in.
/// </summary>
internal sealed class RemoteCounty : RunningCounty
{
    /// <summary>What a host may need beyond the time of the county: it is asked over a network, and its orchestrations wake in their own time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Start = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private readonly bool platformSignsIn = Environment.GetEnvironmentVariable("GRIDCASE_PLATFORM") == "1";

    private RemoteCounty(Uri address, FirstAccounts accounts)
        : base(address, accounts)
    {
    }

    /// <summary>Where the host is; null for none but the embedded one.</summary>
    public static Uri? Address => Environment.GetEnvironmentVariable("GRIDCASE_URL") is { Length: > 0 } url ? new Uri(url) : null;

    public static async Task<RemoteCounty> Open(Uri address)
    {
        await Ready(address);
        // Only now: the first request to a host may be the one that makes its county and writes the file.
        return new(address, FirstAccounts.Read(FirstRunFile()));
    }

    public override Task<DateTimeOffset> Now() => Task.FromResult(DateTimeOffset.UtcNow);

    public override async Task<T> Until<T>(Func<Task<T?>> look, TimeSpan within)
        where T : class
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < within + Grace; await Task.Delay(Pace))
            if (await look() is { } found) return found;
        throw new TimeoutException($"It did not come within {within.TotalSeconds:0} s and {Grace.TotalSeconds:0} s of grace.");
    }

    public override Task<IDisposable> Turn() => Task.FromResult<IDisposable>(new MemoryStream());

    protected override DelegatingHandler SignIn(string user) => platformSignsIn ? new PrincipalHandler(user) { InnerHandler = Wire() } : base.SignIn(user);

    /// <summary>A host that was just started may need a while until it answers.</summary>
    private static async Task Ready(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = Start };
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode) return;
                if (waited.Elapsed > Start) answer.EnsureSuccessStatusCode();
            }
            catch (HttpRequestException refused) when (refused.StatusCode is null && waited.Elapsed < Start)
            {
                // Nobody listens yet.
            }

            await Task.Delay(Pace);
        }
    }

    private static string FirstRunFile()
    {
        if (Environment.GetEnvironmentVariable("GRIDCASE_FIRST_RUN") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "first-run.json") is var file && File.Exists(file)) return file;
        throw new FileNotFoundException("There is no first-run.json here or above; name it with GRIDCASE_FIRST_RUN.");
    }
}
