using System.Text.Json;
using Azure.Messaging.ServiceBus;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Escalation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Messaging;

/// <summary>Carries notices from the topic to their receivers. What a receiver refuses for good becomes a dead letter with the reason; any other fault is tried again as often as the subscription says.</summary>
public sealed class NotificationDelivery(CountyEntrance entrance)
{
    [Function(nameof(NotificationDelivery))]
    public async Task Run(
        [ServiceBusTrigger(BusSender.NoticeTopic, "delivery", Connection = "ServiceBus", IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var county = await entrance.Enter(client, cancellation).ConfigureAwait(false);
        if (Read(message.Body) is not { } parcel)
        {
            await actions.DeadLetterMessageAsync(message, null, "malformed", "The body is no notice.", cancellation).ConfigureAwait(false);
            return;
        }

        var result = await county.Direct.Send(parcel, cancellation).ConfigureAwait(false);
        if (result.Taken) await actions.CompleteMessageAsync(message, cancellation).ConfigureAwait(false);
        else if (result.Hopeless) await actions.DeadLetterMessageAsync(message, null, "refused", result.Detail, cancellation).ConfigureAwait(false);
        else throw new DeliveryFailedException(parcel.Id, result.Detail);
    }

    private static Parcel? Read(BinaryData body)
    {
        try
        {
            return JsonSerializer.Deserialize<Parcel>(body.ToMemory().Span, JsonSerializerOptions.Web) is { Id.Length: > 0, Channel.Length: > 0 } parcel ? parcel : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A receiver did not take a notice this time.</summary>
internal sealed class DeliveryFailedException(string parcel, string? detail) : Exception($"Parcel {parcel} was not taken: {detail}");
