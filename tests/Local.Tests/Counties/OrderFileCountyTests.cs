using GridCase.Local.Counties;
using GridCase.Tests.Shared;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Tests.Counties;

public sealed class OrderFileCountyTests
{
    private static readonly OrderFilePlace[] Places =
    [
        new("龙田街道", "老坑社区"), new("坪山街道", "六联社区"), new("龙田街道", "竹坑社区"), new("-", "-"), new("石井街道", "石井社区"), new("龙田街道", "老坑社区"),
    ];

    private static readonly OrderFileCategory[] Categories = [new("5", "市容环卫", null), new("5.178", "摊点", "5"), new("5", "市容", null)];

    [Fact]
    public void Streets_and_communities_are_numbered_as_they_appear()
    {
        var county = Build();

        Assert.Equal("440310001001001", county.GridCode("龙田街道", "老坑社区"));
        Assert.Equal("440310001002001", county.GridCode("龙田街道", "竹坑社区"));
        Assert.Equal("440310002001001", county.GridCode("坪山街道", "六联社区"));
        Assert.Equal("440310003001001", county.GridCode("石井街道", "石井社区"));
    }

    [Fact]
    public void A_row_without_a_place_lands_in_a_place_that_says_so()
    {
        var county = Build();
        var directory = new CountyDirectory(county.County);

        Assert.Equal("440310499499001", county.GridCode("-", " "));
        Assert.Equal("社区不详", directory.VillageOf("440310499499001")?.Name);
        Assert.Equal("街道不详", directory.TownOf("440310499499001")?.Name);
    }

    [Theory]
    [InlineData("老坑社区", "440310001001")]
    [InlineData("六联社区（坪山街道办事处）", "440310002001")]
    [InlineData("石井社区工作站（石井街道办事处）", "440310003001")]
    [InlineData("坪山街道办事处", "440310002000")]
    [InlineData("龙田街道", "440310001000")]
    public void A_community_or_street_that_handles_orders_is_its_own_unit(string name, string unit) =>
        Assert.Equal(unit, Build(new OrderFileUnit(name)).UnitCode(name));

    [Fact]
    public void Other_units_are_departments_of_the_county_numbered_as_they_appear()
    {
        var county = Build(new("城管局"), new("六联社区"), new("-"), new("城建办（坪山街道办事处）"), new("城管局"));

        Assert.Equal("440310-u001", county.UnitCode("城管局"));
        Assert.Equal("440310-u002", county.UnitCode("城建办（坪山街道办事处）"));
        Assert.Equal("440310-u000", county.UnitCode(""));
        Assert.Equal(3, county.County.Units.Count(unit => unit.Kind == UnitKind.Department && unit.Tier == UnitTier.County));
    }

    [Fact]
    public void The_files_own_ids_decide_which_names_are_one_unit()
    {
        var county = Build(new("城建办", "9444"), new("城建办", "9466"), new("城建办（坑梓街道办事处）", "9444"));

        Assert.NotEqual(county.UnitCode("城建办", "9444"), county.UnitCode("城建办", "9466"));
        Assert.Equal(county.UnitCode("城建办", "9444"), county.UnitCode("城建办（坑梓街道办事处）", "9444"));
        Assert.Equal("城建办（坑梓街道办事处）", new CountyDirectory(county.County).Unit(county.UnitCode("城建办", "9444"))?.Name);
        Assert.Equal(county.UnitCode("城建办", "9444"), county.UnitCode("城建办"));
    }

    [Fact]
    public void A_community_of_the_same_name_in_two_streets_is_told_apart_by_the_street()
    {
        var county = OrderFileCounty.Build("440310", "坪山区", [new("甲街道", "新村社区"), new("乙街道", "新村社区")],
            [new("新村社区（乙街道办事处）"), new("新村社区（甲街道办事处）")], []);

        Assert.Equal("440310002001", county.UnitCode("新村社区（乙街道办事处）"));
        Assert.Equal("440310001001", county.UnitCode("新村社区（甲街道办事处）"));
    }

    [Fact]
    public void The_first_name_of_a_category_stays() => Assert.Equal(["市容环卫", "摊点"], Build().County.Categories.Select(category => category.Name));

    [Fact]
    public void There_is_an_account_per_role_and_each_is_a_person_of_the_county()
    {
        var county = Build(new OrderFileUnit("城管局"));
        var directory = new CountyDirectory(county.County);

        Assert.Equal(Enum.GetValues<Role>().Where(role => role != Role.System), county.Accounts.SelectMany(account => account.Roles).Distinct().Order());
        Assert.All(county.Accounts, account => Assert.Equal(account.Roles.AsEnumerable(), directory.Person(account.PersonId)!.Roles));
        Assert.Equal(county.Accounts.Count, county.Accounts.Select(account => account.User).Distinct().Count());
    }

