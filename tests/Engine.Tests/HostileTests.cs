using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class HostileTests
{
    public static TheoryData<string> Journals => Rig.Journals;

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_activity_of_the_transaction_run_twice_takes_effect_once(string journal)
    {
        var runs = 0;
        using var rig = await Rig.Start(
            journal,
            (registry, rig) => registry
                .InTransaction(Note, async (line, _) =>
                {
                    runs++;
                    await rig.Book.Add(line);
                    return line;
                })
                .With<string, string>("write", (context, line) => context.Call(Note, line)),
            hostile: () => new HostileMode(1) { RunTwice = 1 });
        await rig.Engine.Start(Orchestration("write"), "a", "x");
        await rig.Engine.RunToRest();
        Assert.Equal(2, runs);
        Assert.Equal(["x"], rig.Book.Lines);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_outside_activity_run_twice_has_one_key(string journal)
    {
        var keys = new List<string>();
        using var rig = await Rig.Start(
            journal,
            (registry, _) => registry
                .Outside(Ring, (line, call, _) =>
                {
                    keys.Add(call.IdempotencyKey);
                    return Task.FromResult(line);
                })
                .With<string, string>("ring", (context, line) => context.Call(Ring, line)),
            hostile: () => new HostileMode(1) { RunTwice = 1 });
        await rig.Engine.Start(Orchestration("ring"), "a", "x");
        await rig.Engine.RunToRest();
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Signals_are_doubled_dropped_delayed_and_reordered(string journal)
    {
        async Task<string> Taken(HostileMode mode)
        {
            using var rig = await Rig.Start(
                journal,
                (registry, _) => registry.With<string, string>("collect", async (context, _) =>
                {
                    var taken = "";
                    using var over = new CancellationTokenSource();
                    var end = context.TimerUntil(context.Now.AddHours(1), over.Token);
                    await context.TimerUntil(context.Now.AddSeconds(1), CancellationToken.None);
                    for (var go = context.WaitFor(Go); await Task.WhenAny(go, end) == go; go = context.WaitFor(Go)) taken += await go;
                    return taken;
                }),
                hostile: () => mode);
            await rig.Engine.Start(Orchestration("collect"), "a", "");
            await rig.Engine.AdvanceBy(TimeSpan.FromSeconds(2));
            await rig.Journal.Write(session =>
            {
                foreach (var letter in "abcdef") session.Send("a", Go, $"{letter}");
            });
            await rig.Engine.AdvanceBy(TimeSpan.FromHours(2));
            return rig.Result("a").Trim('"');
        }

        var calm = new HostileMode(3) { Doubled = 0, Dropped = 0, Delayed = 0, Reordered = 0, Early = 0, Evicted = 0, RunTwice = 0 };
        Assert.Equal("abcdef", await Taken(calm));
        Assert.Equal("", await Taken(new HostileMode(3) { Dropped = 1 }));
        var reordered = await Taken(new HostileMode(3) { Doubled = 0, Dropped = 0, Delayed = 0, Reordered = 0.5 });
        Assert.NotEqual("abcdef", reordered);
        Assert.Equal("abcdef", string.Concat(reordered.Order()));
        var delayed = await Taken(new HostileMode(3) { Doubled = 0, Dropped = 0, Delayed = 1, Reordered = 0 });
        Assert.NotEqual("abcdef", delayed);
        Assert.Equal("abcdef", string.Concat(delayed.Order()));
        // One that waits untaken beside its equal is kept once, so a double shows when the first came late.
        Assert.True((await Taken(new HostileMode(3) { Doubled = 1, Dropped = 0, Delayed = 1, Reordered = 0 })).Length > 6);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Timers_fire_less_than_a_second_early_and_Wake_does_not_believe_them(string journal)
    {
        using var rig = await Rig.Start(
            journal,
            (registry, rig) => registry.WithBook(rig)
                .With<string, string>("plain", async (context, _) =>
                {
                    await context.TimerUntil(Rig.Monday.AddHours(1), CancellationToken.None);
                    return await context.Call(Note, $"plain {(context.Now - Rig.Monday.AddHours(1)).TotalMilliseconds}");
                })
                .With<string, string>("wake", async (context, _) =>
                {
                    using var wake = new Wake<string>(context, Go);
                    while (!await wake.At(Rig.Monday.AddHours(1)))
                    {
                    }

                    return await context.Call(Note, $"wake {(context.Now - Rig.Monday.AddHours(1)).TotalMilliseconds}");
                }),
            hostile: () => new HostileMode(5) { Early = 1 });
        for (var number = 0; number < 20; number++)
        {
            await rig.Engine.Start(Orchestration("plain"), $"plain-{number}", "");
            await rig.Engine.Start(Orchestration("wake"), $"wake-{number}", "");
            await rig.Engine.Send($"wake-{number}", Go, "");
        }

        await rig.Engine.AdvanceBy(TimeSpan.FromHours(2));
        var plain = rig.Book.Lines.Where(line => line.StartsWith("plain", StringComparison.Ordinal)).Select(line => double.Parse(line[6..])).ToList();
        Assert.Equal(20, plain.Count);
        Assert.All(plain, early => Assert.InRange(early, -999.9, -0.1));
        Assert.Equal(Enumerable.Repeat("wake 0", 20), rig.Book.Lines.Where(line => line.StartsWith("wake", StringComparison.Ordinal)));
    }
}
