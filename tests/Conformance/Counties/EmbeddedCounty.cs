using GridCase.Local.Hosting;

namespace GridCase.Conformance.Counties;

/// <summary>The embedded host in this process, on a free port, with a clock that stands still until a scenario moves it on.</summary>
internal sealed class EmbeddedCounty : RunningCounty
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim turn = new(1, 1);

    private EmbeddedCounty(CountyHost host, FirstAccounts accounts)
        : base(host.Address, accounts)
    {
    }

    public static async Task<EmbeddedCounty> Open()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-").FullName;
        var host = await CountyHost.Start(new() { Folder = folder, Port = 0, ManualClock = true, Start = DateTimeOffset.Parse("2026-03-03T09:00:00+08:00") });
        // It is shared to the last test, after which nothing of a test runs any more.
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            host.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
            Directory.Delete(folder, true);
        };
        return new(host, FirstAccounts.Read(Path.Combine(folder, "first-run.json")));
    }

    public override async Task<DateTimeOffset> Now() => (await Nobody().Read("/api/dev/clock")).Body.GetProperty("now").GetDateTimeOffset();

    public override async Task<T> Until<T>(Func<Task<T?>> look, TimeSpan within)
        where T : class
    {
        for (var waited = TimeSpan.Zero; ; waited += Step)
        {
            if (await look() is { } found) return found;
            if (waited > within) throw new TimeoutException($"It did not come within {within.TotalSeconds:0} s of the county.");
            (await Nobody().Write("/api/dev/clock", new { advanceBy = "PT1S" })).Taken();
        }
    }

    public override async Task<IDisposable> Turn()
    {
        await turn.WaitAsync();
        return new Release(turn);
    }

    private sealed class Release(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
