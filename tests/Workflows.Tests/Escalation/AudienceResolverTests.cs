using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Tests.Directory;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Escalation;

public sealed class AudienceResolverTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 24, 8, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("unit-clerk", "unit-clerk@" + Traffic)]
    [InlineData("unit-duty-lead", "unit-duty-lead@" + Traffic)]
    [InlineData("unit-deputy-head", "unit-deputy-head@" + Traffic)]
    [InlineData("unit-head", "unit-head@" + Traffic)]
    [InlineData("village-cadre", "village-cadre@" + Village)]
    [InlineData("resident-cadre", "resident-cadre@" + Village)]
    [InlineData("department-lead", "unit-head@" + Traffic)]
    [InlineData("town-lead", "town-lead@" + Town)]
    [InlineData("county-lead", "county-lead@" + Centre)]
    [InlineData("centre-dispatcher", "centre-dispatcher@" + Centre)]
    [InlineData("centre-duty-lead", "centre-duty-lead@" + Centre)]
    [InlineData("centre-head", "centre-head@" + Centre)]
    [InlineData("hotline-operator", "hotline-operator@" + Centre)]
    public void A_word_reaches_the_person_on_its_post(string word, string post) =>
        Assert.Equal(new Recipient(Sitting(post), word, post, null), One(Build(), word, new(Traffic, null, FirstGrid)));

    [Fact]
    public void The_holder_is_the_person_named_at_sign_off() =>
        Assert.Equal(new Recipient("unit-clerk.440804-jtj.deputy", "holder", "holder@" + Traffic, null),
            One(Build(), "holder", new(Traffic, "unit-clerk.440804-jtj.deputy", FirstGrid)));

    [Theory]
    [InlineData(null)]
    [InlineData("someone-who-left")]
    public void A_case_without_a_holder_goes_to_the_clerk(string? holder) =>
        Assert.Equal(new Recipient("unit-clerk.440804-jtj", "holder", "unit-clerk@" + Traffic, "holder@" + Traffic), One(Build(), "holder", new(Traffic, holder, FirstGrid)));

    [Fact]
    public void The_grid_worker_is_whoever_the_grid_names() =>
        Assert.Equal(new Recipient(Worker(SecondGrid), "grid-worker", "grid-worker@" + SecondGrid, null), One(Build(), "grid-worker", new(Traffic, null, SecondGrid)));

    [Fact]
    public void An_absent_grid_worker_goes_to_the_village_cadre() =>
        Assert.Equal(new Recipient("village-cadre." + Village, "grid-worker", "village-cadre@" + Village, "grid-worker@" + FirstGrid),
            One(Build().Away(At, TimeSpan.FromDays(1), Worker(FirstGrid)), "grid-worker", new(Traffic, null, FirstGrid)));

    [Fact]
    public void An_absent_grid_worker_with_a_deputy_goes_to_the_deputy()
    {
        var county = Build().Away(At, TimeSpan.FromDays(1), Worker(FirstGrid));
        county = county with { Posts = county.Posts.Add(new("grid-worker@" + FirstGrid, "网格员", null, null, Worker(SecondGrid))) };

        Assert.Equal(new Recipient(Worker(SecondGrid), "grid-worker", "grid-worker@" + FirstGrid, "grid-worker@" + FirstGrid),
            One(county, "grid-worker", new(Traffic, null, FirstGrid)));
    }

    [Fact]
    public void An_absent_head_goes_to_the_deputy_of_the_post() =>
        Assert.Equal(new Recipient("unit-head.440804-jtj.deputy", "unit-head", "unit-head@" + Traffic, "unit-head@" + Traffic),
            One(Build().Away(At, TimeSpan.FromDays(1), "unit-head.440804-jtj"), "unit-head", new(Traffic, null, FirstGrid)));

    [Fact]
    public void Whoever_came_back_answers_again() =>
        Assert.Null(One(Build().Away(At.AddDays(-1), TimeSpan.FromDays(1), "unit-head.440804-jtj"), "unit-head", new(Traffic, null, FirstGrid)).Instead);

    [Fact]
    public void A_vacant_post_goes_to_its_deputy() =>
        Assert.Equal(new Recipient("unit-clerk.440804-jtj.deputy", "unit-clerk", "unit-clerk@" + Traffic, "unit-clerk@" + Traffic),
            One(Build().Vacant("unit-clerk@" + Traffic), "unit-clerk", new(Traffic, null, FirstGrid)));

    public static TheoryData<string, string[], string> Vacancies() => new()
    {
        { "unit-clerk", ["unit-clerk@" + Traffic], "unit-duty-lead@" + Traffic },
        { "unit-clerk", ["unit-clerk@" + Traffic, "unit-duty-lead@" + Traffic], "unit-deputy-head@" + Traffic },
        { "unit-head", ["unit-head@" + Traffic], "unit-deputy-head@" + Traffic },
        { "unit-head", ["unit-head@" + Traffic, "unit-deputy-head@" + Traffic], "centre-head@" + Centre },
        { "unit-duty-lead", ["unit-duty-lead@" + Traffic, "unit-deputy-head@" + Traffic, "unit-head@" + Traffic], "centre-duty-lead@" + Centre },
        { "village-cadre", ["village-cadre@" + Village], "resident-cadre@" + Village },
        { "village-cadre", ["village-cadre@" + Village, "resident-cadre@" + Village], "unit-head@" + Village },
        { "resident-cadre", ["resident-cadre@" + Village], "town-lead@" + Town },
        { "town-lead", ["town-lead@" + Town], "unit-head@" + Town },
        { "town-lead", ["town-lead@" + Town, "unit-head@" + Town, "unit-deputy-head@" + Town], "county-lead@" + Centre },
        { "county-lead", ["county-lead@" + Centre], "centre-head@" + Centre },
        { "county-lead", ["county-lead@" + Centre, "centre-head@" + Centre], "centre-duty-lead@" + Centre },
        { "hotline-operator", ["hotline-operator@" + Centre], "centre-dispatcher@" + Centre },
        { "centre-head", ["centre-head@" + Centre], "centre-duty-lead@" + Centre },
        { "centre-dispatcher", ["centre-dispatcher@" + Centre, "centre-duty-lead@" + Centre], "centre-head@" + Centre },
    };

    [Theory]
    [MemberData(nameof(Vacancies))]
    public void Where_the_deputy_is_missing_too_it_goes_up(string word, string[] vacant, string answers)
    {
        var county = Build().Vacant(vacant).WithoutDeputy(vacant);

        Assert.Equal(new Recipient(Sitting(answers), word, answers, vacant[0]), One(county, word, new(Traffic, null, FirstGrid)));
    }

    [Fact]
    public void An_absent_deputy_is_passed_over() =>
        Assert.Equal(new Recipient("unit-duty-lead.440804-jtj", "unit-clerk", "unit-duty-lead@" + Traffic, "unit-clerk@" + Traffic),
            One(Build().Away(At, TimeSpan.FromDays(1), "unit-clerk.440804-jtj", "unit-clerk.440804-jtj.deputy"), "unit-clerk", new(Traffic, null, FirstGrid)));

    [Fact]
    public void A_village_without_posts_is_answered_for_by_its_town() =>
        Assert.Equal(new Recipient("unit-head." + Town, "unit-head", "unit-head@" + Town, "unit-head@" + OtherVillage),
            One(Build(), "unit-head", new(OtherVillage, null, OtherGrid)));

    [Theory]
    [InlineData("village-cadre", Town, "town-lead@" + Town)]
    [InlineData("resident-cadre", Town, "town-lead@" + Town)]
    [InlineData("village-cadre", Village, "village-cadre@" + Village)]
    [InlineData("village-cadre", Traffic, "county-lead@" + Centre)]
    [InlineData("town-lead", Traffic, "county-lead@" + Centre)]
    [InlineData("grid-worker", Village, "village-cadre@" + Village)]
    [InlineData("grid-worker", null, "county-lead@" + Centre)]
    [InlineData("department-lead", Town, "unit-head@" + Town)]
    [InlineData("department-lead", Village, "unit-head@" + Town)]
    [InlineData("department-lead", null, "centre-head@" + Centre)]
    [InlineData("unit-clerk", null, "centre-dispatcher@" + Centre)]
    [InlineData("unit-duty-lead", null, "centre-duty-lead@" + Centre)]
    public void Without_a_grid_the_unit_says_where(string word, string? unit, string post) => Assert.Equal(post, One(Build(), word, new(unit, null, null)).PostCode);

    [Fact]
    public void A_post_of_the_village_itself_comes_before_that_of_the_town()
    {
        var county = Build();
        county = county with { Posts = county.Posts.Add(new("town-lead@" + Village, "包村领导", Village, Worker(SecondGrid), null)) };

        Assert.Equal("town-lead@" + Village, One(county, "town-lead", new(Traffic, null, FirstGrid)).PostCode);
        Assert.Equal("town-lead@" + Town, One(county, "town-lead", new(Traffic, null, OtherGrid)).PostCode);
    }

    [Fact]
    public void The_five_responsible_persons_are_five_people()
    {
        string[] five = ["village-cadre", "resident-cadre", "department-lead", "town-lead", "county-lead"];

        var told = AudienceResolver.Resolve(new(Build()), five, new(Traffic, null, FirstGrid), At);

        Assert.Equal(five, told.Select(recipient => recipient.Audience));
        Assert.Equal(5, told.Select(recipient => recipient.PersonId).Distinct().Count());
    }

    [Fact]
    public void Whoever_answers_to_several_words_is_told_once_under_the_first()
    {
        var county = Build().Vacant("unit-deputy-head@" + Traffic).WithoutDeputies();

        var told = AudienceResolver.Resolve(new(county), ["unit-deputy-head", "unit-head"], new(Traffic, null, FirstGrid), At);

        Assert.Equal(new Recipient("unit-head.440804-jtj", "unit-deputy-head", "unit-head@" + Traffic, "unit-deputy-head@" + Traffic), Assert.Single(told));
    }

    [Fact]
    public void When_every_person_is_away_their_deputies_answer()
    {
        var county = Build();
        county = county.Away(At, TimeSpan.FromDays(1), [.. county.Posts.Select(post => post.PersonId!), .. county.Grids.Select(grid => grid.WorkerId!)]);

        foreach (var word in Audience.Words)
        {
            var recipient = One(county, word, new(Traffic, null, FirstGrid));
            Assert.EndsWith(".deputy", recipient.PersonId, StringComparison.Ordinal);
            Assert.NotNull(recipient.Instead);
        }
    }

    [Fact]
    public void When_everybody_is_away_it_waits_with_the_duty_lead_of_the_centre()
    {
        var county = Build();
        county = county.Away(At, TimeSpan.FromDays(1), [.. county.People.Select(person => person.Id)]);

        foreach (var word in Audience.Words)
            Assert.Equal("centre-duty-lead@" + Centre, One(county, word, new(Traffic, null, FirstGrid)).PostCode);
    }

    [Fact]
    public void A_county_with_no_post_filled_reaches_nobody()
    {
        var county = Build() with { Posts = [] };

        Assert.Empty(AudienceResolver.Resolve(new(county), ["unit-head", "county-lead"], new(Traffic, null, FirstGrid), At));
    }

    [Fact]
    public void An_unknown_word_is_an_error_that_names_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => AudienceResolver.Resolve(new(Build()), ["mayor"], new(Traffic, null, FirstGrid), At));

        Assert.Contains("'mayor' is not an audience; known are area-lead,", error.Message, StringComparison.Ordinal);
    }

    private static Recipient One(County county, string word, CasePlace place) =>
        Assert.Single(AudienceResolver.Resolve(new CountyDirectory(county), [word], place, At));
}
