using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Escalation;

/// <summary>Posts at which somebody else answers today.</summary>
public sealed class VacancyTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Where_every_post_is_filled_there_is_none() => Assert.Empty(Vacancies.Of(new(Build()), At));

    [Fact]
    public void A_vacant_post_goes_to_its_deputy_and_without_one_up()
    {
        const string Head = "unit-head@" + Traffic;

        var deputy = Assert.Single(Vacancies.Of(new(Build().Vacant(Head)), At));
        var up = Assert.Single(Vacancies.Of(new(Build().Vacant(Head).WithoutDeputy(Head)), At));

        Assert.Equal((Head, null, Deputy(Head), Head), (deputy.PostCode, deputy.PersonId, deputy.Answers!.PersonId, deputy.Answers.PostCode));
        Assert.Equal("unit-deputy-head@" + Traffic, up.Answers!.PostCode);
    }

    [Theory]
    [InlineData(-1, 2, true)]
    [InlineData(5, 2, true)]
    [InlineData(-3, 2, false)]
    [InlineData(20, 2, false)]
    public void Who_is_away_at_some_time_of_the_rest_of_the_day_is_shown_with_who_stands_in(int hoursFromNow, int hours, bool shown)
    {
        const string Head = "unit-head@" + Traffic;
        var from = At.AddHours(hoursFromNow);

        var vacancies = Vacancies.Of(new(Build().Away(from, TimeSpan.FromHours(hours), Sitting(Head))), At).ToList();

        Assert.Equal(shown, vacancies.Count == 1);
        if (shown) Assert.Equal((Head, Sitting(Head), Deputy(Head), from), (vacancies[0].PostCode, vacancies[0].PersonId, vacancies[0].Answers!.PersonId, vacancies[0].AwayFrom));
    }

    [Fact]
    public void A_grid_without_a_worker_is_answered_for_by_the_village()
    {
        var county = Build();
        county = county with { Grids = county.Grids.SetItem(0, county.Grids[0] with { WorkerId = null }) };

        var vacancy = Assert.Single(Vacancies.Of(new(county), At));

        Assert.Equal(("grid-worker@" + FirstGrid, FirstGrid, "village-cadre@" + Village), (vacancy.PostCode, vacancy.GridCode, vacancy.Answers!.PostCode));
    }

    [Fact]
    public void A_post_that_no_ladder_names_is_answered_for_by_its_deputy_only()
    {
        var county = Build();
        county = county with { Posts = [.. county.Posts, new("accountant@" + Traffic, "会计", Traffic, null, Worker(FirstGrid)), new("driver@" + Traffic, "司机", Traffic, null, null)] };

        var vacancies = Vacancies.Of(new(county), At).ToList();

        Assert.Equal([Worker(FirstGrid), null], vacancies.Select(vacancy => vacancy.Answers?.PersonId));
    }

    [Fact]
    public void Whoever_is_everyone_s_deputy_is_told_once_for_a_mark()
    {
        var county = Build();
        var posts = county.Posts.Select(post => post.Code).ToArray();
        county = county.Vacant(posts) with { };
        county = county with { Posts = [.. county.Posts.Select(post => post with { DeputyId = "boss" })], People = county.People.Add(new("boss", "万能", Centre, [Role.Supervisor], [], "440804")) };
        county = county with { Grids = [.. county.Grids.Select(grid => grid with { WorkerId = null })] };

        var told = AudienceResolver.Resolve(new(county), Audience.Words.Where(word => word != Audience.Holder), new(Traffic, null, FirstGrid), At);

        Assert.Equal("boss", Assert.Single(told).PersonId);
    }
}
