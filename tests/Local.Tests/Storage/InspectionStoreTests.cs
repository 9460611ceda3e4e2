using GridCase.Workflows.Cases;

namespace GridCase.Local.Tests.Storage;

/// <summary>What stores over one journal keep to besides: a piece of work is done whole or never was.</summary>
public abstract class JournalledInspectionContract<TRig> : InspectionContract<TRig>
    where TRig : JournalRig, new()
{
    [Fact]
    public async Task A_change_is_written_whole_or_not_at_all()
    {
        await Saved(new() { Sweep = Sweep("s"), Inspections = [Inspection("1")] });
        Assert.Equal(AppendOutcome.Conflict, await Store.Save(new() { Sweep = Sweep("s") with { Version = 2, Name = "other" }, Inspections = [Inspection("1")], Places = [Place("a")] }));
        Assert.Equal((1, "周查"), ((await Store.FindSweep("s"))!.Version, (await Store.FindSweep("s"))!.Name));
        Assert.Null(await Store.FindPlace("a"));
        Rig.RefusesMessages = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Save(new() { Places = [Place("a")], Inspections = [Inspection("2")], Messages = [new(WorkflowMessageKind.RunSweep, "s")] }));
        Assert.Null(await Store.FindPlace("a"));
        Assert.Equal(1, (await Counts()).Total);
    }
}

public sealed class MemoryInspectionTests : JournalledInspectionContract<MemoryRig>;

public sealed class SqliteInspectionTests : JournalledInspectionContract<SqliteRig>
{
    [Fact]
    public async Task All_of_it_survives_a_restart_and_no_remark_stands_in_the_files()
    {
        await Saved(new() { Sweep = Sweep("s"), Inspections = [Inspection("1")], Texts = [new("inspection/1", "remark", "王老板不在家")] });
        Assert.False(Rig.Holds("王老板不在家"));
        Rig.Restart();
        Assert.Equal((1, "boss"), ((await Store.FindSweep("s"))!.Counts.Open, (await Store.FindSweep("s"))!.Marks[0].Unseen[0]));
        Assert.Equal("王老板不在家", Assert.Single(await Store.ReadTexts("inspection/1")).Value);
        Assert.Empty(Rig.Books.Check().Differences);
    }

    [Theory]
    [InlineData("UPDATE sweeps SET missed = missed + 1")]
    [InlineData("DELETE FROM sweeps")]
    [InlineData("UPDATE inspections SET findings = 3")]
    [InlineData("UPDATE inspection_texts SET field = 'item/x'")]
    public async Task Books_that_do_not_balance_are_found_out(string tampering)
    {
        await Saved(new() { Sweep = Sweep("s"), Inspections = [Inspection("1")], Texts = [new("inspection/1", "remark", "不在")] });
        Assert.Empty(Rig.Books.Check().Differences);
        Rig.Tamper(tampering);
        Assert.NotEmpty(Rig.Books.Check().Differences);
    }
}
