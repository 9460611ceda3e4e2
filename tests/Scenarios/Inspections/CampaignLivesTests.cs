using System.Diagnostics;
using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;

namespace GridCase.Scenarios.Inspections;

/// <summary>Every household in two days, over 540 grids; and what becomes of those that are missed.</summary>
public sealed class CampaignLivesTests
{
    private const int Grids = 540;

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_grid_has_one_inspection_and_each_worker_one_notice_however_many_wait(int? hostile)
    {
        await using var county = await InspectedCounty.Open("2026-03-03 09:00", hostile: hostile is { } seed ? new HostileMode(seed) : null, with: InspectedCounty.WithGrids(Grids));
        var sweep = await county.Start(InspectedCounty.EveryHousehold);
        Assert.Equal(sweep.Id, (await county.Start(InspectedCounty.EveryHousehold)).Id);
        await county.Living.Until("2026-03-03 09:01");

        var inspections = await county.Of(sweep);
        Assert.Equal(Grids, inspections.Count);
        Assert.Equal(Grids, inspections.DistinctBy(inspection => inspection.GridCode).Count());
        sweep = (await county.Store.FindSweep(sweep.Id))!;
        Assert.Equal((SweepState.Open, Grids, Grids, LivingCounty.Instant("2026-03-05 17:30")), (sweep.State, sweep.Counts.Total, sweep.Counts.Open, sweep.DueAt));
        var opened = await county.Notices(sweep);
        Assert.Equal(inspections.Select(inspection => inspection.AssigneeId).Distinct().Count(), opened.Count);
        Assert.Equal(Grids, opened.Sum(notice => notice.Notice.About!.Count));
    }

    [Fact]
    public async Task Five_hundred_and_forty_inspections_are_made_in_a_second()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            await using var county = await InspectedCounty.Open("2026-03-03 09:00", folder, with: InspectedCounty.WithGrids(Grids));
            await county.AddPlaces(RiskColour.Red, 1);
            var watch = Stopwatch.StartNew();
            var sweep = await county.Start(InspectedCounty.EveryHousehold);
            watch.Stop();
            Assert.Null((await county.Living.Runtime.Engine.Find(Workflows.Lifecycle.Orchestrations.SweepOf(sweep.Id)))?.ParkedReason);
            Assert.Equal(Grids, sweep.Counts.Open);
            // Three batches and the notices; a busy machine is given five times what is promised of one batch.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_is_missed_climbs_the_ladder_with_one_notice_to_each_person_and_mark(int? hostile)
    {
        await using var county = await InspectedCounty.Open("2026-03-03 09:00", hostile: hostile is { } seed ? new HostileMode(seed) : null, with: InspectedCounty.WithGrids(Grids));
        var sweep = await county.Start(InspectedCounty.EveryHousehold);
        await county.Living.Until("2026-03-03 12:00");
        foreach (var inspection in (await county.Of(sweep)).Take(100)) await county.Report(inspection);
        await county.Living.Until("2026-03-13 18:00");

        sweep = (await county.Store.FindSweep(sweep.Id))!;
        Assert.Equal((SweepState.Open, 100, Grids - 100, 0), (sweep.State, sweep.Counts.Done, sweep.Counts.Missed, sweep.Counts.Open));
        var notices = (await county.Notices(sweep)).Select(kept => kept.Notice).ToList();
        Assert.Equal(["inspection-opened", "warn", "due", "rung-1", "rung-2", "rung-3"], notices.Select(notice => notice.Purpose).Distinct());
        Assert.All(notices.GroupBy(notice => (notice.Purpose, notice.PersonId)), told => Assert.Single(told));
        foreach (var mark in new[] { "due", "rung-1", "rung-2", "rung-3" }) Assert.Equal(Grids - 100, notices.Where(notice => notice.Purpose == mark).Sum(notice => notice.About!.Count));
        // One supervisor of many missed grids is told once, with their number.
        var centre = Assert.Single(notices, notice => notice.Purpose == "rung-2");
        Assert.Equal((Grids - 100, sweep.Code, "440804"), (centre.About!.Count, centre.CaseCode, centre.About.Area));
    }

    [Fact]
    public async Task A_rung_that_all_have_acknowledged_does_not_climb_and_silence_does()
    {
        await using var county = await InspectedCounty.Open("2026-03-03 09:00");
        var (seen, silent) = (await county.Start(OneGrid("a"), "a"), await county.Start(OneGrid("b"), "b"));
        await county.Living.Until("2026-03-06 18:00");
        var rung = Assert.Single(await county.Notices(seen), kept => kept.Notice.Rung == 1);
        Assert.NotNull(rung.Notice.AcknowledgeBy);
        Assert.Null((await county.Living.Runtime.Sweeps.Acknowledge(seen.Id, 1, rung.Notice.PersonId)).Refusal);
        Assert.True((await county.Living.Runtime.Sweeps.Acknowledge(seen.Id, 1, rung.Notice.PersonId)).WasRepeat);
        await county.Living.Until("2026-03-10 18:00");

        // Due on the 5th; the second rung is due on the 10th, but silence of four office hours brings it forward to the 9th.
        Assert.Equal(LivingCounty.Instant("2026-03-10 17:30"), MarkOf(await county.Store.FindSweep(seen.Id), 2));
        Assert.True(MarkOf(await county.Store.FindSweep(silent.Id), 2) < LivingCounty.Instant("2026-03-10 00:00"));
    }

