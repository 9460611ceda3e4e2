using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// What is known of files: one row a file, which says whether it is here, whose it is, and who waits for it; each step is one conditional write of that row. The ways to
/// awaited files by person, case and time are written before they count and removed after; so one may lead to a file that nobody waits for, and is looked at.
/// </summary>
internal sealed class FileRegister(CountyTables tables, TextCipher texts)
{
    private const string FileKey = "file";
    private const string TimePartition = "awaited|time";
    private const int AtOnce = 16;

    /// <summary>What is known of a file; null when nothing is.</summary>
    public async Task<KnownFile?> Find(string id, CancellationToken cancellation) => await RowOf(id, cancellation).ConfigureAwait(false) is { } row ? Read(row) : null;

    /// <summary>Writes what becomes of a file, decided anew as long as somebody else is first.</summary>
    /// <param name="decide">What is to be known, given what is; the same for no change.</param>
    /// <returns>What is known now.</returns>
    public async Task<KnownFile?> Change(string id, Func<KnownFile?, KnownFile?> decide, CancellationToken cancellation)
    {
        while (true)
        {
            var row = await RowOf(id, cancellation).ConfigureAwait(false);
            var before = row is null ? null : Read(row);
            var after = decide(before);
            if (after == before) return before;
            if (after!.Awaited is { } awaited && before?.Awaited is null) await Await(awaited, cancellation).ConfigureAwait(false);
            if (!await Write(row, id, after, cancellation).ConfigureAwait(false)) continue;
            if (before?.Awaited is { } gone && after.Awaited is null) await Forget(gone, cancellation).ConfigureAwait(false);
            return after;
        }
    }

    /// <summary>Files awaited from a person or by a case, or any; the longest awaited first.</summary>
    public async Task<IReadOnlyList<AwaitedFile>> Awaited(string? personId, string? caseId, int limit, CancellationToken cancellation)
    {
        var partition = caseId is not null ? PartitionOfCase(caseId) : personId is not null ? PartitionOfPerson(personId) : TimePartition;
        var (found, few) = (new List<AwaitedFile>(), new List<Row>());
        await foreach (var way in tables.Registers.Rows<Row>(Stretch.Of(partition), null, cancellation).ConfigureAwait(false))
        {
            few.Add(way);
            if (few.Count == AtOnce) await Look().ConfigureAwait(false);
            if (found.Count >= limit) break;
        }

        await Look().ConfigureAwait(false);
        return [.. found.Take(limit)];

        async Task Look()
        {
            var known = await Task.WhenAll(few.Select(way => Waits(way, cancellation))).ConfigureAwait(false);
            found.AddRange(known.OfType<AwaitedFile>().Where(file => personId is null || file.PersonId == personId));
            few.Clear();
        }
    }

    /// <summary>Ceases to wait for files awaited since before an instant.</summary>
    public async Task<IReadOnlyList<AwaitedFile>> GiveUp(DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var given = new List<AwaitedFile>();
        var old = Stretch.Of(TimePartition).Until(TableKeys.Ascending(before.UtcTicks));
        foreach (var way in await tables.Registers.List<Row>(old, limit, cancellation).ConfigureAwait(false))
        {
            var awaited = RowJson.Read<AwaitedFile>(way.ReadBody());
            var isMine = false;
            await Change(awaited.Id, known =>
            {
                isMine = known?.Awaited == awaited;
                return isMine ? known! with { Awaited = null } : known;
            }, cancellation).ConfigureAwait(false);
            if (isMine) given.Add(awaited);
            else await Forget(awaited, cancellation).ConfigureAwait(false);
        }

        return given;
    }

    private static string PartitionOf(string id) => "file|" + TableKeys.Safe(id);

    private static string PartitionOfPerson(string id) => "awaited|person|" + TableKeys.Safe(id);

    private static string PartitionOfCase(string id) => "awaited|case|" + TableKeys.Safe(id);

    private static string PlaceOfName(string id) => $"attachment/{id}/name";

    private static IEnumerable<Row> Ways(AwaitedFile file) =>
        new[] { TimePartition, PartitionOfPerson(file.PersonId), PartitionOfCase(file.CaseId) }
            .Select(partition => Row.Of(partition, $"{TableKeys.Ascending(file.Since.UtcTicks)}|{TableKeys.Safe(file.Id)}").With(RowJson.Write(file)));

    private Task<Row?> RowOf(string id, CancellationToken cancellation) => tables.Registers.Find<Row>(PartitionOf(id), FileKey, cancellation);

    private Task<bool> Write(Row? before, string id, KnownFile file, CancellationToken cancellation)
    {
        var kept = file.Attachment is { } here ? file with { Attachment = here with { Name = Convert.ToBase64String(texts.Encrypt(here.Name, PlaceOfName(id))) } } : file;
        var row = (before ?? Row.Of(PartitionOf(id), FileKey)).With(RowJson.Write(kept));
        return before is null ? tables.Registers.Add(row, cancellation) : tables.Registers.Replace(row, cancellation);
    }

    private KnownFile Read(Row row)
    {
        var kept = RowJson.Read<KnownFile>(row.ReadBody());
        return kept.Attachment is { } here ? kept with { Attachment = here with { Name = texts.Decrypt(Convert.FromBase64String(here.Name), PlaceOfName(here.Id)) } } : kept;
    }

    private async Task<AwaitedFile?> Waits(Row way, CancellationToken cancellation)
    {
        var awaited = RowJson.Read<AwaitedFile>(way.ReadBody());
        return (await Find(awaited.Id, cancellation).ConfigureAwait(false))?.Awaited == awaited ? awaited : null;
    }

    private async Task Await(AwaitedFile file, CancellationToken cancellation)
    {
        foreach (var way in Ways(file)) await tables.Registers.Put(way, cancellation).ConfigureAwait(false);
    }

    /// <summary>The way by time goes last: by it a crash in between is found again.</summary>
    private async Task Forget(AwaitedFile file, CancellationToken cancellation)
    {
        foreach (var way in Ways(file).Reverse()) await tables.Registers.Remove(way.PartitionKey, way.RowKey, cancellation).ConfigureAwait(false);
    }
}

/// <summary>What is known of a file.</summary>
/// <param name="Attachment">Null while it is not here.</param>
/// <param name="Blob">The blob that holds its content, once it is here.</param>
/// <param name="Awaited">Null when no case waits for it.</param>
internal sealed record KnownFile(Attachment? Attachment, string? Blob, AwaitedFile? Awaited);
