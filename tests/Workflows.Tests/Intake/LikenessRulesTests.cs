using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Intake;
using GridCase.Workflows.Tests.Cases;

namespace GridCase.Workflows.Tests.Intake;

public sealed class LikenessRulesTests
{
    private const string First = "2026-02-10 09:00";

    [Fact]
    public void The_same_caller_with_the_same_matter_at_the_same_spot_is_a_repeat() =>
        Assert.Equal((Relation.Repeat, true), Of(AtTheDoor("Z-2"), AtTheDoor("Z-1")));

    [Fact]
    public void In_the_same_grid_alone_it_is_only_proposed() =>
        Assert.Equal((Relation.Possible, false), Of(Order("Z-2"), Order("Z-1")));

    [Theory]
    [InlineData("facility", true)]
    [InlineData("facility.manhole", true)]
    [InlineData("dispute", null)]
    [InlineData("no such word", false)]
    public void A_category_above_is_the_same_matter_and_none_at_all_is_only_proposed(string category, bool? byItself)
    {
        var found = Of(AtTheDoor("Z-2") with { Category = category }, AtTheDoor("Z-1"));
        Assert.Equal(byItself, found?.ByItself);
    }

    [Fact]
    public void Without_a_place_it_is_only_proposed() =>
        Assert.Equal((Relation.Possible, false), Of(Order("Z-2") with { GridCode = null }, Order("Z-1")));

    [Fact]
    public void The_same_address_stands_in_for_the_grid() => Assert.Equal(
        (Relation.Repeat, true), Of(Order("Z-2") with { GridCode = null, AddressKey = "a" }, Order("Z-1") with { AddressKey = "a" }));

    [Fact]
    public void An_emergency_is_never_attached_by_itself() =>
        Assert.Equal((Relation.Repeat, false), Of(AtTheDoor("Z-2") with { Urgency = Urgency.Urgent }, AtTheDoor("Z-1")));

    [Fact]
    public void After_the_window_they_are_two_matters()
    {
        Assert.Equal((Relation.Repeat, true), Of(AtTheDoor("Z-2"), AtTheDoor("Z-1"), "2026-03-12 09:00"));
        Assert.Null(Of(AtTheDoor("Z-2"), AtTheDoor("Z-1"), "2026-03-13 09:00"));
    }

    [Fact]
    public void Where_the_earlier_case_is_over_a_person_says_whether_there_is_a_new_fact()
    {
        var ended = new CaseScript(Order("Z-1"), First).Do(TestCounty.Dispatcher, new Withdraw { Reason = "不反映了" }).File;
        Assert.Equal((Relation.RepeatOfEnded, false), Of(Order("Z-2"), ended, "2026-02-11 09:00"));
    }

    [Fact]
    public void Another_caller_at_the_same_spot_becomes_a_child_within_72_hours()
    {
        var first = Order("Z-1", "a") with { Latitude = 21.2500, Longitude = 110.4500 };
        var near = Order("Z-2", "b") with { Latitude = 21.2510, Longitude = 110.4510 };
        Assert.Equal((Relation.Collective, true), Of(near, first, "2026-02-13 09:00"));
        Assert.Null(Of(near, first, "2026-02-13 09:01"));
        Assert.Null(Of(near with { Latitude = 21.2530 }, first, "2026-02-11 09:00"));
    }

    [Fact]
    public void A_grid_alone_is_no_spot_and_an_unknown_caller_is_nobody_else()
    {
        Assert.Null(Of(Order("Z-2", "b"), Order("Z-1", "a")));
        var here = Order("Z-1", "a") with { AddressKey = "door" };
        Assert.Equal((Relation.Possible, false), Of(here with { ExternalId = "Z-2", CallerKey = null }, here));
    }

    [Fact]
    public void Nobody_joins_a_parent_whose_result_is_known_already()
    {
        var here = Order("Z-1", "a") with { AddressKey = "door" };
        var resolved = CaseScript.InHandling(order: here).Do(TestCounty.TrafficClerk, new Resolve { Text = "已补" }).File;
        Assert.Equal((Relation.Possible, false), Of(here with { ExternalId = "Z-2", CallerKey = "b" }, resolved, "2026-02-11 09:00"));
    }

    [Fact]
    public void A_repeat_comes_before_a_crowd_and_the_earliest_case_before_later_ones()
    {
        var here = Order("Z-1", "a") with { AddressKey = "door" };
        CaseFile[] found =
        [
            new CaseScript(here with { CallerKey = "b" }, First).File,
            new CaseScript(here with { ExternalId = "Z-2" }, "2026-02-10 10:00").File,
            new CaseScript(here with { ExternalId = "Z-3" }, "2026-02-10 11:00").File,
        ];
        var script = new CaseScript(here with { ExternalId = "Z-4" }, "2026-02-10 12:00");
        Assert.Equal(
            [found[1].Id, found[2].Id, found[0].Id],
            LikenessRules.Of(script.File, found, script.Context(TestCounty.Hotline)).Select(likeness => likeness.Head.Id));
    }

