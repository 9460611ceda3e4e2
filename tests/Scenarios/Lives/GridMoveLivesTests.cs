using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Lifecycle;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;

namespace GridCase.Scenarios.Lives;

/// <summary>A grid goes to another village while its cases are open.</summary>
public sealed class GridMoveLivesTests
{
    private const string Village = "440804001001";
    private const string OtherVillage = "440804001002";
    private const string Start = "2026-02-10 09:00";

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_open_case_follows_once_and_no_due_time_moves(int? hostile)
    {
        await using var county = await LivingCounty.Open(Start, hostile: hostile is { } seed ? new HostileMode(seed) : null);
        var ids = new List<string>();
        for (var number = 0; number < 120; number++) ids.Add(await county.Register(LivingCounty.Order($"Z-{number}", Start)));
        foreach (var id in ids.Take(30)) await Dispatched(county, id, Village);
        var ended = ids[119];
        await county.Do("hotline-operator", ended, new Withdraw { Reason = "不办了" });
        var before = new List<CaseFile>();
        foreach (var id in ids) before.Add(await county.Case(id));
        await county.Until("2026-02-10 10:00");

        var moveId = await Move(county);
        await county.Until("2026-02-10 11:00");

        var now = county.Runtime.Directory.Current.GridNow(LivingCounty.Grid)!.Code;
        foreach (var file in before.Where(file => file.Id != ended))
        {
            var moved = Assert.Single(await county.Facts(file.Id), fact => fact.Fact is GridMoved);
            Assert.Equal("system:grid-move", moved.Body.By);
            var after = await county.Case(file.Id);
            Assert.Equal((now, file.UnitCode == Village ? OtherVillage : file.UnitCode), (after.GridCode, after.UnitCode));
            Assert.Equal(file.Clocks.Select(clock => (clock.Id, clock.StartedAt, clock.Cycle)), after.Clocks.Select(clock => (clock.Id, clock.StartedAt, clock.Cycle)));
            Assert.Equal(ClockBoard.DueOf(file, ClockKind.CitizenFinish, PolicyBook.BuiltIn), ClockBoard.DueOf(after, ClockKind.CitizenFinish, PolicyBook.BuiltIn));
        }

        Assert.Equal(LivingCounty.Grid, (await county.Case(ended)).GridCode);
        var progress = (await county.Runtime.Moves.Progress(moveId))!;
        Assert.Equal((GridMoveState.Done, 119, 0), (progress.State, progress.Moved, progress.Remaining));
    }

    [Fact]
    public async Task A_case_that_moves_meanwhile_is_neither_missed_nor_done_twice()
    {
        await using var county = await LivingCounty.Open(Start);
        var ids = new List<string>();
        for (var number = 0; number < 60; number++) ids.Add(await county.Register(LivingCounty.Order($"Z-{number}", Start)));
        foreach (var id in ids) await county.Do("dispatcher", id, new Triage(null, null, null, null, null));

        // The people go on while the engine lets the cases follow, and orders under the old code come in.
        var move = Move(county);
        var people = Task.Run(async () =>
        {
            foreach (var id in ids.AsEnumerable().Reverse()) await county.Runtime.Desk.Move(id, new Dispatch(Village), county.Actor("dispatcher"), county.Runtime.Time.GetUtcNow());
        });
        var late = Task.Run(async () =>
        {
            for (var number = 0; number < 20; number++) await county.Runtime.Desk.Register(LivingCounty.Order($"L-{number}", Start), county.Actor("hotline-operator"), county.Runtime.Time.GetUtcNow());
        });
        await Task.WhenAll(move, people, late);
        await county.Until("2026-02-10 10:00");

        var now = county.Runtime.Directory.Current.GridNow(LivingCounty.Grid)!.Code;
        for (var number = 0; number < 20; number++) ids.Add(CaseIds.Of(Channel.Hotline, $"L-{number}"));
        foreach (var id in ids)
        {
            var file = await county.Case(id);
            Assert.Equal(now, file.GridCode);
            Assert.True((await county.Facts(id)).Count(fact => fact.Fact is GridMoved) <= 1);
            // Dispatched before the case followed, it is with the new village; afterwards, where the dispatcher sent it.
            Assert.True(file.UnitCode is null or Village or OtherVillage);
        }
    }

