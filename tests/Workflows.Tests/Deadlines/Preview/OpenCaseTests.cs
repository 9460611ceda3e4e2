using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Tests.Cases;
using static GridCase.Workflows.Tests.Cases.CaseScript;

namespace GridCase.Workflows.Tests.Deadlines.Preview;

/// <summary>What a preview says of open cases is what then happens. A complaint of Tuesday 2026-03-03 09:00: 5 wd end on Tuesday 03-10 at 17:30.</summary>
public sealed class OpenCaseTests
{
    public static TheoryData<string, OpenCases, string, string> Changes => new()
    {
        { "handled", OpenCases.FromStart, "3wd", "2026-03-04 10:00" },
        { "handled", OpenCases.FromStart, "1wd", "2026-03-06 10:00" },
        { "handled", OpenCases.FromNow, "1wd", "2026-03-06 10:00" },
        { "handled", OpenCases.NewOnly, "1wd", "2026-03-06 10:00" },
        { "handled", OpenCases.FromStart, "20wd", "2026-03-12 11:00" },
        { "warned", OpenCases.KeepWarned, "8wd", "2026-03-10 09:00" },
        { "warned", OpenCases.FromStart, "8wd", "2026-03-10 09:00" },
        { "paused", OpenCases.FromStart, "1wd", "2026-03-05 10:00" },
        { "paused", OpenCases.FromNow, "3wd", "2026-03-05 10:00" },
        { "fixed", OpenCases.FromStart, "2wd", "2026-03-06 10:00" },
        { "extended", OpenCases.FromStart, "1wd", "2026-03-06 10:00" },
        { "untouched", OpenCases.FromStart, "1wd", "2026-03-09 10:00" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void The_counts_and_the_notices_at_once_are_those_of_the_change_that_then_happens(string life, OpenCases treatment, string budget, string at)
    {
        var script = Life(life);
        var impact = Previewing.Rules(script.Policies, Previewing.Finish(budget), at, treatment).Of(script)!.Open!;

        script.Wait(at);
        var told = script.Notices.Count;
        script.Policies = script.Policies.Publish(NewRules.Policy("2026.2", ("finish", budget)), at, treatment);
        script.Wait(at);
        var counts = script.File.TakenChanges.Aggregate(RederivedCounts.None, (sum, taken) => sum.With(taken));
        Assert.Equal(counts, impact.Taken is { } taken ? RederivedCounts.None.With(taken) : RederivedCounts.None);
        Assert.Equal(script.Notices.Skip(told).Select(notice => notice.PersonId), impact.AtOnce);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void The_notices_ahead_are_those_of_the_next_two_weeks_in_which_nobody_acts(string life, OpenCases treatment, string budget, string at)
    {
        var until = (Instant(at) + PreviewRules.Ahead).ToString("yyyy-MM-dd HH:mm");
        var impact = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish(budget), at, treatment).Of(Life(life))!.Open!;
        Assert.Equal(Told(Life(life).Wait(at), until), impact.AheadBefore.Order());
        var changed = Life(life).Wait(at);
        changed.Policies = changed.Policies.Publish(NewRules.Policy("2026.2", ("finish", budget)), at, treatment);
        Assert.Equal(Told(changed.Wait(at), until), impact.AheadAfter.Order());
    }

    [Fact]
    public void A_case_that_becomes_overdue_stands_in_the_list_of_colours_with_its_clock()
    {
        var script = Life("handled");
        var colour = Previewing.Rules(script.Policies, Previewing.Finish("1wd"), "2026-03-06 10:00").Of(script)!.Open!.Colour!;
        Assert.Equal((script.File.Id, script.File.Origin.Code, TestCounty.Traffic, Grade.L3), (colour.CaseId, colour.Code, colour.Unit!, colour.Grade));
        Assert.Equal((Light.Green, Light.Purple), (colour.LightBefore, colour.LightAfter));
        Assert.Equal((Instant("2026-03-10 17:30"), Instant("2026-03-04 17:30")), (colour.OldDue!.Value, colour.NewDue!.Value));
    }

    [Fact]
    public void A_case_that_becomes_green_again_is_listed_with_the_clock_that_was_red()
    {
        var script = Life("handled").Wait("2026-03-11 09:00");
        var colour = Previewing.Rules(script.Policies, Previewing.Finish("20wd"), "2026-03-11 09:00").Of(script)!.Open!.Colour!;
        Assert.Equal((Light.Red, Light.Green), (colour.LightBefore, colour.LightAfter));
        Assert.Contains(colour.Clock, new[] { "unit-finish", "citizen-finish" });
    }

    [Fact]
    public void A_clock_that_the_hotline_fixed_is_counted_apart()
    {
        var sum = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("2wd"), "2026-03-04 10:00").Sum(Life("fixed"), Life("handled"));
        Assert.Equal((2, 1), (sum.Open.Cases, sum.Open.FixedByHotline));
    }

    [Fact]
    public void What_fell_due_before_the_change_is_let_happen_first_and_is_not_the_changes_doing()
    {
        // Nobody looked since the 3rd: the warning of the 9th and the due time of the 10th were never written.
        var impact = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("4wd"), "2026-03-11 09:00").Of(Life("handled"))!.Open!;
        Assert.Equal((Light.Red, 0), (impact.Taken!.LightBefore, RederivedCounts.None.With(impact.Taken).BecameOverdue));
    }

