using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>
/// Notes what a commit leaves to be done after it: indexes, notices, words to orchestrations. The note is made before the commit and struck out once all is done,
/// so that a pump that looks at old notes finds whatever a crash has left, and nothing else.
/// </summary>
internal sealed class PendingBook(Shelf shelf, TimeProvider time)
{
    /// <summary>Over how many partitions the notes are spread: each takes 2,000 writes a second.</summary>
    public const int Shards = 16;

    /// <summary>Notes that something of this kind may be unfinished. Nothing need follow: a note without a commit costs one look.</summary>
    public async Task<PendingNote> Note(string kind, string subject, CancellationToken cancellation)
    {
        var row = Row.Of(ShardOf(subject), $"{kind}|{TableKeys.Safe(subject)}|{Guid.NewGuid():N}");
        row.At = time.GetUtcNow().UtcTicks;
        await shelf.Put(row, cancellation).ConfigureAwait(false);
        return new(kind, subject, row.PartitionKey, row.RowKey, time.GetUtcNow());
    }

    /// <summary>Does what a commit has left to be done and strikes its note out. The commit stands, so what fails here is no failure of the caller's: the pump does it.</summary>
    public async Task Settle(PendingNote note, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work().ConfigureAwait(false);
            await Clear(note, cancellation).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The note stays, and the pump, which looks at it half a minute later, says what is wrong if it still is.
        }
    }

    /// <summary>Strikes a note out: all that it stood for is done, or never was begun.</summary>
    public Task Clear(PendingNote note, CancellationToken cancellation) => shelf.Remove(note.Shard, note.Key, cancellation);

    /// <summary>Notes made before an instant, of one shard; at most so many.</summary>
    public async Task<IReadOnlyList<PendingNote>> Left(int shard, DateTimeOffset before, int most, CancellationToken cancellation)
    {
        var rows = await shelf.List<Row>(Stretch.Of(NameOf(shard)).And($"At lt {Stretch.Long(before.UtcTicks)}"), most, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => (Row: row, Parts: row.RowKey.Split('|'))).Select(one => new PendingNote(one.Parts[0], TableKeys.Plain(one.Parts[1]), one.Row.PartitionKey, one.Row.RowKey, Instants.Of(one.Row.At!.Value)))];
    }

    private static string NameOf(int shard) => "shard|" + TableKeys.Ascending(shard, 2);

    private static string ShardOf(string subject) => NameOf(SHA256.HashData(Encoding.UTF8.GetBytes(subject))[0] % Shards);
}

/// <summary>That something may be unfinished.</summary>
/// <param name="Kind">Whose work it is; see <see cref="IUnfinished.Kind"/>.</param>
/// <param name="Subject">What it is about, for example a case id. Holds no bar.</param>
internal sealed record PendingNote(string Kind, string Subject, string Shard, string Key, DateTimeOffset At);

/// <summary>A store whose commits leave work to be done after them.</summary>
internal interface IUnfinished
{
    /// <summary>A word without a bar.</summary>
    string Kind { get; }

    /// <summary>Does what is left of a subject. Nothing left, or done by another meanwhile: then it changes nothing.</summary>
    Task Finish(string subject, CancellationToken cancellation);
}
