using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;

namespace GridCase.Scenarios.Inspections;

/// <summary>What an inspection finds becomes a case, and the case comes back as a re-inspection.</summary>
public sealed class FindingLivesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_finding_is_rectified_found_lacking_reworked_and_passes(int? hostile)
    {
        await using var county = await InspectedCounty.Open("2026-03-01 09:00", hostile: hostile is { } seed ? new HostileMode(seed) : null);
        var living = county.Living;
        await county.AddPlaces(RiskColour.Yellow, 1);
        await county.Plan(InspectedCounty.Weekly(colours: RiskColour.Yellow) with { Rhythm = new(Yellow: "P1M") });
        await living.Until("2026-03-02 09:00");
        var inspection = Assert.Single(await county.Of(Assert.Single(await county.Sweeps())));
        inspection = await county.Report(inspection, InspectedCounty.Extinguisher);

        var caseId = Assert.Single(inspection.Results, result => !result.Ok).CaseId!;
        var file = await living.Case(caseId);
        Assert.Equal((Channel.Inspection, Grade.L3, Stage.Dispatch, "3cd"), (file.Origin.Channel, file.Grade, file.Stage, file.Origin.Rectify));
        Assert.DoesNotContain("王老板", string.Join('\n', (await living.Facts(caseId)).Select(fact => fact.Json)), StringComparison.Ordinal);
        await living.Do("dispatcher", caseId, new Dispatch(LivingCounty.Urban));
        var finish = ClockBoard.Read((await living.Case(caseId)).Clock("unit-finish")!, living.Runtime.Policies.Current)!;
        Assert.Equal((LivingCounty.Instant("2026-03-05 17:30"), "checklist"), (finish.Reading.Due, finish.Clock.Terms.RulePath));
        Assert.Contains(ClockExplainer.Explain(finish.Clock, finish.Calendar, finish.Ladder).Notes, note => note.Code == "rectification");

        await living.Do("clerk-cgj", caseId, new SignOff());
        await living.Do("clerk-cgj", caseId, new Resolve { Text = "换了" });
        var again = await Reinspection(county, caseId);
        Assert.Equal((InspectionKind.Reinspection, inspection.PlaceId, ClockBoard.DueOf(await living.Case(caseId), ClockKind.Verification, living.Runtime.Policies.Current)), (again.Kind, again.PlaceId, (DateTimeOffset?)again.DueAt));
        Assert.Equal(InspectedCounty.Extinguisher, Assert.Single(again.Items));
        await county.Report(again, InspectedCounty.Extinguisher);
        Assert.Equal(Stage.Handling, (await living.Case(caseId)).Stage);
        Assert.Equal((RiskColour.Yellow, 1, 0), ColourOf(await county.Store.FindPlace(inspection.PlaceId!)));

        await living.Do("clerk-cgj", caseId, new Resolve { Text = "真的换了" });
        var third = await Reinspection(county, caseId);
        Assert.NotEqual(again.Id, third.Id);
        await county.Report(third);
        Assert.Equal((Stage.Visit, true), ((await living.Case(caseId)).Stage, (await living.Case(caseId)).VisitSkipped));
        Assert.Equal((1, 1), ((await living.Facts(caseId)).Count(fact => fact.Fact is VerificationFailed), (await living.Facts(caseId)).Count(fact => fact.Fact is Verified)));
        Assert.Empty((await county.Store.ListInspections(new() { Scope = CaseScope.Everything, CaseId = caseId, ToDoOnly = true })).Inspections);
    }

    [Fact]
    public async Task Reported_twice_it_opens_one_case_and_fixed_on_the_spot_closes_it_at_once()
    {
        await using var county = await InspectedCounty.Open("2026-03-02 09:00");
        var sweep = await county.Start(new("查", new(TargetKind.Grids, [], [], [LivingCounty.Grid]), "2cd", "fire", "field", []));
        var inspection = Assert.Single(await county.Of(sweep));
        var worker = county.Directory.Person(inspection.AssigneeId!)!;
        var report = new InspectionReport([new(InspectedCounty.Extinguisher, false, "当场更换", FixedOnSite: true), new(InspectedCounty.Exit, false)], county.Now);
        var actor = Actor.Of(worker, Role.GridWorker);
        var first = await county.Living.Runtime.Inspections.Report(inspection.Id, report, actor, county.Now);
        await county.Living.Runtime.Engine.RunToRest();
        var again = await county.Living.Runtime.Inspections.Report(inspection.Id, report, actor, county.Now);
        Assert.True(again.WasRepeat);
        Assert.Equal("already-done", (await county.TryReport(inspection, worker.Id, Role.GridWorker)).Refusal!.Code);
        await county.Living.Runtime.Engine.RunToRest();

        var found = await county.Living.Runtime.Cases.List(new() { Scope = CaseScope.Everything, Channel = Channel.Inspection });
        Assert.Equal(2, found.Rows.Count);
        Assert.Equal(first.Value!.Results.Select(result => result.CaseId), again.Value!.Results.Select(result => result.CaseId));
        var fixedCase = await county.Living.Case(first.Value.Results.Single(result => result.FixedOnSite).CaseId!);
        Assert.Equal((CaseStatus.Closed, "on-site"), (fixedCase.Status, fixedCase.CloseOutcome));
        var open = await county.Living.Case(first.Value.Results.Single(result => !result.FixedOnSite).CaseId!);
        Assert.Equal((CaseStatus.Open, Grade.L2), (open.Status, open.Grade));
    }

    [Fact]
    public async Task Who_verifies_the_case_itself_completes_the_re_inspection_and_the_handler_may_not_look()
    {
        await using var county = await InspectedCounty.Open("2026-03-02 09:00");
        var (living, caseId) = (county.Living, await Finding(county));
        var again = await Reinspection(county, caseId);
        var handler = living.Actor("clerk-cgj");
        Assert.Contains((await county.TryReport(again, handler.PersonId, Role.UnitClerk)).Refusal!.Code, new[] { "not-yours", "not-the-handler" });
        await living.Do("dispatcher", caseId, new Verify());

        var done = await county.Find(again.Id);
        Assert.Equal((InspectionState.Done, 0, living.Actor("dispatcher").PersonId, true), (done.State, done.Findings, done.DoneBy, done.Settled));
        Assert.Equal("already-done", (await county.TryReport(again, again.AssigneeId!, Role.GridWorker)).Refusal?.Code ?? "already-done");
    }

    [Fact]
    public async Task Two_unrectified_hazards_make_a_place_red_and_three_clean_checks_yellow_again()
    {
        await using var county = await InspectedCounty.Open("2026-03-02 09:00");
        await county.AddPlaces(RiskColour.Yellow, 1);
        var place = Assert.Single((await county.Store.ListPlaces(new() { Scope = CaseScope.Everything })).Places).Id;
        var caseId = await Finding(county, TargetKind.Places);
        for (var round = 0; round < 2; round++)
        {
            await county.Report(await Reinspection(county, caseId), InspectedCounty.Extinguisher);
            await county.Living.Do("clerk-cgj", caseId, new Resolve { Text = "换了" });
        }

        Assert.Equal((RiskColour.Red, 0, 0), ColourOf(await county.Store.FindPlace(place)));
        await county.Report(await Reinspection(county, caseId));
        for (var check = 1; check <= 3; check++)
        {
            var sweep = await county.Start(new("查", new(TargetKind.Places, [], [], []), "2cd", "fire", "field", []), $"clean-{check}");
            await county.Report(Assert.Single(await county.Of(sweep)));
        }

        var after = (await county.Store.FindPlace(place))!;
        Assert.Equal((RiskColour.Yellow, 0, 0), ColourOf(after));
        Assert.Equal([(RiskColour.Red, ColourCause.Unrectified), (RiskColour.Yellow, ColourCause.CleanChecks)], after.History.Select(move => (move.To, move.Why)));
        Assert.All(after.History, move => Assert.NotNull(move.InspectionId));
    }

    [Fact]
    public async Task A_joint_patrol_is_done_when_every_department_has_signed_its_items()
    {
        await using var county = await InspectedCounty.Open("2026-03-02 09:00");
        var joint = InspectedCounty.Fire with { Code = "joint", Items = [InspectedCounty.Fire.Items[0], InspectedCounty.Fire.Items[1] with { Department = LivingCounty.Traffic }] };
        Assert.Null((await county.Living.Runtime.Plans.Save(joint, 0)).Refusal);
        var sweep = await county.Start(new("联合", new(TargetKind.Grids, [], [], [LivingCounty.Grid]), "2cd", "joint", "field", [LivingCounty.Traffic]));
        var inspection = Assert.Single(await county.Of(sweep));
        Assert.Equal([null, LivingCounty.Traffic], inspection.Parts.Select(part => part.UnitCode));
        Assert.Single((await county.Store.ListInspections(new() { Scope = new(null, false, LivingCounty.Traffic, []) })).Inspections);

        var (desk, clerk) = (county.Living.Runtime.Inspections, county.Living.Actor("clerk-jtj"));
        var worker = Actor.Of(county.Directory.Person(inspection.AssigneeId!)!, Role.GridWorker);
        Assert.Equal("unknown-item", (await desk.Report(inspection.Id, new([new(InspectedCounty.Exit, true)], county.Now), worker, county.Now)).Refusal!.Code);
        var half = (await desk.Report(inspection.Id, new([new(InspectedCounty.Exit, false)], county.Now), clerk, county.Now)).Value!;
        Assert.Equal((InspectionState.Open, true), (half.State, half.Results.Single().CaseId is not null));
        var whole = (await desk.Report(inspection.Id, new([new(InspectedCounty.Extinguisher, true)], county.Now), worker, county.Now)).Value!;
        Assert.Equal((InspectionState.Done, 1), (whole.State, whole.Findings));
        Assert.Equal([worker.PersonId, clerk.PersonId], whole.Parts.Select(part => part.SignedBy));
        Assert.Equal("not-yours", (await desk.Report(inspection.Id, new([new(InspectedCounty.Extinguisher, true)], county.Now), county.Living.Actor("clerk-cgj"), county.Now)).Refusal!.Code);
    }

    [Fact]
    public async Task A_department_that_does_not_sign_is_what_escalates()
    {
        await using var county = await InspectedCounty.Open("2026-03-02 09:00");
        var joint = InspectedCounty.Fire with { Code = "joint", Items = [InspectedCounty.Fire.Items[0], InspectedCounty.Fire.Items[1] with { Department = LivingCounty.Traffic }] };
        Assert.Null((await county.Living.Runtime.Plans.Save(joint, 0)).Refusal);
        var sweep = await county.Start(new("联合", new(TargetKind.Grids, [], [], [LivingCounty.Grid]), "2cd", "joint", "field", [LivingCounty.Traffic]));
        var inspection = Assert.Single(await county.Of(sweep));
        var worker = Actor.Of(county.Directory.Person(inspection.AssigneeId!)!, Role.GridWorker);
        Assert.Null((await county.Living.Runtime.Inspections.Report(inspection.Id, new([new(InspectedCounty.Extinguisher, true)], county.Now), worker, county.Now)).Refusal);

        await county.Living.Until("2026-03-13 09:00");
        var told = (await county.Living.Runtime.Notices.List(new() { SweepId = sweep.Id, WithWaiting = true, Scope = CaseScope.Everything, Limit = 100 })).Notices
            .Select(kept => kept.Notice).Where(notice => notice.Clock is not null).ToList();
        Assert.All(told, notice => Assert.Equal(LivingCounty.Traffic, county.Directory.Person(notice.PersonId)!.UnitCode));
        Assert.Contains(told, notice => notice is { Purpose: "due", Audience: Audience.UnitClerk });
        Assert.Contains(told, notice => notice is { Rung: 1, Audience: Audience.UnitDutyLead });
        Assert.Contains(told, notice => notice is { Rung: 2, Audience: Audience.UnitDeputyHead });
    }

    /// <summary>A finding that a unit has put right, so that its re-inspection waits.</summary>
    private static async Task<string> Finding(InspectedCounty county, TargetKind kind = TargetKind.Grids)
    {
        var sweep = await county.Start(new("查", new(kind, [], [], [LivingCounty.Grid]), "2cd", "fire", "field", []));
        var inspection = await county.Report(Assert.Single(await county.Of(sweep)), InspectedCounty.Extinguisher);
        var caseId = inspection.Results.Single(result => !result.Ok).CaseId!;
        await county.Living.Do("dispatcher", caseId, new Dispatch(LivingCounty.Urban));
        await county.Living.Do("clerk-cgj", caseId, new SignOff());
        await county.Living.Do("clerk-cgj", caseId, new Resolve { Text = "换了" });
        return caseId;
    }

    private static async Task<Inspection> Reinspection(InspectedCounty county, string caseId)
    {
        await county.Living.Runtime.Engine.RunToRest();
        return Assert.Single((await county.Store.ListInspections(new() { Scope = CaseScope.Everything, CaseId = caseId, ToDoOnly = true })).Inspections);
    }

    private static (RiskColour Colour, int Unrectified, int Clean) ColourOf(Place? place) => (place!.Colour, place.Unrectified, place.CleanChecks);
}
