namespace GridCase.Workflows.Durable;

/// <summary>Where an orchestration says what an operator should know. Fields are ids, counts and instants, never personal data.</summary>
public abstract class WorkflowLog
{
    /// <summary>Writes one event. One <paramref name="eventId"/> per meaning.</summary>
    public abstract void Write(int eventId, string eventName, string subject, long? number = null);
}
