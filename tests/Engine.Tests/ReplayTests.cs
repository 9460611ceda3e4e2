using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class ReplayTests
{
    public static TheoryData<string> Journals => Rig.Journals;

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_evicted_instance_goes_on_as_if_it_had_stayed(string journal)
    {
        var books = new List<IReadOnlyList<string>>();
        foreach (var inMemory in (int[])[1, 1_000])
        {
            using var rig = await Rig.Start(journal, Story.Register, new EngineOptions { InstancesInMemory = inMemory });
            for (var number = 0; number < 20; number++) await rig.Engine.Start(Story.Name, $"s{number:00}", number);
            for (var hour = 0; hour < 60; hour++)
            {
                await rig.Engine.Send($"s{hour % 20:00}", Go, $"{hour}");
                await rig.Engine.AdvanceBy(TimeSpan.FromHours(1));
            }

            Assert.Equal(0, rig.Engine.Snapshot().Running + rig.Engine.Snapshot().Parked);
            books.Add(rig.Book.Lines);
        }

        Assert.Equal(books[1], books[0]);
        Assert.True(books[0].Count > 60);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Code_that_does_not_fit_the_history_parks_its_instance_and_no_other(string journal)
    {
        var isChanged = false;
        using var rig = await Rig.Start(
            journal,
            (registry, rig) => registry.WithBook(rig)
                .With<string, string>("moody", async (context, word) =>
                {
                    if (isChanged) await context.TimerUntil(context.Now.AddHours(1), CancellationToken.None);
                    await context.Call(Note, word);
                    return await context.WaitFor(Go);
                })
                .With<string, string>("steady", (context, _) => context.WaitFor(Go)),
            new EngineOptions { InstancesInMemory = 1 });
        await rig.Engine.Start(Orchestration("moody"), "a", "once");
        await rig.Engine.Start(Orchestration("steady"), "b", "");
        await rig.Engine.RunToRest();
        isChanged = true;
        await rig.Engine.Send("a", Go, "x");
        await rig.Engine.Send("b", Go, "y");
        await rig.Engine.RunToRest();
        var view = await rig.View("a");
        Assert.Equal(InstanceState.Parked, view.State);
        Assert.Contains("The code now does armed (step 1", view.ParkedReason, StringComparison.Ordinal);
        Assert.Contains("the history says called (step 1, Note)", view.ParkedReason, StringComparison.Ordinal);
        Assert.Equal("\"y\"", rig.Result("b"));

        isChanged = false;
        Assert.True(await rig.Engine.Unpark("a"));
        await rig.Engine.RunToRest();
        Assert.Equal("\"x\"", rig.Result("a"));
        Assert.Equal(["once"], rig.Book.Lines);
        Assert.Equal((0, 0), (rig.Engine.Snapshot().Running, rig.Engine.Snapshot().Parked));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_bug_parks_with_its_error_and_unparked_it_has_lost_nothing(string journal)
    {
        var isBroken = true;
        using var rig = await Rig.Start(journal, (registry, rig) => registry.WithBook(rig).With<string, string>("buggy", async (context, _) =>
        {
            var word = await context.WaitFor(Go);
            await context.Call(Note, word);
            if (isBroken) throw new FormatException("the bug");
            using var patience = new CancellationTokenSource();
            await context.TimerUntil(Rig.Monday.AddHours(1), patience.Token);
            return await context.WaitFor(Go);
        }));
        await rig.Engine.Start(Orchestration("buggy"), "a", "");
        await rig.Engine.Send("a", Go, "one");
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Parked, (await rig.View("a")).State);
        Assert.Equal("FormatException: the bug", (await rig.View("a")).ParkedReason);
        Assert.Empty(rig.Book.Lines);
        Assert.Equal((0, 1), (rig.Engine.Snapshot().Running, rig.Engine.Snapshot().Parked));
        Assert.True(await rig.Engine.Send("a", Go, "two"));
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(3));

        if (journal == "sqlite") await rig.Restart();
        Assert.Equal(InstanceState.Parked, (await rig.View("a")).State);
        Assert.True(await rig.Engine.Unpark("a"));
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Parked, (await rig.View("a")).State);
        isBroken = false;
        Assert.True(await rig.Engine.Unpark("a"));
        Assert.False(await rig.Engine.Unpark("a"));
        await rig.Engine.RunToRest();
        Assert.Equal("\"two\"", rig.Result("a"));
        Assert.Equal(["one"], rig.Book.Lines);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_parked_instance_keeps_its_timers_and_its_outside_results(string journal)
    {
        var isBroken = true;
        using var rig = await Rig.Start(journal, (registry, _) => registry
            .Outside(Ring, (line, _, _) => Task.FromResult(line))
            .With<string, string>("buggy", async (context, _) =>
            {
                var ring = context.Call(Ring, "rung");
                var timer = context.TimerUntil(Rig.Monday.AddHours(1), CancellationToken.None);
                await context.WaitFor(Go);
                if (isBroken) throw new FormatException("the bug");
                await timer;
                return await ring;
            }));
        await rig.Journal.Write(session =>
        {
            session.Start(Orchestration("buggy"), "a", "");
            session.Send("a", Go, "");
        });
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(2));
        Assert.Equal(InstanceState.Parked, (await rig.View("a")).State);
        isBroken = false;
        await rig.Engine.Unpark("a");
        await rig.Engine.RunToRest();
        Assert.Equal("\"rung\"", rig.Result("a"));
    }

    public static TheoryData<string, string> Strays
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var way in (string[])["posted", "pool", "lost context"])
            {
                data.Add("memory", way);
                data.Add("sqlite", way);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Strays))]
    public async Task Going_on_after_something_foreign_parks_and_says_so(string journal, string way)
    {
        // Comes only when the turn is over, so that the code really waits for it.
        var foreign = new TaskCompletionSource(way == "pool" ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("stray", async (context, _) =>
        {
            var go = context.WaitFor(Go);
            await foreign.Task.ConfigureAwait(way != "lost context");
            context.SetStatus("astray");
            return await go;
        }));
        await rig.Engine.Start(Orchestration("stray"), "a", "");
        await rig.Engine.RunToRest();
        foreign.SetResult();
        Assert.Contains("a", await rig.Log.Heard(2002), StringComparison.Ordinal);
        await rig.Engine.RunToRest();
        Assert.Equal(InstanceState.Parked, (await rig.View("a")).State);
        Assert.Contains("not a task of its context", (await rig.View("a")).ParkedReason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Waiting_for_nothing_of_the_context_parks_and_says_so(string journal)
    {
        using var rig = await Rig.Start(journal, (registry, _) => registry.With<string, string>("never", async (_, _) =>
        {
            await new TaskCompletionSource().Task;
            return "";
        }));
        await rig.Engine.Start(Orchestration("never"), "a", "");
        await rig.Engine.RunToRest();
        Assert.Contains("not a task of its context", (await rig.View("a")).ParkedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_is_no_longer_registered_parks_and_says_its_name()
    {
        var isGone = false;
        using var rig = await Rig.Start("sqlite", (registry, _) =>
        {
            if (!isGone) registry.With<string, string>("old", (context, _) => context.WaitFor(Go));
            else registry.With<string, string>("new", (context, _) => context.WaitFor(Go));
        });
        await rig.Engine.Start(Orchestration("old"), "a", "");
        await rig.Engine.RunToRest();
        isGone = true;
        await rig.Restart();
        await rig.Engine.Send("a", Go, "x");
        await rig.Engine.RunToRest();
        Assert.Contains("No orchestration named old", (await rig.View("a")).ParkedReason, StringComparison.Ordinal);
        isGone = false;
        await rig.Restart();
        await rig.Engine.Unpark("a");
        await rig.Engine.RunToRest();
        Assert.Equal("\"x\"", rig.Result("a"));
    }
}