    [Fact]
    public async Task Done_late_is_taken_and_ends_the_sweep()
    {
        await using var county = await InspectedCounty.Open("2026-03-03 09:00");
        var sweep = await county.Start(OneGrid("a"));
        await county.Living.Until("2026-03-06 09:00");
        var missed = Assert.Single(await county.Of(sweep));
        Assert.Equal(InspectionState.Missed, missed.State);
        var done = await county.Report(missed);
        Assert.Equal((InspectionState.Done, true, true), (done.State, done.Late, done.Settled));
        sweep = (await county.Store.FindSweep(sweep.Id))!;
        Assert.Equal((SweepState.Done, 1, 1, 0), (sweep.State, sweep.Counts.Done, sweep.Counts.Late, sweep.Counts.Missed));
        await county.Living.Until("2026-03-20 09:00");
        Assert.DoesNotContain(await county.Notices(sweep), kept => kept.Notice.Rung > 0);
    }

    [Fact]
    public async Task A_cancelled_sweep_asks_nobody_for_anything_any_more()
    {
        await using var county = await InspectedCounty.Open("2026-03-03 09:00");
        var sweep = await county.Start(InspectedCounty.EveryHousehold with { Target = new(TargetKind.Households, [], [], [LivingCounty.Grid[..12]]) });
        var inspections = await county.Of(sweep);
        Assert.True(inspections.Count > 1);
        await county.Report(inspections[0]);
        Assert.Equal("reason-required", (await county.Living.Runtime.Sweeps.Cancel(sweep.Id, " ", county.Living.Actor("dispatcher"), county.Now)).Refusal!.Code);
        Assert.Null((await county.Living.Runtime.Sweeps.Cancel(sweep.Id, "台风", county.Living.Actor("dispatcher"), county.Now)).Refusal);
        await county.Living.Until("2026-03-20 09:00");

        sweep = (await county.Store.FindSweep(sweep.Id))!;
        Assert.Equal((SweepState.Cancelled, 1, inspections.Count - 1), (sweep.State, sweep.Counts.Done, sweep.Counts.Cancelled));
        Assert.Equal("inspection-cancelled", (await county.TryReport(inspections[1], inspections[1].AssigneeId!, Role.GridWorker)).Refusal!.Code);
        Assert.All(await county.Notices(sweep), kept => Assert.Equal("inspection-opened", kept.Notice.Purpose));
        Assert.Equal("台风", Assert.Single(await county.Store.ReadTexts(InspectionText.OfSweep(sweep.Id))).Value);
    }

    [Fact]
    public async Task A_sweep_that_is_lost_half_way_is_found_by_the_watchdog_and_goes_on()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            string id;
            await using (var first = await InspectedCounty.Open("2026-03-03 09:00", folder)) id = (await first.Start(OneGrid("a"))).Id;
            LivingCounty.Lose(folder, Workflows.Lifecycle.Orchestrations.SweepOf(id));
            LivingCounty.Lose(folder, Workflows.Lifecycle.Orchestrations.InspectionScheduleId);
            await using var county = await InspectedCounty.Open("2026-03-03 09:00", folder);
            await county.Living.Until("2026-03-06 09:00");
            Assert.Equal(1, (await county.Store.FindSweep(id))!.Counts.Missed);
            Assert.Equal(["inspection-opened", "warn", "due"], (await county.Notices((await county.Store.FindSweep(id))!)).Select(kept => kept.Notice.Purpose).Distinct());
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_sweep_that_nobody_does_lapses_a_month_after_its_ladder_was_climbed()
    {
        await using var county = await InspectedCounty.Open("2026-03-03 09:00");
        var sweep = await county.Start(OneGrid("a"));
        await county.Living.Until("2026-04-30 09:00");
        sweep = (await county.Store.FindSweep(sweep.Id))!;
        Assert.Equal((SweepState.Lapsed, 1), (sweep.State, sweep.Counts.Missed));
        Assert.Equal(InstanceState(county, sweep), Workflows.Durable.InstanceState.Completed);
    }

    private static Workflows.Durable.InstanceState? InstanceState(InspectedCounty county, Sweep sweep) =>
        county.Living.Runtime.Engine.Find(Workflows.Lifecycle.Orchestrations.SweepOf(sweep.Id)).GetAwaiter().GetResult()?.State;

    private static Campaign OneGrid(string name) => InspectedCounty.EveryHousehold with { Name = name, Target = new(TargetKind.Households, [], [], [LivingCounty.Grid]) };

    private static DateTimeOffset? MarkOf(Sweep? sweep, int rung) => sweep!.Marks.SingleOrDefault(mark => mark.Mark.RungNumber == rung)?.At;
}
