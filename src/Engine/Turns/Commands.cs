using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>What an orchestration's code asked for in this turn and the engine still has to do.</summary>
internal abstract record Command;

internal sealed record CallCommand(int Step, string Activity, byte[] Input, RetryPolicy? Retry) : Command;

internal sealed record ArmCommand(int Step, DateTimeOffset Due) : Command;

internal sealed record DisarmCommand(int Step) : Command;

internal sealed record ChildCommand(int Step, string Orchestration, string InstanceId, byte[] Input) : Command;

internal sealed record SendCommand(string InstanceId, string Signal, byte[] Payload) : Command;