    [Fact]
    public async Task A_move_that_a_stop_cut_off_goes_on_with_the_next_start()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            string id;
            string moveId;
            await using (var first = await LivingCounty.Open(Start, folder))
            {
                id = await first.Register(LivingCounty.Order("Z-1", Start));
                moveId = await Move(first);
            }

            LivingCounty.Lose(folder, Orchestrations.GridMoveOf(moveId));
            await using (var second = await LivingCounty.Open(Start, folder)) await second.Until("2026-02-10 10:00");
            await using var county = await LivingCounty.Open("2026-02-10 10:00", folder);

            Assert.Single(await county.Facts(id), fact => fact.Fact is GridMoved);
            Assert.Equal(0, (await county.Runtime.Moves.Progress(moveId))!.Remaining);
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task The_new_village_is_told_and_its_clerk_goes_on_and_the_grid_s_worker_verifies()
    {
        await using var county = await LivingCounty.Open(Start);
        var id = await county.Register(LivingCounty.Order("Z-1", Start));
        await Dispatched(county, id, Village);
        await Move(county);
        await county.Until("2026-02-10 10:00");

        var told = Assert.Single(await county.Notices(id), notice => notice.Purpose == "grid-moved");
        Assert.Equal("unit-clerk@" + OtherVillage, told.PostCode);
        Assert.Equal("not-the-holder", (await county.Refused("clerk-" + Village, id, new SignOff())).Code);
        var clerk = county.Runtime.Directory.Current.People.First(person => person.UnitCode == OtherVillage && person.Roles.Contains(Role.UnitClerk));
        foreach (var command in new Command[] { new SignOff(), new Resolve { Text = "好了" } })
            Assert.Null((await county.Runtime.Desk.Move(id, command, Workflows.Directory.Actor.Of(clerk, Role.UnitClerk), county.Runtime.Time.GetUtcNow())).Refusal);
        await county.Runtime.Engine.RunToRest();
        var verify = Assert.Single(await county.Notices(id), notice => notice.Purpose == "verify");
        Assert.Equal(county.Runtime.Directory.Current.GridNow(LivingCounty.Grid)!.WorkerId, verify.PersonId);
    }

    [Fact]
    public async Task Books_hold_after_a_village_with_sub_tasks_got_another_code()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            await using (var county = await LivingCounty.Open(Start, folder))
            {
                var id = await county.Register(LivingCounty.Order("Z-1", Start));
                await Dispatched(county, id, LivingCounty.Urban);
                await county.Do("clerk-cgj", id, new SignOff());
                await county.Do("clerk-cgj", id, new AddSubtask(Village));
                var version = county.Runtime.Directory.Current.Version;
                var town = county.Runtime.Directory.Current.Units.Last(unit => unit.Kind == UnitKind.Town);
                var answer = await county.Runtime.Moves.MoveVillage(Village, town.Code, town.AreaPrefix + "777", Order(county), version);
                Assert.True(answer.Saved, answer.Refusal?.Detail ?? string.Join("; ", answer.Findings));
                await county.Until("2026-02-10 10:00");

                var file = await county.Case(id);
                Assert.Equal((town.AreaPrefix + "777001", town.AreaPrefix + "777"), (file.GridCode, Assert.Single(file.Subtasks).UnitCode));
                Assert.Single((await county.Runtime.Cases.List(new() { Scope = new(null, false, town.AreaPrefix + "777", []) })).Rows);
                Assert.Empty((await county.Runtime.Cases.List(new() { Scope = new(null, false, Village, []) })).Rows);
            }

            using var data = DataFolder.Open(folder);
            var report = new Books(data.Journal, data.Keys, file => Agenda.Next(file, PolicyBook.BuiltIn)?.Instant).Check();
            Assert.Empty(report.Differences);
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    private static async Task Dispatched(LivingCounty county, string id, string unit)
    {
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(unit));
    }

    private static async Task<string> Move(LivingCounty county)
    {
        var answer = await county.Runtime.Moves.MoveGrid(LivingCounty.Grid, OtherVillage, null, Order(county), county.Runtime.Directory.Current.Version);
        Assert.True(answer.Saved, answer.Refusal?.Detail ?? string.Join("; ", answer.Findings));
        return GridMoveDesk.MoveIn(answer.County)!;
    }

    private static DirectoryOrder Order(LivingCounty county) => new("p-00001", county.Runtime.Time.GetUtcNow(), "move-grid", "合并网格");
}
