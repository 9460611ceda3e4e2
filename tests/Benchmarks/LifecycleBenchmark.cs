using System.Diagnostics;
using GridCase.Engine;
using GridCase.Local.Hosting;

namespace GridCase.Benchmarks;

/// <summary>Design §10, first row: lifecycles a second with many cases stored, every commit on the disk before its answers.</summary>
internal static class LifecycleBenchmark
{
    private const int Cohort = 384;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);

    public static async Task<Dictionary<string, object>> Run(string data, int stored, TimeSpan time)
    {
        var county = MeasuredCounty.Demo();
        var (folder, reached) = await StoredCases.Provide(data, stored, county);
        var (empty, _) = await StoredCases.Provide(data, 0, county);
        var storedBytes = StoredCases.DatabaseBytes(folder) - StoredCases.DatabaseBytes(empty);
        var copy = StoredCases.Copy(folder, data);
        try
        {
            var clock = new VirtualClock(reached);
            var opening = Stopwatch.GetTimestamp();
            await using var runtime = await CountyRuntime.Open(county.Settings(copy, clock, sync: true));
            var opened = Stopwatch.GetElapsedTime(opening);
            var load = new Caseload(runtime, county.Life, Cohort, stored + 1_000_000);
            // Until every age is lived by some cohort, and the compiler has come to rest.
            for (var step = 0; step <= county.Life.LastAge + 1 || Stopwatch.GetElapsedTime(opening) < WarmUp; step++) await load.Step(true);
            load.Commands.Clear();
            var before = Reading.Take(runtime, load);
            while (Stopwatch.GetElapsedTime(before.At) < time) await load.Step(true);
            var figures = Figures(before, Reading.Take(runtime, load), load, county.Life.Writes);
            figures["storedCases"] = stored;
            figures["databaseBytesPerStoredCase"] = stored == 0 ? 0 : storedBytes / stored;
            figures["openSeconds"] = opened.TotalSeconds;
            figures["targetPerSecond"] = stored > 100_000 ? 600 : 1_000;
            return figures;
        }
        finally
        {
            Directory.Delete(copy, true);
        }
    }

    private static Dictionary<string, object> Figures(Reading before, Reading after, Caseload load, int writes)
    {
        var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
        double lives = after.Closed - before.Closed;
        return new()
        {
            ["seconds"] = seconds,
            ["lifecyclesPerSecond"] = lives / seconds,
            ["commandsPerSecond"] = load.Commands.Count / seconds,
            ["factsPerSecond"] = (after.Facts - before.Facts) / seconds,
            ["commandsPerLifecycle"] = writes,
            ["factsPerLifecycle"] = (after.Facts - before.Facts) / lives,
            ["timersPerLifecycle"] = (after.Timers - before.Timers) / lives,
            ["turnsPerLifecycle"] = (after.Turns - before.Turns) / lives,
            ["commitsPerLifecycle"] = (after.Commits - before.Commits) / lives,
            ["commandMillisecondsP50"] = load.Commands.Percentile(0.5),
            ["commandMillisecondsP99"] = load.Commands.Percentile(0.99),
            ["cpuMillisecondsPerLifecycle"] = (after.Cpu - before.Cpu).TotalMilliseconds / lives,
            ["kilobytesAllocatedPerLifecycle"] = (after.Allocated - before.Allocated) / 1024d / lives,
            ["kilobytesWrittenPerLifecycle"] = (after.Written - before.Written) / 1024d / lives,
            ["workingSetMegabytes"] = Environment.WorkingSet >> 20,
        };
    }

    private sealed record Reading(long At, long Closed, long Facts, long Commits, long Turns, long Timers, TimeSpan Cpu, long Allocated, long Written)
    {
        public static Reading Take(CountyRuntime runtime, Caseload load)
        {
            var engine = runtime.Engine.Snapshot();
            return new(
                Stopwatch.GetTimestamp(), load.Closed, load.Facts, engine.Commits, engine.Turns, engine.TimersFired, Environment.CpuUsage.TotalTime,
                GC.GetTotalAllocatedBytes(), Machine.Written());
        }
    }
}
