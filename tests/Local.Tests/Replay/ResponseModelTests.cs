using GridCase.Local.Replay.Orders;
using GridCase.Local.Replay.People;
using GridCase.Tests.Shared;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Tests.Replay;

public sealed class ResponseModelTests
{
    private readonly PeopleHours hours = new(WorkCalendar.BuiltIn);

    [Fact]
    public void The_same_question_of_the_same_case_has_the_same_answer_in_any_order()
    {
        var one = Dice.Of(1, "case");
        var first = one.Throw("a");
        _ = one.Throw("b");

        Assert.Equal(first, Dice.Of(1, "case").Throw("a"));
        Assert.NotEqual(first, one.Throw("a", 1));
        Assert.NotEqual(first, Dice.Of(2, "case").Throw("a"));
        Assert.NotEqual(first, Dice.Of(1, "other").Throw("a"));
    }

    [Fact]
    public void Throws_are_spread_evenly()
    {
        var bins = new int[10];
        for (var n = 0; n < 10_000; n++) bins[(int)(Dice.Of(3, $"c{n}").Throw("x") * 10)]++;

        Assert.All(bins, count => Assert.InRange(count, 880, 1_120));
    }

    [Fact]
    public void Half_of_the_delays_are_shorter_than_the_median_and_none_is_endless()
    {
        var delays = Enumerable.Range(0, 10_000).Select(n => Dice.Of(3, $"c{n}").Delay(Delay.Minutes(60, 1.0), "x")).ToList();

        Assert.InRange(delays.Count(delay => delay < TimeSpan.FromMinutes(60)), 4_800, 5_200);
        Assert.InRange(delays.Count(delay => delay < TimeSpan.FromMinutes(60 * Math.E)), 8_250, 8_580);
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromHours(20)));
    }

    [Theory]
    [InlineData("2024-02-09 17:00", 60, "2024-02-18 09:00")]
    [InlineData("2024-02-08 09:00", 30, "2024-02-08 09:30")]
    [InlineData("2024-02-08 03:00", 30, "2024-02-08 09:00")]
    public void Units_work_in_office_hours(string now, int minutes, string expected) =>
        Assert.Equal(At(expected), hours.Work(At(now), TimeSpan.FromMinutes(minutes), Grade.L3));

    [Fact]
    public void Emergencies_wait_for_no_office_hours() => Assert.Equal(At("2024-02-10 03:10"), hours.Work(At("2024-02-10 03:00"), TimeSpan.FromMinutes(10), Grade.L1));

    [Theory]
    [InlineData("2024-02-10 23:30", 10, "2024-02-11 08:10")]
    [InlineData("2024-02-10 21:55", 10, "2024-02-11 08:00")]
    [InlineData("2024-02-10 12:00", 10, "2024-02-10 12:10")]
    public void The_desk_works_every_day_in_its_shift(string now, int minutes, string expected) => Assert.Equal(At(expected), PeopleHours.Desk(At(now), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_share_of_the_time_left_never_passes_the_due_time()
    {
        var now = At("2024-02-08 16:40");
        var due = At("2024-02-18 17:30");

        for (var share = 0.0; share < 1; share += 0.01) Assert.InRange(hours.Share(now, due, share, Grade.L3), now.AddSeconds(1), due);
    }

    [DataTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(2026)]
    public void Each_units_draws_match_its_share_in_the_real_file(int seed)
    {
        var survey = OrderSurvey.Of(OrderFile.Open(RealData.File("pingshan-2018-orders.csv")));
        var shares = new UnitShares(survey.Flags, seed);
        var drawn = new Dictionary<string, UnitFlags>();
        foreach (var order in survey.File.Orders())
        {
            var unit = survey.County.UnitCode(order.Unit.Name, order.Unit.Key);
            if (!drawn.TryGetValue(unit, out var flags)) drawn[unit] = flags = new();
            flags.Add(shares.NextInTime(unit));
        }

        var telling = survey.Flags.Where(entry => entry.Value.Flagged >= 30).ToList();
        Assert.InRange(telling.Count, 30, 60);
        Assert.All(telling, entry => Assert.InRange(drawn[entry.Key].Share!.Value, entry.Value.Share!.Value - 0.05, entry.Value.Share.Value + 0.05));
        Assert.InRange(UnitFlags.Sum(drawn.Values).Share!.Value, 0.90 - 0.01, 0.90 + 0.01);
    }

    [Fact]
    public void A_unit_with_few_orders_leans_to_the_share_of_all()
    {
        var flags = new Dictionary<string, UnitFlags> { ["many"] = new(), ["one"] = new() };
        for (var n = 0; n < 90; n++) flags["many"].Add(n % 10 != 0);
        flags["one"].Add(false);
        var shares = new UnitShares(flags, 1);

        Assert.Equal(0.9, shares.Of("many"), 2);
        Assert.InRange(shares.Of("one"), 0.4, 0.5);
        Assert.InRange(shares.Of("unheard of"), 0.88, 0.9);
    }

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);
}
