namespace GridCase.Engine;

/// <summary>An instance that is in memory: because it has something to do, or because it had not long ago.</summary>
internal sealed class Instance(InstanceRow row)
{
    public InstanceRow Row => row;

    /// <summary>Its code where it waits; null until it is replayed.</summary>
    public Execution? Execution { get; set; }

    public List<Message> Inbox { get; } = [];

    /// <summary>Stands in the queue for a turn.</summary>
    public bool IsReady { get; set; }

    public LinkedListNode<Instance>? Place { get; set; }
}
