using System.Text.Json;
using Azure.Messaging.ServiceBus;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Messaging;

/// <summary>
/// Carries notices from the topic to their receivers. What a receiver refuses for good becomes a dead letter with the reason. Any other fault puts the notice
/// back for later, as often and as patiently as a lane does; one that waits so may be overtaken by the next of its case.
/// </summary>
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
        else await Later(county, message, parcel, result, actions, cancellation).ConfigureAwait(false);
    }

    private static async Task Later(OpenCounty county, ServiceBusReceivedMessage message, Parcel parcel, SendResult result, ServiceBusMessageActions actions, CancellationToken cancellation)
    {
        var attempts = BusSender.AttemptsOf(message) + 1;
        if ((result.Pause ?? LaneActivities.Patience.DelayAfter(attempts)) is not { } delay || attempts >= LaneActivities.Patience.Attempts)
        {
            await actions.DeadLetterMessageAsync(message, null, "exhausted", result.Detail, cancellation).ConfigureAwait(false);
            return;
        }

        // Put back first: should this instance die between the two, the receiver hears of it twice, by one key.
        await county.Bus!.Again(parcel, attempts, county.Time.GetUtcNow() + delay, cancellation).ConfigureAwait(false);
        await actions.CompleteMessageAsync(message, cancellation).ConfigureAwait(false);
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
