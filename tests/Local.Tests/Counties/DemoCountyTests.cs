using GridCase.Tests.Shared;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Tests.Counties;

public sealed class DemoCountyTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 24, 8, 30, 0, TimeSpan.FromHours(8));
    private static readonly string[] FiveResponsible =
        [Audience.VillageCadre, Audience.ResidentCadre, Audience.DepartmentLead, Audience.TownLead, Audience.CountyLead];

    private readonly County _county = DemoCounty.Build().County;
    private readonly IReadOnlyList<DemoAccount> _accounts = DemoCounty.Build().Accounts;

    [Fact]
    public void The_demo_county_is_sound() => Assert.Empty(CountyCheck.Findings(_county));

    [Fact]
    public void It_is_the_same_at_every_start() => Assert.Equal(CountyJson.Write(_county), CountyJson.Write(DemoCounty.Build().County));

    [DataFact]
    public void Its_towns_and_villages_are_those_of_the_division_file()
    {
        Assert.Equal(
            PlainTable.Rows("divisions", "towns.csv").Where(row => row["county_code"] == "440804").Select(row => (row["town_code12"], row["town_name"])),
            _county.Units.Where(unit => unit.Kind == UnitKind.Town).Select(unit => (unit.AreaCode!, unit.Name)));
        Assert.Equal(
            PlainTable.Rows("divisions", "villages_440804.csv").Select(row => (row["code12"], row["name"], row["town_code"] + "000")),
            _county.Units.Where(unit => unit.Kind == UnitKind.Village).Select(unit => (unit.AreaCode!, unit.Name, unit.ParentCode!)));
    }

    [Fact]
    public void Each_village_has_two_to_four_grids_with_a_worker_each()
    {
        var grids = _county.Grids.GroupBy(grid => grid.VillageUnit).ToDictionary(group => group.Key, group => group.Count());

        Assert.All(_county.Units.Where(unit => unit.Kind == UnitKind.Village), village => Assert.InRange(grids[village.Code], 2, 4));
        Assert.All(_county.Grids, grid => Assert.NotNull(grid.WorkerId));
        Assert.Equal(_county.Grids.Length, _county.Grids.Select(grid => grid.WorkerId).Distinct().Count());
        Assert.Contains(_county.Grids, grid => grid.Kind == GridKind.Special);
    }

    [Fact]
    public void In_each_grid_the_five_responsible_persons_are_five_people_on_their_own_posts()
    {
        var directory = new CountyDirectory(_county);

        Assert.All(_county.Grids, grid =>
        {
            var told = AudienceResolver.Resolve(directory, FiveResponsible, new("440804-jtj", null, grid.Code), At);
            Assert.Equal(5, told.Length);
            Assert.All(told, recipient => Assert.Null(recipient.Instead));
        });
    }

    [Fact]
    public void Every_post_of_every_unit_is_filled_and_has_a_deputy()
    {
        Assert.All(_county.Posts.Where(post => post.UnitCode is not null), post => Assert.NotNull(post.PersonId));
        Assert.All(_county.Posts, post => Assert.NotNull(post.DeputyId));
        Assert.All(_county.Units.Where(unit => unit.Kind != UnitKind.Centre), unit => Assert.Contains(_county.Posts, post => post.Code == "unit-clerk@" + unit.Code));
    }

    [Theory]
    [InlineData("admin", Role.Administrator)]
    [InlineData("admin2", Role.Administrator)]
    [InlineData("auditor", Role.Auditor)]
    [InlineData("readonly", Role.ReadOnly)]
    [InlineData("hotline-operator", Role.Hotline)]
    [InlineData("dispatcher", Role.Dispatcher)]
    [InlineData("clerk-cgj", Role.UnitClerk, "440804-cgj")]
    [InlineData("clerk-nansan", Role.UnitClerk, "440804100000")]
    [InlineData("clerk-440804100001", Role.UnitClerk, "440804100001")]
    [InlineData("worker-1", Role.GridWorker, "440804001001")]
    [InlineData("supervisor-centre", Role.Supervisor)]
    [InlineData("supervisor-nansan", Role.Supervisor, "440804100000")]
    [InlineData("leader", Role.Leader)]
    public void There_is_an_account_per_role(string user, Role role, string unit = "440804-zzzx")
    {
        var account = Assert.Single(_accounts, account => account.User == user);

        Assert.Equal(role, Assert.Single(account.Roles));
        Assert.Equal(unit, account.Unit);
    }

    [Fact]
    public void Every_account_is_a_person_of_the_county_and_no_user_name_stands_twice()
    {
        var directory = new CountyDirectory(_county);

        Assert.All(_accounts, account => Assert.Equal(account.Roles.AsEnumerable(), directory.Person(account.PersonId)!.Roles));
        Assert.Equal(_accounts.Count, _accounts.Select(account => account.User).Distinct().Count());
        Assert.Equal(_accounts.Count, _accounts.Select(account => account.PersonId).Distinct().Count());
        Assert.Equal(Enum.GetValues<Role>().Where(role => role != Role.System), _accounts.SelectMany(account => account.Roles).Distinct().Order());
    }

    [Fact]
    public void Notices_to_the_centre_reach_people_who_can_sign_in()
    {
        var told = AudienceResolver.Resolve(
            new(_county), [Audience.CentreDispatcher, Audience.CentreDutyLead, Audience.CountyLead, Audience.HotlineOperator], new(null, null, null), At);

        Assert.Equal(
            ["dispatcher", "supervisor-centre", "leader", "hotline-operator"],
            told.Select(recipient => _accounts.Single(account => account.PersonId == recipient.PersonId).User));
    }

    [Theory]
    [InlineData("worker-1", "440804001001001", true)]
    [InlineData("worker-1", "440804001001002", false)]
    [InlineData("worker-2", "440804001001002", true)]
    [InlineData("clerk-440804100001", "440804100001001", true)]
    [InlineData("clerk-440804100001", "440804100200001", false)]
    [InlineData("clerk-nansan", "440804100200001", true)]
    [InlineData("clerk-nansan", "440804101200001", false)]
    [InlineData("clerk-cgj", "440804101200001", false)]
    [InlineData("dispatcher", "440804101200001", true)]
    public void Each_account_sees_its_own_part_of_the_county(string user, string grid, bool sees)
    {
        var directory = new CountyDirectory(_county);
        var person = directory.Person(_accounts.Single(account => account.User == user).PersonId)!;

        Assert.NotNull(directory.Grid(grid));
        Assert.Equal(sees, directory.IsInSubtree(person.Scope, grid, null));
    }

    [Fact]
    public void Categories_carry_their_grades_and_exemptions()
    {
        var directory = new CountyDirectory(_county);

        Assert.Equal(Grade.L1, directory.DefaultGrade("danger.fire"));
        Assert.Equal(Grade.L2, directory.DefaultGrade("livelihood.water"));
        Assert.Equal(Grade.L1, directory.DefaultGrade("livelihood.gas.leak"));
        Assert.Null(directory.DefaultGrade("facility.manhole-cover"));
        Assert.True(directory.IsSatisfactionExempt("dispute.labour.wages"));
        Assert.True(directory.IsSatisfactionExempt("enforcement.illegal-building"));
        Assert.False(directory.IsSatisfactionExempt("environment.garbage"));
    }

    [Fact]
    public void An_empty_county_has_a_centre_two_administrators_the_hotline_and_nothing_else()
    {
        var (county, accounts) = EmptyCounty.Build();

        Assert.Empty(CountyCheck.Findings(county));
        Assert.Equal(UnitKind.Centre, Assert.Single(county.Units).Kind);
        Assert.Empty(county.Grids);
        Assert.All(county.Posts, post => Assert.Equal(post.Code.StartsWith(Audience.HotlineOperator, StringComparison.Ordinal), post.PersonId is not null));
        Assert.Equal(["admin", "admin2", "hotline-operator"], accounts.Select(account => account.User));
        Assert.Equal([Role.Administrator, Role.Administrator, Role.Hotline], accounts.Select(account => Assert.Single(account.Roles)));
    }
}
