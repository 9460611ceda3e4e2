using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Lifecycle;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;

namespace GridCase.Scenarios.Lives;

/// <summary>Rule changes on their way to the open cases of a living county.</summary>
public sealed class RolloutTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_open_case_takes_a_change_over_once(int? hostile)
    {
        await using var county = await LivingCounty.Open("2026-03-03 08:00", hostile: hostile is { } seed ? new HostileMode(seed) : null);
        var ids = await Handled(county, 120);
        var change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "3wd"), OpenCases.FromStart);
        await county.Runtime.Engine.RunToRest();
        foreach (var id in ids)
        {
            Assert.Single(await county.Facts(id), fact => fact.Fact is ClocksRederived);
            Assert.Equal(LivingCounty.Instant("2026-03-06 17:30"), Due(await county.Case(id), county));
        }

        var rollout = await Rollout(county, change);
        Assert.Equal((RolloutState.Done, 120, 120), (rollout.State, rollout.Visited, rollout.Counts.Rederived));
        Assert.Equal((120, 120, 0), (rollout.Counts.Moved, rollout.Counts.Sooner, rollout.Counts.Later));
    }

    [Fact]
    public async Task The_timers_of_cases_follow_the_new_due_times()
    {
        await using var county = await LivingCounty.Open("2026-03-03 08:00");
        var id = (await Handled(county, 1))[0];
        await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart);
        await county.Until("2026-03-05 17:31");
        var fact = (await county.Facts(id)).Single(fact => fact.Fact is FellDue { Clock: "unit-finish" });
        Assert.Equal(LivingCounty.Instant("2026-03-05 17:30"), fact.At);
        Assert.Null(((FellDue)fact.Fact).Because);
    }

    [Fact]
    public async Task A_rollout_waits_for_its_date_and_new_cases_too()
    {
        await using var county = await LivingCounty.Open("2026-03-03 08:00");
        var early = (await Handled(county, 1))[0];
        var change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "3wd"), OpenCases.NewOnly, LivingCounty.Instant("2026-03-05 00:00"));
        await county.Until("2026-03-04 09:00");
        Assert.Equal(RolloutState.Waiting, (await Rollout(county, change)).State);
        Assert.Equal("2026.1", (await county.Case(await county.Register(LivingCounty.Order("before", "2026-03-04 09:00")))).PolicyVersion);
        await county.Until("2026-03-05 09:00");
        Assert.Equal(RolloutState.Done, (await Rollout(county, change)).State);
        Assert.Equal("2026.2", (await county.Case(await county.Register(LivingCounty.Order("after", "2026-03-05 09:00")))).PolicyVersion);
        Assert.Equal("2026.1", (await county.Case(early)).PolicyVersion);
    }

    [Fact]
    public async Task A_paused_rollout_rests_and_the_next_change_queues_behind_it()
    {
        await using var county = await LivingCounty.Open("2026-03-03 08:00");
        var ids = await Handled(county, 120);
        var administrators = new Administrators(county.Runtime);
        var desk = new RolloutDesk(county.Runtime.Stores.Rollouts, county.Runtime.Engine);
        var first = await administrators.Publish(Administrators.Ordinary("finish", "3wd"), OpenCases.FromStart, LivingCounty.Instant("2026-03-03 12:00"));
        await county.Runtime.Engine.RunToRest();
        Assert.Equal(RolloutState.Paused, (await desk.Pause(first)).State);
        Assert.Equal(RolloutState.Paused, (await desk.Pause(first)).State);
        await county.Until("2026-03-03 13:00");
        Assert.Equal((RolloutState.Paused, 0), ((await Rollout(county, first)).State, (await Rollout(county, first)).Visited));
        // The rules are in force all the same: whoever moves takes them over.
        await county.Do("clerk-cgj", ids[0], new Progress { Text = "办理中" });
        Assert.Equal("2026.2", (await county.Case(ids[0])).PolicyVersion);
        var second = await administrators.Publish(Administrators.Ordinary("finish", "4wd"), OpenCases.FromStart);
        await county.Runtime.Engine.RunToRest();
        Assert.Equal((RolloutState.Waiting, first), ((await Rollout(county, second)).State, (await Rollout(county, second)).WaitsFor));
        await desk.Resume(first);
        await county.Runtime.Engine.RunToRest();
        Assert.Equal((RolloutState.Done, RolloutState.Done), ((await Rollout(county, first)).State, (await Rollout(county, second)).State));
        foreach (var id in ids)
        {
            Assert.Equal([first, second], (await county.Facts(id)).Select(fact => fact.Fact).OfType<ClocksRederived>().Select(fact => fact.Change));
            Assert.Equal(LivingCounty.Instant("2026-03-09 17:30"), Due(await county.Case(id), county));
        }

        Assert.Equal((120, 120), ((await Rollout(county, first)).Counts.Sooner, (await Rollout(county, second)).Counts.Later));
    }

    [Fact]
    public async Task An_undo_takes_the_place_of_a_rollout_that_was_paused()
    {
        await using var county = await LivingCounty.Open("2026-03-03 08:00");
        var ids = await Handled(county, 60);
        var before = await Dues(county, ids);
        var administrators = new Administrators(county.Runtime);
        var first = await administrators.Publish(Administrators.Ordinary("finish", "1wd"), OpenCases.FromNow, LivingCounty.Instant("2026-03-03 12:00"));
        await new RolloutDesk(county.Runtime.Stores.Rollouts, county.Runtime.Engine).Pause(first);
        await county.Until("2026-03-03 13:00");
        var undo = await administrators.Undo();
        await county.Runtime.Engine.RunToRest();
        Assert.Equal((RolloutState.Superseded, RolloutState.Done), ((await Rollout(county, first)).State, (await Rollout(county, undo)).State));
        Assert.Equal(before, await Dues(county, ids));
    }

    [Fact]
    public async Task Cases_that_move_and_end_during_a_rollout_are_counted_once()
    {
        await using var county = await LivingCounty.Open("2026-03-03 08:00");
        var ids = await Handled(county, 150);
        var desk = new RolloutDesk(county.Runtime.Stores.Rollouts, county.Runtime.Engine);
        var change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "3wd"), OpenCases.FromStart, LivingCounty.Instant("2026-03-03 12:00"));
        await desk.Pause(change);
        await county.Until("2026-03-03 12:30");
        foreach (var id in ids.Take(20)) await county.Do("hotline-operator", id, new Withdraw { Reason = "已解决" });
        foreach (var id in ids.Skip(20).Take(20)) await county.Do("clerk-cgj", id, new Progress { Text = "办理中" });
        await county.Register(LivingCounty.Order("new", "2026-03-03 12:30"));
        await desk.Resume(change);
        await county.Runtime.Engine.RunToRest();
        var rollout = await Rollout(county, change);
        Assert.Equal((RolloutState.Done, 150), (rollout.State, rollout.Counts.Rederived));
    }

    [Fact]
    public async Task A_rollout_that_was_lost_is_taken_up_again_by_the_watchdog()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            int change;
            await using (var county = await LivingCounty.Open("2026-03-03 08:00", folder))
            {
                await Handled(county, 3);
                change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "3wd"), OpenCases.FromStart, LivingCounty.Instant("2026-03-04 00:00"));
                await county.Runtime.Engine.RunToRest();
            }

            LivingCounty.Lose(folder, Orchestrations.RolloutOf(change));
            await using var again = await LivingCounty.Open("2026-03-03 12:00", folder);
            await again.Until("2026-03-04 02:00");
            Assert.Equal((RolloutState.Done, 3), ((await Rollout(again, change)).State, (await Rollout(again, change)).Counts.Moved));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_new_year_of_the_calendar_reaches_what_lay_beyond_the_old_one()
    {
        await using var county = await LivingCounty.Open("2026-12-29 08:00");
        var id = await county.Register(LivingCounty.Order("1", "2026-12-29 08:00"));
        await new Administrators(county.Runtime).Publish(
            document => document["years"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse(
                """{"year": 2027, "source": "notice", "holidays": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-03", "makeUp": ["2027-01-09"]}]}""")),
            OpenCases.FromStart, sort: RuleSort.Calendar);
        await county.Runtime.Engine.RunToRest();
        var file = await county.Case(id);
        var citizen = ClockBoard.Read(file.Clock("citizen-finish")!, county.Runtime.Policies.Current)!;
        Assert.False(citizen.Reading.HorizonExceeded);
        Assert.Equal("cn-2026.2", file.CalendarVersion);
    }

    private static async Task<List<string>> Handled(LivingCounty county, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var id = await county.Register(LivingCounty.Order($"{i}", "2026-03-03 08:00"));
            await county.Do("dispatcher", id, new Triage(null, null, Grade.L3, null, null));
            await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
            await county.Do("clerk-cgj", id, new SignOff());
            ids.Add(id);
        }

        return ids;
    }

    private static async Task<Rollout> Rollout(LivingCounty county, int change) => (await county.Runtime.Stores.Rollouts.Find(change))!;

    private static DateTimeOffset? Due(CaseFile file, LivingCounty county) => ClockBoard.DueOf(file, ClockKind.UnitFinish, county.Runtime.Policies.Current);

    private static async Task<List<DateTimeOffset?>> Dues(LivingCounty county, List<string> ids)
    {
        var dues = new List<DateTimeOffset?>();
        foreach (var id in ids) dues.Add(Due(await county.Case(id), county));
        return dues;
    }
}
