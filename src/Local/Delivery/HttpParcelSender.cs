using System.Net;
using System.Net.Http.Headers;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Delivery;

/// <summary>Carries parcels by HTTP: the hotline's lane to its URL, signed; notices to the webhook.</summary>
internal sealed class HttpParcelSender(
    HttpClient http, DeliverySettings settings, IAccountStore accounts, IPrivateStore texts, IDirectorySource directory, TimeProvider time) : IParcelSender
{
    private const string HotlineLane = "hotline/";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<SendResult> Send(Parcel parcel, CancellationToken cancellation = default)
    {
        var toHotline = parcel.Lane.StartsWith(HotlineLane, StringComparison.Ordinal);
        if ((toHotline ? settings.HotlineUrl : settings.WebhookUrl) is not { } url) return new(false, "no receiver is configured");
        var reply = toHotline && parcel.Type.EndsWith(".replied", StringComparison.Ordinal) ? await ReplyOf(parcel, cancellation) : null;
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        var body = CloudEventMessage.Of(parcel, directory.Current.Code, reply);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventMessage.ContentType) { CharSet = "utf-8" };
        if (toHotline && settings.HotlineKeyId is { } keyId && await accounts.FindKey(keyId, cancellation) is { } key)
            RequestSignature.Sign(request, body, key.KeyId, key.Secret, time.GetUtcNow());
        return await Post(request, cancellation);
    }

    private async Task<SendResult> Post(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.IsSuccessStatusCode) return new(true, null);
            return new(false, $"answered {(int)answer.StatusCode}", IsHopeless(answer.StatusCode));
        }
        catch (HttpRequestException fault)
        {
            return new(false, $"not reached: {fault.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(false, $"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    /// <summary>The receiver judged the content itself: it will not like it better later.</summary>
    private static bool IsHopeless(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity;

    private async Task<string?> ReplyOf(Parcel parcel, CancellationToken cancellation) =>
        (await texts.ReadTexts(parcel.CaseId, cancellation)).FirstOrDefault(text => text.FactNumber == parcel.FactNumber && text.Field == "reply")?.Value;
}
