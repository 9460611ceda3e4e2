using GridCase.Functions.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>Parcels in their lanes, where each is found by its id, and which lanes hold any.</summary>
/// <remarks>
/// What has left stays for 30 days as a mark that it has, so that a repeat does not put it in again. All lanes with something in them stand in one partition:
/// 2,000 lanes a second can begin or end.
/// </remarks>
internal sealed class ParcelShelf(Shelf shelf, Stamps stamps, ParcelDays days)
{
    private const string LanePartition = "lanes";
    private const string PlaceKey = "place";

    /// <summary>Puts a parcel into its lane, once.</summary>
    /// <param name="order">Where it stands among those of its fact and instant.</param>
    public async Task<Filled> Fill(Parcel parcel, string? noticeId, long order, CancellationToken cancellation)
    {
        var row = new ParcelRow
        {
            PartitionKey = PartitionOf(parcel.Lane),
            RowKey = KeyOf(parcel, order),
            Queued = true,
            State = (int)ParcelState.Waiting,
            Order = stamps.Next(),
            NoticeId = noticeId,
        }.With(parcel);
        // Thousands may be held for one digest; only the first opens it.
        var filled = parcel.Type == Digest.Type && await Stands(row, cancellation).ConfigureAwait(false) == Filled.Waiting ? Filled.Waiting : await Add(row, parcel.Id, cancellation).ConfigureAwait(false);
        // Written after the parcel, so that whoever strikes an empty lane out at the same moment fails or is made good here.
        if (filled != Filled.Left) await shelf.Put(Row.Of(LanePartition, TableKeys.Safe(parcel.Lane)), cancellation).ConfigureAwait(false);
        return filled;
    }

    /// <summary>A parcel by its id, or null.</summary>
    public async Task<ParcelRow?> Find(string parcelId, CancellationToken cancellation)
    {
        if (await shelf.Find<Row>(PlaceOf(parcelId), PlaceKey, cancellation).ConfigureAwait(false) is not { } place) return null;
        var words = place.Word!.Split('\n');
        return await shelf.Find<ParcelRow>(words[0], words[1], cancellation).ConfigureAwait(false);
    }

    public Task<bool> Replace(ParcelRow row, CancellationToken cancellation) => shelf.Replace(row, cancellation);

    /// <summary>What stands in front of a lane, waiting or dead; null when the lane is empty.</summary>
    public async Task<ParcelRow?> First(string lane, CancellationToken cancellation) =>
        (await shelf.List<ParcelRow>(QueuedIn(lane), 1, cancellation).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>All that stands in a lane.</summary>
    public Task<List<ParcelRow>> Queued(string lane, CancellationToken cancellation) => shelf.List<ParcelRow>(QueuedIn(lane), null, cancellation);

    /// <summary>Lanes that have something in them, and now and then one that no longer has.</summary>
    public IAsyncEnumerable<Row> Lanes(string? after, CancellationToken cancellation)
    {
        var stretch = Stretch.Of(LanePartition);
        return shelf.Rows<Row>(after is null ? stretch : stretch.After(TableKeys.Safe(after)), null, cancellation);
    }

    /// <summary>Strikes a lane out if nothing stands in it.</summary>
    public async Task StrikeIfEmpty(string lane, CancellationToken cancellation)
    {
        if (await shelf.Find<Row>(LanePartition, TableKeys.Safe(lane), cancellation).ConfigureAwait(false) is { } row
            && await First(lane, cancellation).ConfigureAwait(false) is null) await shelf.Remove(row, cancellation).ConfigureAwait(false);
    }

    public static string LaneOf(Row lane) => TableKeys.Plain(lane.RowKey);

    /// <summary>Removes a parcel that has left its lane, for good; false when it stands there still.</summary>
    public async Task<bool> Forget(string partition, string key, CancellationToken cancellation)
    {
        if (await shelf.Find<ParcelRow>(partition, key, cancellation).ConfigureAwait(false) is not { } row) return true;
        if (row.Queued) return false;
        await shelf.Remove(PlaceOf(row.Read().Id), PlaceKey, cancellation).ConfigureAwait(false);
        return await shelf.Remove(row, cancellation).ConfigureAwait(false);
    }

    private async Task<Filled> Add(ParcelRow row, string parcelId, CancellationToken cancellation)
    {
        var place = Row.Of(PlaceOf(parcelId), PlaceKey);
        place.Word = $"{row.PartitionKey}\n{row.RowKey}";
        await Task.WhenAll(shelf.Put(place, cancellation), days.Note(Instants.Of(row.Order), row.PartitionKey, row.RowKey, cancellation)).ConfigureAwait(false);
        return await shelf.Add(row, cancellation).ConfigureAwait(false) ? Filled.Added : await Stands(row, cancellation).ConfigureAwait(false);
    }

    private async Task<Filled> Stands(ParcelRow row, CancellationToken cancellation) =>
        await shelf.Find<ParcelRow>(row.PartitionKey, row.RowKey, cancellation).ConfigureAwait(false) is not { Queued: true } there ? Filled.Left
            : there.State == (int)ParcelState.Waiting ? Filled.Waiting : Filled.Dead;

    private static Stretch QueuedIn(string lane) => Stretch.Of(PartitionOf(lane)).And("Queued eq true");

    private static string PartitionOf(string lane) => "lane|" + TableKeys.Safe(lane);

    private static string PlaceOf(string parcelId) => "id|" + NoticeKeys.HashOf(parcelId);

    /// <summary>A digest is alone in its lane; whichever notice opened it, its place is the same.</summary>
    private static string KeyOf(Parcel parcel, long order) => parcel.Type == Digest.Type
        ? "digest"
        : $"{TableKeys.Ascending(parcel.FactNumber, 9)}|{TableKeys.Ascending(parcel.At.UtcTicks)}|{TableKeys.Ascending(order)}|{NoticeKeys.HashOf(parcel.Id)}";
}

/// <summary>How a parcel came into its lane.</summary>
internal enum Filled
{
    Added,

    /// <summary>It was there, and waits.</summary>
    Waiting,

    /// <summary>It was there, and nobody took it.</summary>
    Dead,

    /// <summary>It was there, and has left.</summary>
    Left,
}
