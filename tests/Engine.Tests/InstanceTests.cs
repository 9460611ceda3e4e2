using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class InstanceTests
{
    public static TheoryData<string> Journals => Rig.Journals;

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_running_id_is_not_started_twice_and_an_ended_one_starts_anew(string journal)
    {
        var runs = new List<string>();
        using var rig = await Rig.Start(journal, (registry, _) => registry
            .InTransaction<string, string>(Note, (line, call) =>
            {
                runs.Add(call.IdempotencyKey);
                return Task.FromResult(line);
            })
            .With<string, string>("wait", async (context, word) =>
            {
                await context.Call(Note, word);
                return word + await context.WaitFor(Go);
            }));
        Assert.True(await rig.Engine.Start(Orchestration("wait"), "a", "1"));
        Assert.False(await rig.Engine.Start(Orchestration("wait"), "a", "2"));
        await rig.Engine.RunToRest();
        Assert.False(await rig.Engine.Start(Orchestration("wait"), "a", "3"));
        await rig.Engine.Send("a", Go, "!");
        await rig.Engine.RunToRest();
        Assert.Equal("\"1!\"", rig.Result("a"));
        Assert.True(await rig.Engine.Start(Orchestration("wait"), "a", "4"));
        await rig.Engine.Send("a", Go, "?");
        await rig.Engine.RunToRest();
        Assert.Equal("\"4?\"", rig.Result("a"));
        Assert.Equal(2, runs.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_unknown_orchestration_and_a_bad_id_are_refused_at_the_caller(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("end", (_, word) => Task.FromResult(word)));
        var refusal = await Assert.ThrowsAsync<UnknownOrchestrationException>(() => rig.Engine.Start(Orchestration("nothing"), "a", ""));
        Assert.Equal("nothing", refusal.Name);
        await Assert.ThrowsAsync<ArgumentException>(() => rig.Engine.Start(Orchestration("end"), "", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => rig.Engine.Start(Orchestration("end"), new string('x', 201), ""));
        Assert.Empty(await rig.Engine.List("", null, 10));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_start_in_a_write_that_fails_never_happened(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry.WithBook(rig).With<string, string>("write", (context, word) => context.Call(Note, word)));
        await Assert.ThrowsAsync<FormatException>(() => rig.Journal.Write(session =>
        {
            session.Start(Orchestration("write"), "a", "x");
            throw new FormatException();
        }));
        await rig.Engine.RunToRest();
        Assert.Null(await rig.Engine.Find("a"));
        Assert.Empty(rig.Book.Lines);
        Assert.Equal(0, rig.Engine.Snapshot().Running);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_child_gives_its_result_or_its_failure_and_a_running_one_is_joined(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry
            .InTransaction<string, string>(Note, (_, _) => throw new TimeoutException("down"))
            .With<string, string>("child", async (context, word) => word + await context.WaitFor(Go))
            .With<string, string>("broken", (context, word) => context.Call(Note, word))
            .With<string, string>("parent", async (context, word) => $"{context.InstanceId} {await context.CallChild(Orchestration("child"), "c", word)}")
            .With<string, string>("hopeful", async (context, word) =>
            {
                try
                {
                    return await context.CallChild(Orchestration("broken"), "d", word);
                }
                catch (ChildFailedException error)
                {
                    return error.Reason;
                }
            }));
        await rig.Engine.Start(Orchestration("parent"), "p", "first ");
        await rig.Engine.RunToRest();
        await rig.Engine.Start(Orchestration("parent"), "q", "second ");
        await rig.Engine.Start(Orchestration("hopeful"), "h", "");
        await rig.Engine.RunToRest();
        await rig.Engine.Send("c", Go, "go");
        await rig.Engine.RunToRest();
        Assert.Equal("\"p first go\"", rig.Result("p"));
        Assert.Equal("\"q first go\"", rig.Result("q"));
        Assert.Contains("down", rig.Result("h"), StringComparison.Ordinal);
        Assert.Equal(InstanceState.Failed, (await rig.View("d")).State);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Each_execution_begins_with_an_empty_history_and_its_timers_do_not_outlive_it(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, rig) => registry.WithBook(rig).With<int, string>("rounds", async (context, round) =>
        {
            context.SetStatus($"round {round}");
            _ = context.TimerUntil(context.Now.AddDays(30), CancellationToken.None);
            await context.TimerUntil(context.Now.AddDays(1), CancellationToken.None);
            await context.Call(Note, $"{round} {(context.Now - Rig.Monday).TotalDays}");
            if (round < 50) context.ContinueAsNew(round + 1);
            return "done";
        }));
        await rig.Engine.Start(new Orchestration<int, string>("rounds"), "a", 1);
        await rig.Engine.AdvanceBy(TimeSpan.FromDays(20));
        Assert.Equal("round 21", (await rig.View("a")).Status);
        Assert.Equal(1, rig.Engine.ExportHistory("a")!.Count);
        await rig.Engine.AdvanceBy(TimeSpan.FromDays(100));
        Assert.Equal(Enumerable.Range(1, 50).Select(round => $"{round} {round}"), rig.Book.Lines);
        Assert.Equal(50, rig.Engine.Snapshot().TimersFired);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Ids_are_new_at_each_call_and_the_same_at_each_replay(string journal)
    {
        using var rig = await Rig.Start(
            journal,
            (registry, rig) => registry.WithBook(rig).With<string, string>("ids", async (context, _) =>
            {
                var first = context.NewId();
                await context.Call(Note, $"{first}");
                await context.WaitFor(Go);
                await context.Call(Note, $"{first}");
                await context.Call(Note, $"{context.NewId()}");
                return "";
            }),
            new EngineOptions { InstancesInMemory = 1 });
        await rig.Engine.Start(Orchestration("ids"), "a", "");
        await rig.Engine.Start(Orchestration("ids"), "b", "");
        await rig.Engine.RunToRest();
        await rig.Engine.Send("a", Go, "");
        await rig.Engine.Send("b", Go, "");
        await rig.Engine.RunToRest();
        Assert.Equal(6, rig.Book.Lines.Count);
        Assert.Equal(4, rig.Book.Lines.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task The_list_goes_by_id_in_pages(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("wait", (context, _) => context.WaitFor(Go)));
        foreach (var id in (string[])["case-3", "case-1", "sweep-1", "case-2", "案-1"]) await rig.Engine.Start(Orchestration("wait"), id, "");
        await rig.Engine.RunToRest();
        Assert.Equal(["case-1", "case-2"], (await rig.Engine.List("case-", null, 2)).Select(view => view.InstanceId));
        Assert.Equal(["case-3"], (await rig.Engine.List("case-", "case-2", 2)).Select(view => view.InstanceId));
        Assert.Equal(5, (await rig.Engine.List("", null, 1_000)).Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rig.Engine.List("", null, 1_001));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Ended_instances_are_purged_by_age_and_running_ones_never(string journal)
    {
        using var rig = await Rig.Start(
            journal,
            (registry, _) => registry.With<string, string>("wait", (context, _) => context.WaitFor(Go)),
            new EngineOptions { KeepEnded = null });
        for (var day = 0; day < 10; day++)
        {
            await rig.Engine.Start(Orchestration("wait"), $"ended-{day}", "");
            await rig.Engine.Start(Orchestration("wait"), $"open-{day}", "");
            await rig.Engine.Send($"ended-{day}", Go, "");
            await rig.Engine.AdvanceBy(TimeSpan.FromDays(1));
        }

        Assert.Equal(4, await rig.Engine.Purge(Rig.Monday.AddDays(3.5)));
        Assert.Equal(0, await rig.Engine.Purge(Rig.Monday.AddDays(3.5)));
        Assert.Equal(6, (await rig.Engine.List("ended", null, 100)).Count);
        Assert.Equal(10, (await rig.Engine.List("open", null, 100)).Count);
        Assert.Null(rig.Engine.ExportHistory("ended-0"));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task The_engine_purges_by_itself_what_ended_long_ago(string journal)
    {
        using var rig = await Rig.Start(
            journal,
            (registry, _) => registry.With<string, string>("sleep", async (context, days) =>
            {
                await context.TimerUntil(Rig.Monday.AddDays(int.Parse(days)), CancellationToken.None);
                return "";
            }),
            new EngineOptions { KeepEnded = TimeSpan.FromDays(7) });
        foreach (var days in (string[])["1", "5", "9", "30"]) await rig.Engine.Start(Orchestration("sleep"), days, days);
        await rig.Engine.AdvanceBy(TimeSpan.FromDays(10));
        Assert.Equal(["30", "5", "9"], (await rig.Engine.List("", null, 10)).Select(view => view.InstanceId));
    }
}
