using System.Diagnostics;
using GridCase.Local.Hosting;
using GridCase.Workflows.Cases;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: many timers due at one instant. Cases that were reported, dispatched and signed for together reach their next mark together; their facts, notices and
/// next timers are written while orders come in, every commit on the disk. Each case must then have that mark, once.
/// </summary>
internal static class Wave
{
    private const int FirstOrder = 60_000_000;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task Run(Setup setup, Series series)
    {
        var county = MeasuredCounty.Demo();
        var (folder, _) = await StoredCases.ProvideOpen(setup, setup.Open, county);
        for (var repeat = 0; repeat < setup.Repeats; repeat++)
        {
            using var copy = new CountyCopy(folder, setup);
            series.Add(await Once(copy.Path, setup.Open, county));
        }
    }

    private static async Task<Dictionary<string, object>> Once(string folder, int open, MeasuredCounty county)
    {
        var (due, dueAtOnce) = StoredCases.MostTimers(folder);
        var time = new TimeFrom(due - Before);
        await using var runtime = await CountyRuntime.Open(county.Settings(folder, time));
        // Under the load that goes on, but calm otherwise, until the instant.
        var (calm, intake, no) = (new Samples(), new Samples(), FirstOrder);
        while (time.GetUtcNow() < due) await Order(no++, calm);
        var (began, cpu, engine) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, runtime.Engine.Snapshot());
        while (runtime.Stores.Journal.Read(session => session.Statement("SELECT 1 FROM engine_timer WHERE due = ? LIMIT 1").Bind(1, due.UtcTicks).Step()) && Stopwatch.GetElapsedTime(began) < Longest) await Order(no++, intake);
        var written = time.GetUtcNow() - due;
        var after = runtime.Engine.Snapshot();
        var figures = new Dictionary<string, object>
        {
            ["openCases"] = open,
            ["dueAtOnce"] = dueAtOnce,
            ["secondsUntilAllWritten"] = written.TotalSeconds,
            ["casesPerSecond"] = dueAtOnce / written.TotalSeconds,
            ["latestMilliseconds"] = after.LatenessMax.TotalMilliseconds,
            ["cpuMillisecondsPerCase"] = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / dueAtOnce,
            ["commits"] = after.Commits - engine.Commits,
            ["ordersMeanwhile"] = intake.Count,
        };
        calm.Put(figures, "intakeBefore");
        intake.Put(figures, "intake");
        await Count(figures, runtime, open, due, county.Life);
        return figures;

        async Task Order(int number, Samples samples)
        {
            var (now, from) = (time.GetUtcNow(), Stopwatch.GetTimestamp());
            var answer = await runtime.Desk.Register(county.Life.Order(number, now), county.Life.Hotline, now);
            samples.Add(Stopwatch.GetElapsedTime(from));
            if (answer.Refusal is { } refusal) throw new InvalidOperationException($"Order {number} was refused: {refusal.Code} {refusal.Detail}");
            await Task.Delay(10);
        }
    }

    /// <summary>Looks into each case for the marks of that instant.</summary>
    private static async Task Count(Dictionary<string, object> figures, CountyRuntime runtime, int open, DateTimeOffset due, ReferenceLife life)
    {
        var (lost, twice) = (0, 0);
        for (var no = 0; no < open; no++)
        {
            var facts = await runtime.Cases.Facts(CaseIds.Of(Channel.Hotline, life.Order(no, due).ExternalId), 0, 1_000);
            var marks = facts.Where(fact => fact.At == due).Select(fact => fact.Fact.ToString()!).ToList();
            if (marks.Count == 0) lost++;
            if (marks.Distinct().Count() < marks.Count) twice++;
        }

        (figures["lost"], figures["twice"]) = (lost, twice);
    }
}
