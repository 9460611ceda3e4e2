using System.Text;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Functions.Tests.Stores.Cases;

/// <summary>An instance may die at any write of an append: then the append is committed or it is not, and the pump brings the rest to where it would have been.</summary>
public sealed class TableCaseCrashTests
{
    private static readonly string[] Derived = ["caseindex", "learned"];

    [Fact]
    public async Task A_registration_that_dies_at_any_write_ends_as_an_undisturbed_one_or_never_was()
    {
        var undisturbed = await Undisturbed(() => Task.FromResult(new TableRig()), Register);
        var writes = await Crashes.AtEachWrite(() => Task.FromResult(new TableRig()), Register, (rig, died) => Check(rig, died, 1, undisturbed, Register));
        Assert.InRange(writes, 10, 60);
    }

    [Fact]
    public async Task A_later_append_that_dies_at_any_write_ends_as_an_undisturbed_one_or_never_was()
    {
        var undisturbed = await Undisturbed(Registered, Move);
        var writes = await Crashes.AtEachWrite(Registered, Move, (rig, died) => Check(rig, died, 4, undisturbed, Move));
        Assert.InRange(writes, 10, 80);
    }

    private static Task Register(TableRig rig) => rig.Cases.Append(Order());

    private static async Task Move(TableRig rig)
    {
        if (await rig.Cases.Find(Order().CaseId) is { Version: 1 } file)
            await rig.Cases.Append(Make.More(file, Make.Triaged(Make.OtherTownsGrid), Make.Dispatched(), new SignedOff("clerk", null)).With(Make.Receipt("move")).With(WorkflowMessageKind.NudgeLifecycle));
    }

    private static CaseAppend Order() => Make.Order("1", channel: Channel.Open311, texts: [new("text", "井盖不见了")]).With(Make.Receipt("order")).With(WorkflowMessageKind.StartLifecycle);

    private static async Task<TableRig> Registered()
    {
        var rig = new TableRig();
        await Register(rig);
        rig.Messages.Clear();
        return rig;
    }

    private static async Task<string> Undisturbed(Func<Task<TableRig>> fresh, Func<TableRig, Task> work)
    {
        using var rig = await fresh();
        await work(rig);
        return Everything(rig);
    }

    private static async Task Check(TableRig rig, bool died, int version, string undisturbed, Func<TableRig, Task> again)
    {
        if (died) await rig.Pump();
        var isCommitted = (await rig.Cases.Find(Order().CaseId))?.Version == version;
        if (!isCommitted)
        {
            // The caller comes again, as callers do.
            await again(rig);
            Assert.Equal(version, (await rig.Cases.Find(Order().CaseId))!.Version);
        }

        Assert.Equal(undisturbed, Everything(rig));
        Assert.Single(rig.Messages.Distinct());
        Assert.Equal(0, rig.Service.Table("pending").Rows);
        Assert.DoesNotContain(rig.Service.Table("cases").Everything(), row => row.Row.StartsWith("out|", StringComparison.Ordinal));
    }

    /// <summary>The rows of the indexes, without the stamps, numbers and names that a second try gives anew.</summary>
    private static string Everything(TableRig rig)
    {
        var text = new StringBuilder();
        foreach (var table in Derived)
        {
            foreach (var (partition, row, columns) in rig.Service.Table(table).Everything())
            {
                if (row == "sheet" && table == "caseindex") continue;
                if (partition == "announced") continue;
                text.Append(table).Append(' ').Append(Plain(partition)).Append(' ').Append(Plain(row));
                foreach (var (column, value) in columns.OrderBy(one => one.Key))
                    if (column is not ("RowKey" or "PartitionKey" or "Changed" or "No" or "Number" or "Ticket") && value is not byte[]) text.Append(' ').Append(column).Append('=').Append(value);
                text.AppendLine();
            }
        }

        return text.ToString();
    }

    private static string Plain(string key) => System.Text.RegularExpressions.Regex.Replace(key, "[0-9]{16,19}", "n");
}
