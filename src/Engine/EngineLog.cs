using GridCase.Workflows.Durable;
using Microsoft.Extensions.Logging;

namespace GridCase.Engine;

/// <summary>What the engine says in the log.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(2001, LogLevel.Information, "Engine started: {Running} running, {Parked} parked, {Awaited} with messages, {Tasks} activities under way")]
    public static partial void Started(ILogger log, int running, int parked, int awaited, int tasks);

    // The words of an error may hold what does not belong in a log; they stand in the history and in the view of the instance.
    [LoggerMessage(2002, LogLevel.Error, "Instance {InstanceId} is parked by {Error}")]
    public static partial void Parked(ILogger log, string instanceId, string error);

    [LoggerMessage(2003, LogLevel.Information, "Instance {InstanceId} is taken up again")]
    public static partial void Unparked(ILogger log, string instanceId);

    [LoggerMessage(2004, LogLevel.Warning, "Instance {InstanceId} failed")]
    public static partial void Failed(ILogger log, string instanceId);

    [LoggerMessage(2005, LogLevel.Warning, "Activity {Activity} of {InstanceId} failed at try {Attempt} by {Error}")]
    public static partial void Faulted(ILogger log, string activity, string instanceId, int attempt, string error);

    [LoggerMessage(2006, LogLevel.Critical, "The engine has stopped")]
    public static partial void Stopped(ILogger log, Exception cause);

    [LoggerMessage(2007, LogLevel.Warning, "Instance {InstanceId} leaves too many signals untaken; {Signal} was dropped")]
    public static partial void Dropped(ILogger log, string instanceId, string signal);
}

/// <summary>The log of an orchestration: silent during replay.</summary>
internal sealed class ExecutionLog(Execution execution, ILogger log) : WorkflowLog
{
    private const string Said = "{EventName} of {InstanceId}: {Subject} {Number}";

    public override void Write(int eventId, string eventName, string subject, long? number = null)
    {
        if (execution.IsReplaying) return;
        log.Log(LogLevel.Information, new EventId(eventId, eventName), Said, eventName, execution.InstanceId, subject, number);
    }
}
