using GridCase.Engine;
using GridCase.Workflows.Durable;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: how late timers fire at a steady rate in real time, on a journal that waits for the disk. Each instance arms one timer a few seconds ahead and
/// rings when it wakes; as many are started as fire. Lateness is taken by the engine, in the activity, and when its commit is on the disk.
/// </summary>
internal static class SteadyTimers
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);
    private static readonly Orchestration<DateTimeOffset, int> Alarm = new("Alarm");
    private static readonly Activity<DateTimeOffset, int> Ring = new("Ring");

    /// <summary>Timers a second.</summary>
    public static IReadOnlyList<int> Rates { get; } = [200, 1_000];

    public static string Setting(int rate) => FormattableString.Invariant($"{rate:#,##0}/s");

    public static async Task Run(Setup setup, Series series)
    {
        foreach (var rate in Rates)
            for (var repeat = 0; repeat < setup.Repeats; repeat++)
                series.Add(await Run(setup.Data, rate, setup.Time), Setting(rate));
    }

    private static async Task<Dictionary<string, object>> Run(string data, int rate, TimeSpan time)
    {
        var folder = Path.Combine(data, "timers-" + Guid.NewGuid().ToString("N"));
        try
        {
            using var journal = new SqliteJournal(Path.Combine(folder, "journal.db"));
            var rings = new Rings(journal);
            var registry = new WorkflowRegistry().Orchestration(Alarm, () => new AlarmClock()).InTransaction(Ring, (due, _) => rings.Take(due));
            var engine = new DurableEngine(journal, registry);
            await engine.Start();
            var began = DateTimeOffset.UtcNow;
            rings.From = began + WarmUp;
            rings.Until = rings.From + time;
            var armed = await Pace(engine, rate, began, rings.Until);
            await Task.Delay(Ahead + Slack);
            var snapshot = engine.Snapshot();
            await engine.Stop();
            return rings.Figures(snapshot, armed);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>Starts instances evenly, so that their timers are due evenly a little later.</summary>
    private static async Task<int> Pace(DurableEngine engine, int rate, DateTimeOffset began, DateTimeOffset until)
    {
        var started = new List<Task<bool>>();
        while (DateTimeOffset.UtcNow + Ahead < until + Slack)
        {
            var wanted = (int)((DateTimeOffset.UtcNow - began).TotalSeconds * rate);
            for (; started.Count < wanted;)
            {
                var due = began + Ahead + TimeSpan.FromSeconds((double)started.Count / rate);
                started.Add(engine.Start(Alarm, $"alarm:{started.Count}", due));
            }

            await Task.Delay(5);
        }

        await Task.WhenAll(started);
        return started.Count;
    }

    private sealed class AlarmClock : Workflow<DateTimeOffset, int>
    {
        public override async Task<int> Run(WorkflowContext context, DateTimeOffset due)
        {
            await context.TimerUntil(due, CancellationToken.None);
            return await context.Call(Ring, due);
        }
    }

    private sealed class Rings(Journal journal)
    {
        private readonly Samples woken = new();
        private readonly Samples durable = new();
        private int all;

        public DateTimeOffset From { get; set; }

        public DateTimeOffset Until { get; set; }

        public async Task<int> Take(DateTimeOffset due)
        {
            all++;
            if (due < From || due >= Until) return 0;
            woken.Add(DateTimeOffset.UtcNow - due);
            await journal.Write(session => session.OnCommitted(() => durable.Add(DateTimeOffset.UtcNow - due)));
            return 0;
        }

        public Dictionary<string, object> Figures(EngineSnapshot engine, int armed)
        {
            var figures = Counted(engine, armed);
            woken.Put(figures, "late");
            durable.Put(figures, "durable");
            return figures;
        }

        private Dictionary<string, object> Counted(EngineSnapshot engine, int armed) => new()
        {
            ["armed"] = armed,
            ["rang"] = all,
            ["measured"] = woken.Count,
            ["early"] = woken.Below(TimeSpan.Zero),
            ["engineMillisecondsP50"] = engine.LatenessP50.TotalMilliseconds,
            ["engineMillisecondsP99"] = engine.LatenessP99.TotalMilliseconds,
            ["engineMillisecondsMax"] = engine.LatenessMax.TotalMilliseconds,
        };
    }
}