    [Fact]
    public void A_name_the_file_does_not_have_is_an_error()
    {
        Assert.Contains("knows no handling unit '教育局'", Assert.Throws<ArgumentException>(() => Build().UnitCode("教育局")).Message, StringComparison.Ordinal);
        Assert.Contains("knows no community '甲' in '乙'", Assert.Throws<ArgumentException>(() => Build().GridCode("乙", "甲")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_category_without_the_one_above_is_refused() =>
        Assert.Contains("category 5.178: the category above it, 5, does not exist",
            Assert.Throws<InvalidCountyException>(() => OrderFileCounty.Build("440310", "坪山区", Places, [], [new("5.178", "摊点", "5")])).Message, StringComparison.Ordinal);

    [Fact]
    public void More_streets_than_codes_can_number_are_refused() =>
        Assert.Contains("more than 498 streets",
            Assert.Throws<ArgumentException>(() => OrderFileCounty.Build("440310", "坪山区", Enumerable.Range(0, 499).Select(n => new OrderFilePlace($"街{n}", "x")), [], [])).Message,
            StringComparison.Ordinal);

    [DataFact]
    public void Every_order_of_the_real_file_has_a_unit_and_a_grid_whose_posts_are_filled()
    {
        var rows = PlainTable.Rows("pingshan-2018-orders.csv");
        var county = Build(rows);
        var directory = new CountyDirectory(county.County);
        var at = new DateTimeOffset(2024, 2, 1, 9, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(8000, rows.Count);
        Assert.All(rows, row =>
        {
            var unit = directory.Unit(county.UnitCode(row["DISPOSE_UNIT_NAME"], row["DISPOSE_UNIT_ID"]));
            var grid = directory.Grid(county.GridCode(row["STREET_NAME"], row["COMMUNITY_NAME"]));
            Assert.NotNull(unit);
            Assert.NotNull(grid);
            Assert.All(
                AudienceResolver.Resolve(directory, ["unit-clerk", "unit-head", "grid-worker", "village-cadre", "town-lead"], new(unit.Code, null, grid.Code), at),
                recipient => Assert.Null(recipient.Instead));
        });
    }

    [DataFact]
    public void In_the_real_file_units_are_as_many_as_its_ids_and_communities_handle_as_themselves()
    {
        var rows = PlainTable.Rows("pingshan-2018-orders.csv");
        var county = Build(rows);
        var directory = new CountyDirectory(county.County);
        var codes = rows.Select(row => (Id: row["DISPOSE_UNIT_ID"], Code: county.UnitCode(row["DISPOSE_UNIT_NAME"], row["DISPOSE_UNIT_ID"]))).Distinct().ToList();

        Assert.Equal(codes.Count, codes.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal(codes.Count, codes.Select(entry => entry.Code).Distinct().Count());
        Assert.Equal(6 + 1, directory.Units.Count(unit => unit.Kind == UnitKind.Town));
        Assert.Equal(23 + 1, directory.Units.Count(unit => unit.Kind == UnitKind.Village));
        Assert.Equal(23 + 1, directory.Grids.Count);
        Assert.All(
            rows.Where(row => row["DISPOSE_UNIT_NAME"].Split('（')[0] == row["COMMUNITY_NAME"] && row["COMMUNITY_NAME"] != "-"),
            row => Assert.Equal(county.GridCode(row["STREET_NAME"], row["COMMUNITY_NAME"])[..12], county.UnitCode(row["DISPOSE_UNIT_NAME"], row["DISPOSE_UNIT_ID"])));
        Assert.Equal("老坑社区", directory.Unit(county.UnitCode("老坑社区"))?.Name);
        Assert.Equal(UnitKind.Village, directory.Unit(county.UnitCode("石井社区工作站"))?.Kind);
    }

    private static OrderFileCounty Build(params OrderFileUnit[] units) => OrderFileCounty.Build("440310", "坪山区", Places, units, Categories);

    private static OrderFileCounty Build(List<Dictionary<string, string>> rows) => OrderFileCounty.Build(
        "440310",
        "坪山区",
        rows.Select(row => new OrderFilePlace(row["STREET_NAME"], row["COMMUNITY_NAME"])),
        rows.Select(row => new OrderFileUnit(row["DISPOSE_UNIT_NAME"], row["DISPOSE_UNIT_ID"])),
        rows.SelectMany(row => new OrderFileCategory[]
        {
            new(row["EVENT_TYPE_ID"], row["EVENT_TYPE_NAME"], null),
            new($"{row["EVENT_TYPE_ID"]}.{row["MAIN_TYPE_ID"]}", row["MAIN_TYPE_NAME"], row["EVENT_TYPE_ID"]),
            new($"{row["EVENT_TYPE_ID"]}.{row["MAIN_TYPE_ID"]}.{row["SUB_TYPE_ID"]}", row["SUB_TYPE_NAME"], $"{row["EVENT_TYPE_ID"]}.{row["MAIN_TYPE_ID"]}"),
        }));
}
