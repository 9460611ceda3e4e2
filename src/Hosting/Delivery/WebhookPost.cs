using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>A generic address: a CloudEvent 1.0 with the notice's codes as data, signed as systems sign (api.md) when the channel has a secret; the key is the channel's id.</summary>
internal sealed class WebhookPost(HttpPosting posting, IDirectorySource directory, TimeProvider time) : IChannelPost
{
    public NoticeChannelKind Kind => NoticeChannelKind.Webhook;

    public async Task<SendResult> Send(NoticeChannel channel, ChannelMessage message, CancellationToken cancellation)
    {
        var body = CloudEventMessage.Of(message.Key, message.Type, message.Subject, message.At, message.Data, directory.Current.Code);
        using var request = HttpPosting.Request(channel.Url!, body, CloudEventMessage.ContentType);
        if (channel.Secret is { Length: > 0 } secret) RequestSignature.Sign(request, body, channel.Id, secret, time.GetUtcNow());
        return await posting.Post(request, cancellation);
    }
}
