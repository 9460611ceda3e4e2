using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;

namespace GridCase.Scenarios.Inspections;

/// <summary>Plans whose sweeps come round by themselves.</summary>
public sealed class PlanLivesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Red_places_are_checked_every_week_but_not_in_the_Spring_Festival(int? hostile)
    {
        await using var county = await InspectedCounty.Open("2026-02-06 09:00", hostile: hostile is { } seed ? new HostileMode(seed) : null);
        await county.AddPlaces(RiskColour.Red, 3);
        await county.AddPlaces(RiskColour.Green, 2);
        await county.Plan(InspectedCounty.Weekly(colours: RiskColour.Red));
        await county.Living.Until("2026-03-08 09:00");

        var sweeps = await county.Sweeps();
        // 15 to 23 February are off, the 28th is worked instead; the week from the 16th has no working day.
        Assert.Equal(
            [Local("2026-02-09 08:30", "2026-02-13 17:30"), Local("2026-02-24 08:30", "2026-02-28 17:30"), Local("2026-03-02 08:30", "2026-03-06 17:30")],
            sweeps.Select(sweep => (sweep.OpensAt, sweep.DueAt)));
        Assert.All(sweeps, sweep => Assert.Equal((3, 3, SweepState.Open), (sweep.Counts.Total, sweep.Counts.Missed, sweep.State)));
        foreach (var sweep in sweeps) Assert.All(await county.Of(sweep), inspection => Assert.Equal(RiskColour.Red, inspection.Colour));
    }

    [Fact]
    public async Task A_plan_that_is_edited_counts_from_the_next_sweep_and_one_that_is_switched_off_has_none()
    {
        await using var county = await InspectedCounty.Open("2026-03-02 08:00");
        await county.AddPlaces(RiskColour.Red, 2);
        await county.Plan(InspectedCounty.Weekly(colours: RiskColour.Red));
        await county.Living.Until("2026-03-02 10:00");
        var edited = InspectedCounty.Fire with { Items = [.. InspectedCounty.Fire.Items.Take(1)] };
        Assert.Equal(2, (await county.Living.Runtime.Plans.Save(edited, 1)).Value!.Version);
        await county.Plan(InspectedCounty.Weekly(window: "2wd", colours: RiskColour.Red));

        var running = Assert.Single(await county.Sweeps());
        Assert.Equal(("4wd", 1, 1), (running.Terms.Window, running.Terms.ChecklistVersion, running.PlanVersion));
        // The pinned version asks for both items.
        foreach (var inspection in await county.Of(running)) await county.Report(inspection);
        Assert.Equal(SweepState.Done, (await county.Store.FindSweep(running.Id))!.State);

        await county.Living.Until("2026-03-09 10:00");
        var second = (await county.Sweeps())[^1];
        Assert.Equal(("2wd", 2, 2), (second.Terms.Window, second.Terms.ChecklistVersion, second.PlanVersion));
        await county.Plan(InspectedCounty.Weekly(colours: RiskColour.Red) with { Active = false });
        await county.Living.Until("2026-03-30 10:00");
        Assert.Equal(2, (await county.Sweeps()).Count);
    }

    [Fact]
    public async Task Colours_come_round_at_their_own_rhythm()
    {
        await using var county = await InspectedCounty.Open("2026-03-01 09:00");
        foreach (var colour in Enum.GetValues<RiskColour>()) await county.AddPlaces(colour, 1);
        await county.Plan(InspectedCounty.Weekly() with { Rhythm = new(Green: "P1M") });
        await county.Living.Until("2026-05-03 09:00");

        var byColour = (await county.Sweeps()).ToLookup(sweep => sweep.Colour);
        // Every Monday from 2 March on; that of 6 April is a day off, so its sweep opens on the 7th.
        Assert.Equal(9, byColour[RiskColour.Red].Count());
        // The fortnight that began on 23 February can still be done when the plan is made.
        Assert.Equal(5, byColour[RiskColour.Yellow].Count());
        // Months begin on their first working day; that of May comes after the holiday.
        Assert.Equal([LivingCounty.Instant("2026-03-02 08:30"), LivingCounty.Instant("2026-04-01 08:30")], byColour[RiskColour.Green].Select(sweep => sweep.OpensAt));
    }

    [Fact]
    public async Task After_a_stand_still_the_running_period_is_swept_if_it_can_be_done_and_none_is_made_up_for()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            await using (var first = await InspectedCounty.Open("2026-03-02 09:00", folder))
            {
                await first.AddPlaces(RiskColour.Red, 2);
                await first.Plan(InspectedCounty.Weekly(window: "3wd", colours: RiskColour.Red));
                Assert.Single(await first.Sweeps());
            }

            await using var county = await InspectedCounty.Open("2026-03-24 10:00", folder);
            await county.Living.Runtime.Engine.RunToRest();
            var sweeps = await county.Sweeps();
            Assert.Equal(2, sweeps.Count);
            Assert.Equal((LivingCounty.Instant("2026-03-24 10:00"), LivingCounty.Instant("2026-03-27 17:30")), (sweeps[1].OpensAt, sweeps[1].DueAt));
            // Of the marks that were missed while nobody was there, only the highest is told.
            Assert.Single((await county.Notices(sweeps[0])).Select(notice => notice.Notice.Purpose).Where(purpose => purpose != "inspection-opened").Distinct());
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_worker_on_leave_is_stood_in_for_and_may_still_do_it()
    {
        await using var county = await InspectedCounty.Open("2026-03-01 09:00", with: OnLeave);
        var worker = county.Directory.Grid(LivingCounty.Grid)!.WorkerId!;
        await county.AddPlaces(RiskColour.Red, 2);
        await county.Plan(InspectedCounty.Weekly(colours: RiskColour.Red));
        await county.Living.Until("2026-03-02 10:00");

        var inspections = await county.Of(Assert.Single(await county.Sweeps()));
        Assert.All(inspections, inspection => Assert.Equal(worker, inspection.DeputyId));
        Assert.All(inspections, inspection => Assert.NotEqual(worker, inspection.AssigneeId));
        await county.Report(inspections[0]);
        Assert.Null((await county.TryReport(inspections[1], worker, Role.GridWorker)).Refusal);
        await county.Living.Runtime.Engine.RunToRest();
        Assert.Equal(SweepState.Done, Assert.Single(await county.Sweeps()).State);
    }

    private static County OnLeave(County county)
    {
        var worker = county.Grids.Single(grid => grid.Code == LivingCounty.Grid).WorkerId!;
        return county with { Absences = [new(worker, LivingCounty.Instant("2026-03-01 00:00"), LivingCounty.Instant("2026-03-05 00:00"))] };
    }

    private static (DateTimeOffset Opens, DateTimeOffset Due) Local(string opens, string due) => (LivingCounty.Instant(opens), LivingCounty.Instant(due));
}
