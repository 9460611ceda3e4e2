namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: memory of an idle open case, in the embedded host as a process of its own: what it holds with many open cases less what it holds with none, after every case
/// has just been read and moved once and the collector has run. Living objects, and all memory of the process.
/// </summary>
internal static class Footprint
{
    public static async Task Run(Setup setup, Series series)
    {
        var county = MeasuredCounty.Demo();
        var (full, reached) = await StoredCases.ProvideOpen(setup, setup.Open, county);
        var (empty, _) = await StoredCases.ProvideOpen(setup, 0, county);
        for (var repeat = 0; repeat < setup.Repeats; repeat++)
        {
            var none = await Hold(setup, empty, reached);
            var many = await Hold(setup, full, reached);
            series.Add(new Dictionary<string, object>
            {
                ["openCases"] = setup.Open,
                ["heapBytesPerOpenCaseAfterStart"] = (many.HeapAfterStart - none.HeapAfterStart) / setup.Open,
                ["heapBytesPerOpenCase"] = (many.Heap - none.Heap) / setup.Open,
                ["residentBytesPerOpenCase"] = (many.Resident - none.Resident) / setup.Open,
                ["residentMegabytesWithNone"] = none.Resident / (1 << 20),
                ["residentMegabytesWithMany"] = many.Resident / (1 << 20),
            });
        }
    }

    private static async Task<(double HeapAfterStart, double Heap, double Resident)> Hold(Setup setup, string folder, DateTimeOffset reached)
    {
        using var copy = new CountyCopy(folder, setup);
        using var host = await HostChild.Start(copy.Path, reached - DateTimeOffset.UtcNow);
        await Quiet(host);
        var start = await host.Ask(HostChild.Heap);
        await host.Ask(HostChild.TouchAll);
        await Quiet(host);
        var heap = await host.Ask(HostChild.Heap);
        var resident = host.Resident;
        await host.Stop();
        return (start, heap, resident);
    }

    private static async Task Quiet(HostChild host)
    {
        for (var calm = 0; calm < 10; await Task.Delay(100)) calm = await host.Ask(HostChild.Queued) == 0 ? calm + 1 : 0;
    }
}
