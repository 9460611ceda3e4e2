using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Receipts, kept for 30 days. Each lies in the partition of what was committed with it; where that is stands in a table of its own, written before the commit, so
/// that a receipt is found by its key alone. A way to a receipt that was never committed leads nowhere and harms nothing.
/// </summary>
internal sealed class TableReceipts(CountyTables tables, TextCipher cipher, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Notes, before a commit, where its receipt will lie.</summary>
    public Task Note(string key, string table, string partition, CancellationToken cancellation)
    {
        var way = Row.Of(HashOf(key), $"{table}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(partition)))}");
        (way.Word, way.At) = (partition, time.GetUtcNow().UtcTicks);
        return tables.Receipts.Put(way, cancellation);
    }

    /// <summary>The receipt as a row of the commit. It replaces one of the same key that has outlived its time.</summary>
    public Row RowOf(Receipt receipt, string partition)
    {
        var row = Row.Of(partition, KeyOf(receipt.Key)).With(cipher.Encrypt(receipt.Body, PlaceOf(receipt.Key)));
        (row.Number, row.At, row.Word) = (receipt.Status, receipt.At.UtcTicks, receipt.RequestHash);
        return row;
    }

    /// <summary>The receipt of a key, wherever it lies; null for none, and for one that has outlived its time.</summary>
    public async Task<Receipt?> Find(string key, CancellationToken cancellation)
    {
        foreach (var way in await tables.Receipts.List<Row>(Stretch.Of(HashOf(key)), null, cancellation).ConfigureAwait(false))
        {
            var row = await tables.Of(way.RowKey.Split('|')[0]).Find<Row>(way.Word!, KeyOf(key), cancellation).ConfigureAwait(false);
            if (row is null || row.At <= (time.GetUtcNow() - Life).UtcTicks) continue;
            return new(key, row.Word!, (int)row.Number!.Value, cipher.Decrypt(row.ReadBody(), PlaceOf(key)), Instants.Of(row.At!.Value));
        }

        return null;
    }

    private static string KeyOf(string key) => "receipt|" + HashOf(key);

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string PlaceOf(string key) => "receipt/" + key;
}
