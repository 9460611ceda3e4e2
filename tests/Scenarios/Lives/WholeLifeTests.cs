using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Lifecycle;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;
using LookBack = GridCase.Workflows.Cases.Commands.LookBack;
using Visit = GridCase.Workflows.Cases.Commands.Visit;

namespace GridCase.Scenarios.Lives;

/// <summary>Lives of months on the embedded engine, in memory and on disk, calm and hostile: the same inputs give the same facts.</summary>
public sealed class WholeLifeTests
{
    private static readonly Resolve Done = new() { Text = "已处理" };

    [Fact]
    public async Task A_life_across_the_spring_festival_is_the_same_in_memory_and_on_disk()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            var inMemory = await Live(null, null);
            Assert.Equal(inMemory, await Live(folder, null));
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_hostile_engine_changes_no_fact(int seed) => Assert.Equal(await Live(null, null), await Live(null, new HostileMode(seed)));

    [Fact]
    public async Task The_ladder_climbs_to_named_people_while_nobody_signs()
    {
        await using var county = await LivingCounty.Open("2026-02-13 09:00");
        var id = await Dispatched(county);
        await county.Until("2026-02-25 18:00");
        var marks = (await county.Facts(id)).Where(fact => fact.Fact is Warned or FellDue or Escalated).Select(fact => $"{fact.At:MM-dd HH:mm} {fact.Fact.GetType().Name}").ToList();
        Assert.Contains("02-14 17:30 FellDue", marks);
        Assert.Contains("02-24 17:30 Escalated", marks);
        Assert.Contains(await county.Notices(id), notice => notice is { Clock: "sign-off", Rung: 1 } && notice.PostCode == "unit-duty-lead@440804-cgj");
    }

    [Fact]
    public async Task When_a_case_closes_its_lifecycle_ends_and_the_look_back_waits()
    {
        await using var county = await LivingCounty.Open("2026-02-10 09:00");
        var id = await Dispatched(county);
        await Finish(county, id);
        Assert.Equal(Workflows.Durable.InstanceState.Completed, (await county.Runtime.Engine.Find(Orchestrations.LifecycleOf(id)))?.State);
        Assert.Equal(Workflows.Durable.InstanceState.Running, (await county.Runtime.Engine.Find(Orchestrations.LookBackOf(id)))?.State);
        await county.Until("2026-04-20 09:00");
        Assert.Contains(await county.Facts(id), fact => fact.Fact is FellDue { Clock: "look-back" });
    }

    [Fact]
    public async Task A_recurrence_opens_one_linked_case()
    {
        await using var county = await LivingCounty.Open("2026-02-10 09:00");
        var id = await Dispatched(county);
        await Finish(county, id);
        await county.Until("2026-03-10 09:00");
        var closed = await county.Do("supervisor-centre", id, new LookBack(true));
        var linked = await county.Case(closed.RecurrenceId!);
        Assert.Equal((id, Stage.Dispatch, Channel.LookBack), (linked.Origin.LookBackOf, linked.Stage, linked.Origin.Channel));
    }

    [Fact]
    public async Task Children_share_the_handling_and_keep_their_own_reply_and_visit()
    {
        await using var county = await LivingCounty.Open("2026-02-10 09:00");
        var parent = await Dispatched(county);
        var child = await county.Register(LivingCounty.Order("Z-2", "2026-02-10 09:00"));
        await county.Do("dispatcher", child, new Merge(parent, true));
        Assert.Equal(child, Assert.Single((await county.Case(parent)).Children));
        Assert.Equal("handled-by-parent", (await county.Refused("dispatcher", child, new Dispatch(LivingCounty.Traffic))).Code);
        await county.Do("clerk-cgj", parent, new SignOff());
        await county.Do("clerk-cgj", parent, Done);
        Assert.NotNull((await county.Case(child)).RepliedAt);
        await county.Do("supervisor-centre", parent, new Verify());
        Assert.Equal(Stage.Visit, (await county.Case(child)).Stage);
        await county.Do("hotline-operator", child, new Visit(VisitOutcome.Reached, null, Solved.No, 1));
        var alone = await county.Case(child);
        Assert.Equal((null, Stage.Dispatch), (alone.ParentId, alone.Stage));
    }

