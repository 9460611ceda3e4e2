using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Records;

/// <summary>Makes parcels of what is to leave, and names their lanes.</summary>
internal static class Parcels
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private const string Robot = "robot";

    /// <summary>An event for the hotline: one lane for each case.</summary>
    public static Parcel Of(HotlineEvent told) =>
        new(told.Key, $"hotline/{told.CaseId}", told.CaseId, told.Type, told.At, told.At, told.Data, told.FactNumber, 0, ParcelState.Waiting, null);

    /// <summary>The copy of a notice that leaves by a channel: one lane for each person and case, or for each case where a robot tells a group. Its key is the notice's own.</summary>
    public static Parcel Of(Notice notice, NoticeChannel channel) => new(
        IdOf(notice.Key, channel.Id),
        $"{channel.Id}/{(channel.Kind == NoticeChannelKind.Wecom ? Robot : notice.PersonId)}/{notice.SubjectId}",
        notice.CaseId,
        "cn.gridcase.notice." + notice.Purpose,
        notice.At,
        notice.NotBefore,
        JsonSerializer.Serialize(notice, Json),
        notice.FactNumber,
        0,
        ParcelState.Waiting,
        null)
    { Channel = channel.Id };

    /// <summary>A digest that is still open: it says for whom and for which window, and has a lane of its own, since it must not wait behind another.</summary>
    public static Parcel OpenDigest(Notice first, NoticeChannel channel, DigestWindow window)
    {
        var key = window.KeyFor(first.PersonId);
        return new(
            IdOf(key, channel.Id), $"{channel.Id}/{key}", first.CaseId, Digest.Type, window.To, window.To,
            Write(new Digest(first.PersonId, window.From, window.To, 0, [], [], 0)), first.FactNumber, 0, ParcelState.Waiting, null)
        { Channel = channel.Id };
    }

    public static string IdOf(string key, string channel) => $"{key}@{channel}";

    public static string KeyOf(string id, string channel) => id[..^(channel.Length + 1)];

    public static Digest ReadDigest(string data) => JsonSerializer.Deserialize<Digest>(data, Json)!;

    public static string Write(Digest digest) => JsonSerializer.Serialize(digest, Json);
}
