using System.Text.Json.Nodes;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>
/// Tells the hotline of its orders: CloudEvents, signed with a key that the hotline signs with itself. Which one is asked at each try, so that a key may be
/// retired while something waits.
/// </summary>
internal sealed class HotlinePost(HttpPosting posting, DeliverySettings settings, IAccountStore accounts, IPrivateStore texts, IDirectorySource directory, TimeProvider time)
{
    public async Task<SendResult> Send(Parcel parcel, CancellationToken cancellation)
    {
        if (settings.HotlineUrl is not { } url) return new(false, "no receiver is configured") { Fault = SendFault.NotSetUp };
        var now = time.GetUtcNow();
        if ((await accounts.LoadKeys(cancellation)).ForHotlineEvents(now) is not { } key) return new(false, "the hotline has no key in use") { Fault = SendFault.NotSetUp };
        var data = JsonNode.Parse(parcel.Data) ?? new JsonObject();
        // What the citizen was told is read from the private store only now.
        if (parcel.Type.EndsWith(".replied", StringComparison.Ordinal) && await ReplyOf(parcel, cancellation) is { } reply) data["reply"] = reply;
        var body = CloudEventMessage.Of(parcel.Key, parcel.Type, parcel.CaseId, parcel.At, data, directory.Current.Code);
        using var request = HttpPosting.Request(url, body, CloudEventMessage.ContentType);
        RequestSignature.Sign(request, body, key.KeyId, key.Secret, now);
        return await posting.Post(request, cancellation);
    }

    private async Task<string?> ReplyOf(Parcel parcel, CancellationToken cancellation) =>
        (await texts.ReadTexts(parcel.CaseId, cancellation)).FirstOrDefault(text => text.FactNumber == parcel.FactNumber && text.Field == "reply")?.Value;
}
