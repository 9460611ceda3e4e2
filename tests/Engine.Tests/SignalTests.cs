using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class SignalTests
{
    public static TheoryData<string> Journals => Rig.Journals;

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Signals_that_nobody_waits_for_are_kept_in_order(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry.WithBook(rig).With<string, string>("late", async (context, _) =>
        {
            await context.WaitFor(Stop);
            return await context.WaitFor(Go) + await context.WaitFor(Go) + await context.WaitFor(Go);
        }));
        await rig.Engine.Start(Orchestration("late"), "a", "");
        foreach (var word in (string[])["1", "2", "3"])
        {
            Assert.True(await rig.Engine.Send("a", Go, word));
            await rig.Engine.RunToRest();
        }

        await rig.Engine.Send("a", Stop, "");
        await rig.Engine.RunToRest();
        Assert.Equal("\"123\"", rig.Result("a"));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Untaken_signals_go_over_into_the_next_execution(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry.WithBook(rig).With<int, string>("rounds", async (context, round) =>
        {
            await context.Call(Note, $"round {round} got {await context.WaitFor(Go)}");
            if (round == 3) return "done";
            context.ContinueAsNew(round + 1);
            return "";
        }));
        var rounds = new Orchestration<int, string>("rounds");
        await rig.Journal.Write(session =>
        {
            session.Start(rounds, "a", 1);
            foreach (var word in (string[])["x", "y", "z"]) session.Send("a", Go, word);
        });
        await rig.Engine.RunToRest();
        Assert.Equal(["round 1 got x", "round 2 got y", "round 3 got z"], rig.Book.Lines);
        Assert.Equal("\"done\"", rig.Result("a"));
        Assert.Equal(1, rig.Engine.ExportHistory("a")!.Count);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Equal_untaken_signals_are_kept_once_and_others_up_to_the_limit(string journal)
    {
        using var rig = await Rig.Start(
            journal,
            (registry, _) => registry.With<string, string>("count", async (context, _) =>
            {
                await context.WaitFor(Stop);
                var taken = 0;
                using var over = new CancellationTokenSource();
                var timer = context.TimerUntil(context.Now.AddHours(1), over.Token);
                while (await Task.WhenAny(context.WaitFor(Go), timer) != timer) taken++;
                return $"{taken}";
            }),
            new EngineOptions { SignalsKept = 5 });
        await rig.Engine.Start(Orchestration("count"), "same", "");
        await rig.Engine.Start(Orchestration("count"), "many", "");
        for (var number = 0; number < 20; number++)
        {
            await rig.Engine.Send("same", Go, "look");
            await rig.Engine.Send("many", Go, $"{number}");
            if (number % 3 == 0) await rig.Engine.RunToRest();
        }

        await rig.Engine.RunToRest();
        await rig.Engine.Send("same", Stop, "");
        await rig.Engine.RunToRest();
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(2));
        Assert.Equal("\"1\"", rig.Result("same"));
        Assert.Equal(InstanceState.Running, (await rig.View("many")).State);
        Assert.Equal(5, rig.Engine.ExportHistory("many")!.Turns.Sum(turn => turn.Events.Count(item => item.Kind == HistoryKind.Signalled)));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_signal_to_nobody_is_dropped_and_said_so(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("end", (_, word) => Task.FromResult(word)));
        Assert.False(await rig.Engine.Send("nobody", Go, ""));
        await rig.Engine.Start(Orchestration("end"), "a", "");
        await rig.Engine.RunToRest();
        Assert.False(await rig.Engine.Send("a", Go, ""));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Orchestrations_signal_each_other(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry
            .With<string, string>("ping", async (context, other) =>
            {
                context.Signal(other, Go, context.InstanceId);
                context.Signal("nobody", Go, "");
                return await context.WaitFor(Stop);
            })
            .With<string, string>("pong", async (context, _) =>
            {
                var from = await context.WaitFor(Go);
                context.Signal(from, Stop, "from pong");
                return from;
            }));
        await rig.Engine.Start(Orchestration("pong"), "b", "");
        await rig.Engine.Start(Orchestration("ping"), "a", "b");
        await rig.Engine.RunToRest();
        Assert.Equal("\"from pong\"", rig.Result("a"));
        Assert.Equal("\"a\"", rig.Result("b"));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_second_wait_for_the_same_name_is_a_mistake_that_parks(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("twice", async (context, _) =>
        {
            await Task.WhenAny(context.WaitFor(Go), context.WaitFor(Go));
            return "";
        }));
        await rig.Engine.Start(Orchestration("twice"), "a", "");
        await rig.Engine.RunToRest();
        Assert.Contains("pending already", (await rig.View("a")).ParkedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_answered_before_a_crash_is_not_lost()
    {
        using var rig = await Rig.Start("sqlite", (registry, _) => registry.With<string, string>("wait", (context, _) => context.WaitFor(Go)), started: false);
        await rig.Engine.Start(Orchestration("wait"), "a", "");
        Assert.True(await rig.Engine.Send("a", Go, "kept"));
        await rig.Restart();
        await rig.Engine.RunToRest();
        Assert.Equal("\"kept\"", rig.Result("a"));
    }
}
