namespace GridCase.Local.Delivery;

/// <summary>Where parcels go. What is not configured gets no parcels.</summary>
/// <param name="HotlineUrl">Takes the hotline's CloudEvents.</param>
/// <param name="HotlineKeyId">The key by which they are signed, the one the hotline signs with itself.</param>
/// <param name="WebhookUrl">Takes a copy of each notice as a CloudEvent: the channel <c>webhook</c>, beside those that an administrator sets up.</param>
public sealed record DeliverySettings(Uri? HotlineUrl, string? HotlineKeyId, Uri? WebhookUrl)
{
    public static DeliverySettings None { get; } = new(null, null, null);
}
