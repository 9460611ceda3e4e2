using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GridCase.Engine;

/// <summary>What the engine counts and traces under the name "GridCase.Engine".</summary>
internal static class EngineMeter
{
    public const string Name = "GridCase.Engine";

    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);
    public static readonly Counter<long> Commits = Meter.CreateCounter<long>("gridcase.engine.commits");
    public static readonly Counter<long> Writes = Meter.CreateCounter<long>("gridcase.engine.writes");
    public static readonly Counter<long> Turns = Meter.CreateCounter<long>("gridcase.engine.turns");
    public static readonly Counter<long> Replays = Meter.CreateCounter<long>("gridcase.engine.replays");
    public static readonly Counter<long> Activities = Meter.CreateCounter<long>("gridcase.engine.activities");
    public static readonly Counter<long> Faults = Meter.CreateCounter<long>("gridcase.engine.activity_faults");
    public static readonly Counter<long> Parked = Meter.CreateCounter<long>("gridcase.engine.parked");
    public static readonly Counter<long> SignalsDropped = Meter.CreateCounter<long>("gridcase.engine.signals_dropped");
    public static readonly Histogram<double> TimerLateness = Meter.CreateHistogram<double>("gridcase.engine.timer_lateness", "ms");
}
