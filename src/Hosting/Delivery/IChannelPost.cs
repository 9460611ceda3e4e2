using System.Text.Json.Nodes;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>Speaks the language of one kind of channel.</summary>
internal interface IChannelPost
{
    NoticeChannelKind Kind { get; }

    /// <summary>Tries once; what the receiver does is answered, never thrown.</summary>
    Task<SendResult> Send(NoticeChannel channel, ChannelMessage message, CancellationToken cancellation);
}

/// <summary>One thing to say, as data and in words.</summary>
/// <param name="Key">The idempotency key: the same at each try.</param>
/// <param name="Subject">The case it is about; the person of a digest.</param>
/// <param name="Receiver">Whom it is for; null when the directory does not know the person any more.</param>
internal sealed record ChannelMessage(string Key, string Type, string Subject, DateTimeOffset At, JsonNode Data, NoticeText Text, Person? Receiver);
