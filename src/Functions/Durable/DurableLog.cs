using GridCase.Workflows.Durable;
using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Durable;

/// <summary>The log of an orchestration, silent while its history is replayed.</summary>
internal sealed class DurableLog(ILogger log, string instanceId) : WorkflowLog
{
    public override void Write(int eventId, string eventName, string subject, long? number = null) =>
        log.Log(LogLevel.Information, new EventId(eventId, eventName), (instanceId, subject, number), null, Text);

    private static string Text((string InstanceId, string Subject, long? Number) said, Exception? error) => $"{said.InstanceId}: {said.Subject} {said.Number}";
}
