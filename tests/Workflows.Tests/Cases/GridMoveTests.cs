using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>How a case follows its grid.</summary>
public sealed class GridMoveTests
{
    private const string OtherVillage = "440804100202";
    private static readonly DateTimeOffset At = CaseScript.Instant("2026-02-11 09:00");
    private static readonly CountyDirectory Moved = new(CountyMove.OfGrid(TestCounty.Directory.County, TestCounty.Grid, OtherVillage, null, At).County!);

    [Fact]
    public void What_the_old_village_holds_is_held_by_the_new_and_no_clock_starts_stops_or_moves()
    {
        var before = InVillage().File;

        var owed = GridMoveRules.Owed(before, Moved)!;
        var after = Follow(before, owed);

        Assert.Equal((OtherVillage, OtherVillage + "002"), (after.UnitCode, after.GridCode));
        Assert.Equal(before.Clocks.AsEnumerable(), after.Clocks.AsEnumerable());
        Assert.Equal(ClockBoard.DueOf(before, ClockKind.UnitFinish, PolicyBook.BuiltIn), ClockBoard.DueOf(after, ClockKind.UnitFinish, PolicyBook.BuiltIn));
        Assert.Equal((before.Stage, before.IsSignedOff, before.UnitTier), (after.Stage, after.IsSignedOff, after.UnitTier));
        Assert.Null(GridMoveRules.Owed(after, Moved));
    }

    [Fact]
    public void Whoever_signed_for_the_old_village_is_no_longer_named_and_whoever_went_along_is()
    {
        var clerk = InVillage().Do(TestCounty.VillageClerk, new SignOff()).File;
        var worker = InVillage().Do(TestCounty.VillageClerk, new SignOff("worker")).File;
        var along = new CountyDirectory(Moved.County with { People = [.. Moved.County.People.Select(person => person.Id == "worker" ? person with { UnitCode = OtherVillage } : person)] });

        Assert.Null(Follow(clerk, GridMoveRules.Owed(clerk, Moved)!).HolderPersonId);
        Assert.Equal("worker", Follow(worker, GridMoveRules.Owed(worker, along)!).HolderPersonId);
    }

    [Fact]
    public void What_a_department_holds_stays_there()
    {
        var before = CaseScript.InHandling().File;

        var after = Follow(before, GridMoveRules.Owed(before, Moved)!);

        Assert.Equal((TestCounty.Traffic, OtherVillage + "002", "clerk-jtj"), (after.UnitCode, after.GridCode, after.HolderPersonId));
    }

    [Fact]
    public void A_case_elsewhere_owes_nothing() =>
        Assert.Null(GridMoveRules.Owed(new CaseScript(CaseScript.Order() with { GridCode = TestCounty.OtherGrid }, "2026-02-10 09:00").File, Moved));

    [Fact]
    public void Two_moves_are_followed_in_one_step()
    {
        var twice = new CountyDirectory(CountyMove.OfGrid(Moved.County with { Version = 1 }, OtherVillage + "002", TestCounty.Village, null, At).County!);
        var before = InVillage().File;

        var after = Follow(before, GridMoveRules.Owed(before, twice)!);

        Assert.Equal((TestCounty.Village, TestCounty.Village + "002"), (after.UnitCode, after.GridCode));
    }

    [Fact]
    public void A_village_that_got_another_code_keeps_its_cases_and_its_sub_tasks()
    {
        const string NewCode = "440804100301";
        var renamed = new CountyDirectory(CountyMove.OfVillage(TestCounty.Directory.County, TestCounty.Village, TestCounty.Town, NewCode, At).County!);
        var holds = InVillage().Do(TestCounty.VillageClerk, new SignOff()).File;
        var helps = CaseScript.InHandling().Do(TestCounty.TrafficClerk, new AddSubtask(TestCounty.Village)).File;

        var held = Follow(holds, GridMoveRules.Owed(holds, renamed)!);
        var helped = Follow(helps, GridMoveRules.Owed(helps, renamed)!);

        Assert.Equal((NewCode, NewCode + "001", "clerk-village"), (held.UnitCode, held.GridCode, held.HolderPersonId));
        Assert.Equal((TestCounty.Traffic, NewCode), (helped.UnitCode, Assert.Single(helped.Subtasks).UnitCode));
    }

    [Fact]
    public void A_report_under_the_old_code_is_a_report_from_the_new_grid_and_one_from_nowhere_is_refused()
    {
        var context = new CaseScript(CaseScript.Order(), "2026-02-10 09:00").Context(TestCounty.Hotline) with { Directory = Moved };

        var mapped = GridCase.Workflows.Intake.IntakeRules.Register("c", CaseScript.Order(), context);
        var refused = GridCase.Workflows.Intake.IntakeRules.Register("c", CaseScript.Order() with { GridCode = "440804100201999" }, context);

        Assert.Equal(OtherVillage + "002", Assert.IsType<Registered>(mapped.Facts[0].Fact).GridCode);
        Assert.Equal("unknown-grid", refused.Refusal?.Code);
    }

    [Fact]
    public void A_case_that_ended_before_the_move_follows_when_it_is_reopened()
    {
        var script = CaseScript.InHandling().Do(TestCounty.TrafficClerk, new Resolve { Text = "好了" }).Do(TestCounty.Worker, new Verify())
            .Do(TestCounty.Hotline, new Workflows.Cases.Commands.Visit(VisitOutcome.Reached, null, Solved.Yes, 5)).Do(TestCounty.Hotline, new CloseCase());
        var context = script.Context(TestCounty.Dispatcher) with { Directory = Moved };

        var decision = CaseRules.Decide(script.File, new Reopen { Reason = "又坏了" }, context);

        Assert.Equal(OtherVillage + "002", Assert.IsType<GridMoved>(decision.Facts[1].Fact).ToGrid);
    }

    private static CaseScript InVillage() => new CaseScript(CaseScript.Order(), "2026-02-10 09:00")
        .Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null)).Do(TestCounty.Dispatcher, new Dispatch(TestCounty.Village));

    private static CaseFile Follow(CaseFile file, GridMoved fact)
    {
        var draft = new CaseDraft(file.Id, file, new(At, Actor.System("grid-move"), PolicyBook.BuiltIn, Moved));
        draft.Add(fact);
        return draft.File!;
    }
}
