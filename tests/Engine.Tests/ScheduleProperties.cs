using FsCheck;
using FsCheck.Fluent;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

/// <summary>Random schedules of starts, signals, time and crashes come to the same end as the calm run.</summary>
public sealed class ScheduleProperties
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(40);
    private int restarts;

    [Fact]
    public void Crashes_at_any_point_change_nothing_of_the_outcome()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (schedule, seed) =>
        {
            var calm = Play("memory", schedule, crashes: null, hostile: null);
            var crashed = Play("sqlite", schedule, crashes: new Random(seed.Get), hostile: null);
            Assert.Equal(calm, crashed);
        }).Check(Some);
        Assert.True(restarts > 20, $"Only {restarts} crashes: the property shows nothing.");
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public void A_hostile_engine_comes_to_the_same_outcome(string journal)
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (schedule, seed) =>
        {
            var calm = Play("memory", schedule, crashes: null, hostile: null);
            var hostile = Play(journal, schedule, crashes: journal == "sqlite" ? new Random(seed.Get) : null, () => new HostileMode(seed.Get));
            Assert.Equal(calm, hostile);
        }).Check(Some);
    }

    [Fact]
    public void The_same_seed_gives_the_same_hostile_run_in_every_detail()
    {
        int[] schedule = [0, 4, 8, 1, 2, 5, 9, 7, 3, 11, 13, 2, 6];
        var first = Play("memory", schedule, crashes: null, () => new HostileMode(7), inOrder: true);
        var second = Play("memory", schedule, crashes: null, () => new HostileMode(7), inOrder: true);
        Assert.Equal(first, second);
        Assert.NotEmpty(first);
    }

    /// <summary>Each number is a step: start one of five stories, signal one, or let some hours pass. What a crash interrupts is done again.</summary>
    private IReadOnlyList<string> Play(string journal, int[] schedule, Random? crashes, Func<HostileMode?>? hostile, bool inOrder = false) =>
        PlayAsync(journal, schedule, crashes, hostile, inOrder).GetAwaiter().GetResult();

    private async Task<IReadOnlyList<string>> PlayAsync(string journal, int[] schedule, Random? crashes, Func<HostileMode?>? hostile, bool inOrder)
    {
        using var rig = await Rig.Start(journal, Story.RegisterPlain, new EngineOptions { InstancesInMemory = 3 }, hostile);
        Arm();
        var now = Rig.Monday;
        foreach (var number in schedule.Select(Math.Abs).Append(0))
        {
            var id = $"s{number / 4 % 5}";
            await Insist(() => (number % 4) switch
            {
                0 => StartOnce(id),
                1 or 2 => rig.Engine.Send(id, Go, $"{number % 7}"),
                _ => rig.Engine.RunToRest(),
            });
            if (number % 4 == 3) now += TimeSpan.FromMinutes(30 + (number % 200));
            await Insist(() => rig.Engine.AdvanceTo(now > rig.Clock.GetUtcNow() ? now : rig.Clock.GetUtcNow()));
        }

        await Insist(() => rig.Engine.AdvanceTo(now.AddDays(3)));
        var snapshot = rig.Engine.Snapshot();
        Assert.Equal((0, 0), (snapshot.Running, snapshot.Parked));
        return inOrder ? rig.Book.Lines : [.. rig.Book.Lines.Order()];

        // A story runs once: a second start after its end would be another story.
        async Task StartOnce(string id)
        {
            if (await rig.Engine.Find(id) is null) await rig.Engine.Start(Story.Name, id, 0);
        }

        async Task Insist(Func<Task> step)
        {
            while (true)
            {
                try
                {
                    await step();
                    return;
                }
                catch (JournalUnusableException)
                {
                    restarts++;
                    await rig.Reopen();
                    Arm();
                }
            }
        }

        void Arm()
        {
            if (crashes is null) return;
            var until = crashes.Next(1, 60);
            rig.Journal.CrashHook = _ => --until == 0;
        }
    }
}
