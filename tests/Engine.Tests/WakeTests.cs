using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

public sealed class WakeTests
{
    public static TheoryData<string> Journals => Rig.Journals;

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Hints_wake_before_the_mark_and_the_mark_at_its_instant(string journal)
    {
        using var rig = await Rig.Start(journal, Racers);
        await rig.Engine.Start(Orchestration("race"), "a", "");
        await rig.Engine.AdvanceBy(TimeSpan.FromMinutes(30));
        await rig.Engine.Send("a", Go, "1");
        await rig.Engine.AdvanceBy(TimeSpan.FromMinutes(5));
        await rig.Engine.Send("a", Go, "2");
        await rig.Engine.AdvanceBy(TimeSpan.FromMinutes(10));
        Assert.Equal(Rig.Monday.AddHours(1), (await rig.View("a")).NextTimer);
        await rig.Engine.AdvanceBy(TimeSpan.FromMinutes(30));
        Assert.Equal(["hint at 30", "hint at 35", "mark at 60"], rig.Book.Lines);
        Assert.Null((await rig.View("a")).NextTimer);
        Assert.Equal(1, rig.Engine.Snapshot().TimersFired);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_signal_in_the_very_instant_of_the_mark_costs_neither(string journal)
    {
        using var rig = await Rig.Start(journal, Racers);
        await rig.Engine.Start(Orchestration("race"), "a", "");
        await rig.Engine.RunToRest();
        rig.Clock.Set(Rig.Monday.AddHours(1));
        await rig.Engine.Send("a", Go, "");
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(2));
        Assert.Equal(["hint at 60", "mark at 60"], rig.Book.Lines);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_mark_that_has_passed_is_reached_at_once(string journal)
    {
        using var rig = await Rig.Start(journal, Racers);
        rig.Clock.Set(Rig.Monday.AddHours(3));
        await rig.Engine.Start(Orchestration("race"), "a", "");
        await rig.Engine.RunToRest();
        Assert.Equal(["mark at 180"], rig.Book.Lines);
    }

    private static void Racers(WorkflowRegistry registry, Rig rig) => registry.WithBook(rig).With<string, string>("race", async (context, _) =>
    {
        using (var wake = new Wake<string>(context, Go))
        {
            while (!await wake.At(Rig.Monday.AddHours(1))) await Say("hint");
            await Say("mark");
        }

        return await context.WaitFor(Stop);

        Task Say(string what) => context.Call(Note, $"{what} at {(context.Now - Rig.Monday).TotalMinutes}");
    });
}
