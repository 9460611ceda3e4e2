using GridCase.Engine;
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

    /// <summary>On a clock that runs by itself, every commit on the disk.</summary>
    public CountySettings Settings(string folder, TimeProvider time) => new()
    {
        Folder = folder,
        Time = time,
        Seed = Seed,
        Watchdog = false,
        KeepsParcels = true,
    };

    public CountySettings Settings(string folder, VirtualClock clock, bool sync) => new()
    {
        Folder = folder,
        Clock = clock,
        Seed = Seed,
        SyncEveryCommit = sync,
        Watchdog = false,
        KeepsParcels = true,
        // While a county is made nothing is measured, so all that lives in it may stay in memory.
        Engine = sync ? new() : new() { InstancesInMemory = 100_000 },
    };
}
