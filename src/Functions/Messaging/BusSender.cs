using System.Text.Json;
using Azure.Messaging.ServiceBus;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Messaging;

/// <summary>
/// Hands parcels to Service Bus: the hotline's events to the topic <c>hotline-events</c> as CloudEvents, notices to the topic <c>case-notices</c>, from where
/// <see cref="NotificationDelivery"/> carries them on. The message id is the parcel's key, by which a topic drops repeats; the session is the case, in which order is kept.
/// </summary>
internal sealed class BusSender(ServiceBusClient bus, HotlineMessages hotline) : IParcelSender
{
    public const string NoticeTopic = "case-notices";
    public const string HotlineTopic = "hotline-events";

    private readonly ServiceBusSender notices = bus.CreateSender(NoticeTopic);
    private readonly ServiceBusSender events = bus.CreateSender(HotlineTopic);

    public async Task<SendResult> Send(Parcel parcel, CancellationToken cancellation = default)
    {
        var isEvent = parcel.Channel == NoticeChannel.HotlineId;
        var message = new ServiceBusMessage(BinaryData.FromBytes(isEvent ? await hotline.Of(parcel, cancellation).ConfigureAwait(false) : JsonSerializer.SerializeToUtf8Bytes(parcel, JsonSerializerOptions.Web)))
        {
            MessageId = parcel.Id,
            SessionId = isEvent ? parcel.CaseId : parcel.Lane,
            Subject = parcel.Type,
            ContentType = isEvent ? CloudEventMessage.ContentType : "application/json",
        };
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
}
