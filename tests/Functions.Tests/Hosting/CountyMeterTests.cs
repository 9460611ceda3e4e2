using GridCase.Functions.Hosting;

namespace GridCase.Functions.Tests.Hosting;

public sealed class CountyMeterTests
{
    [Fact]
    public void A_look_tells_how_late_how_many_parked_and_how_many_dead() =>
        Assert.Equal(new() { ["oldest_late_minutes"] = 1.5, ["parked"] = 2, ["dead_letters"] = 3 }, Told(TimeSpan.FromSeconds(90), 2, 3));

    [Fact]
    public void A_look_that_finds_nothing_is_told_too() => Assert.Equal(new() { ["oldest_late_minutes"] = 0, ["parked"] = 0, ["dead_letters"] = 0 }, Told(null, 0, 0));

    [Fact]
    public void A_mark_that_is_still_to_come_is_not_late() => Assert.Equal(0, Told(TimeSpan.FromMinutes(-5), 0, 0)["oldest_late_minutes"]);

    private static Dictionary<string, double> Told(TimeSpan? oldestLate, long parked, long deadLetters)
    {
        using var ear = new Ear();
        CountyMeter.Tell(oldestLate, parked, deadLetters);
        return ear.Told;
    }
}
