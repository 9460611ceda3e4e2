using GridCase.Workflows.Directory;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>1+N: the worker of a grid and those beside them.</summary>
public sealed class GridStaffTests
{
    [Fact]
    public void Who_stands_in_a_grid_s_staff_works_there_only_with_the_role()
    {
        var county = Build();
        var directory = new CountyDirectory(Staffed(county, new(Worker(OtherGrid), GridStaffKind.PartTime), new(Sitting("unit-head@" + Town), GridStaffKind.Volunteer)));

        Assert.Equal([OtherGrid, FirstGrid], directory.AtWork(directory.Person(Worker(OtherGrid))!).Grids.AsEnumerable());
        Assert.Empty(directory.AtWork(directory.Person(Sitting("unit-head@" + Town))!).Grids.AsEnumerable());
        Assert.Equal([SecondGrid], directory.AtWork(directory.Person(Worker(SecondGrid))!).Grids.AsEnumerable());
    }

    [Fact]
    public void Staff_survives_being_written_and_read_and_an_old_document_has_none()
    {
        var county = Staffed(Build(), new GridStaff(Worker(OtherGrid), GridStaffKind.BuildingHead));

        var read = CountyJson.Read(CountyJson.Write(county));

        Assert.Equal(new GridStaff(Worker(OtherGrid), GridStaffKind.BuildingHead), Assert.Single(read.Grids[0].Staff));
        var old = CountyJson.Read("{\"code\":\"440804\",\"name\":\"坡头\",\"grids\":[{\"code\":\"440804100201001\",\"name\":\"网格\",\"villageUnit\":\"440804100201\",\"kind\":\"basic\"}]}"u8);
        Assert.Empty(old.Grids[0].Staff);
    }

    public static TheoryData<string, GridStaff[], string> Faults() => new()
    {
        { "nobody known", [new("ghost", GridStaffKind.Police)], "ghost of its staff does not exist" },
        { "twice", [new(Worker(OtherGrid), GridStaffKind.Police), new(Worker(OtherGrid), GridStaffKind.Other)], "stands twice in its staff" },
        { "the worker", [new(Worker(FirstGrid), GridStaffKind.PartTime)], "stands in its staff as well" },
        { "too many", [.. Enumerable.Range(0, 101).Select(number => new GridStaff($"p{number}", GridStaffKind.Volunteer))], "lists 101 people beside its worker" },
        { "no id", [new(null!, GridStaffKind.Volunteer)], "staff of grids, entry 1" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Staff_that_cannot_be_is_found(string what, GridStaff[] staff, string expected)
    {
        var findings = CountyCheck.Findings(Staffed(Build(), staff));

        Assert.True(findings.Any(finding => finding.ToString().Contains(expected, StringComparison.Ordinal)), $"{what}: {string.Join("; ", findings)}");
    }

    [Theory]
    [InlineData("zhang.san@potou.gov.cn", true)]
    [InlineData("a+b@x-y.example", true)]
    [InlineData("zhang@potou", false)]
    [InlineData("张三@potou.gov.cn", false)]
    [InlineData("a@b.cn\r\nBcc: c@d.cn", false)]
    [InlineData("<a@b.cn>", false)]
    [InlineData("a@b.cn,c@d.cn", false)]
    [InlineData("a@-b.cn", false)]
    [InlineData("", false)]
    public void A_work_address_is_checked_by_its_form(string email, bool sound) => Assert.Equal(sound, CountyCheck.Findings(Contact(person => person with { Email = email })).IsEmpty);

    [Theory]
    [InlineData("ZhangSan_01", true)]
    [InlineData("z@potou", true)]
    [InlineData("张三", false)]
    [InlineData("a b", false)]
    [InlineData("a|b", false)]
    public void So_is_a_WeCom_id(string id, bool sound) => Assert.Equal(sound, CountyCheck.Findings(Contact(person => person with { WeComId = id })).IsEmpty);

    private static County Contact(Func<Person, Person> change)
    {
        var county = Build();
        return county with { People = county.People.SetItem(0, change(county.People[0])) };
    }

    private static County Staffed(County county, params GridStaff[] staff) => county with { Grids = county.Grids.SetItem(0, county.Grids[0] with { Staff = [.. staff] }) };
}
