using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>Writes down how a message was settled.</summary>
public sealed class FakeActions : ServiceBusMessageActions
{
    /// <summary><c>complete</c>, or <c>dead: reason</c>; null while it is not settled.</summary>
    public string? Settled { get; private set; }

    /// <summary>What stands beside the reason of a dead letter.</summary>
    public string? Description { get; private set; }

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Settle("complete", null);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default, string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) => Settle($"dead: {deadLetterReason}", deadLetterErrorDescription);

    private Task Settle(string how, string? description)
    {
        if (Settled is not null) throw new InvalidOperationException("A message is settled once.");
        (Settled, Description) = (how, description);
        return Task.CompletedTask;
    }
}
