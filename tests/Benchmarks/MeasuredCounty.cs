using GridCase.Engine;
using GridCase.Local.Counties;
using GridCase.Local.Hosting;
using GridCase.Workflows.Directory;

namespace GridCase.Benchmarks;

/// <summary>The demo county, with what its people do.</summary>
internal sealed record MeasuredCounty(County Seed, ReferenceLife Life)
{
    public static MeasuredCounty Demo()
    {
        var (seed, accounts) = DemoCounty.Build();
        return new(seed, new(seed, accounts));
    }

    public CountySettings Settings(string folder, VirtualClock clock, bool sync) => new()
    {
        Folder = folder,
        Clock = clock,
        Seed = Seed,
        SyncEveryCommit = sync,
        Watchdog = false,
        KeepsParcels = true,
    };
}
