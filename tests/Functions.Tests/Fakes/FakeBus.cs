using Azure.Messaging.ServiceBus;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>A namespace of Service Bus that keeps what is sent.</summary>
public sealed class FakeBus : ServiceBusClient
{
    /// <summary>What was sent, by topic, in order.</summary>
    public List<(string To, ServiceBusMessage Message)> Sent { get; } = [];

    /// <summary>Thrown by the next send.</summary>
    public Exception? Fault { get; set; }

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(this, queueOrTopicName);

    private sealed class Sender(FakeBus bus, string to) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            if (bus.Fault is { } fault) return Task.FromException(fault);
            bus.Sent.Add((to, message));
            return Task.CompletedTask;
        }
    }
}
