using GridCase.Functions.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>Which parcels are dead, the oldest first. Noted before a parcel dies and struck out after it was released: the parcel itself decides.</summary>
internal sealed class DeadLetterShelf(Shelf shelf, TimeProvider time)
{
    private const string Partition = "dead";

    /// <summary>A note without a dead parcel that is as old as this is what a crash left.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    public Task Note(ParcelRow row, CancellationToken cancellation)
    {
        var parcel = row.Read();
        var note = Row.Of(Partition, KeyOf(row, parcel));
        (note.Word, note.At) = (parcel.Channel, time.GetUtcNow().UtcTicks);
        return shelf.Put(note.With($"{row.PartitionKey}\n{row.RowKey}"), cancellation);
    }

    public Task<Row?> Find(ParcelRow row, CancellationToken cancellation) => shelf.Find<Row>(Partition, KeyOf(row, row.Read()), cancellation);

    /// <summary>Strikes out a note that is as it was read: not one of a parcel that has died again.</summary>
    public Task<bool> Strike(Row note, CancellationToken cancellation) => shelf.Remove(note, cancellation);

    /// <summary>Dead parcels of one channel or of all, after another.</summary>
    public async Task<List<ParcelRow>> List(string? channel, ParcelRow? after, int most, CancellationToken cancellation)
    {
        var stretch = Stretch.Of(Partition);
        if (channel is not null) stretch = stretch.And($"Word eq {Stretch.Text(channel)}");
        if (after is not null) stretch = stretch.After(KeyOf(after, after.Read()));
        List<ParcelRow> dead = [];
        List<Row> some = [];
        await foreach (var note in shelf.Rows<Row>(stretch, null, cancellation).ConfigureAwait(false))
        {
            some.Add(note);
            if (some.Count < Sixteen.AtOnce) continue;
            dead.AddRange(await Dead(some, cancellation).ConfigureAwait(false));
            some.Clear();
            if (dead.Count >= most) break;
        }

        dead.AddRange(await Dead(some, cancellation).ConfigureAwait(false));
        return dead.Count > most ? dead[..most] : dead;
    }

    /// <summary>Strikes out what a crash has left.</summary>
    public async Task Prune(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Settled;
        foreach (var note in await shelf.List<Row>(Stretch.Of(Partition).And($"At lt {Stretch.Long(before.UtcTicks)}"), null, cancellation).ConfigureAwait(false))
            if (await Read(note, cancellation).ConfigureAwait(false) is not { State: (int)ParcelState.Dead }) await Strike(note, cancellation).ConfigureAwait(false);
    }

    private static string KeyOf(ParcelRow row, Parcel parcel) => $"{TableKeys.Ascending(row.Order)}|{NoticeKeys.HashOf(parcel.Id)}";

    private async Task<IEnumerable<ParcelRow>> Dead(List<Row> notes, CancellationToken cancellation) =>
        (await Sixteen.Ask(notes, note => Read(note, cancellation)).ConfigureAwait(false)).OfType<ParcelRow>().Where(row => row.State == (int)ParcelState.Dead);

    private Task<ParcelRow?> Read(Row note, CancellationToken cancellation)
    {
        var words = note.ReadText().Split('\n');
        return shelf.Find<ParcelRow>(words[0], words[1], cancellation);
    }
}
