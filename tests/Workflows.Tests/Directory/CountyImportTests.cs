using System.Globalization;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Import;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>Files into a county: all or nothing, every fault by row and column, and the same file twice changes nothing.</summary>
public sealed class CountyImportTests
{
    [Fact]
    public void A_file_of_every_list_is_taken_and_the_same_again_changes_nothing()
    {
        var county = Build();
        (ImportWhat What, string Text)[] files =
        [
            (ImportWhat.Units, "code,name,kind,parent\n440804-new,新局,职能部门,440804-zzzx\n440804100203,新村,village,440804100000\n"),
            (ImportWhat.People, "人员编号,姓名,所属单位,角色,范围,工作邮箱,企业微信\nw-1,张三,440804100203,网格员;unit-clerk,440804100203,z@potou.gov.cn,ZhangSan\n"),
            (ImportWhat.Grids, "code,name,worker,staff\n440804100203001,第一网格,w-1,worker.440804100201001:楼栋长;worker.440804100202001:part-time\n"),
            (ImportWhat.Posts, "code,title,person,deputy\nunit-head@440804-new,局长,w-1,\ngrid-worker@440804100203001,网格员,,worker.440804100201001\n"),
            (ImportWhat.Absences, "person,from,to\nw-1,2026-02-13,2026-02-14\nw-1,2026-03-01T09:00:00+08:00,2026/3/1 18:00\n"),
        ];
        foreach (var (what, text) in files)
        {
            var plan = CountyImport.Plan(county, what, Table(text));
            Assert.True(plan.After is not null, $"{what}: {string.Join("; ", plan.Faults)}");
            county = plan.After;
            Assert.Empty(CountyDiff.Between(county, CountyImport.Plan(county, what, Table(text)).After!));
        }

        var directory = new CountyDirectory(county);
        Assert.Equal((UnitTier.Village, "440804100203"), (directory.Unit("440804100203")!.Tier, directory.Unit("440804100203")!.AreaCode));
        Assert.Equal(["440804100203001"], directory.Person("w-1")!.Grids.AsEnumerable());
        Assert.Equal("z@potou.gov.cn", directory.Person("w-1")!.Email);
        Assert.Equal(new GridStaff(Worker(FirstGrid), GridStaffKind.BuildingHead), directory.Grid("440804100203001")!.Staff[0]);
        Assert.Null(directory.Post("grid-worker@440804100203001")!.UnitCode);
        Assert.True(directory.IsAbsent("w-1", new(2026, 2, 14, 23, 59, 59, TimeSpan.FromHours(8))));
        Assert.False(directory.IsAbsent("w-1", new(2026, 2, 15, 0, 0, 0, TimeSpan.FromHours(8))));
    }

    [Fact]
    public void A_column_that_is_left_out_keeps_what_stood_there_and_an_empty_cell_empties_it()
    {
        var county = Build();
        const string Post = "unit-head@" + Traffic;

        var kept = new CountyDirectory(CountyImport.Plan(county, ImportWhat.Posts, Table($"code,title\n{Post},新局长\n")).After!).Post(Post)!;
        var emptied = new CountyDirectory(CountyImport.Plan(county, ImportWhat.Posts, Table($"code,deputy\n{Post},\n")).After!).Post(Post)!;

        Assert.Equal(("新局长", Sitting(Post), Deputy(Post)), (kept.Title, kept.PersonId, kept.DeputyId));
        Assert.Equal(("岗位", Sitting(Post), null), (emptied.Title, emptied.PersonId, emptied.DeputyId));
    }

