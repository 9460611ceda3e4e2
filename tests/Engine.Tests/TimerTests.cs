using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class TimerTests
{
    public static TheoryData<string> Journals => Rig.Journals;

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Timers_fire_in_order_at_their_instants_and_not_before(string journal)
    {
        using var rig = await Rig.Start(journal, Sleepers);
        int[] hours = [5, 1, 24 * 40, 3, 2];
        foreach (var hour in hours) await rig.Engine.Start(Orchestration("sleep"), $"s{hour}", $"{hour}");
        await rig.Engine.AdvanceTo(Rig.Monday.AddHours(3).AddTicks(-1));
        Assert.Equal(["1 at 1", "2 at 2"], rig.Book.Lines);
        await rig.Engine.AdvanceTo(Rig.Monday.AddDays(100));
        Assert.Equal(["1 at 1", "2 at 2", "3 at 3", "5 at 5", "960 at 960"], rig.Book.Lines);
        Assert.Equal(Rig.Monday.AddDays(100), rig.Clock.GetUtcNow());
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Who_will_wake_is_told_in_the_order_of_waking_and_no_longer_once_awake(string journal)
    {
        using var rig = await Rig.Start(journal, Sleepers);
        int[] hours = [5, 1, 24 * 40, 3, 2];
        foreach (var hour in hours) await rig.Engine.Start(Orchestration("sleep"), $"s{hour}", $"{hour}");
        await rig.Engine.RunToRest();
        Assert.Equal(["s1", "s2", "s3"], rig.Engine.Upcoming(Rig.Monday.AddHours(4), 10));
        Assert.Equal(["s1", "s2"], rig.Engine.Upcoming(Rig.Monday.AddHours(4), 2));
        Assert.Empty(rig.Engine.Upcoming(Rig.Monday.AddMinutes(59), 10));
        await rig.Engine.AdvanceTo(Rig.Monday.AddHours(2));
        Assert.Equal(["s3"], rig.Engine.Upcoming(Rig.Monday.AddHours(4), 10));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Who_is_parked_will_not_wake(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("buggy", async (context, _) =>
        {
            using var patience = new CancellationTokenSource();
            var patient = context.TimerUntil(Rig.Monday.AddHours(1), patience.Token);
            await Task.WhenAny(patient, context.WaitFor(Go));
            throw new FormatException("the bug");
        }));
        await rig.Engine.Start(Orchestration("buggy"), "a", "");
        await rig.Engine.RunToRest();
        Assert.Equal(["a"], rig.Engine.Upcoming(Rig.Monday.AddHours(2), 10));
        await rig.Engine.Send("a", Go, "x");
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Parked, (await rig.View("a")).State);
        Assert.Empty(rig.Engine.Upcoming(Rig.Monday.AddHours(2), 10));
    }

    [Fact]
    public async Task Timers_survive_a_crash_and_a_late_start_fires_all_that_are_due()
    {
        using var rig = await Rig.Start("sqlite", Sleepers);
        for (var hour = 1; hour <= 50; hour++) await rig.Engine.Start(Orchestration("sleep"), $"s{hour}", $"{hour}");
        await rig.Engine.RunToRest();
        await rig.Restart();
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(10));
        Assert.Equal(10, rig.Book.Lines.Count);
        rig.Journal.Dispose();
        rig.Clock.Set(Rig.Monday.AddHours(40));
        await rig.Reopen();
        await rig.Engine.RunToRest();
        Assert.Equal(40, rig.Book.Lines.Count);
        Assert.Equal("11 at 40", rig.Book.Lines[10]);
        Assert.Equal(10, rig.Engine.Snapshot().Running);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_cancelled_timer_does_nothing_and_is_cancelled_for_the_code(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry.WithBook(rig).With<string, string>("race", async (context, _) =>
        {
            using var lost = new CancellationTokenSource();
            var timer = context.TimerUntil(context.Now.AddHours(1), lost.Token);
            var go = context.WaitFor(Go);
            var first = await Task.WhenAny(timer, go);
            lost.Cancel();
            await context.Call(Note, first == go ? $"signal, timer {timer.Status}" : "timer");
            await context.WaitFor(Stop);
            return "";
        }));
        await rig.Engine.Start(Orchestration("race"), "a", "");
        await rig.Engine.AdvanceBy(TimeSpan.FromMinutes(10));
        Assert.Equal(Rig.Monday.AddHours(1), (await rig.View("a")).NextTimer);
        await rig.Engine.Send("a", Go, "x");
        await rig.Engine.RunToRest();
        Assert.Null((await rig.View("a")).NextTimer);
        var turns = rig.Engine.Snapshot().Turns;
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(5));
        Assert.Equal(turns, rig.Engine.Snapshot().Turns);
        Assert.Equal(["signal, timer Canceled"], rig.Book.Lines);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_timer_for_an_instant_that_has_passed_fires_at_once(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("past", async (context, _) =>
        {
            await context.TimerUntil(context.Now.AddDays(-1), CancellationToken.None);
            return context.Now.ToString("O");
        }));
        await rig.Engine.Start(Orchestration("past"), "a", "");
        await rig.Engine.RunToRest();
        Assert.Contains("2026-03-02T08:30", rig.Result("a"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Very_many_timers_at_one_instant_fire_once_each(string journal)
    {
        using var rig = await Rig.Start(journal, Sleepers, new EngineOptions { InstancesInMemory = 50, TurnsPerCommit = 100 });
        await rig.Journal.Write(session =>
        {
            for (var number = 0; number < 2_000; number++) session.Start(Orchestration("sleep"), $"s{number:0000}", "7");
        });
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(7));
        Assert.Equal(2_000, rig.Book.Lines.Count);
        Assert.All(rig.Book.Lines, line => Assert.Equal("7 at 7", line));
        Assert.Equal(0, rig.Engine.Snapshot().Running);
        Assert.InRange(rig.Engine.Snapshot().InMemory, 0, 50);
    }

    [Fact]
    public async Task On_the_machines_clock_a_timer_is_never_early_and_its_lateness_is_measured()
    {
        using var journal = new MemoryJournal();
        var woken = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        var due = DateTimeOffset.UtcNow.AddMilliseconds(30);
        var registry = new WorkflowRegistry()
            .InTransaction(Note, (line, _) =>
            {
                woken.SetResult(DateTimeOffset.UtcNow);
                return Task.FromResult(line);
            })
            .With<DateTimeOffset, string>("sleep", async (context, until) =>
            {
                await context.TimerUntil(until, CancellationToken.None);
                return await context.Call(Note, "");
            });
        var engine = new DurableEngine(journal, registry);
        await engine.Start();
        await engine.Start(new Orchestration<DateTimeOffset, string>("sleep"), "a", due);
        Assert.True(await woken.Task.WaitAsync(TimeSpan.FromSeconds(30)) >= due);
        Assert.Equal(1, engine.Snapshot().TimersFired);
        Assert.True(engine.Snapshot().LatenessMax > TimeSpan.Zero);
        Assert.True(engine.Snapshot().LatenessP99 <= engine.Snapshot().LatenessMax);
    }

    private static void Sleepers(WorkflowRegistry registry, Rig rig) => registry.WithBook(rig).With<string, string>("sleep", async (context, hours) =>
    {
        await context.TimerUntil(Rig.Monday.AddHours(int.Parse(hours)), CancellationToken.None);
        return await context.Call(Note, $"{hours} at {Math.Floor((context.Now - Rig.Monday).TotalHours)}");
    });
}
