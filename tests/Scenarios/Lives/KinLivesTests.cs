using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Intake;
using GridCase.Workflows.Lifecycle;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;
using Visit = GridCase.Workflows.Cases.Commands.Visit;

namespace GridCase.Scenarios.Lives;

/// <summary>重复件 and 集中诉求 over whole lives: orders that a rule attaches or joins, on a calm engine and on hostile ones.</summary>
public sealed class KinLivesTests
{
    private const string Start = "2026-02-10 09:00";

    public static TheoryData<int> Seeds => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_repeat_attaches_and_urges_and_the_third_is_supervised(int seed)
    {
        await using var county = await Open(seed);
        var head = await county.Register(Of("a", "Z-1"));
        await county.Do("dispatcher", head, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", head, new Dispatch(LivingCounty.Urban));
        await county.Until("2026-02-10 10:00");
        var repeat = await county.Register(Of("a", "Z-2", "2026-02-10 10:00"));
        await county.Until("2026-02-10 11:00");
        var attached = await county.Case(repeat);
        Assert.Equal((CaseStatus.Merged, head, false), (attached.Status, attached.MergedIntoId, attached.Clocks.Any(clock => clock.IsRunning)));
        var file = await county.Case(head);
        Assert.Equal((1, repeat, false), (file.Urges, Assert.Single(file.Attached), file.IsSupervised));
        Assert.Contains(await county.Notices(head), notice => notice.Purpose == "urged" && notice.PostCode == "unit-duty-lead@440804-cgj");
        foreach (var no in new[] { "Z-3", "Z-4" }) await county.Register(Of("a", no, "2026-02-10 11:00"));
        await county.Until("2026-02-11 12:00");
        file = await county.Case(head);
        Assert.Equal((3, 3, true), (file.Urges, file.Attached.Length, file.IsSupervised));
        Assert.Equal("repeated", Assert.Single((await county.Facts(head)).Select(fact => fact.Fact).OfType<Supervised>()).ReasonCode);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Five_callers_at_one_door_are_supervised_and_keep_their_own_limits(int seed)
    {
        await using var county = await Open(seed);
        var parent = await county.Register(Of("a", "Z-1"));
        var own = LivingCounty.Instant("2026-02-12 17:30");
        var child = await county.Register(Of("b", "Z-2") with { DueAt = own });
        foreach (var caller in new[] { "c", "d" }) await county.Register(Of(caller, $"Z-{caller}"));
        await county.Until("2026-02-10 10:00");
        Assert.False((await county.Case(parent)).IsSupervised);
        // The same caller once more is a repeat of the own order, no further caller.
        var again = await county.Register(Of("b", "Z-9", "2026-02-10 10:00"));
        await county.Until("2026-02-10 11:00");
        Assert.Equal(child, (await county.Case(again)).MergedIntoId);
        Assert.False((await county.Case(parent)).IsSupervised);
        await county.Register(Of("e", "Z-5", "2026-02-10 11:00"));
        await county.Until("2026-02-11 12:00");
        var file = await county.Case(parent);
        Assert.Equal((4, true), (file.Children.Length, file.IsSupervised));
        Assert.Equal("collective", Assert.Single((await county.Facts(parent)).Select(fact => fact.Fact).OfType<Supervised>()).ReasonCode);
        Assert.Equal(own, ClockBoard.DueOf(await county.Case(child), ClockKind.CitizenFinish, county.Runtime.Policies.Current));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_child_shares_the_result_and_leaves_the_parent_when_its_caller_is_not_satisfied(int seed)
    {
        await using var county = await Open(seed);
        var parent = await county.Register(Of("a", "Z-1"));
        var child = await county.Register(Of("b", "Z-2"));
        await Work(county, parent);
        await county.Until("2026-02-11 12:00");
        Assert.Equal(Stage.Visit, (await county.Case(child)).Stage);
        await county.Do("hotline-operator", child, new Visit(VisitOutcome.Reached, null, Solved.No, 1));
        var alone = await county.Case(child);
        Assert.Equal((null, Stage.Dispatch), (alone.ParentId, alone.Stage));
        Assert.Equal(Stage.Visit, (await county.Case(parent)).Stage);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_child_that_is_reopened_is_handled_anew_and_not_answered_with_the_old_result(int seed)
    {
        await using var county = await Open(seed);
        var parent = await county.Register(Of("a", "Z-1"));
        var child = await county.Register(Of("b", "Z-2"));
        await Work(county, parent);
        await county.Until("2026-02-11 12:00");
        foreach (var id in new[] { parent, child })
        {
            await county.Do("hotline-operator", id, new Visit(VisitOutcome.Reached, null, Solved.Yes, 5));
            await county.Do("hotline-operator", id, new CloseCase());
        }

        await county.Do("hotline-operator", child, new Reopen { Reason = "又坏了" });
        await county.Until("2026-02-12 12:00");
        var alone = await county.Case(child);
        Assert.Equal((CaseStatus.Open, Stage.Dispatch, null, false), (alone.Status, alone.Stage, alone.ParentId, alone.Clock("rework")!.IsRunning));
        await Work(county, child, triaged: true);
        Assert.Equal(Stage.Visit, (await county.Case(child)).Stage);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Separated_a_repeat_goes_on_alone_and_the_head_lets_it_go(int seed)
    {
        await using var county = await Open(seed);
        var head = await county.Register(Of("a", "Z-1"));
        var repeat = await county.Register(Of("a", "Z-2"));
        await county.Until("2026-02-11 10:30");
        Assert.Equal("wrong-stage", (await county.Refused("dispatcher", head, new Separate { Reason = "不是" })).Code);
        await county.Do("dispatcher", repeat, new Separate { Reason = "不是同一个井盖" });
        await county.Until("2026-02-12 12:00");
        var alone = await county.Case(repeat);
        Assert.Equal((CaseStatus.Open, Stage.Triage), (alone.Status, alone.Stage));
        // Its dispatch clock ran on from the registration: it was due at nine the day after, and is told when it goes on.
        Assert.Contains(await county.Facts(repeat), fact => fact.Fact is FellDue { Clock: "dispatch" });
        var file = await county.Case(head);
        Assert.Equal((0, true), (file.Urges, file.Attached.IsEmpty));
        await county.Do("dispatcher", repeat, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", repeat, new Dispatch(LivingCounty.Urban));
        Assert.Equal(Workflows.Durable.InstanceState.Running, (await county.Runtime.Engine.Find(Orchestrations.LifecycleOf(repeat)))?.State);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_child_is_separated_too(int seed)
    {
        await using var county = await Open(seed);
        var parent = await county.Register(Of("a", "Z-1"));
        var child = await county.Register(Of("b", "Z-2"));
        await county.Until("2026-02-10 10:00");
        await county.Do("dispatcher", child, new Separate { Reason = "两处" });
        await county.Until("2026-02-11 12:00");
        Assert.True((await county.Case(parent)).Children.IsEmpty);
        var alone = await county.Case(child);
        Assert.Equal((null, Stage.Triage, true), (alone.ParentId, alone.Stage, alone.Clock("dispatch")!.IsRunning));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_was_attached_to_a_withdrawn_order_goes_on_alone(int seed)
    {
        await using var county = await Open(seed);
        var head = await county.Register(Of("a", "Z-1"));
        var repeat = await county.Register(Of("a", "Z-2"));
        await county.Until("2026-02-10 10:00");
        await county.Do("hotline-operator", head, new Withdraw { Reason = "重复" });
        await county.Until("2026-02-11 12:00");
        Assert.Equal((CaseStatus.Open, null), ((await county.Case(repeat)).Status, (await county.Case(repeat)).MergedIntoId));
        Assert.True((await county.Case(head)).Attached.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_children_of_a_refused_parent_go_on_alone_and_its_repeats_are_refused_with_it(int seed)
    {
        await using var county = await Open(seed);
        var parent = await county.Register(Of("a", "Z-1"));
        var repeat = await county.Register(Of("a", "Z-2"));
        var child = await county.Register(Of("b", "Z-3"));
        await county.Until("2026-02-10 10:00");
        await county.Do("dispatcher", parent, new Refuse(county.Runtime.Policies.Current.LatestPolicy.Refusals[0].Code) { Remark = "请走诉讼途径" });
        await county.Until("2026-02-11 12:00");
        Assert.Equal((null, Stage.Dispatch), ((await county.Case(child)).ParentId, (await county.Case(child)).Stage));
        Assert.Equal((CaseStatus.Merged, parent), ((await county.Case(repeat)).Status, (await county.Case(repeat)).MergedIntoId));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    public async Task Of_forty_orders_at_one_instant_one_becomes_the_head(int seed, bool onDisk)
    {
        var folder = onDisk ? System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName : null;
        try
        {
            await using (var county = await Open(seed, folder))
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(no => Task.Run(() =>
                    county.Runtime.Desk.Register(Of(no % 2 == 0 ? "a" : $"c{no}", $"Z-{no}"), county.Actor("hotline-operator"), LivingCounty.Instant(Start)))));
                Assert.All(answers, answer => Assert.Null(answer.Refusal));
                await county.Until("2026-02-11 12:00");
                var files = await Task.WhenAll(answers.Select(answer => county.Case(answer.File!.Id)));
                var head = Assert.Single(files, file => file.ParentId is null && file.MergedIntoId is null);
                Assert.Equal(39, files.Count(file => file.ParentId == head.Id || files.Any(other => other.Id == file.MergedIntoId)));
                // Twenty times one caller: all but the first of them attached to that first; twenty others, each for itself.
                Assert.Equal(19, files.Count(file => file.MergedIntoId is not null));
                Assert.Equal(20, head.Children.Length);
                Assert.Equal(19, files.Sum(file => file.Attached.Length));
                Assert.True(head.IsSupervised);
            }
        }
        finally
        {
            if (folder is not null) System.IO.Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_repeat_that_meets_the_close_of_its_head_is_never_lost_in_it()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            await using var county = await Open(0);
            var head = await county.Register(Of("a", "Z-1"));
            await Work(county, head);
            await county.Do("hotline-operator", head, new Visit(VisitOutcome.Reached, null, Solved.Yes, 5));
            var now = LivingCounty.Instant(Start);
            var closing = Task.Run(() => county.Runtime.Desk.Move(head, new CloseCase(), county.Actor("hotline-operator"), now));
            var coming = Task.Run(() => county.Runtime.Desk.Register(Of("a", "Z-2"), county.Actor("hotline-operator"), now));
            await Task.WhenAll(closing, coming);
            await county.Runtime.Engine.RunToRest();
            var repeat = await county.Case((await coming).File!.Id);
            var facts = (await county.Facts(head)).Select(fact => fact.Fact).ToList();
            var closed = facts.FindIndex(fact => fact is ClosedCase);
            // Either it came first and the head knows of it, or it is a case of its own.
            if (repeat.MergedIntoId is not null) Assert.Contains(repeat.Id, (await county.Case(head)).Attached);
            else Assert.True(closed >= 0 && repeat.IsOpen);
        }
    }

    [Fact]
    public async Task When_the_process_dies_between_the_two_appends_the_head_still_learns_of_its_repeat()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            string head, repeat;
            await using (var first = await Open(0, folder))
            {
                head = await first.Register(Of("a", "Z-1"));
                var answer = await first.Runtime.Desk.Register(Of("a", "Z-2"), first.Actor("hotline-operator"), LivingCounty.Instant(Start));
                repeat = answer.File!.Id;
            }

            await using var county = await Open(0, folder);
            await county.Runtime.Engine.RunToRest();
            Assert.Equal(repeat, Assert.Single((await county.Case(head)).Attached));
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task The_file_says_that_a_rule_attached_the_order_and_a_person_separated_it()
    {
        await using var county = await Open(0);
        await county.Register(Of("a", "Z-1"));
        var repeat = await county.Register(Of("a", "Z-2"));
        await county.Do("dispatcher", repeat, new Separate { Reason = "两件事" });
        Assert.Equal(
            [typeof(Registered), typeof(MergedInto), typeof(Separated)], (await county.Facts(repeat)).Select(fact => fact.Fact.GetType()));
        Assert.Equal("system:clock", (await county.Facts(repeat))[1].Body.By);
        Assert.Null(FactChain.FirstBreak(await county.Facts(repeat)));
    }

    private static Task<LivingCounty> Open(int seed, string? folder = null) => LivingCounty.Open(Start, folder, seed == 0 ? null : new HostileMode(seed));

    private static Registration Of(string caller, string no, string receivedAt = Start) =>
        LivingCounty.Order(no, receivedAt) with { CallerKey = caller, AddressKey = "door" };

    private static async Task Work(LivingCounty county, string id, bool triaged = false)
    {
        if (!triaged) await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        await county.Do("clerk-cgj", id, new SignOff());
        await county.Do("clerk-cgj", id, new Resolve { Text = "已处理" });
        await county.Do("supervisor-centre", id, new Verify());
    }
}
