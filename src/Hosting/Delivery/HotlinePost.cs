using GridCase.Api.SignIn;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>
/// Tells the hotline of its orders: CloudEvents, signed with a key that the hotline signs with itself. Which one is asked at each try, so that a key may be
/// retired while something waits.
/// </summary>
internal sealed class HotlinePost(HttpPosting posting, DeliverySettings settings, IAccountStore accounts, HotlineMessages messages, TimeProvider time)
{
    public async Task<SendResult> Send(Parcel parcel, CancellationToken cancellation)
    {
        if (settings.HotlineUrl is not { } url) return new(false, "no receiver is configured") { Fault = SendFault.NotSetUp };
        var now = time.GetUtcNow();
        if ((await accounts.LoadKeys(cancellation)).ForHotlineEvents(now) is not { } key) return new(false, "the hotline has no key in use") { Fault = SendFault.NotSetUp };
        var body = await messages.Of(parcel, cancellation);
        using var request = HttpPosting.Request(url, body, CloudEventMessage.ContentType);
        RequestSignature.Sign(request, body, key.KeyId, key.Secret, now);
        return await posting.Post(request, cancellation);
    }
}