    [Fact]
    public void Separated_it_goes_on_with_its_clocks_as_if_it_had_never_been_joined()
    {
        var alone = new CaseScript(Order("Z-2"), First).Wait("2026-02-11 12:00");
        var script = new CaseScript(Order("Z-2"), First);
        var joined = Apply(script, new MergedInto("head") { ByRule = true }, First);
        Assert.Equal((CaseStatus.Merged, false), (joined.Status, joined.Clocks.Any(clock => clock.IsRunning)));
        var separated = Apply(script, joined, new Separated("head", true), "2026-02-11 12:00");
        var draft = new CaseDraft(separated.Id, separated, script.At("2026-02-11 12:00").Context(TestCounty.Dispatcher));
        Agenda.CatchUp(draft, script.Context(TestCounty.Dispatcher));
        Assert.Equal((CaseStatus.Open, Stage.Triage, (string?)null), (draft.File!.Status, draft.File.Stage, draft.File.MergedIntoId));
        Assert.Equal(
            alone.File.Clocks.Select(clock => (clock.Id, clock.StartedAt, clock.StoppedAt, ClockBoard.Read(clock, script.Policies)!.Reading.Due, string.Join(' ', clock.Passed.Select(passed => passed.Mark)))),
            draft.File.Clocks.Select(clock => (clock.Id, clock.StartedAt, clock.StoppedAt, ClockBoard.Read(clock, script.Policies)!.Reading.Due, string.Join(' ', clock.Passed.Select(passed => passed.Mark)))));
    }

    [Fact]
    public void A_clock_that_had_stopped_before_the_merge_stays_stopped()
    {
        var file = CaseScript.InHandling().File;
        var running = file.Clocks.Count(clock => clock.IsRunning);
        var script = CaseScript.InHandling();
        var separated = Apply(script, Apply(script, new MergedInto("head"), "2026-02-10 10:00"), new Separated("head", true), "2026-02-10 10:00");
        Assert.Equal(running, separated.Clocks.Count(clock => clock.IsRunning));
        Assert.Equal((Stage.Handling, TestCounty.Traffic), (separated.Stage, separated.UnitCode));
    }

    [Fact]
    public void Separating_wants_a_reason_and_something_to_separate()
    {
        var child = new CaseScript(Order("Z-2"), First);
        child.DoRefused("wrong-stage", TestCounty.Dispatcher, new Separate { Reason = "两件事" });
        var merged = Apply(child, new MergedInto("head") { ByRule = true }, First);
        Assert.Equal("reason-required", MergeRules.Separate(merged, new Separate()).Refusal!.Code);
        Assert.Equal("not-joined", MoveTable.Check(MoveTable.RowOf(new Separate()), CaseScript.InHandling().File, TestCounty.Dispatcher)!.Code);
    }

    [Theory]
    [InlineData("坡头区灯塔路12号", "坡头区 灯塔路１２号。", true)]
    [InlineData("灯塔路12号A座", "灯塔路12号a座", true)]
    [InlineData("灯塔路12号", "灯塔路13号", false)]
    [InlineData("灯塔路路边", "灯塔路路边", false)]
    public void An_address_is_the_same_however_it_is_written_and_must_name_a_spot(string one, string other, bool same) =>
        Assert.Equal(same, Spots.NormalisedAddress(one) is { } spot && spot == Spots.NormalisedAddress(other));

    private static Registration AtTheDoor(string id) => Order(id) with { AddressKey = "door" };

    private static Registration Order(string no, string caller = "a") => CaseScript.Order(no: no) with { CallerKey = caller };

    private static (Relation Relation, bool ByItself)? Of(Registration order, Registration earlier, string at = "2026-02-10 10:00") => Of(order, new CaseScript(earlier, First).File, at);

    private static (Relation Relation, bool ByItself)? Of(Registration order, CaseFile earlier, string at)
    {
        var script = new CaseScript(order with { ReceivedAt = CaseScript.Instant(at) }, at);
        return LikenessRules.Of(script.File, [earlier], script.Context(TestCounty.Hotline)) is [var first, ..] ? (first.Relation, first.ByItself) : null;
    }

    private static CaseFile Apply(CaseScript script, Fact fact, string at) => Apply(script, script.File, fact, at);

    private static CaseFile Apply(CaseScript script, CaseFile file, Fact fact, string at)
    {
        var draft = new CaseDraft(file.Id, file, script.At(at).Context(TestCounty.Dispatcher));
        draft.Add(fact);
        return draft.File!;
    }
}
