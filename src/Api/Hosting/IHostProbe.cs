using System.Collections.Immutable;

namespace GridCase.Api.Hosting;

/// <summary>What a host knows of itself, for <c>/health/ready</c>, <c>/metrics</c> and the watchdog page. Cheap: asked every few seconds.</summary>
public interface IHostProbe
{
    HostState Look();
}

/// <summary>How the host is.</summary>
/// <param name="IsReady">True when it takes requests.</param>
/// <param name="Problems">What an operator should know, each one sentence without personal data; empty when all is well.</param>
public sealed record HostState(bool IsReady, ImmutableArray<string> Problems, EngineNumbers Engine)
{
    /// <summary>Further numbers for <c>/metrics</c> by their whole name, for example <c>gridcase_sqlite_checkpoints_total</c>.</summary>
    public ImmutableDictionary<string, double> Counters { get; init; } = ImmutableDictionary<string, double>.Empty;
}

/// <summary>Numbers of the durable engine.</summary>
/// <param name="Running">Instances that run.</param>
/// <param name="Parked">Instances set aside with an error.</param>
/// <param name="QueueDepth">Instances that wait for their turn.</param>
/// <param name="TimerLatenessP50">How late timers fired lately: the median.</param>
/// <param name="TimerLatenessP99">The same, all but one in a hundred.</param>
/// <param name="Commits">Commits since the start.</param>
public sealed record EngineNumbers(long Running, long Parked, long QueueDepth, TimeSpan TimerLatenessP50, TimeSpan TimerLatenessP99, long Commits);
