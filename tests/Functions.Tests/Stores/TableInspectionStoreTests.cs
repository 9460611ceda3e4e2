using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableInspectionStoreTests : InspectionContract<TableRig>
{
    private static readonly InspectionChange Opening = new() { Sweep = Sweep("s"), Inspections = [Inspection("1"), Inspection("2") with { AssigneeId = "w" }] };

    private static readonly InspectionChange HandIn = new()
    {
        Inspections = [Inspection("1") with { State = InspectionState.Done, Results = [new("a", false, false, [])], Version = 2 }, Inspection("2") with { State = InspectionState.Cancelled, AssigneeId = "v", Version = 2 }],
        Places = [Place("a")],
        Texts = [new("inspection/1", "remark", "在")],
        Receipt = Make.Receipt("k"),
    };

    [Fact]
    public async Task Wherever_the_instance_dies_a_change_is_whole_after_the_pump_and_is_counted_once()
    {
        var stood = 0;
        var writes = await Crashes.AtEachWrite(
            async () =>
            {
                var rig = new TableRig();
                await rig.Stores.Inspections.Save(Opening);
                return rig;
            },
            rig => rig.Stores.Inspections.Save(HandIn),
            async (rig, _) =>
            {
                await rig.Pump();
                var isKept = (await rig.Cases.FindReceipt("k")) is not null;
                stood += isKept ? 1 : 0;
                Assert.Equal(isKept, await rig.Stores.Inspections.FindPlace("a") is not null);
                Assert.Equal(isKept ? 0 : 2, (await rig.Stores.Inspections.ListInspections(new() { Scope = All, ToDoOnly = true })).Inspections.Count);
                Assert.Equal(isKept ? 1 : 0, rig.Messages.Distinct().Count());

                Assert.Equal(isKept ? AppendOutcome.Repeated : AppendOutcome.Appended, await rig.Another().Inspections.Save(HandIn));
                Assert.Equal(new SweepCounts(2, 0, 1, 0, 1, 0, 1, 0, 0), (await rig.Stores.Inspections.FindSweep("s"))!.Counts);
                Assert.Equal(["1", "2"], (await rig.Stores.Inspections.ListInspections(new() { Scope = All, ChangedSince = Make.Start.AddDays(-1) })).Inspections.Select(one => one.Id));
                Assert.Equal([2], (await rig.Stores.Inspections.ListInspections(new() { Scope = All, PersonId = "v" })).Inspections.Select(one => one.Version));
                Assert.Empty((await rig.Stores.Inspections.ListInspections(new() { Scope = All, PersonId = "w" })).Inspections);
                Assert.Single(await rig.Stores.Inspections.ReadTexts("inspection/1"));
            });
        Assert.InRange(stood, 10, writes);
    }

    [Fact]
    public async Task Two_instances_that_hand_in_at_once_are_both_kept_and_counted()
    {
        await Saved(Opening);
        var other = Rig.Another().Inspections;
        Rig.Service.BeforeWrite = (_, _, row) =>
        {
            if (row != "head") return;
            Rig.Service.BeforeWrite = null;
            Assert.Equal(AppendOutcome.Appended, other.Save(new() { Inspections = [Inspection("2") with { State = InspectionState.Done, Version = 2 }] }).Result);
        };
        await Saved(new() { Inspections = [Inspection("1") with { State = InspectionState.Done, Version = 2 }] });
        Assert.Equal(2, (await Store.FindSweep("s"))!.Counts.Done);
        Assert.Equal(AppendOutcome.Conflict, await other.Save(new() { Inspections = [Inspection("1") with { Version = 2 }] }));
    }

    [Fact]
    public async Task A_sweep_of_more_inspections_than_a_batch_is_missed_as_one_and_what_has_gone_is_removed_in_time()
    {
        await Saved(new() { Sweep = Sweep("s"), Inspections = [.. Enumerable.Range(1, 250).Select(i => Inspection($"i{i:D3}"))] });
        await Saved(new() { Sweep = Sweep("s") with { Version = 2 }, RestBecome = InspectionState.Missed });
        await Saved(new() { Sweep = Sweep("s") with { Version = 3, State = SweepState.Cancelled }, RestBecome = InspectionState.Cancelled });
        Assert.Equal((250, 0, 250), ((await Store.FindSweep("s"))!.Counts.Total, (await Store.FindSweep("s"))!.Counts.Missed, (await Store.FindSweep("s"))!.Counts.Cancelled));
        Assert.Empty((await Store.ListInspections(new() { Scope = All, ToDoOnly = true })).Inspections);

        Assert.Equal(250, Rig.Service.Table("inspections").Everything().Count(row => row.Partition == "todo"));
        Rig.Wait(TimeSpan.FromDays(2));
        await Rig.Kept.Prune(Rig.Now, default);
        Assert.DoesNotContain(Rig.Service.Table("inspections").Everything(), row => row.Partition is "todo" or "gone");
        var (read, page) = (0, await Store.ListInspections(new() { Scope = All, ChangedSince = Make.Start.AddDays(-1), Limit = 100 }));
        for (read = page.Inspections.Count; page.Next is not null; read += page.Inspections.Count)
            page = await Store.ListInspections(new() { Scope = All, ChangedSince = Make.Start.AddDays(-1), Limit = 100, After = page.Next });
        Assert.Equal(250, read);
    }
}
