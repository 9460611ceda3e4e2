using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Signatures that were seen, until they are too old to be accepted anyway. Who writes the row first is let in.</summary>
internal sealed class SignatureBook(CountyTables tables, TimeProvider time) : IPruned
{
    private const int MostPruned = 20_000;

    /// <summary>False when it was seen before.</summary>
    public async Task<bool> Remember(string keyId, string signature, DateTimeOffset until, CancellationToken cancellation)
    {
        // Hashed, so that no length that a stranger sends grows the table.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{keyId}\n{signature}")));
        var row = Row.Of(ShardOf(hash[0]), hash);
        row.At = until.UtcTicks;
        if (await tables.Accounts.Add(row, cancellation).ConfigureAwait(false)) return true;
        if (await tables.Accounts.Find<Row>(row.PartitionKey, hash, cancellation).ConfigureAwait(false) is not { } seen) return false;
        if (seen.At >= time.GetUtcNow().UtcTicks) return false;
        seen.At = until.UtcTicks;
        return await tables.Accounts.Replace(seen, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task Prune(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var shard in "0123456789abcdef")
        {
            var old = Stretch.Of(ShardOf(shard)).And($"At lt {Stretch.Long(now.UtcTicks)}");
            foreach (var few in (await tables.Accounts.List<Row>(old, MostPruned, cancellation).ConfigureAwait(false)).Chunk(Batch.Most))
            {
                var gone = new Batch();
                foreach (var row in few) gone.Remove(row);
                await tables.Accounts.Commit(gone, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static string ShardOf(char digit) => "seen|" + digit;
}
