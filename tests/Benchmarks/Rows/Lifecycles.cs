using System.Diagnostics;
using GridCase.Engine;
using GridCase.Local.Hosting;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10, first row, and how it grows: lifecycles a second with many cases stored, every commit on the disk before its answers; and what one case costs in rows, bytes
/// and commits.
/// </summary>
internal static class Lifecycles
{
    private const int Cohort = 384;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);

    public static string Setting(int stored) => FormattableString.Invariant($"{stored:#,##0} stored");

    public static async Task Run(Setup setup, Series series)
    {
        foreach (var stored in setup.Sizes) await Run(setup, stored, series);
    }

    private static async Task Run(Setup setup, int stored, Series series)
    {
        var county = MeasuredCounty.Demo();
        var (folder, reached) = await StoredCases.Provide(setup, stored, county);
        var (empty, _) = await StoredCases.Provide(setup, 0, county);
        var kept = StoredRows.Of(folder).Less(StoredRows.Of(empty), stored);
        using var copy = new CountyCopy(folder, setup);
        var opening = Stopwatch.GetTimestamp();
        await using var runtime = await CountyRuntime.Open(county.Settings(copy.Path, new VirtualClock(reached), sync: true));
        var opened = Stopwatch.GetElapsedTime(opening);
        var load = new Caseload(runtime, county.Life, Cohort, stored + 1_000_000);
        setup.Say($"warming up with {stored:N0} stored");
        // Until every age is lived by some cohort, and the compiler has come to rest.
        for (var step = 0; step <= county.Life.LastAge + 1 || Stopwatch.GetElapsedTime(opening) < WarmUp; step++) await load.Step(true);
        for (var repeat = 0; repeat < setup.Repeats; repeat++)
        {
            load.Commands.Clear();
            var before = Reading.Take(runtime, load);
            while (Stopwatch.GetElapsedTime(before.At) < setup.Time) await load.Step(true);
            var figures = Figures(before, Reading.Take(runtime, load), load, county.Life.Writes);
            foreach (var (name, figure) in kept) figures[name] = figure;
            figures["openSeconds"] = opened.TotalSeconds;
            series.Add(figures, Setting(stored));
        }
    }

    private static Dictionary<string, object> Figures(Reading before, Reading after, Caseload load, int writes)
    {
        var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
        double lives = after.Closed - before.Closed;
        return new()
        {
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
