using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Functions.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>How the copies of notices fare: in the notice's own row, and of a digest once for all that it holds.</summary>
internal sealed class NoticeCopies(Shelf notices)
{
    private const string DigestKey = "copy";

    /// <summary>Writes how a parcel fares to what it carries. Says the whole and not what changed, so that a repeat changes nothing.</summary>
    public async Task Tell(ParcelRow row, CancellationToken cancellation)
    {
        var parcel = row.Read();
        if (parcel.Type == Digest.Type)
        {
            var told = Fares(new(parcel.Channel, default, default), row);
            await notices.Put(Row.Of(PartitionOf(parcel.Id), DigestKey).With(JsonSerializer.SerializeToUtf8Bytes(told, JsonSerializerOptions.Web)), cancellation).ConfigureAwait(false);
        }
        else if (row.NoticeId is { } id && NoticeKeys.TryRead(id) is { } place)
        {
            while (await notices.Find<NoticeRow>(NoticeKeys.PartitionOf(place.Subject), NoticeKeys.Row + place.Hash, cancellation).ConfigureAwait(false) is { } notice)
            {
                var body = notice.Read();
                var copy = body.Copies.First(one => one.Channel == parcel.Channel);
                if (await notices.Replace(notice.With(body.With(Fares(copy, row))), cancellation).ConfigureAwait(false)) return;
            }
        }
    }

    /// <summary>The deliveries of a notice, in the order of the channels' ids.</summary>
    /// <param name="digests">Digests read for the same page.</param>
    public async Task<ImmutableArray<ChannelDelivery>> Read(NoticeBody body, Dictionary<string, NoticeCopy> digests, CancellationToken cancellation)
    {
        List<ChannelDelivery> deliveries = [];
        foreach (var copy in body.Copies.OrderBy(one => one.Channel, StringComparer.Ordinal))
        {
            var fares = copy.Digest is { } digest ? await ReadDigest(digest, copy, digests, cancellation).ConfigureAwait(false) : copy;
            deliveries.Add(new(copy.Channel, fares.State, fares.SentAt, fares.Attempts, fares.Fault, copy.Digest is { } id ? Parcels.KeyOf(id, copy.Channel) : null));
        }

        return deliveries.ToImmutableArray();
    }

    private static NoticeCopy Fares(NoticeCopy copy, ParcelRow row) =>
        copy with { State = (DeliveryState)row.State, Attempts = row.Tries, Fault = row.Fault, SentAt = Instants.Of(row.SentAt) };

    private static string PartitionOf(string digest) => "digest|" + TableKeys.Safe(digest);

    private async Task<NoticeCopy> ReadDigest(string id, NoticeCopy copy, Dictionary<string, NoticeCopy> digests, CancellationToken cancellation)
    {
        lock (digests)
            if (digests.TryGetValue(id, out var known)) return known;
        var row = await notices.Find<Row>(PartitionOf(id), DigestKey, cancellation).ConfigureAwait(false);
        var fares = row is null ? copy : JsonSerializer.Deserialize<NoticeCopy>(row.ReadBody(), JsonSerializerOptions.Web)!;
        lock (digests) digests[id] = fares;
        return fares;
    }
}
