using GridCase.Local.Hosting;

namespace GridCase.Conformance.Counties;

/// <summary>The embedded host in this process, on a free port, with a clock that stands still until a scenario moves it on.</summary>
internal sealed class EmbeddedCounty : VirtualCounty
{
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
}