    [Fact]
    public void An_undo_is_previewed_as_what_each_case_gets_back()
    {
        var script = Life("handled");
        script.Policies = script.Policies.Publish(NewRules.Policy("2026.2", ("finish", "3wd")), "2026-03-04 10:00", OpenCases.FromStart);
        script.Wait("2026-03-04 11:00");
        var question = new PreviewQuestion(
            RuleSort.Policy, NewRules.Document("2026.3"), 2, Instant("2026-03-04 12:00"), OpenCases.FromStart, Instant("2026-01-01 00:00"), Instant("2026-03-04 12:00"),
            PreviewScope.Everything, Undoes: 1);
        var impact = PreviewRules.Of(question, script.Policies, TestCounty.Directory).Of(script)!.Open!;
        Assert.Equal(1, impact.Taken!.Fact.Undoes);
        Assert.Contains(impact.Taken.Fact.Clocks, clock => clock.Clock == "unit-finish" && clock.NewDue == Instant("2026-03-10 17:30"));
    }

    [Fact]
    public void Only_cases_inside_the_scope_are_looked_at()
    {
        PreviewScope[] outside = [new(Unit: TestCounty.Urban), new(Grid: TestCounty.OtherGrid), new(Category: "facility.man"), new(Channel: Channel.Window)];
        PreviewScope[] inside = [new(Unit: TestCounty.Traffic), new(Grid: TestCounty.Town[..9]), new(Category: "facility"), new(Channel: Channel.Hotline)];
        Assert.All(outside, scope => Assert.Null(Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("2wd"), "2026-03-04 10:00", scope: scope).Of(Life("handled"))));
        Assert.All(inside, scope => Assert.NotNull(Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("2wd"), "2026-03-04 10:00", scope: scope).Of(Life("handled"))));
    }

    [Fact]
    public void Changes_of_a_later_date_are_left_out()
    {
        var book = PolicyBook.BuiltIn.Publish(NewRules.Policy("2026.2", ("finish", "1wd")), "2026-04-01 00:00", OpenCases.FromStart);
        var rules = Previewing.Rules(book, Previewing.Finish("3wd"), "2026-03-04 10:00");
        Assert.Equal((1, 0), (rules.Change.Number, rules.Before.Changes.Length));
        Assert.NotNull(rules.Of(Life("handled"))!.Open!.Taken);
    }

    [Fact]
    public void A_rehearsed_draft_leaves_no_hash_behind()
    {
        var script = Life("handled");
        var draft = new CaseDraft(script.File.Id, script.File, script.At("2026-03-11 10:00").Context(TestCounty.Hotline), rehearsed: true);
        Agenda.CatchUp(draft, script.Context(TestCounty.Hotline));
        Assert.NotEmpty(draft.Facts);
        Assert.All(draft.Facts, fact => Assert.Equal(("", ""), (fact.Json, fact.Hash)));
    }

    private static List<string> Told(CaseScript script, string until)
    {
        var told = script.Notices.Count;
        script.WalkTo(until);
        return [.. script.Notices.Skip(told).Select(notice => notice.PersonId).Order()];
    }

    private static CaseScript Life(string life)
    {
        if (life == "untouched") return new(Order("2026-03-03 09:00"), "2026-03-03 09:00");
        var order = Order("2026-03-03 09:00");
        if (life == "fixed") order = order with { ExternalId = "Z-2", DueAt = Instant("2026-03-12 12:00") };
        var script = InHandling("2026-03-03 09:00", "2026-03-03 10:00", order).Do(TestCounty.TrafficClerk, new Contact());
        return life switch
        {
            "warned" => script.Wait("2026-03-09 18:00"),
            "paused" => script.At("2026-03-04 09:30")
                .Do(TestCounty.TrafficClerk, new RequestSuspension(PolicyBook.BuiltIn.LatestPolicy.SuspensionReasons.First(one => one.PausesCitizenClock).Code) { Reason = "等" })
                .Do(TestCounty.Supervisor, new DecideSuspension(true)),
            "extended" => script.Do(TestCounty.TrafficClerk, new RequestExtension("4wd") { Reason = "材料" }).Do(TestCounty.Supervisor, new DecideExtension(true)),
            _ => script,
        };
    }
}
