using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>
/// The robot of a 企业微信 group. It takes markdown of at most 4,096 bytes, twenty messages a minute, and refuses with an <c>errcode</c> in an answer of 200.
/// </summary>
internal sealed class WecomPost(HttpPosting posting, TimeProvider time) : IChannelPost
{
    /// <summary>The robot's limit for markdown, in bytes of UTF-8.</summary>
    public const int MostBytes = 4096;

    private const string Cut = "…";
    private const int Busy = -1;
    private const int TooOften = 45009;
    private const int TooManyAtOnce = 45033;
    private const int NoSuchRobot = 93000;

    /// <summary>Content that the robot will never take: malformed, empty or too long.</summary>
    private static readonly int[] BadContent = [40008, 40058, 44004, 45002];

    private readonly WecomPace pace = new();

    public NoticeChannelKind Kind => NoticeChannelKind.Wecom;

    public async Task<SendResult> Send(NoticeChannel channel, ChannelMessage message, CancellationToken cancellation)
    {
        if (pace.Wait(channel.Id, time.GetUtcNow()) is { } pause) return new(false, "the robot takes 20 messages a minute") { Fault = SendFault.TooMany, Pause = pause };
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["content"] = ContentOf(message) } });
        using var request = HttpPosting.Request(new UriBuilder(channel.Url!) { Query = "key=" + channel.Secret }.Uri, body, "application/json");
        return await posting.Post(request, cancellation, Judge);
    }

    /// <summary>The words as markdown, whoever is meant called by name in the group, cut where the robot's limit is.</summary>
    internal static string ContentOf(ChannelMessage message)
    {
        var text = new StringBuilder().Append("**").Append(Plain(message.Text.Title)).Append("**\n");
        if (message.Receiver?.WeComId is { Length: > 0 } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@')) text.Append("<@").Append(id).Append(">\n");
        foreach (var line in message.Text.Zh) text.Append("> ").Append(Plain(line)).Append('\n');
        foreach (var line in message.Text.En) text.Append("> ").Append(Plain(line)).Append('\n');
        return Fitting(text.ToString());
    }

    private static SendResult Judge(byte[] answer)
    {
        if (CodeOf(answer) is not { } code) return new(false, "answered 200 with something that is not the robot's answer") { Fault = SendFault.Refused };
        return code switch
        {
            0 => SendResult.Arrived,
            Busy => new(false, "errcode -1") { Fault = SendFault.Refused },
            TooOften or TooManyAtOnce => new(false, $"errcode {code}") { Fault = SendFault.TooMany, Pause = TimeSpan.FromMinutes(1) },
            NoSuchRobot => new(false, $"errcode {code}", Hopeless: true) { Fault = SendFault.SignIn },
            _ => new(false, $"errcode {code}", Hopeless: BadContent.Contains(code)) { Fault = SendFault.Refused },
        };
    }

    private static int? CodeOf(byte[] answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject said && said["errcode"] is JsonValue value && value.TryGetValue<int>(out var code) ? code : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Nothing in a title or a name may call people or lead elsewhere.</summary>
    private static string Plain(string text) => string.Concat(text.Select(letter => letter is '<' or '>' or '[' or ']' or '`' or '*' || char.IsControl(letter) ? ' ' : letter));

    private static string Fitting(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MostBytes) return text;
        var (kept, left) = (new StringBuilder(), MostBytes - Encoding.UTF8.GetByteCount(Cut));
        foreach (var rune in text.EnumerateRunes())
        {
            if ((left -= rune.Utf8SequenceLength) < 0) break;
            kept.Append(rune);
        }

        return kept.Append(Cut).ToString();
    }
}
