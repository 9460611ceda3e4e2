using Azure.Core;

// What src/Functions uses of Azure.Messaging.ServiceBus. Bodies throw; what only carries values carries them.
namespace Azure.Messaging.ServiceBus;

public enum ServiceBusFailureReason
{
    GeneralError,
    MessagingEntityNotFound,
    MessageLockLost,
    MessageNotFound,
    MessageSizeExceeded,
    MessagingEntityDisabled,
    QuotaExceeded,
    ServiceBusy,
    ServiceTimeout,
    ServiceCommunicationProblem,
}

public class ServiceBusException(string message, ServiceBusFailureReason reason, string? entityPath = default, Exception? innerException = default) : Exception(message, innerException)
{
    public ServiceBusFailureReason Reason { get; } = reason;

    public string? EntityPath { get; } = entityPath;
}

public class ServiceBusClient : IAsyncDisposable
{
    protected ServiceBusClient()
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) => throw new NotSupportedException();

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => throw new NotSupportedException();

    public virtual ValueTask DisposeAsync() => throw new NotSupportedException();
}

public class ServiceBusSender
{
    protected ServiceBusSender()
    {
    }

    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

public class ServiceBusMessage(BinaryData body)
{
    public BinaryData Body { get; set; } = body;

    public string? MessageId { get; set; }

    public string? SessionId { get; set; }

    public string? Subject { get; set; }

    public string? ContentType { get; set; }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();
}

public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage(BinaryData? body, string? messageId, string? subject, IDictionary<string, object>? properties)
    {
        (Body, MessageId, Subject) = (body ?? BinaryData.Empty, messageId ?? "", subject);
        ApplicationProperties = new Dictionary<string, object>(properties ?? new Dictionary<string, object>());
    }

    public BinaryData Body { get; }

    public string MessageId { get; }

    public string? Subject { get; }

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; }
}

public static class ServiceBusModelFactory
{
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = default, string? messageId = default, string? partitionKey = default, string? viaPartitionKey = default, string? sessionId = default, string? replyToSessionId = default,
        TimeSpan timeToLive = default, string? correlationId = default, string? subject = default, string? to = default, string? contentType = default, string? replyTo = default,
        DateTimeOffset scheduledEnqueueTime = default, IDictionary<string, object>? properties = default, Guid lockTokenGuid = default, int deliveryCount = default, DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1, string? deadLetterSource = default, long enqueuedSequenceNumber = default, DateTimeOffset enqueuedTime = default) => new(body, messageId, subject, properties);
}