    public static TheoryData<ImportWhat, string, int?, string?, string> Faults() => new()
    {
        { ImportWhat.Units, "code,name,kind\nx,=1+1,department\n", 2, "name", "it begins with =" },
        { ImportWhat.Units, "code,name,kind\nx,＋86,department\n", 2, "name", "it begins with ＋" },
        { ImportWhat.Units, "code,name,kind\nx,@SUM(A1),department\n", 2, "name", "it begins with @" },
        { ImportWhat.Units, "code,name,kind\nx, -2,department\n", 2, "name", "it begins with -" },
        { ImportWhat.Units, "code,name,kind\nx,甲\u0007,department\n", 2, "name", "it contains a control character" },
        { ImportWhat.Units, "code,name,kind\nx,甲\u0085乙,department\n", 2, "name", "it contains a control character" },
        { ImportWhat.Units, "code,name,kind\nx,甲\n", 2, null, "the row has 2 cells, the first row 3" },
        { ImportWhat.Units, "code,name,kind\n,甲,department\n", 2, "code", "it is empty" },
        { ImportWhat.Units, "code,name,kind\nx,甲,省厅\n", 2, "kind", "it is not one of the words" },
        { ImportWhat.Units, "code,name,kind\nx,甲,\n", 2, "kind", "it is empty" },
        { ImportWhat.Units, "code,name,kind,parent\nx,甲,department,440804-zzzx\nx,乙,department,440804-zzzx\n", 3, null, "it stands in row 2 already" },
        { ImportWhat.Units, "code,name,kind,parent\nx,甲,department,ghost\n", 2, null, "unit x: the unit above it, ghost, does not exist" },
        { ImportWhat.Units, "code,name,colour\nx,甲,红\n", 1, null, "there is no such column" },
        { ImportWhat.Units, "code,code,name\nx,x,甲\n", 1, "code", "the column stands twice" },
        { ImportWhat.Units, "name\n甲\n", 1, "code", "the column is missing" },
        { ImportWhat.Grids, "code,name\n440804100999001,甲\n", 2, "village", "no village has the code" },
        { ImportWhat.Grids, "code,name,staff\n440804100201009,甲,p-1=volunteer\n", 2, "staff", "it is no person, colon and part" },
        { ImportWhat.Grids, "code,name,worker\n440804100201009,甲,ghost\n", 2, null, "grid 440804100201009: its worker ghost does not exist" },
        { ImportWhat.People, "id,name,roles,scope\np-1,甲,国王,440804\n", 2, "roles", "there is no such role" },
        { ImportWhat.People, "id,name,roles,scope\np-1,甲,system,440804\n", 2, "roles", "there is no such role" },
        { ImportWhat.People, "id,name,roles,scope\np-1,甲,leader,\n", 2, "scope", "it is empty" },
        { ImportWhat.Absences, "person,from,to\nworker.440804100201001,明天,2026-02-14\n", 2, "from", "it is no day and no instant" },
        { ImportWhat.Absences, "person,from,to\nworker.440804100201001,2026-02-13,1926-02-14\n", 2, "to", "it lies outside the years" },
        { ImportWhat.Absences, "person,from,to\nworker.440804100201001,2026-02-14,2026-02-12\n", 2, null, "not after its start" },
        { ImportWhat.Divisions, "county_code,town_code,town_name\n440804,440804100,南三镇\n", 1, null, "neither a list of towns nor one of villages" },
        { ImportWhat.Divisions, "code12,name,town_code,town_name,county_code\n440804101001,甲村,440804100,南三镇,440804\n", 2, "code12", "12 digits that begin with its town's 440804100" },
        { ImportWhat.Divisions, "code12,name,town_code,town_name,county_code\n330502001005,甲村,330502001,月河街道,330502\n", null, "county_code", "no row is of this county" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_by_row_and_column_with_what_to_do(ImportWhat what, string text, int? row, string? column, string problem)
    {
        var plan = CountyImport.Plan(Build(), what, Table(text));

        Assert.Null(plan.After);
        Assert.True(plan.Faults.Any(fault => fault.Row == row && fault.Column == column && fault.Problem.Contains(problem, StringComparison.Ordinal)), string.Join("; ", plan.Faults));
        Assert.All(plan.Faults, fault => Assert.False(string.IsNullOrWhiteSpace(fault.Remedy)));
    }

    [Fact]
    public void All_faults_come_in_one_answer_in_the_order_of_the_rows_with_values_shortened()
    {
        var text = "code,name,kind,parent\n" + "a,,department,440804-zzzx\n" + "b,=" + new string('x', 100) + ",department,440804-zzzx\n" + "c,丙,department,ghost\n" + "d,丁,department,b\n";

        var plan = CountyImport.Plan(Build(), ImportWhat.Units, Table(text));

        // Row 5 stands under b, which is in the file and could not be read: that is no fault of row 5.
        Assert.Equal([2, 3, 4], plan.Faults.Select(fault => fault.Row!.Value));
        Assert.Equal("=" + new string('x', 39) + "…", plan.Faults[1].Value);
    }

    [Fact]
    public void Of_many_faults_two_hundred_are_listed_and_all_are_counted()
    {
        var plan = CountyImport.Plan(Build(), ImportWhat.Units, Table("code,name,kind\n" + string.Concat(Enumerable.Range(0, 1000).Select(number => $"u-{number},甲,省厅\n"))));

        Assert.Equal((1000, 200), (plan.FaultCount, plan.Faults.Length));
    }

    [Fact]
    public void Ten_thousand_rows_and_one_are_taken()
    {
        var text = "id,name,roles,scope\n" + string.Concat(Enumerable.Range(1, 10_001).Select(number => string.Create(CultureInfo.InvariantCulture, $"n-{number:00000},人{number},read-only,440804\n")));

        var plan = CountyImport.Plan(Build(), ImportWhat.People, Table(text));

        Assert.Equal(Build().People.Length + 10_001, plan.After!.People.Length);
        Assert.Equal(10_002, plan.Entries["person n-10001"]);
        Assert.Empty(CountyDiff.Between(plan.After, CountyImport.Plan(plan.After, ImportWhat.People, Table(text)).After!));
    }

    [Fact]
    public void Divisions_found_an_empty_county_and_keep_its_areas_later()
    {
        const string Villages = "code12,name,town_code,town_name,county_code\n440804001001,海东居委会,440804001,南调街道,440804\n440804001002,麻西居委会,440804001,南调街道,440804\n";
        var empty = new County("999999", "新建县区", [new("999999-zzzx", "综治中心", UnitKind.Centre, UnitTier.County, null, null)], [], [new("centre-head@999999-zzzx", "主任", "999999-zzzx", null, null)],
            [new("p-1", "管理员", "999999-zzzx", [Role.Administrator], [], "999999")], [], []);

        var towns = CountyImport.Plan(empty, ImportWhat.Divisions, Table("county_code,county_name,town_code,town_code12,town_name,villages\n440804,湛江市坡头区,440804001,440804001000,南调街道,10\n330502,吴兴区,330502001,330502001000,月河街道,9\n"), "440804");
        var county = CountyImport.Plan(towns.After!, ImportWhat.Divisions, Table(Villages)).After!;

        Assert.Equal(1, towns.PassedOver);
        Assert.Equal(("440804", "湛江市坡头区"), (county.Code, county.Name));
        Assert.Equal(["440804-zzzx", "440804001000", "440804001001", "440804001002"], county.Units.Select(unit => unit.Code));
        Assert.Equal("centre-head@440804-zzzx", Assert.Single(county.Posts).Code);
        Assert.Equal(("440804", "440804-zzzx"), (county.People[0].Scope, county.People[0].UnitCode));
        var area = CountyEdit.Put(CountyEdit.Put(county, new Unit("pq-1", "片区", UnitKind.Area, UnitTier.Town, "440804001000", null)), county.Units[2] with { ParentCode = "pq-1", Name = "旧名" });
        var again = CountyImport.Plan(area, ImportWhat.Divisions, Table(Villages)).After!;
        Assert.Equal("pq-1", again.Units.Single(unit => unit.Code == "440804001001").ParentCode);
        Assert.Equal("unit 440804001001", Assert.Single(CountyDiff.Between(area, again)).Entry);
        var two = Table("county_code,town_code,town_code12,town_name\n440804,440804001,440804001000,甲\n330502,330502001,330502001000,乙\n");
        Assert.Equal("the file has 2 counties", CountyImport.Plan(empty, ImportWhat.Divisions, two).Faults[0].Problem);
    }

    private static ImportTable Table(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new([.. lines[0].Split(',')], [.. lines.Skip(1).Select((line, index) => new ImportRow(index + 2, [.. line.Split(',')]))]);
    }
}
