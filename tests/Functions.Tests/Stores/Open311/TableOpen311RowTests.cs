using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableOpen311RowTests
{
    private readonly FakeTables service = new();
    private readonly TableOpen311List list;

    public TableOpen311RowTests()
    {
        var tables = new CountyTables(service);
        tables.Create(default).Wait();
        list = new(tables.CaseIndex);
    }

    [Fact]
    public async Task Cases_come_in_order_across_months_years_and_pages()
    {
        var files = Enumerable.Range(0, 2_100).Select(no => Of(no, Make.Start.AddHours(-no))).ToList();
        for (var no = 0; no < files.Count; no++) await list.Write(files[no], no + 1, default);
        var query = new Open311Query(["facility.road"], Make.Start.AddHours(-2_100), Make.Start);
        Assert.Equal(files.Take(1_000).Select(file => file.Id), await list.List(query, default));
        Assert.Equal(files.Skip(2_050).Select(file => file.Id), await list.List(query with { Skip = 2_050 }, default));
        Assert.Equal([files[2_099].Id], await list.List(query with { To = Make.Start.AddHours(-2_099) }, default));
    }

    [Fact]
    public async Task An_older_file_written_late_changes_nothing()
    {
        var file = Of(1, Make.Start);
        await list.Write(Make.More(file, new Withdrawn()).After, 1, default);
        await list.Write(file, 1, default);
        Assert.Empty(await list.List(new(["facility.road"], Make.Start, Make.Start) { Open = true }, default));
        Assert.Equal(1, service.Table("caseindex").Rows);
    }

    [Fact]
    public async Task A_newer_file_may_be_written_in_between()
    {
        var file = Of(1, Make.Start);
        foreach (var first in new[] { true, false })
        {
            if (!first) await list.Write(file, 1, default);
            var (older, newer) = (Make.More(file, Make.Triaged(category: "facility.road")).After, Make.More(Make.More(file, Make.Triaged(category: "facility.road")).After, new Withdrawn()).After);
            service.BeforeWrite = (_, _, _) =>
            {
                service.BeforeWrite = null;
                list.Write(newer, 1, default).Wait();
            };
            await list.Write(older, 1, default);
            Assert.Empty(await list.List(new(["facility.road"], Make.Start, Make.Start) { Open = true }, default));
            service.Table("caseindex").Clear();
        }
    }

    [Fact]
    public async Task Cases_of_other_channels_cost_nothing()
    {
        service.Operations.Clear();
        await list.Write(Make.Order("1").After, 1, default);
        Assert.Empty(service.Operations);
    }

    private static CaseFile Of(int no, DateTimeOffset at) => Make.Order($"{no}", channel: Channel.Open311, category: "facility.road", at: at).After;
}
