using GridCase.Functions.Tables;
using GridCase.Workflows.Care;

namespace GridCase.Functions.Storage;

/// <summary>
/// Many saves that are made together: written down first, encrypted, in pieces that count for nothing; one write of the head decides, and from then on they are
/// carried out, by whoever comes.
/// </summary>
internal sealed class CarePlans(Shelf care, TextCipher cipher)
{
    private const string Head = "head";
    private const string Piece = "piece|";
    private const int SavesPerPiece = 100;

    /// <summary>Decides the saves under an id.</summary>
    public async Task Decide(string plan, IReadOnlyList<CareSave> saves, CancellationToken cancellation)
    {
        var partition = PartitionOf(plan);
        foreach (var (piece, number) in saves.Chunk(SavesPerPiece).Select((piece, number) => (piece, number)))
        {
            var json = RowJson.Write(piece.Select(save => new Planned(save.After, save.Deed, [.. save.Texts], save.NextRungAt, EffectsJson.Write(new(save.Notices, [], [])))).ToArray());
            await care.Put(Row.Of(partition, Piece + TableKeys.Ascending(number, 6)).With(cipher.Encrypt(json, PlaceOf(plan, number))), cancellation).ConfigureAwait(false);
        }

        await care.Add(Row.Of(partition, Head), cancellation).ConfigureAwait(false);
    }

    /// <summary>The saves that were decided; none when they were not, or when all is done.</summary>
    public async Task<IReadOnlyList<CareSave>> Read(string plan, CancellationToken cancellation)
    {
        if (await care.Find<Row>(PartitionOf(plan), Head, cancellation).ConfigureAwait(false) is null) return [];
        var pieces = await care.List<Row>(Stretch.Of(PartitionOf(plan)).Beginning(Piece), null, cancellation).ConfigureAwait(false);
        return
        [
            .. pieces.SelectMany((piece, number) => RowJson.Read<Planned[]>(cipher.DecryptBytes(piece.ReadBody(), PlaceOf(plan, number))))
                .Select(one => new CareSave(one.After, one.Deed, [.. one.Texts], one.NextRungAt) { Notices = EffectsJson.Read(one.Effects).Notices }),
        ];
    }

    /// <summary>Forgets a plan: it is carried out, or was never decided.</summary>
    public async Task Forget(string plan, CancellationToken cancellation)
    {
        foreach (var piece in await care.List<Row>(Stretch.Of(PartitionOf(plan)).Beginning(Piece), null, cancellation).ConfigureAwait(false))
            await care.Remove(piece.PartitionKey, piece.RowKey, cancellation).ConfigureAwait(false);
        await care.Remove(PartitionOf(plan), Head, cancellation).ConfigureAwait(false);
    }

    private static string PartitionOf(string plan) => "plan|" + plan;

    private static string PlaceOf(string plan, int piece) => $"care/plan/{plan}/{piece}";

    private sealed record Planned(CarePerson After, CareDeed Deed, CareText[] Texts, DateTimeOffset? NextRungAt, string Effects);
}
