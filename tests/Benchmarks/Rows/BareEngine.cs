using System.Diagnostics;
using GridCase.Engine;
using GridCase.Workflows.Durable;

namespace GridCase.Benchmarks;

/// <summary>
/// The engine without any case: orchestrations of the shape of a life, with ten activities, two timers raced with events that win, and two events from outside; on a journal that waits for
/// the disk and in memory; with activities that commit with the history and with activities that run outside it.
/// </summary>
internal static class BareEngine
{
    private const int Cohort = 512;
    private const int Activities = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly Orchestration<int, int> Life = new("Life");
    private static readonly Activity<int, int> Step = new("Step");
    private static readonly Signal<int> Signed = new("signed");
    private static readonly Signal<int> Visited = new("visited");

    public static IReadOnlyList<string> Settings { get; } = ["durable", "durable, activities outside", "in memory"];

    public static async Task Run(Setup setup, Series series)
    {
        foreach (var setting in Settings)
        {
            var folder = Directory.CreateDirectory(Path.Combine(setup.Data, "engine-" + Guid.NewGuid().ToString("N"))).FullName;
            try
            {
                using Journal journal = setting == Settings[2] ? new MemoryJournal() : new SqliteJournal(Path.Combine(folder, "journal.db"));
                await Run(setup, series, journal, setting);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }

    private static async Task Run(Setup setup, Series series, Journal journal, string setting)
    {
        var registry = new WorkflowRegistry().Orchestration(Life, () => new LifeShaped());
        registry = setting == Settings[1] ? registry.Outside(Step, (no, _, _) => Task.FromResult(no)) : registry.InTransaction(Step, (no, _) => Task.FromResult(no));
        var engine = new DurableEngine(journal, registry);
        await engine.Start();
        var flow = new Flow(engine);
        await flow.Until(WarmUp);
        for (var repeat = 0; repeat < setup.Repeats; repeat++)
        {
            var (before, began, cpu, ended) = (engine.Snapshot(), Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, flow.Ended);
            await flow.Until(setup.Time);
            var (seconds, after, lives) = (Stopwatch.GetElapsedTime(began).TotalSeconds, engine.Snapshot(), (double)(flow.Ended - ended));
            series.Add(
                new Dictionary<string, object>
                {
                    ["orchestrationsPerSecond"] = lives / seconds,
                    ["activitiesPerSecond"] = Activities * lives / seconds,
                    ["turnsPerOrchestration"] = (after.Turns - before.Turns) / lives,
                    ["commitsPerOrchestration"] = (after.Commits - before.Commits) / lives,
                    ["cpuMicrosecondsPerOrchestration"] = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / lives,
                },
                setting);
        }

        await engine.Stop();
    }

    private sealed class LifeShaped : Workflow<int, int>
    {
        public override async Task<int> Run(WorkflowContext context, int no)
        {
            for (var step = 0; step < 3; step++) await context.Call(Step, step);
            await Either(context, Signed);
            for (var step = 3; step < 7; step++) await context.Call(Step, step);
            await Either(context, Visited);
            for (var step = 7; step < Activities; step++) await context.Call(Step, step);
            return no;
        }

        private static async Task Either(WorkflowContext context, Signal<int> signal)
        {
            using var wake = new Wake<int>(context, signal);
            await wake.At(context.Now.AddHours(1));
        }
    }

    /// <summary>Starts cohorts, and lets each hear its events once it waits for them.</summary>
    private sealed class Flow(DurableEngine engine)
    {
        private int next;

        public int Ended { get; private set; }

        public async Task Until(TimeSpan time)
        {
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < time;)
            {
                await Task.WhenAll(Enumerable.Range(next, Cohort).Select(no => engine.Start(Life, $"life:{no}", no)));
                if (next >= Cohort) await All(next - Cohort, Signed);
                if (next >= 2 * Cohort) await All(next - (2 * Cohort), Visited);
                if (next >= 3 * Cohort) await HaveEnded(next - (3 * Cohort));
                next += Cohort;
            }
        }

        private Task All(int from, Signal<int> signal) => Task.WhenAll(Enumerable.Range(from, Cohort).Select(no => engine.Send($"life:{no}", signal, no)));

        private async Task HaveEnded(int from)
        {
            for (var no = from; no < from + Cohort; no++)
                while ((await engine.Find($"life:{no}"))!.State == InstanceState.Running) await Task.Delay(1);
            Ended += Cohort;
        }
    }
}
