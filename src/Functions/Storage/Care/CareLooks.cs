using GridCase.Functions.Tables;
using GridCase.Workflows.Care;

namespace GridCase.Functions.Storage;

/// <summary>Who looked at what of whom in the register, newest first; only ever added, the whole of it encrypted.</summary>
internal sealed class CareLooks(Shelf care, TextCipher cipher)
{
    private const string Partition = "looks";

    public Task Note(CareLook look, CancellationToken cancellation)
    {
        var key = $"{TableKeys.Descending(look.At.UtcTicks)}|{Guid.NewGuid():N}";
        return care.Put(Row.Of(Partition, key).With(cipher.Encrypt(RowJson.Write(look), PlaceOf(key))), cancellation);
    }

    public async Task<IReadOnlyList<CareLook>> List(int limit, CancellationToken cancellation) =>
        [.. (await care.List<Row>(Stretch.Of(Partition), limit, cancellation).ConfigureAwait(false)).Select(row => RowJson.Read<CareLook>(cipher.DecryptBytes(row.ReadBody(), PlaceOf(row.RowKey))))];

    private static string PlaceOf(string key) => "care/look/" + key;
}
