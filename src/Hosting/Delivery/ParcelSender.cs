using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Hosting.Records;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>Carries parcels: the hotline's to its URL, notices by their channels. What a message says is put together only here, from codes.</summary>
internal sealed class ParcelSender(HotlinePost hotline, ChannelBoard channels, IDirectorySource directory, TimeProvider time, params IReadOnlyList<IChannelPost> posts)
    : IParcelSender, IChannelTester
{
    private const string TestType = "cn.gridcase.notice.test";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Task<SendResult> Send(Parcel parcel, CancellationToken cancellation = default)
    {
        if (parcel.Channel == NoticeChannel.HotlineId) return hotline.Send(parcel, cancellation);
        if (channels.Find(parcel.Channel) is not { } channel) return Task.FromResult(NotSetUp("there is no such channel any more"));
        return channel.Enabled ? PostOf(channel).Send(channel, MessageOf(parcel), cancellation) : Task.FromResult(NotSetUp("the channel is switched off"));
    }

    public Task<SendResult> Try(NoticeChannel channel, Person receiver, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var data = new JsonObject { ["channel"] = channel.Id, ["at"] = now.ToString("O") };
        return PostOf(channel).Send(channel, new($"test/{channel.Id}/{now.UtcTicks}", TestType, channel.Id, now, data, NoticeText.Test(channel.Id, now), receiver), cancellation);
    }

    private static SendResult NotSetUp(string detail) => new(false, detail, Hopeless: true) { Fault = SendFault.NotSetUp };

    private IChannelPost PostOf(NoticeChannel channel) => posts.First(post => post.Kind == channel.Kind);

    private ChannelMessage MessageOf(Parcel parcel)
    {
        var (county, data) = (directory.Current, JsonNode.Parse(parcel.Data)!);
        if (parcel.Type == Digest.Type)
        {
            var digest = Parcels.ReadDigest(parcel.Data);
            return new(parcel.Key, parcel.Type, digest.PersonId, parcel.At, data, NoticeText.Of(digest), county.Person(digest.PersonId));
        }

        var notice = data.Deserialize<Notice>(Json)!;
        return new(parcel.Key, parcel.Type, notice.SubjectId, parcel.At, data, NoticeText.Of(notice, county), county.Person(notice.PersonId));
    }
}
