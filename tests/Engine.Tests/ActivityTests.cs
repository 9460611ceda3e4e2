using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class ActivityTests
{
    public static TheoryData<string> Journals => Rig.Journals;

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_activity_in_the_transaction_takes_effect_and_returns_its_result(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry.WithBook(rig)
            .With<string, string>("write", async (context, line) => await context.Call(Note, line) + "!"));
        Assert.True(await rig.Engine.Start(Orchestration("write"), "a", "hello"));
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Completed, (await rig.View("a")).State);
        Assert.Equal("\"hello!\"", rig.Result("a"));
        Assert.Equal(["hello"], rig.Book.Lines);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_fault_after_the_effect_rolls_back_both_and_a_retry_leaves_it_once(string journal)
    {
        var tries = new List<(int Attempt, DateTimeOffset At, string Key)>();
        using var rig = await Rig.Start(journal, (registry, rig) => registry
            .InTransaction(Note, async (line, call) =>
            {
                await rig.Book.Add(line);
                tries.Add((call.Attempt, call.Now, call.IdempotencyKey));
                return call.Attempt < 3 ? throw new TimeoutException("not yet") : line;
            })
            .With<string, string>("write", (context, line) => context.Call(Note, line, Thrice)));
        await rig.Engine.Start(Orchestration("write"), "a", "once");
        await rig.Engine.RunToRest();
        Assert.Empty(rig.Book.Lines);
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(1));
        Assert.Equal(["once"], rig.Book.Lines);
        Assert.Equal([1, 2, 3], tries.Select(attempt => attempt.Attempt));
        Assert.Equal([0, 1, 3], tries.Select(attempt => (attempt.At - Rig.Monday).TotalMinutes));
        Assert.Single(tries.Select(attempt => attempt.Key).Distinct());
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_fault_that_outlives_its_retries_reaches_the_code_and_if_not_caught_fails_the_instance(string journal)
    {
        var tries = 0;
        using var rig = await Rig.Start(journal, (registry, _) => registry
            .InTransaction<string, string>(Note, (_, _) =>
            {
                tries++;
                throw new TimeoutException("never");
            })
            .With<string, string>("fails", (context, line) => context.Call(Note, line, Thrice))
            .With<string, string>("catches", async (context, line) =>
            {
                try
                {
                    return await context.Call(Note, line);
                }
                catch (ActivityFailedException error)
                {
                    return error.Activity;
                }
            }));
        await rig.Engine.Start(Orchestration("fails"), "a", "x");
        await rig.Engine.Start(Orchestration("catches"), "b", "x");
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(1));
        Assert.Equal(InstanceState.Failed, (await rig.View("a")).State);
        Assert.Contains("never", rig.Result("a"), StringComparison.Ordinal);
        Assert.Equal("\"Note\"", rig.Result("b"));
        Assert.Equal(4, tries);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task What_cannot_be_helped_by_trying_again_is_not_tried_again(string journal)
    {
        var tries = 0;
        using var rig = await Rig.Start(journal, (registry, _) => registry
            .InTransaction<string, string>(Note, (_, _) =>
            {
                tries++;
                throw new UnretryableException("no such unit");
            })
            .With<string, string>("fails", (context, line) => context.Call(Note, line, Thrice)));
        await rig.Engine.Start(Orchestration("fails"), "a", "x");
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Failed, (await rig.View("a")).State);
        Assert.Equal(1, tries);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_outside_activity_is_tried_again_with_the_same_key(string journal)
    {
        var keys = new List<string>();
        using var rig = await Rig.Start(journal, (registry, _) => registry
            .Outside(Ring, async (line, call, _) =>
            {
                await Task.Yield();
                keys.Add(call.IdempotencyKey);
                return call.Attempt == 1 ? throw new HttpRequestException("busy") : line + call.Attempt;
            })
            .With<string, string>("ring", async (context, line) => await context.Call(Ring, line, Thrice) + await context.Call(Ring, line, Thrice)));
        await rig.Engine.Start(Orchestration("ring"), "a", "x");
        await rig.Engine.AdvanceBy(TimeSpan.FromMinutes(5));
        Assert.Equal("\"x2x2\"", rig.Result("a"));
        Assert.Equal(4, keys.Count);
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(keys[2], keys[3]);
        Assert.NotEqual(keys[1], keys[2]);
    }

    [Fact]
    public async Task An_outside_activity_cut_off_by_a_crash_runs_again_with_the_same_key()
    {
        var keys = new List<string>();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isFirst = true;
        using var rig = await Rig.Start("sqlite", (registry, _) => registry
            .Outside(Ring, async (line, call, cancellation) =>
            {
                keys.Add(call.IdempotencyKey);
                entered.TrySetResult();
                if (isFirst) await Task.Delay(Timeout.Infinite, cancellation);
                return line;
            })
            .With<string, string>("ring", (context, line) => context.Call(Ring, line)));
        await rig.Engine.Start(Orchestration("ring"), "a", "x");
        await entered.Task;
        isFirst = false;
        await rig.Restart();
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Completed, (await rig.View("a")).State);
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_activity_of_the_transaction_that_waits_parks_its_instance_and_says_why(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry
            .InTransaction(Note, async (line, _) =>
            {
                await rig.Book.Add(line);
                await new TaskCompletionSource().Task;
                return line;
            })
            .With<string, string>("write", (context, line) => context.Call(Note, line)));
        await rig.Engine.Start(Orchestration("write"), "a", "x");
        await rig.Engine.RunToRest();
        var view = await rig.View("a");
        Assert.Equal(InstanceState.Parked, view.State);
        Assert.Contains("register it as Outside", view.ParkedReason, StringComparison.Ordinal);
        Assert.Empty(rig.Book.Lines);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_activity_may_start_and_signal_others_in_its_transaction(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry
            .InTransaction(Note, (line, call) => rig.Journal.Write(session =>
            {
                session.Start(Orchestration("wait"), "other", "");
                session.Send("other", Go, line);
                if (call.Attempt == 1) throw new TimeoutException();
                return line;
            }))
            .With<string, string>("wait", (context, _) => context.WaitFor(Go))
            .With<string, string>("write", (context, line) => context.Call(Note, line, Thrice)));
        await rig.Engine.Start(Orchestration("write"), "a", "hi");
        await rig.Engine.RunToRest();
        Assert.Null(await rig.Engine.Find("other"));
        await rig.Engine.AdvanceBy(TimeSpan.FromMinutes(1));
        Assert.Equal("\"hi\"", rig.Result("other"));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_turn_with_very_many_activities_is_cut_into_several_and_loses_none(string journal)
    {
        using var rig = await Rig.Start(
            journal,
            (registry, rig) => registry.WithBook(rig).With<string, string>("many", async (context, _) =>
            {
                for (var number = 0; number < 25; number++) await context.Call(Note, $"{number}");
                return "done";
            }),
            new EngineOptions { StepsPerTurn = 4 });
        await rig.Engine.Start(Orchestration("many"), "a", "");
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Completed, (await rig.View("a")).State);
        Assert.Equal(Enumerable.Range(0, 25).Select(number => $"{number}"), rig.Book.Lines);
        Assert.InRange(rig.Engine.ExportHistory("a")!.Count, 6, 8);
    }
}
