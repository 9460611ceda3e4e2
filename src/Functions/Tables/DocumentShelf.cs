namespace GridCase.Functions.Tables;

/// <summary>
/// Documents of any length with a version, each in a partition of its own. The pieces of a new version are written first, under a name nobody knows; that it
/// counts is one conditional write of the head.
/// </summary>
internal sealed class DocumentShelf(Shelf shelf, string kind)
{
    private const string HeadKey = "head";
    private const int Attempts = 20;

    /// <summary>The document as last saved, or null.</summary>
    public async Task<Document?> Load(string name, CancellationToken cancellation)
    {
        // Between the head and its pieces another version may come, whose writer removes these.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Head(name, cancellation).ConfigureAwait(false) is not { } head) return null;
            if (head.At is not { } count) return Of(head, head.ReadBody());
            var pieces = await shelf.List<Row>(Stretch.Of(head.PartitionKey).Beginning(PieceOf(head.Word!)), null, cancellation).ConfigureAwait(false);
            if (pieces.Count == count) return Of(head, [.. pieces.SelectMany(piece => piece.ReadBody())]);
        }

        throw new InvalidDataException($"The pieces of {kind} {name} are not what its head says.");
    }

    /// <summary>The version that counts; 0 before the first save. Costs one read.</summary>
    public async Task<long> Version(string name, CancellationToken cancellation) => (await Head(name, cancellation).ConfigureAwait(false))?.Number ?? 0;

    /// <summary>Saves a version that follows the expected one (0: the first); false when somebody else was first, and nothing counts.</summary>
    public Task<bool> Save(string name, long expectedVersion, ReadOnlyMemory<byte> content, CancellationToken cancellation) => Save(name, expectedVersion, content, [], cancellation);

    /// <summary>Saves a version, and rows beside it, new or replaced, in <see cref="PartitionOf"/>, all or none.</summary>
    public async Task<bool> Save(string name, long expectedVersion, ReadOnlyMemory<byte> content, IReadOnlyList<Row> beside, CancellationToken cancellation)
    {
        var before = await Head(name, cancellation).ConfigureAwait(false);
        if ((before?.Number ?? 0) != expectedVersion) return false;
        var (packed, partition, save) = (Packed.Of(content.Span), PartitionOf(name), Guid.NewGuid().ToString("N"));
        var head = before ?? Row.Of(partition, HeadKey);
        var old = head.At is null ? null : head.Word;
        (head.Number, head.Word, head.At) = (expectedVersion + 1, save, null);
        if (packed.Length <= Row.LongestBody) head.With(packed);
        else head.At = await WritePieces(partition, head, packed, cancellation).ConfigureAwait(false);
        var batch = before is null ? new Batch().Add(head) : new Batch().Replace(head);
        foreach (var row in beside) batch.Put(row);
        // The client repeats a write whose answer was lost, and the repeat is refused because the write was done.
        var done = await shelf.Commit(batch, cancellation).ConfigureAwait(false) || (await Head(name, cancellation).ConfigureAwait(false))?.Word == save;
        if (done && old is not null) await RemovePieces(partition, old, cancellation).ConfigureAwait(false);
        if (!done && head.At is not null) await RemovePieces(partition, save, cancellation).ConfigureAwait(false);
        return done;
    }

    /// <summary>Where the rows of a document lie.</summary>
    public string PartitionOf(string name) => $"{kind}|{TableKeys.Safe(name)}";

    private static Document Of(Row head, byte[] packed) => new(head.Number!.Value, Packed.Read(packed));

    private static string PieceOf(string save, int? number = null) => $"piece|{save}|" + (number is { } known ? TableKeys.Ascending(known, 6) : "");

    private Task<Row?> Head(string name, CancellationToken cancellation) => shelf.Find<Row>(PartitionOf(name), HeadKey, cancellation);

    private async Task<long> WritePieces(string partition, Row head, byte[] packed, CancellationToken cancellation)
    {
        head.With([]);
        var number = 0;
        foreach (var piece in packed.Chunk(Row.LongestBody)) await shelf.Put(Row.Of(partition, PieceOf(head.Word!, number++)).With(piece), cancellation).ConfigureAwait(false);
        return number;
    }

    private async Task RemovePieces(string partition, string save, CancellationToken cancellation)
    {
        foreach (var piece in await shelf.List<Row>(Stretch.Of(partition).Beginning(PieceOf(save)), null, cancellation).ConfigureAwait(false))
            await shelf.Remove(partition, piece.RowKey, cancellation).ConfigureAwait(false);
    }
}

/// <summary>A document as it was saved.</summary>
internal sealed record Document(long Version, byte[] Content);
