using GridCase.Functions.Storage;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Functions.Tests.Stores.Cases;

/// <summary>What only tables are about: several instances, rows that are too many or too long, and what is behind the store's back.</summary>
public sealed class TableCaseStoreTests : IDisposable
{
    private readonly TableRig rig = new();

    private TableCaseStore Store => (TableCaseStore)rig.Cases;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Of_two_instances_that_append_at_once_one_is_first_and_leaves_nothing_of_the_other()
    {
        var file = await rig.Keep(Make.Order("1"));
        var other = rig.Another();
        rig.Service.BeforeWrite = (table, _, row) =>
        {
            if (table != "cases" || row != "head") return;
            rig.Service.BeforeWrite = null;
            Assert.Equal(AppendOutcome.Appended, other.Cases.Append(Make.More(file, new Commented())).Result);
        };
        Assert.Equal(AppendOutcome.Conflict, await rig.Cases.Append(Make.More(file, Make.Triaged()).With(WorkflowMessageKind.NudgeLifecycle)));

        Assert.Equal(2, (await rig.Cases.Find(file.Id))!.Version);
        Assert.Equal(2, (await other.Cases.Find(file.Id))!.Version);
        Assert.Null(FactChain.FirstBreak(await rig.Cases.Facts(file.Id, 0, 10)));
        Assert.Empty(rig.Messages);
        Assert.Equal(0, rig.Service.Table("pending").Rows);
    }

    [Theory]
    [InlineData("county|")]
    [InlineData("unit|")]
    [InlineData("grid|")]
    [InlineData("changed|")]
    public async Task A_slow_writer_of_an_older_state_leaves_the_newer_one_in_every_list(string at)
    {
        var file = await rig.Keep(Make.Order("1"));
        file = await rig.Keep(Make.More(file, Make.Triaged(), Make.Dispatched()));
        var older = Make.More(file, new Commented());
        rig.Service.BeforeWrite = (_, partition, _) =>
        {
            if (!partition.StartsWith(at, StringComparison.Ordinal)) return;
            rig.Service.BeforeWrite = null;
            var newer = Make.More(older.After, Make.Dispatched(Make.Urban), Make.Triaged(Make.OtherTownsGrid));
            Assert.Equal(AppendOutcome.Appended, rig.Another().Cases.Append(newer).Result);
        };
        await rig.Keep(older);

        Assert.Null(rig.Service.BeforeWrite);
        await OnlyOnce(6, Make.Urban, Make.OtherTownsGrid);
    }

    [Fact]
    public async Task A_slow_writer_that_dies_is_cleared_up_after()
    {
        var file = await rig.Keep(Make.Order("1"));
        file = await rig.Keep(Make.More(file, Make.Triaged(), Make.Dispatched()));
        var older = Make.More(file, new Commented());
        var done = false;
        rig.Service.BeforeWrite = (_, partition, _) =>
        {
            // Another instance goes by just before the row of the unit is written; then that is written, and nothing after it.
            if (done) throw new Azure.RequestFailedException(503, "The instance is dead.");
            if (!partition.StartsWith("unit|", StringComparison.Ordinal)) return;
            rig.Service.BeforeWrite = null;
            Assert.Equal(AppendOutcome.Appended, rig.Another().Cases.Append(Make.More(older.After, Make.Dispatched(Make.Urban))).Result);
            done = true;
            rig.Service.BeforeWrite = (_, _, _) => throw new Azure.RequestFailedException(503, "The instance is dead.");
        };
        await rig.Keep(older);
        rig.Service.BeforeWrite = null;
        await rig.Pump();

        Assert.True(done);
        await OnlyOnce(5, Make.Urban, Make.Grid);
    }

    [Fact]
    public async Task Thousands_of_cases_are_paged_and_counted_right_and_few_rows_are_read_for_a_page()
    {
        const int Cases = 2_500;
        for (var i = 0; i < Cases; i++)
        {
            var file = await rig.Keep(Make.Order($"{i}", category: i % 500 == 0 ? "water" : "dispute"));
            if (i % 3 == 0) await rig.Keep(Make.More(file, new Withdrawn()));
        }

        var all = new CaseQuery { Scope = Make.Everything, Limit = 200 };
        var met = new List<string>();
        for (var page = await rig.Cases.List(all); ; page = await rig.Cases.List(all with { After = page.Next }))
        {
            met.AddRange(page.Rows.Select(row => row.CaseId));
            if (page.Next is null) break;
        }

        Assert.Equal(Enumerable.Range(0, Cases).Reverse().Select(i => CaseIds.Of(Channel.Hotline, $"{i}")), met);
        Assert.Equal(Cases, (await rig.Cases.Count(all)).Total);
        Assert.Equal(Cases - ((Cases + 2) / 3), (await rig.Cases.Count(all with { AliveOnly = true })).Total);
        Assert.Equal(new[] { "2000", "1000", "500" }.Select(no => CaseIds.Of(Channel.Hotline, no)), (await rig.Cases.List(all with { Text = "water", AliveOnly = true })).Rows.Select(row => row.CaseId));
        Assert.Equal(Cases, (await rig.Cases.Span(Make.Start)).Cases);
        Assert.Equal(1_666, (await rig.Cases.ListAlive(null, 10_000)).Count);

        rig.Service.Operations.Clear();
        await rig.Cases.List(all with { Limit = 50, AliveOnly = true });
        Assert.InRange(rig.Service.Operations.Sum(one => one.Rows), 51, 60);
    }