    [Fact]
    public async Task A_merged_case_ends_and_the_other_notes_it()
    {
        await using var county = await LivingCounty.Open("2026-02-10 09:00");
        var kept = await Dispatched(county);
        var repeat = await county.Register(LivingCounty.Order("Z-2", "2026-02-10 09:00"));
        await county.Do("dispatcher", repeat, new Merge(kept));
        Assert.Equal(CaseStatus.Merged, (await county.Case(repeat)).Status);
        Assert.Equal(repeat, Assert.Single((await county.Case(kept)).Attached));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_watchdog_re_arms_an_orchestration_that_was_lost(bool watchdog)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            string id;
            await using (var first = await LivingCounty.Open("2026-02-10 09:00", folder, watchdog: watchdog))
                id = await first.Register(LivingCounty.Order("Z-1", "2026-02-10 09:00"));
            LivingCounty.Lose(folder, Orchestrations.LifecycleOf(id));
            await using var county = await LivingCounty.Open("2026-02-10 09:00", folder, watchdog: watchdog);
            await county.Until("2026-02-11 09:30");
            var due = (await county.Facts(id)).SingleOrDefault(fact => fact.Fact is FellDue { Clock: "dispatch" });
            Assert.Equal(watchdog ? LivingCounty.Instant("2026-02-11 09:00") : null, due?.At);
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    private static async Task<string> Dispatched(LivingCounty county)
    {
        var id = await county.Register(LivingCounty.Order("Z-1", "2026-02-10 09:00"));
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        return id;
    }

    private static async Task Finish(LivingCounty county, string id)
    {
        await county.Do("clerk-cgj", id, new SignOff());
        await county.Do("clerk-cgj", id, Done);
        await county.Do("supervisor-centre", id, new Verify());
        await county.Do("hotline-operator", id, new Visit(VisitOutcome.Reached, null, Solved.Yes, 5));
        await county.Do("hotline-operator", id, new CloseCase());
    }

    private static async Task<string> Live(string? folder, HostileMode? hostile)
    {
        await using var county = await LivingCounty.Open("2026-02-13 09:00", folder, hostile);
        var id = await county.Register(LivingCounty.Order("Z-1", "2026-02-13 09:00"));
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        await county.Until("2026-02-25 09:00");
        await county.Do("clerk-cgj", id, new SignOff());
        await county.Do("clerk-cgj", id, new Contact());
        await county.Until("2026-02-26 16:00");
        await county.Do("clerk-cgj", id, new RequestSuspension("citizen-evidence") { Reason = "等材料" });
        await county.Do("dispatcher", id, new DecideSuspension(true));
        await county.Until("2026-03-02 10:00");
        await county.Do("clerk-cgj", id, new Resume());
        await county.Do("clerk-cgj", id, Done);
        await county.Do("supervisor-centre", id, new Verify());
        await county.Until("2026-03-03 10:00");
        await county.Do("hotline-operator", id, new Visit(VisitOutcome.Reached, null, Solved.No, 2));
        await county.Until("2026-03-05 10:00");
        await county.Do("clerk-cgj", id, Done);
        await county.Do("supervisor-centre", id, new Verify());
        await county.Do("hotline-operator", id, new Visit(VisitOutcome.Reached, null, Solved.Yes, 5));
        await county.Do("hotline-operator", id, new CloseCase());
        await county.Until("2026-04-07 10:00");
        await county.Do("supervisor-centre", id, new LookBack(true));
        // A lost signal is made good when the look-back's own timer wakes.
        await county.Until("2026-06-01 10:00");
        var facts = await county.Facts(id);
        Assert.Null(FactChain.FirstBreak(facts));
        Assert.NotNull(await county.Runtime.Cases.Find((await county.Case(id)).RecurrenceId!));
        return string.Join('\n', facts.Select(fact => fact.Json));
    }
}
