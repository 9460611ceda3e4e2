using System.Collections.Immutable;
using GridCase.Api.Hosting;

namespace GridCase.Local.Hosting;

/// <summary>What this host knows of itself.</summary>
internal sealed class HostProbe(CountyRuntime runtime) : IHostProbe
{
    public HostState Look()
    {
        var engine = runtime.Engine.Snapshot();
        var problems = ImmutableArray.CreateBuilder<string>();
        if (engine.Fault is { } fault) problems.Add(fault);
        if (engine.Parked > 0) problems.Add($"{engine.Parked} workflows are parked with an error; see /api/watchdog.");
        if (!runtime.TellsHotline) problems.Add("Nobody takes the hotline's events: none are kept for it. Start with --hotline-url.");
        return new(
            engine.Fault is null,
            problems.DrainToImmutable(),
            new(engine.Running, engine.Parked, engine.QueuedTurns + engine.QueuedWrites, engine.LatenessP50, engine.LatenessP99, engine.Commits))
        {
            Counters = ImmutableDictionary<string, double>.Empty
                .Add("gridcase_engine_turns_total", engine.Turns)
                .Add("gridcase_engine_timers_fired_total", engine.TimersFired)
                .Add("gridcase_engine_outside_activities", engine.Outside)
                .Add("gridcase_engine_instances_in_memory", engine.InMemory),
        };
    }
}
