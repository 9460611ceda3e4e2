using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Deadlines;
using static GridCase.Workflows.Tests.Cases.CaseScript;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>The hotline hears when the citizen's time moved by something that has no event of its own, and only when it really moved.</summary>
public sealed class RescheduledTests
{
    private const string Rescheduled = "cn.gridcase.order.rescheduled";
    private static readonly Policy Three = NewRules.Policy("2026.2", ("finish", "3wd"));

    [Fact]
    public void A_change_of_rules_that_moves_the_due_time_is_told_with_both_times()
    {
        var script = Handled();
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        script.Wait("2026-03-04 10:01");
        var told = Assert.Single(script.Events, one => one.Type == Rescheduled);
        var data = JsonNode.Parse(told.Data)!;
        Assert.Equal(("2026-03-10T17:30:00.0000000+08:00", "2026-03-06T17:30:00.0000000+08:00"), ((string)data["previousDueAt"]!, (string)data["citizenDueAt"]!));
        Assert.Equal($"{script.File.Id}/{script.File.Version}", told.Key);
    }

    [Theory]
    [InlineData(OpenCases.NewOnly)]
    [InlineData(OpenCases.FromStart)]
    public void A_change_that_moves_nothing_is_not_told(OpenCases treatment)
    {
        var script = Handled();
        var policy = treatment == OpenCases.NewOnly ? Three : NewRules.Policy("2026.2", ("sign-off", "2wd"));
        script.Policies = script.Policies.Publish(policy, "2026-03-04 10:00", treatment);
        script.Wait("2026-03-04 10:01");
        Assert.DoesNotContain(script.Events, one => one.Type == Rescheduled);
    }

    [Fact]
    public void A_due_time_that_the_hotline_set_itself_never_moves()
    {
        var order = Order("2026-03-03 09:00") with { DueAt = Instant("2026-03-20 12:00") };
        var script = InHandling("2026-03-03 09:00", "2026-03-03 10:00", order);
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        script.Wait("2026-03-04 10:01").Do(TestCounty.Dispatcher, new Regrade(Grade.L2));
        Assert.DoesNotContain(script.Events, one => one.Type == Rescheduled);
    }

    [Fact]
    public void After_a_reply_there_is_nothing_to_move()
    {
        var script = Handled().Do(TestCounty.TrafficClerk, new Resolve { Text = "已装好", Reply = "已装好" });
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        script.Wait("2026-03-04 10:01");
        Assert.DoesNotContain(script.Events, one => one.Type == Rescheduled);
    }

    [Fact]
    public void An_extension_is_told_once_as_what_it_is()
    {
        var script = Handled().Do(TestCounty.TrafficClerk, new RequestExtension("2wd") { Reason = "缺料" }).Do(TestCounty.Supervisor, new DecideExtension(true));
        Assert.DoesNotContain(script.Events, one => one.Type == Rescheduled);
        var extended = Assert.Single(script.Events, one => one.Type.EndsWith(".extended", StringComparison.Ordinal));
        Assert.Equal("2026-03-12T17:30:00.0000000+08:00", (string)JsonNode.Parse(extended.Data)!["citizenDueAt"]!);
    }

    [Fact]
    public void A_change_found_at_the_moment_of_an_extension_tells_its_own_step_and_the_extension_the_next()
    {
        var script = Handled().Do(TestCounty.TrafficClerk, new RequestExtension("2wd") { Reason = "缺料" });
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        script.At("2026-03-04 11:00").Do(TestCounty.Supervisor, new DecideExtension(true));
        var due = script.Events.Skip(3).Select(one => $"{one.Type["cn.gridcase.order.".Length..]} {((string)JsonNode.Parse(one.Data)!["citizenDueAt"]!)[..10]}");
        Assert.Equal(["rescheduled 2026-03-06", "extended 2026-03-10"], due);
    }

    [Fact]
    public void A_higher_grade_that_shortens_the_time_is_told()
    {
        var script = Handled().Do(TestCounty.Dispatcher, new Regrade(Grade.L2));
        var data = JsonNode.Parse(Assert.Single(script.Events, one => one.Type == Rescheduled).Data)!;
        Assert.Equal("2026-03-04T09:00:00.0000000+08:00", (string)data["citizenDueAt"]!);
    }

    [Fact]
    public void A_triage_that_keeps_the_time_is_silent_and_one_that_changes_it_is_told()
    {
        var quiet = new CaseScript(Order("2026-03-03 09:00"), "2026-03-03 09:00").Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null));
        Assert.Equal(["cn.gridcase.order.accepted"], quiet.Events.Select(one => one.Type));
        var told = new CaseScript(Order("2026-03-03 09:00"), "2026-03-03 09:00").Do(TestCounty.Dispatcher, new Triage(CaseKind.Consult, null, null, null, null));
        Assert.Equal(["cn.gridcase.order.accepted", Rescheduled], told.Events.Select(one => one.Type));
    }

    [Fact]
    public void What_an_order_says_happened_to_it_is_what_the_hotline_was_told()
    {
        var script = Handled().Do(TestCounty.Dispatcher, new Regrade(Grade.L2)).Do(TestCounty.Dispatcher, new Regrade(Grade.L3));
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        script.Wait("2026-03-04 10:01").Do(TestCounty.TrafficClerk, new Resolve { Text = "已装好", Reply = "已装好" });
        var shown = HotlineEventRules.Told(script.File.Id, script.Facts, script.Policies).Select(told => ($"{script.File.Id}/{told.Fact.Number}", "cn.gridcase.order." + told.Name));
        Assert.Equal(script.Events.Select(one => (one.Key, one.Type)), shown);
        Assert.Equal(3, script.Events.Count(one => one.Type == Rescheduled));
    }

    private static CaseScript Handled() => InHandling("2026-03-03 09:00", "2026-03-03 10:00");
}
