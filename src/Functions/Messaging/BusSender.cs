using System.Text.Json;
using Azure.Messaging.ServiceBus;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Messaging;

/// <summary>
/// Hands parcels to Service Bus: the hotline's events to the topic <c>hotline-events</c> as CloudEvents, unless the hotline takes them by HTTP; notices to the topic
/// <c>case-notices</c>, from where <see cref="NotificationDelivery"/> carries them on. The message id is the parcel's key, by which a topic drops repeats; the session is the case, in which order is kept.
/// </summary>
/// <param name="byHttp">Tells the hotline itself; null where the hotline takes its events from the topic.</param>
internal sealed class BusSender(ServiceBusClient bus, HotlineMessages hotline, IParcelSender? byHttp) : IParcelSender
{
    public const string NoticeTopic = "case-notices";
    public const string HotlineTopic = "hotline-events";

    private const string AttemptProperty = "attempt";

    private readonly ServiceBusSender notices = bus.CreateSender(NoticeTopic);
    private readonly ServiceBusSender events = bus.CreateSender(HotlineTopic);

    /// <summary>How often a notice from the topic was tried before; 0 for one that comes for the first time.</summary>
    public static int AttemptsOf(ServiceBusReceivedMessage message) => message.ApplicationProperties.TryGetValue(AttemptProperty, out var attempt) && attempt is int known ? known : 0;

    /// <summary>Puts a notice back into the topic for an instant, with one try more to its name. Under an id of its own: the topic would take it for a repeat.</summary>
    public Task Again(Parcel parcel, int attempts, DateTimeOffset at, CancellationToken cancellation)
    {
        var message = NoticeOf(parcel, $"{parcel.Id}#{attempts}");
        (message.ScheduledEnqueueTime, message.ApplicationProperties[AttemptProperty]) = (at, attempts);
        return notices.SendMessageAsync(message, cancellation);
    }

    public async Task<SendResult> Send(Parcel parcel, CancellationToken cancellation = default)
    {
        var isEvent = parcel.Channel == NoticeChannel.HotlineId;
        if (isEvent && byHttp is not null) return await byHttp.Send(parcel, cancellation).ConfigureAwait(false);
        var message = isEvent ? EventOf(parcel, await hotline.Of(parcel, cancellation).ConfigureAwait(false)) : NoticeOf(parcel, parcel.Id);
        try
        {
            await (isEvent ? events : notices).SendMessageAsync(message, cancellation).ConfigureAwait(false);
            return SendResult.Arrived;
        }
        catch (ServiceBusException fault)
        {
            return new(false, $"Service Bus: {fault.Reason}", Hopeless: fault.Reason == ServiceBusFailureReason.MessageSizeExceeded)
            {
                Fault = fault.Reason == ServiceBusFailureReason.ServiceBusy ? SendFault.TooMany : SendFault.NotReached,
            };
        }
    }

    private static ServiceBusMessage NoticeOf(Parcel parcel, string id) => new(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(parcel, JsonSerializerOptions.Web)))
    {
        MessageId = id,
        SessionId = parcel.Lane,
        Subject = parcel.Type,
        ContentType = "application/json",
    };

    private static ServiceBusMessage EventOf(Parcel parcel, byte[] body) => new(BinaryData.FromBytes(body))
    {
        MessageId = parcel.Id,
        SessionId = parcel.CaseId,
        Subject = parcel.Type,
        ContentType = CloudEventMessage.ContentType,
    };
}
