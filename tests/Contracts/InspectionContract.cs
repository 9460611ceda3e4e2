using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;

namespace GridCase.Contracts;

/// <summary>What every store of inspections keeps to.</summary>
public abstract class InspectionContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected static readonly CaseScope All = CaseScope.Everything;

    protected TRig Rig { get; } = new();

    protected IInspectionStore Store => Rig.Stores.Inspections;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_place_comes_back_as_it_was_saved_and_only_the_first_of_two_writers_is_taken()
    {
        var place = PlaceColours.SetBy(Place("a"), RiskColour.Red, "p-1", Make.Start) with { Version = 1, LastCheckedAt = Make.Start };
        Assert.Equal(AppendOutcome.Appended, await Store.Save(new() { Places = [place] }));
        var found = (await Store.FindPlace("a"))!;
        Assert.Equal((place.Name, RiskColour.Red, place.GridCode, place.LastCheckedAt, 1), (found.Name, found.Colour, found.GridCode, found.LastCheckedAt, found.Version));
        Assert.Equal(place.History[0], Assert.Single(found.History));
        Assert.Equal(AppendOutcome.Conflict, await Store.Save(new() { Places = [place] }));
        Assert.Equal(AppendOutcome.Appended, await Store.Save(new() { Places = [place with { Name = "b", Version = 2 }] }));
        Assert.Equal(AppendOutcome.Conflict, await Store.Save(new() { Places = [place with { Name = "c", Version = 2 }] }));
        Assert.Equal("b", (await Store.FindPlace("a"))!.Name);
    }

    [Fact]
    public async Task Places_are_listed_by_what_is_asked_within_the_scope_page_by_page()
    {
        await Store.Save(new()
        {
            Places =
            [
                Place("c"), Place("a", RiskColour.Red), Place("b", RiskColour.Red, Make.NextGrid), Place("d", RiskColour.Yellow, Make.OtherTownsGrid), Place("e") with { Active = false },
            ],
        });
        Assert.Equal(["a", "b", "c", "d", "e"], await Places(new() { Scope = All }));
        Assert.Equal(["a", "b"], await Places(new() { Scope = All, Colours = [RiskColour.Red] }));
        Assert.Equal(["a", "b", "c"], await Places(new() { Scope = new(Make.Town, false, null, []), ActiveOnly = true }));
        Assert.Equal(["d"], await Places(new() { Scope = new(null, false, null, [Make.OtherTownsGrid]) }));
        Assert.Equal(["b", "d"], await Places(new() { Scope = All, GridPrefixes = [Make.NextGrid, Make.OtherTownsGrid] }));
        Assert.Empty(await Places(new() { Scope = All, Kinds = ["market"] }));
        var first = await Store.ListPlaces(new() { Scope = All, Limit = 2 });
        Assert.Equal(("b", 2), (first.Next, first.Places.Count));
        Assert.Equal(["c", "d", "e"], await Places(new() { Scope = All, After = first.Next }));
    }

    [Fact]
    public async Task Checklists_and_plans_keep_every_version_and_take_only_the_next()
    {
        var checklist = new Checklist("fire", 1, "消防", [], [new("a", "灭火器", "extinguisher", "x", Grade.L2, "3cd", "法定", Make.Traffic)]);
        Assert.True(await Store.SaveChecklist(checklist));
        Assert.False(await Store.SaveChecklist(checklist));
        Assert.False(await Store.SaveChecklist(checklist with { Version = 3 }));
        Assert.True(await Store.SaveChecklist(checklist with { Version = 2, Name = "消防二" }));
        Assert.Equal(checklist.Items[0], (await Store.FindChecklist("fire", 1))!.Items[0]);
        Assert.Equal("消防二", (await Store.FindChecklist("fire"))!.Name);
        Assert.Null(await Store.FindChecklist("fire", 3));
        Assert.Equal(2, Assert.Single(await Store.ListChecklists()).Version);

        var plan = new InspectionPlan("p", 1, "周查", new(TargetKind.Places, ["market"], [RiskColour.Red], [Make.Town]), new("P1W"), "4wd", "fire", "field", [Make.Traffic], true);
        Assert.True(await Store.SavePlan(plan, new(WorkflowMessageKind.NudgePlans, "p")));
        Assert.False(await Store.SavePlan(plan, new(WorkflowMessageKind.NudgePlans, "p")));
        Assert.Equal(new WorkflowMessage(WorkflowMessageKind.NudgePlans, "p"), Assert.Single(Rig.Messages));
        Assert.True(await Store.SavePlan(plan with { Version = 2, Active = false }));
        Assert.False(Assert.Single(await Store.ListPlans()).Active);
        Assert.Equal((RiskColour.Red, "P1W"), ((await Store.FindPlan("p"))!.Target.Colours[0], (await Store.FindPlan("p"))!.Rhythm.Red));
    }

    [Fact]
    public async Task Counts_of_a_sweep_follow_its_inspections_in_the_same_commit()
    {
        var sweep = Sweep("s");
        await Saved(new() { Sweep = sweep, Inspections = [Inspection("1"), Inspection("2"), Inspection("3")] });
        Assert.Equal(new SweepCounts(3, 3, 0, 0, 0, 0, 0, 0, 0), await Counts());
        var done = Inspection("1") with { State = InspectionState.Done, Late = true, Results = [new("a", false, false, []), new("b", true, false, [])], HouseholdsDone = 4, HouseholdsTotal = 5, Version = 2 };
        await Saved(new() { Inspections = [done] });
        Assert.Equal(new SweepCounts(3, 2, 1, 0, 0, 1, 1, 4, 5), await Counts());
        await Saved(new() { Sweep = sweep with { State = SweepState.Open, Version = 2 }, RestBecome = InspectionState.Missed });
        Assert.Equal(new SweepCounts(3, 0, 1, 2, 0, 1, 1, 4, 5), await Counts());
        Assert.Equal((InspectionState.Missed, 2), ((await Store.FindInspection("2"))!.State, (await Store.FindInspection("2"))!.Version));
        Assert.Empty(Rig.Messages);
        await Saved(new() { Inspections = [Inspection("2") with { State = InspectionState.Done, Version = 3 }, Inspection("3") with { State = InspectionState.Cancelled, Version = 3 }] });
        Assert.Equal(new SweepCounts(3, 0, 2, 0, 1, 1, 1, 4, 5), await Counts());
        // The last one is told to the sweep's orchestration.
        Assert.Equal(new WorkflowMessage(WorkflowMessageKind.RunSweep, "s"), Assert.Single(Rig.Messages));
    }

    [Fact]
    public async Task A_repeated_receipt_writes_nothing_and_is_kept_with_those_of_cases()
    {
        await Saved(new() { Sweep = Sweep("s"), Inspections = [Inspection("1")] });
        var change = new InspectionChange { Inspections = [Inspection("1") with { State = InspectionState.Done, Version = 2 }], Receipt = Make.Receipt("k", body: "{\"a\":1}") };
        await Saved(change);
        Assert.Equal(AppendOutcome.Repeated, await Store.Save(change));
        Assert.Equal("{\"a\":1}", (await Rig.Cases.FindReceipt("k"))!.Body);
    }

    [Fact]
    public async Task Inspections_are_listed_by_what_is_asked_within_the_scope_page_by_page()
    {
        await Saved(new()
        {
            Sweep = Sweep("s"),
            Inspections =
            [
                Inspection("1") with { AssigneeId = "w" },
                Inspection("2") with { GridCode = Make.OtherTownsGrid, DeputyId = "w", Parts = [new(null), new(Make.Traffic)] },
                Inspection("3") with { SweepId = null, Kind = InspectionKind.Reinspection, CaseId = "case", PlaceId = "a", DueAt = Make.Start },
            ],
        });
        Assert.Equal(["1", "2", "3"], await Ids(new() { Scope = All }));
        Assert.Equal(["1", "2"], await Ids(new() { Scope = All, SweepId = "s" }));
        Assert.Equal(["1", "2"], await Ids(new() { Scope = All, PersonId = "w" }));
        Assert.Equal(["2"], await Ids(new() { Scope = new(null, false, Make.Traffic, []) }));
        Assert.Equal(["1", "3"], await Ids(new() { Scope = new(Make.Town, false, null, []) }));
        Assert.Equal(["3"], await Ids(new() { Scope = All, CaseId = "case", ToDoOnly = true }));
        Assert.Equal(["3"], await Ids(new() { Scope = All, PlaceId = "a", Kind = InspectionKind.Reinspection }));
        Assert.Equal(["3"], await Ids(new() { Scope = All, DueBefore = Make.Start.AddDays(1) }));
        Assert.Equal(["2"], await Ids(new() { Scope = All, GridPrefix = Make.OtherTownsGrid }));
        Assert.Empty(await Ids(new() { Scope = All, State = InspectionState.Done }));
        Assert.Empty(await Ids(new() { Scope = new(null, false, null, []) }));
        var first = await Store.ListInspections(new() { Scope = All, Limit = 2 });
        Assert.Equal(2, first.Inspections.Count);
        Assert.Equal(["3"], await Ids(new() { Scope = All, After = first.Next }));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ListInspections(new() { Scope = All, After = "what" }));
        Assert.Single((await Store.ListSweeps(new() { Scope = new(Make.Town, false, null, []) })).Sweeps);
        Assert.Empty((await Store.ListSweeps(new() { Scope = new("440805", false, null, []) })).Sweeps);
    }

    [Fact]
    public async Task What_changed_since_is_listed_in_the_order_of_its_change_and_nothing_is_missed()
    {
        await Saved(new() { Sweep = Sweep("s"), Inspections = [Inspection("1"), Inspection("2"), Inspection("3")] });
        var cursor = (await Store.ListInspections(new() { Scope = All, ChangedSince = Make.Start.AddDays(-1) })).ChangedAt!.Value;
        Assert.Empty(await Ids(new() { Scope = All, ChangedSince = cursor }));
        await Saved(new() { Inspections = [Inspection("3") with { Version = 2 }] });
        await Saved(new() { Inspections = [Inspection("1") with { Version = 2 }] });
        var page = await Store.ListInspections(new() { Scope = All, ChangedSince = cursor, Limit = 1 });
        Assert.Equal("3", Assert.Single(page.Inspections).Id);
        Assert.Equal(["1"], await Ids(new() { Scope = All, ChangedSince = cursor, After = page.Next }));
        Assert.Equal(["1"], await Ids(new() { Scope = All, ChangedSince = page.ChangedAt }));
    }

    [Fact]
    public async Task Coverage_is_counted_by_grid_and_outcome_over_a_period()
    {
        await Saved(new()
        {
            Sweep = Sweep("s"),
            Inspections =
            [
                Inspection("1") with { State = InspectionState.Done, Late = true, Colour = RiskColour.Red, Results = [new("a", false, false, [])] }, Inspection("2"),
                Inspection("3") with { GridCode = Make.OtherTownsGrid, DueAt = Make.Start.AddDays(60) },
            ],
        });
        var rows = await Store.Coverage(All, Make.Start, Make.Start.AddDays(30));
        Assert.Equal(
            [new(Make.Grid, InspectionKind.Place, RiskColour.Red, InspectionState.Done, true, 1, 1, 0, 0), new(Make.Grid, InspectionKind.Place, null, InspectionState.Open, false, 1, 0, 0, 0)],
            rows.OrderByDescending(row => row.State));
        Assert.Equal(3, (await Store.Coverage(All, Make.Start, Make.Start.AddDays(90), "s")).Sum(row => row.Count));
        Assert.Empty(await Store.Coverage(new("440805", false, null, []), Make.Start, Make.Start.AddDays(90)));
    }

    [Fact]
    public async Task What_is_unfinished_and_unsettled_is_found_again()
    {
        await Saved(new() { Sweep = Sweep("s"), Inspections = [Inspection("1") with { Settled = false }] });
        await Saved(new() { Sweep = Sweep("t") with { State = SweepState.Done } });
        Assert.Equal(["s"], await Store.UnfinishedSweeps(null, 10));
        Assert.Empty(await Store.UnfinishedSweeps("s", 10));
        Assert.Equal(["1"], await Store.Unsettled(10));
        Assert.Equal(["t", "s"], (await Store.ListSweeps(new() { Scope = All })).Sweeps.Select(sweep => sweep.Id));
        var page = await Store.ListSweeps(new() { Scope = All, Limit = 1 });
        Assert.Equal("s", Assert.Single((await Store.ListSweeps(new() { Scope = All, After = page.Next })).Sweeps).Id);
    }

    [Fact]
    public async Task Texts_are_kept_by_subject_and_field_and_written_again_replaced()
    {
        await Saved(new() { Texts = [new("inspection/1", "remark", "王老板不在"), new("inspection/1", "item/a", "过期"), new("place/a", "reason/2", "x")] });
        await Saved(new() { Texts = [new("inspection/1", "remark", "在")] });
        Assert.Equal([new("inspection/1", "item/a", "过期"), new("inspection/1", "remark", "在")], await Store.ReadTexts("inspection/1"));
    }

    [Fact]
    public async Task A_notice_about_a_sweep_stands_in_the_inbox_within_the_scope_of_its_area_and_leaves_by_channels()
    {
        Rig.Outgoing.Add(Make.Webhook);
        var file = await Rig.Keep(Make.Order("Z-1"));
        await Saved(new() { Sweep = Sweep("s"), Notices = [Notice("s", "boss", 1, Make.Town), Notice("s", "other", 1, "440804101")] });
        await Saved(new() { Notices = [Notice("s", "boss", 1, Make.Town)] });

        var mine = Assert.Single((await Rig.Stores.Notices.List(new() { PersonId = "boss" })).Notices);
        Assert.Equal(("", "XC-1", new NoticeSubject(NoticeSubjectKind.Sweep, "s", Make.Town, 54)), (mine.Notice.CaseId, mine.Notice.CaseCode, mine.Notice.About));
        Assert.Equal(["boss", "other"], (await Rig.Stores.Notices.List(new() { SweepId = "s" })).Notices.Select(kept => kept.Notice.PersonId));
        Assert.Equal(["boss"], (await Rig.Stores.Notices.List(new() { Scope = new(Make.Town, false, null, []), MarksOnly = true })).Notices.Select(kept => kept.Notice.PersonId));
        Assert.Empty((await Rig.Stores.Notices.List(new() { CaseId = file.Id })).Notices);
        Assert.Contains("webhook/boss/s", Rig.Lanes);
        var parcel = (await Rig.Stores.Notices.NextParcel("webhook/boss/s"))!;
        Assert.Equal(("", "s/rung-1/boss"), (parcel.CaseId, parcel.Key));
        await Rig.Stores.Notices.RecordAttempt(parcel.Id, AttemptOutcome.Delivered, null, Rig.Now);
        Assert.Null(await Rig.Stores.Notices.NextParcel("webhook/boss/s"));

        // Each looks for the own part: what one has acknowledged stays open with the other.
        await Rig.Stores.Notices.Acknowledge(mine.Id, "boss", Rig.Now);
        Assert.Equal(["other"], (await Rig.Stores.Notices.List(new() { OpenOnly = true, Scope = All })).Notices.Select(kept => kept.Notice.PersonId));
    }

    protected static Sweep Sweep(string id) => new(
        id, "XC-1", "周查", "p", 1, RiskColour.Red, false, new(new(TargetKind.Places, [], [], []), "4wd", "fire", 1, "field", [], "v1", "c1"), Make.Start, Make.Start.AddDays(4), "system:inspections",
        SweepState.Open, 1)
    { Marks = [new(MarkName.Warn, Make.Start, 2, ["boss"])] };

    protected static Inspection Inspection(string id) =>
        new(id, "s", InspectionKind.Place, null, Make.Grid, "小店", "fire", 1, null, null, Make.Start, Make.Start.AddDays(4), InspectionState.Open, 1) { Parts = [new(null)] };

    protected async Task Saved(InspectionChange change) => Assert.Equal(AppendOutcome.Appended, await Store.Save(change));

    protected static Place Place(string id, RiskColour colour = RiskColour.Green, string grid = Make.Grid) => new(id, "小店" + id, "small-place", grid, colour, 21.2, null, true, 1);

    protected static Notice Notice(string sweep, string person, int rung, string area) => new(
        $"{sweep}/rung-{rung}/{person}", "", "XC-1", 0, $"rung-{rung}", SweepClock.Id, 1, rung, person, "village-cadre", "village-cadre@440804100201", null, false, Make.Start, Make.Start, Make.Start.AddDays(1))
    { About = new(NoticeSubjectKind.Sweep, sweep, area, 54) };

    protected async Task<SweepCounts> Counts() => (await Store.FindSweep("s"))!.Counts;

    protected async Task<IEnumerable<string>> Places(PlaceQuery query) => (await Store.ListPlaces(query)).Places.Select(place => place.Id);

    protected async Task<IEnumerable<string>> Ids(InspectionQuery query) => (await Store.ListInspections(query)).Inspections.Select(inspection => inspection.Id);
}
