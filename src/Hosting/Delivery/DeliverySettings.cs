namespace GridCase.Hosting.Delivery;

/// <summary>Where parcels go. What is not configured gets no parcels.</summary>
/// <param name="HotlineUrl">Takes the hotline's CloudEvents, signed with a key of the hotline's.</param>
/// <param name="WebhookUrl">Takes a copy of each notice as a CloudEvent: the channel <c>webhook</c>, beside those that an administrator sets up.</param>
public sealed record DeliverySettings(Uri? HotlineUrl, Uri? WebhookUrl)
{
    public static DeliverySettings None { get; } = new(null, null);
}
