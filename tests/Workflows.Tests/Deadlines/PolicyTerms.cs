using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>The default budgets, as the tables of design §5 and domain.md §1.3, §2.1, §2.4 give them.</summary>
public sealed class PolicyTerms
{
    [Theory]
    [InlineData(Grade.L1, "PT30M", "PT15M", "PT30M", "PT2H")]
    [InlineData(Grade.L2, "PT2H", "PT1H", "PT2H", "PT24H")]
    [InlineData(Grade.L3, "PT24H", "1wd", "1wd", "5wd")]
    [InlineData(Grade.L4, "PT24H", "1wd", "1wd", "15wd")]
    public void Each_grade_has_its_budgets(Grade grade, string dispatch, string signOff, string contact, string finish)
    {
        var traits = Given.Traits(grade);
        Assert.Equal(dispatch, BudgetOf(ClockKind.Dispatch, traits));
        Assert.Equal(signOff, BudgetOf(ClockKind.SignOff, traits));
        Assert.Equal(contact, BudgetOf(ClockKind.FirstContact, traits));
        Assert.Equal(finish, BudgetOf(ClockKind.UnitFinish, traits));
        Assert.Equal(finish, BudgetOf(ClockKind.CitizenFinish, traits));
    }

    [Fact]
    public void A_consultation_is_finished_in_a_working_day_and_needs_no_first_contact()
    {
        var traits = Given.Traits(kind: CaseKind.Consult);
        Assert.Equal("4wh", BudgetOf(ClockKind.Dispatch, traits));
        Assert.Equal("1wd", BudgetOf(ClockKind.CitizenFinish, traits));
        Assert.Null(BudgetOf(ClockKind.FirstContact, traits));
    }

    [Theory]
    [InlineData(Grade.L3, CaseKind.Complaint, "60cd")]
    [InlineData(Grade.L3, CaseKind.Consult, "60cd")]
    [InlineData(Grade.L4, CaseKind.Complaint, "60cd")]
    [InlineData(Grade.L1, CaseKind.Complaint, "PT2H")]
    public void A_petition_has_sixty_calendar_days_unless_it_is_an_emergency(Grade grade, CaseKind kind, string finish) =>
        Assert.Equal(finish, BudgetOf(ClockKind.CitizenFinish, Given.Traits(grade, kind, Channel.Petition)));

    [Theory]
    [InlineData("dispute", UnitTier.Village, "2wd")]
    [InlineData("dispute.land", UnitTier.Village, "2wd")]
    [InlineData("dispute.land", UnitTier.Town, "2wd")]
    [InlineData("dispute.land", UnitTier.County, null)]
    [InlineData("dispute.land", null, null)]
    [InlineData("disputed", UnitTier.Town, null)]
    [InlineData("road.surface", UnitTier.Village, null)]
    public void Only_disputes_have_a_limit_per_tier(string category, UnitTier? tier, string? budget) =>
        Assert.Equal(budget, BudgetOf(ClockKind.Tier, Given.Traits(category: category, tier: tier)));

    [Fact]
    public void Every_clock_of_every_case_has_terms_or_is_meant_to_have_none()
    {
        var every =
            from clock in Enum.GetValues<ClockKind>()
            from channel in Enum.GetValues<Channel>()
            from kind in Enum.GetValues<CaseKind>()
            from grade in Enum.GetValues<Grade>()
            from tier in (UnitTier?[])[null, .. Enum.GetValues<UnitTier>()]
            from category in (string[])["road.surface", "dispute.land"]
            select (clock, traits: new CaseTraits(channel, kind, category, grade, tier));
        foreach (var (clock, traits) in every)
        {
            var terms = Given.Policy.TermsFor(clock, traits);
            var none = clock switch
            {
                ClockKind.FirstContact => traits is { Kind: CaseKind.Consult, Grade: Grade.L3, Channel: not Channel.Petition },
                ClockKind.Tier => traits is { Category: "road.surface" } or { Tier: null or UnitTier.County },
                _ => false,
            };
            Assert.True(terms is null == none, $"{clock} {traits}: {terms}");
            if (terms is null) continue;
            Assert.Equal(traits.Grade is Grade.L1 or Grade.L2, Given.Policy.LadderNamed(terms.Ladder).IsUrgent);
            Assert.False(terms.Budget.IsZero);
        }
    }

    [Theory]
    [InlineData(ClockKind.Verification, "1wd", "field")]
    [InlineData(ClockKind.Visit, "2wd", "centre")]
    [InlineData(ClockKind.Rework, "3wd", "unit")]
    [InlineData(ClockKind.Supervised, "3wd", "unit")]
    [InlineData(ClockKind.Subtask, "3wd", "unit")]
    [InlineData(ClockKind.LookBack, "30cd", "field")]
    [InlineData(ClockKind.LedgerReview, "90cd", "centre")]
    [InlineData(ClockKind.CitizenFinish, "5wd", "citizen")]
    [InlineData(ClockKind.ObjectionDecision, "1wd", "centre")]
    [InlineData(ClockKind.Arbitration, "1wd", "centre")]
    public void Each_clock_climbs_its_own_ladder(ClockKind clock, string budget, string ladder)
    {
        var terms = Given.Policy.TermsFor(clock, Given.Traits())!;
        Assert.Equal(budget, terms.Budget.ToString());
        Assert.Equal(ladder, terms.Ladder);
    }

    [Theory]
    [InlineData(Grade.L1, "PT30M")]
    [InlineData(Grade.L2, "PT2H")]
    public void In_an_emergency_quarrels_are_decided_in_hours(Grade grade, string budget)
    {
        Assert.Equal(budget, BudgetOf(ClockKind.ObjectionDecision, Given.Traits(grade)));
        Assert.Equal(budget, BudgetOf(ClockKind.Arbitration, Given.Traits(grade)));
    }

    [Fact]
    public void The_rule_that_gave_the_terms_is_named()
    {
        Assert.Equal("rules/L3-general/finish", Given.Policy.TermsFor(ClockKind.UnitFinish, Given.Traits())!.RulePath);
        Assert.Equal("rules/every-case/visit", Given.Policy.TermsFor(ClockKind.Visit, Given.Traits())!.RulePath);
    }

    private static string? BudgetOf(ClockKind clock, CaseTraits traits) => Given.Policy.TermsFor(clock, traits)?.Budget.ToString();
}
