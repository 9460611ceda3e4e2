using System.IO.Compression;

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
            if (head.Word is not { } save) return Of(head, head.ReadBody());
            var pieces = await shelf.List<Row>(Stretch.Of(head.PartitionKey).Beginning(PieceOf(save)), null, cancellation).ConfigureAwait(false);
            if (pieces.Count == head.At) return Of(head, [.. pieces.SelectMany(piece => piece.ReadBody())]);
        }

        throw new InvalidDataException($"The pieces of {kind} {name} are not what its head says.");
    }

    /// <summary>The version that counts; 0 before the first save. Costs one read.</summary>
    public async Task<long> Version(string name, CancellationToken cancellation) => (await Head(name, cancellation).ConfigureAwait(false))?.Number ?? 0;

    /// <summary>Saves a version that follows the expected one (0: the first); false when somebody else was first, and nothing counts.</summary>
    public async Task<bool> Save(string name, long expectedVersion, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var before = await Head(name, cancellation).ConfigureAwait(false);
        if ((before?.Number ?? 0) != expectedVersion) return false;
        var (packed, partition) = (Pack(content.Span), PartitionOf(name));
        var head = before ?? Row.Of(partition, HeadKey);
        var old = head.Word;
        (head.Number, head.Word, head.At) = (expectedVersion + 1, null, null);
        if (packed.Length <= Row.LongestBody) head.With(packed);
        else
        {
            head.Word = Guid.NewGuid().ToString("N");
            head.At = await WritePieces(partition, head, packed, cancellation).ConfigureAwait(false);
        }

        var done = before is null ? await shelf.Add(head, cancellation).ConfigureAwait(false) : await shelf.Replace(head, cancellation).ConfigureAwait(false);
        var left = done ? old : head.Word;
        if (left is not null) await RemovePieces(partition, left, cancellation).ConfigureAwait(false);
        return done;
    }

    private static Document Of(Row head, byte[] packed) => new(head.Number!.Value, Unpack(packed));

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(content);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var content = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)) brotli.CopyTo(content);
        return content.ToArray();
    }

    private static string PieceOf(string save, int? number = null) => $"piece|{save}|" + (number is { } known ? TableKeys.Ascending(known, 6) : "");

    private string PartitionOf(string name) => $"{kind}|{TableKeys.Safe(name)}";

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
