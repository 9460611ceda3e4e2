using System.Buffers.Binary;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>The heads that seals cover, in the order in which they were added up: a partition for each making of a seal, so that one that was not the first leaves nothing mixed.</summary>
internal sealed class SealedHeads(Shelf shelf)
{
    private const int IdLength = 16;
    private const int HashLength = 32;
    private const int Length = IdLength + 4 + HashLength;
    private const int PerRow = Row.LongestBody / Length;

    public async Task Write(string making, IReadOnlyList<ChangedHead> heads, CancellationToken cancellation)
    {
        var number = 0;
        foreach (var part in heads.Chunk(PerRow))
            await shelf.Put(Row.Of(PartitionOf(making), TableKeys.Ascending(number++, 6)).With(Pack(part)), cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<SealedHead>> Read(string making, CancellationToken cancellation)
    {
        var rows = await shelf.List<Row>(Stretch.Of(PartitionOf(making)), null, cancellation).ConfigureAwait(false);
        return [.. rows.SelectMany(row => row.ReadBody().Chunk(Length)).Select(Unpack)];
    }

    public async Task Remove(string making, CancellationToken cancellation)
    {
        foreach (var row in await shelf.List<Row>(Stretch.Of(PartitionOf(making)), null, cancellation).ConfigureAwait(false))
            await shelf.Remove(row.PartitionKey, row.RowKey, cancellation).ConfigureAwait(false);
    }

    private static string PartitionOf(string making) => "sealed|" + making;

    private static byte[] Pack(ChangedHead[] heads)
    {
        var packed = new byte[heads.Length * Length];
        for (var i = 0; i < heads.Length; i++)
        {
            var place = packed.AsSpan(i * Length, Length);
            Convert.FromHexString(heads[i].CaseId).CopyTo(place);
            BinaryPrimitives.WriteInt32BigEndian(place[IdLength..], heads[i].Version);
            Convert.FromHexString(heads[i].Hash).CopyTo(place[(IdLength + 4)..]);
        }

        return packed;
    }

    private static SealedHead Unpack(byte[] packed) => new(packed[..IdLength], BinaryPrimitives.ReadInt32BigEndian(packed.AsSpan(IdLength)), packed[(IdLength + 4)..]);
}

/// <summary>A head as a seal covers it.</summary>
internal sealed record SealedHead(byte[] CaseId, int Version, byte[] Hash);
