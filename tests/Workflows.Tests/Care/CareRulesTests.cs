using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Tests.Care;

/// <summary>When somebody is visited next, and who hears that nobody came.</summary>
public sealed class CareRulesTests
{
    private static readonly CareTerms Terms = CareTerms.Default;

    public static TheoryData<CareTier, string, string> NextDates => new()
    {
        { CareTier.High, "2026-03-03 10:00", "2026-03-11 00:00" },
        { CareTier.Key, "2026-01-31 23:59", "2026-03-01 00:00" },
        { CareTier.General, "2025-11-30 00:00", "2026-03-01 00:00" },
        { CareTier.High, "2026-02-14 20:00", "2026-02-22 00:00" },
    };

    [Theory]
    [MemberData(nameof(NextDates))]
    public void A_visit_is_due_by_the_end_of_the_day_one_period_on_whatever_day_it_is(CareTier tier, string since, string due) =>
        Assert.Equal(At(due), CareRules.VisitBy(tier, At(since), Terms));

    [Fact]
    public void A_visit_moves_the_next_date_and_one_that_met_nobody_does_not()
    {
        var person = Person(CareTier.High, "2026-03-03 10:00");
        Assert.Equal(person.Due, CareRules.Visited(person, CareOutcome.NotMet, At("2026-03-09 19:00"), Terms).Due);
        Assert.Equal(At("2026-03-17 00:00"), CareRules.Visited(person, CareOutcome.Done, At("2026-03-09 19:00"), Terms).Due);
        Assert.Equal(At("2026-03-17 00:00"), CareRules.Visited(person, CareOutcome.Refused, At("2026-03-09 19:00"), Terms).Due);
    }

    [Fact]
    public void Two_visits_told_in_the_wrong_order_end_where_the_right_order_ends()
    {
        var person = Person(CareTier.High, "2026-03-03 10:00");
        var (early, late) = (At("2026-03-05 19:00"), At("2026-03-08 19:00"));
        var right = CareRules.Visited(CareRules.Visited(person, CareOutcome.Done, early, Terms), CareOutcome.Done, late, Terms);
        var wrong = CareRules.Visited(CareRules.Visited(person, CareOutcome.Done, late, Terms), CareOutcome.Done, early, Terms);
        Assert.Equal(right, wrong);
        Assert.Equal(At("2026-03-16 00:00"), right.Due);
    }

    [Fact]
    public void An_event_asks_for_a_visit_within_a_day_which_only_a_later_visit_answers()
    {
        var person = CareRules.EventTold(Person(CareTier.General, "2026-03-03 10:00"), Terms, At("2026-03-07 22:00"));
        Assert.Equal(At("2026-03-08 22:00"), person.Due);
        Assert.Equal(At("2026-03-08 22:00"), CareRules.EventTold(person, Terms, At("2026-03-08 09:00")).Due);
        Assert.Equal(At("2026-03-08 22:00"), CareRules.Visited(person, CareOutcome.Done, At("2026-03-07 18:00"), Terms).Due);
        Assert.Equal(At("2026-03-08 22:00"), CareRules.Visited(person, CareOutcome.NotMet, At("2026-03-08 08:00"), Terms).Due);
        var visited = CareRules.Visited(person, CareOutcome.Done, At("2026-03-08 08:00"), Terms);
        Assert.Equal((At("2026-06-09 00:00"), null), (visited.Due, visited.EventAt));
    }

    [Fact]
    public void Each_rung_is_reached_once_and_a_year_of_silence_is_two_of_them()
    {
        var person = Person(CareTier.High, "2026-03-03 10:00");
        Assert.Null(CareRules.Escalated(person, Terms, person.Due.AddTicks(-1)));
        var told = CareRules.Escalated(person, Terms, person.Due)!;
        Assert.Equal((1, Light.Purple, person.Due.AddDays(3)), (told.Told, told.LightAt(person.Due, Terms), CareRules.NextRungAt(told, Terms)!.Value));
        var silent = CareRules.Escalated(person, Terms, person.Due.AddYears(1))!;
        Assert.Equal((2, (DateTimeOffset?)null), (silent.Told, CareRules.NextRungAt(silent, Terms)));
        Assert.Null(CareRules.Escalated(silent, Terms, person.Due.AddYears(9)));
        var visited = CareRules.Visited(silent, CareOutcome.Done, At("2026-05-01 10:00"), Terms);
        Assert.Equal(0, visited.Told);
    }

    [Fact]
    public void Nobody_becomes_overdue_by_a_change_of_tier_or_of_the_numbers()
    {
        var person = Person(CareTier.General, "2026-01-05 10:00");
        var now = At("2026-03-03 10:00");
        Assert.Equal(At("2026-03-11 00:00"), CareRules.Changed(person, CareTier.High, person.GridCode, Terms, now).Due);
        Assert.Equal(At("2026-03-14 00:00"), CareRules.Rederived(person, Terms with { General = new(10, 'D') }, now).Due);
        var eased = CareRules.Changed(Person(CareTier.High, "2026-03-01 10:00"), CareTier.General, person.GridCode, Terms, now);
        Assert.Equal(At("2026-06-02 00:00"), eased.Due);
    }

    [Fact]
    public void Terms_that_say_nothing_or_nobody_are_not_taken()
    {
        Assert.Null(Terms.Fault());
        Assert.NotNull((Terms with { High = default }).Fault());
        Assert.NotNull((Terms with { EventWithinHours = 0 }).Fault());
        Assert.NotNull((Terms with { Ladder = [] }).Fault());
        Assert.NotNull((Terms with { Ladder = [new(24, ["village-cadre"]), new(24, ["unit-head"])] }).Fault());
        Assert.NotNull((Terms with { Ladder = [new(0, ["the-neighbour"])] }).Fault());
        Assert.True(CareEvery.TryParse("P99D", out var every) && every.ToString() == "P99D");
        foreach (var wrong in new[] { "P0W", "PW", "1W", "P1Y", "P100D", "P-1D", "", null }) Assert.False(CareEvery.TryParse(wrong, out _), wrong);
    }

    [Theory]
    [InlineData("光明路12号3栋502", "光明路12号**")]
    [InlineData("新村东巷", "新村**")]
    [InlineData("村", "**")]
    public void An_address_is_shown_to_its_building(string address, string shown) => Assert.Equal(shown, CareFields.Masked(address));

    private static CarePerson Person(CareTier tier, string since) => CareRules.Added(new('a', 32), "440804001001001", tier, null, null, Terms, At(since));

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);
}