    [Fact]
    public async Task Indexes_that_were_lost_or_meddled_with_are_made_anew_from_the_facts()
    {
        for (var i = 0; i < 20; i++)
        {
            var file = await rig.Keep(Make.Order($"{i}", channel: i % 2 == 0 ? Channel.Open311 : Channel.Hotline));
            file = await rig.Keep(Make.More(file, Make.Triaged(), Make.Dispatched(i % 3 == 0 ? Make.Urban : Make.Traffic)));
            if (i % 4 == 0) await rig.Keep(Make.More(file, new Withdrawn()));
        }

        var (before, index) = (await Lines(), rig.Service.Table("caseindex"));
        var (partition, row, _) = index.Everything().First(one => one.Partition.StartsWith("unit|alive|", StringComparison.Ordinal));
        index.Tamper(partition, row, "Unit", "nobody");
        await rig.Tables.CaseIndex.Put(new CaseIndexRow { PartitionKey = "grid|alive|440804999", RowKey = "x", CaseId = CaseIds.Of(Channel.Hotline, "1") }, default);
        await rig.Tables.CaseIndex.Put(new CaseIndexRow { PartitionKey = "county|alive|0", RowKey = "x", CaseId = "nothing" }, default);
        Assert.Equal(20, await Store.Rebuild(default));
        Assert.Equal(before, await Lines());
        Assert.DoesNotContain(index.Everything(), one => one.Row == "x");

        index.Clear();
        rig.Service.Table("learned").Clear();
        Assert.Empty(await Lines());
        Assert.Equal(20, await Store.Rebuild(default));
        Assert.Equal(before, await Lines());
        Assert.Equal(10, (await rig.Cases.ListOpen311(new(["facility.manhole"], Make.Start.AddDays(-1), Make.Start.AddDays(1)))).Count);
    }

    [Fact]
    public async Task A_text_longer_than_a_column_comes_back_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('一' + (i % 20_000))));
        var file = await rig.Keep(Make.Order("1", texts: new CaseText("text", text)));
        Assert.Equal(text, Assert.Single(await rig.Stores.Private.ReadTexts(file.Id)).Value);
    }

    [Fact]
    public async Task Hundreds_of_facts_go_into_one_append_and_come_back_in_order()
    {
        var file = await rig.Keep(Make.Order("1"));
        var append = Make.More(file, [.. Enumerable.Range(0, 300).Select(_ => new Commented())]);
        await rig.Keep(append);
        Store.Forget();

        Assert.Equal(append.After.LastHash, (await rig.Cases.Find(file.Id))!.LastHash);
        Assert.Equal(Enumerable.Range(101, 50), (await rig.Cases.Facts(file.Id, 100, 50)).Select(fact => fact.Number));
        Assert.Null(FactChain.FirstBreak(await rig.Cases.Facts(file.Id, 0, 1_000)));
    }

    [Fact]
    public async Task More_texts_than_a_batch_takes_are_refused_and_nothing_is_kept()
    {
        var order = Make.Order("1", texts: [.. Enumerable.Range(0, 120).Select(i => new CaseText("remark", $"{i}"))]);
        await Assert.ThrowsAsync<ArgumentException>(() => rig.Cases.Append(order));
        Assert.Null(await rig.Cases.Find(order.CaseId));
    }

    [Fact]
    public async Task A_receipt_that_stands_at_another_case_is_a_repeat()
    {
        await rig.Keep(Make.Order("1").With(Make.Receipt("key")));
        Assert.Equal(AppendOutcome.Repeated, await rig.Cases.Append(Make.Order("2").With(Make.Receipt("key"))));
        Assert.Null(await rig.Cases.Find(Make.Order("2").CaseId));
    }

    [Fact]
    public async Task Partings_go_after_ninety_days()
    {
        var file = await rig.Keep(Make.Order("1", Make.Grid));
        await rig.Keep(Make.More(file, Make.Triaged(Make.OtherTownsGrid)));
        Assert.Contains(rig.Service.Table("caseindex").Everything(), row => row.Partition.StartsWith("left|", StringComparison.Ordinal));
        rig.Wait(TimeSpan.FromDays(91));
        await rig.Kept.Prune(rig.Now, default);
        Assert.DoesNotContain(rig.Service.Table("caseindex").Everything(), row => row.Partition.StartsWith("left|", StringComparison.Ordinal));
    }

    private async Task OnlyOnce(int version, string unit, string grid)
    {
        var line = Assert.Single((await rig.Cases.List(new() { Scope = Make.Everything })).Rows);
        Assert.Equal((version, unit, grid), (line.Version, line.UnitCode, line.GridCode));
        Assert.Equal(version, Assert.Single((await rig.Cases.List(new() { Scope = Make.Everything, ChangedSince = DateTimeOffset.UnixEpoch })).Rows).Version);
        Assert.Equal(version, Assert.Single((await rig.Cases.List(new() { Scope = new(null, false, unit, []) })).Rows).Version);
        Assert.Equal(version, Assert.Single((await rig.Cases.List(new() { Scope = new(null, false, null, [grid]) })).Rows).Version);
        var places = rig.Service.Table("caseindex").Everything().Where(row => row.Columns.ContainsKey("Code") && !row.Partition.StartsWith("left|", StringComparison.Ordinal)).Select(row => row.Partition).ToList();
        Assert.Equal(["changed", "code", "county", "grid", "unit"], places.Select(place => place.Split('|')[0]));
    }

    private async Task<List<string>> Lines()
    {
        var lines = new List<string>();
        foreach (var scope in new[] { Make.Everything, new(null, false, Make.Urban, []), new(null, false, Make.Traffic, []), new(null, false, null, [Make.Grid]) })
            lines.AddRange((await rig.Cases.List(new() { Scope = scope, Limit = 200 })).Rows.Select(row => row.ToString()));
        lines.AddRange((await rig.Cases.List(new() { Scope = Make.Everything, ChangedSince = DateTimeOffset.UnixEpoch, Limit = 200 })).Rows.Select(row => row.ToString()));
        return lines;
    }
}
