using System.Diagnostics;
using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class StartTests
{
    private static readonly EngineOptions FewInMemory = new() { InstancesInMemory = 100 };

    [Fact]
    public async Task Very_many_idle_instances_cost_no_memory_and_are_served_soon_after_a_crash()
    {
        const int Many = 20_000;
        using var rig = await Rig.Start("sqlite", Sleepers, FewInMemory);
        for (var from = 0; from < Many; from += 1_000)
        {
            await rig.Journal.Write(session =>
            {
                for (var number = from; number < from + 1_000; number++) session.Start(Orchestration("sleep"), $"s{number}", "30");
            });
        }

        await rig.Engine.RunToRest();
        Assert.InRange(rig.Engine.Snapshot().InMemory, 1, 100);
        var watch = Stopwatch.StartNew();
        await rig.Restart();
        await rig.Engine.Send("s777", Go, "now");
        await rig.Engine.RunToRest();
        // A tenth of this is usual; the bound only catches a start that reads every history.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(InstanceState.Completed, (await rig.View("s777")).State);
        Assert.Equal(Many - 1, rig.Engine.Snapshot().Running);
        Assert.InRange(rig.Engine.Snapshot().InMemory, 0, 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_counts_who_has_not_ended_also_in_a_file_of_the_release_before(bool isEarlier)
    {
        using var rig = await Rig.Start("sqlite", (registry, own) =>
        {
            Sleepers(registry, own);
            registry.With<string, string>("buggy", (_, _) => throw new NotSupportedException());
        });
        foreach (var id in (string[])["a", "b", "c"]) await rig.Engine.Start(Orchestration("sleep"), id, "30");
        await rig.Engine.Start(Orchestration("buggy"), "d", "");
        await rig.Engine.Send("a", Go, "now");
        await rig.Engine.RunToRest();
        if (isEarlier)
        {
            await rig.Journal.Write(session =>
            {
                session.Prepare("DROP INDEX engine_instance_alive").ExecuteNonQuery();
                session.Prepare("UPDATE journal_part SET version = 1 WHERE part = 'engine'").ExecuteNonQuery();
            });
        }

        await rig.Reopen();
        Assert.Equal((2, 1), (rig.Engine.Snapshot().Running, rig.Engine.Snapshot().Parked));
        await rig.Engine.Send("b", Go, "now");
        await rig.Engine.RunToRest();
        await rig.Reopen();
        Assert.Equal((1, 1), (rig.Engine.Snapshot().Running, rig.Engine.Snapshot().Parked));
    }

    [Fact]
    public async Task A_clean_stop_loses_nothing_either()
    {
        using var rig = await Rig.Start("sqlite", Sleepers);
        await rig.Engine.Start(Orchestration("sleep"), "a", "2");
        await rig.Engine.AdvanceBy(TimeSpan.FromDays(1));
        await rig.Engine.Stop();
        Assert.True(await rig.Engine.Send("a", Go, "while stopped"));
        await rig.Reopen();
        await rig.Engine.RunToRest();
        Assert.Equal("\"while stopped\"", rig.Result("a"));
    }

    [Fact]
    public async Task A_full_disk_under_the_engine_stops_it_and_loses_nothing_that_was_answered()
    {
        using var folder = new Folder();
        var clock = new VirtualClock(Rig.Monday);
        var answered = 0;
        var registry = new WorkflowRegistry().With<string, string>("wait", (context, _) => context.WaitFor(Go));
        using (var journal = new SqliteJournal(folder.File(), new JournalOptions { Time = clock, SyncEveryCommit = false, FreeMegabytes = 0, MaxPages = 120 }))
        {
            var engine = new DurableEngine(journal, registry);
            await engine.Start();
            var refusal = await Assert.ThrowsAsync<JournalUnusableException>(async () =>
            {
                for (; answered < 100_000; answered++) await engine.Start(Orchestration("wait"), $"w{answered:00000}", new string('x', 500));
            });
            Assert.Equal(JournalTrouble.DiskFull, refusal.Trouble);
            Assert.Contains("full", engine.Snapshot().Fault, StringComparison.Ordinal);
            await Assert.ThrowsAsync<JournalUnusableException>(() => engine.AdvanceBy(TimeSpan.FromHours(1)));
        }

        Assert.InRange(answered, 10, 99_999);
        using var roomy = new SqliteJournal(folder.File(), new JournalOptions { Time = clock, SyncEveryCommit = false, FreeMegabytes = 0 });
        var again = new DurableEngine(roomy, registry);
        await again.Start();
        for (var number = 0; number < answered; number++) Assert.True(await again.Send($"w{number:00000}", Go, "done"));
        await again.RunToRest();
        Assert.Equal(0, again.Snapshot().Running);
    }

    [Fact]
    public async Task A_backlog_of_turns_lets_callers_wait_but_never_shuts_them_out()
    {
        using var rig = await Rig.Start("memory", Sleepers, new EngineOptions { TurnsBehind = 10, TurnsPerCommit = 5 });
        var starts = Enumerable.Range(0, 2_000).Select(number => rig.Engine.Start(Orchestration("sleep"), $"s{number}", "1")).ToList();
        Assert.All(await Task.WhenAll(starts), Assert.True);
        await rig.Engine.AdvanceBy(TimeSpan.FromDays(2));
        Assert.Equal(0, rig.Engine.Snapshot().Running);
    }

    [Fact]
    public void Options_outside_their_limits_are_refused()
    {
        using var journal = new MemoryJournal();
        Assert.Throws<ArgumentOutOfRangeException>(() => new DurableEngine(journal, new WorkflowRegistry(), new EngineOptions { StepsPerTurn = 0 }));
    }

    private static void Sleepers(WorkflowRegistry registry, Rig rig) => registry.With<string, string>("sleep", async (context, days) =>
    {
        using var over = new CancellationTokenSource();
        var timer = context.TimerUntil(Rig.Monday.AddDays(int.Parse(days)), over.Token);
        var go = context.WaitFor(Go);
        var first = await Task.WhenAny(timer, go);
        over.Cancel();
        return first == go ? await go : "slept";
    });
}
