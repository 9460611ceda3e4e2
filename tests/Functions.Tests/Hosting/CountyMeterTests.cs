using System.Diagnostics.Metrics;
using GridCase.Functions.Hosting;

namespace GridCase.Functions.Tests.Hosting;

public sealed class CountyMeterTests
{
    [Fact]
    public void A_look_tells_how_late_how_many_parked_and_how_many_dead() => Assert.Equal(
        [("gridcase.watchdog.dead_letters", 3), ("gridcase.watchdog.oldest_late_minutes", 1.5), ("gridcase.watchdog.parked", 2)], Told(TimeSpan.FromSeconds(90), 2, 3));

    [Fact]
    public void A_look_that_finds_nothing_is_told_too() => Assert.Equal(
        [("gridcase.watchdog.dead_letters", 0), ("gridcase.watchdog.oldest_late_minutes", 0), ("gridcase.watchdog.parked", 0)], Told(null, 0, 0));

    [Fact]
    public void A_mark_that_is_still_to_come_is_not_late() => Assert.Contains(("gridcase.watchdog.oldest_late_minutes", 0), Told(TimeSpan.FromMinutes(-5), 0, 0));

    private static IEnumerable<(string Name, double Value)> Told(TimeSpan? oldestLate, long parked, long deadLetters)
    {
        var told = new List<(string, double)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, hearer) =>
        {
            if (instrument.Meter.Name == CountyMeter.Name) hearer.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => told.Add((instrument.Name, value)));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => told.Add((instrument.Name, value)));
        listener.Start();
        CountyMeter.Tell(oldestLate, parked, deadLetters);
        return told.Order();
    }
}
