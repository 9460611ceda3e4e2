using System.Diagnostics;
using System.Text.Json.Nodes;
using GridCase.Local.Hosting;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: how long an impact preview over past cases takes, from the order to the result, on the running engine with nothing else to do. Every case is
/// read from the disk fact by fact; all of them are closed and wait for their look-back, so each is counted as a past case and as an open one.
/// </summary>
internal static class PastPreview
{
    public static async Task Run(Setup setup, Series series)
    {
        var county = MeasuredCounty.Demo();
        var (folder, reached) = await StoredCases.Provide(setup, setup.Stored, county);
        using var copy = new CountyCopy(folder, setup);
        var time = new TimeFrom(reached);
        await using var runtime = await CountyRuntime.Open(county.Settings(copy.Path, time));
        // The first thing after a start: nothing is compiled, nothing is in memory.
        var cold = await Preview(runtime, time.GetUtcNow());
        for (var repeat = 0; repeat < setup.Repeats; repeat++)
        {
            var (cpu, allocated, commits) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), runtime.Engine.Snapshot().Commits);
            var (took, preview) = await Preview(runtime, time.GetUtcNow());
            var past = preview.Result!.Past;
            series.Add(new Dictionary<string, object>
            {
                ["secondsAfterStart"] = cold.Took.TotalSeconds,
                ["seconds"] = took.TotalSeconds,
                ["casesPerSecond"] = preview.CasesDone / took.TotalSeconds,
                ["pages"] = preview.Pages,
                ["pastCases"] = past.Cases,
                ["pastCasesMoved"] = past.Moved,
                ["becameOverdue"] = past.BecameOverdue,
                ["openCases"] = preview.Result.Open.Cases,
                ["cpuMicrosecondsPerCase"] = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Math.Max(1, setup.Stored),
                ["kilobytesAllocatedPerCase"] = (GC.GetTotalAllocatedBytes() - allocated) / 1024d / Math.Max(1, setup.Stored),
                ["commits"] = runtime.Engine.Snapshot().Commits - commits,
                ["workingSetMegabytes"] = Environment.WorkingSet >> 20,
            });
        }
    }

    /// <summary>A quarter of the time for emergencies of supply.</summary>
    private static async Task<(TimeSpan Took, Preview Preview)> Preview(CountyRuntime county, DateTimeOffset now)
    {
        var document = JsonNode.Parse(county.Policies.Current.LatestPolicy.Document)!;
        document["rules"]!.AsArray().Single(rule => (string?)rule!["id"] == "L2-livelihood")!["clocks"]!["finish"] = "PT6H";
        var order = new PreviewOrder(
            RuleSort.Policy, document.ToJsonString(), "measured", null, OpenCases.FromStart, now.AddDays(-365), now, PreviewScope.Everything);
        var began = Stopwatch.GetTimestamp();
        var begun = await county.Previews.Start(order, "measured", now) ?? throw new InvalidOperationException("Too many previews run.");
        while (true)
        {
            var preview = await county.Stores.Previews.Find(begun.Id);
            if (preview!.State == PreviewState.Done) return (Stopwatch.GetElapsedTime(began), preview);
            if (!preview.IsRunning) throw new InvalidOperationException($"The preview ended as {preview.State}.");
            await Task.Delay(10);
        }
    }
}
