using System.Diagnostics.Metrics;

namespace GridCase.Functions.Hosting;

/// <summary>What the watch tells Application Insights each time it has looked. The alerts in <c>infra/bicep</c> ask for these names and call an operator.</summary>
/// <remarks>Histograms rather than gauges: an instance that has stopped looking must not go on telling what it last saw.</remarks>
internal static class CountyMeter
{
    public const string Name = "GridCase.County";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> OldestLate = Meter.CreateHistogram<double>("gridcase.watchdog.oldest_late_minutes", "min", "How long the oldest mark that is due has waited; 0 when none has.");
    private static readonly Histogram<long> Parked = Meter.CreateHistogram<long>("gridcase.watchdog.parked", description: "Workflows that failed and wait for a person.");
    private static readonly Histogram<long> DeadLetters = Meter.CreateHistogram<long>("gridcase.watchdog.dead_letters", description: "Parcels that were given up; each parks its lane.");

    /// <summary>Tells one look. Every look tells all three, also when there is nothing: silence itself is an alert.</summary>
    public static void Tell(TimeSpan? oldestLate, long parked, long deadLetters)
    {
        OldestLate.Record(Math.Max(0, (oldestLate ?? TimeSpan.Zero).TotalMinutes));
        Parked.Record(parked);
        DeadLetters.Record(deadLetters);
    }
}
