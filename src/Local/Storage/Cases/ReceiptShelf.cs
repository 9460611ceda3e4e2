using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Keeps receipts for 30 days. Their bodies are encrypted, since an answer may show case text.</summary>
internal sealed class ReceiptShelf(TextCipher cipher)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);
    private const int PruneEvery = 256;
    private int sincePruned;

    public static string PlaceOf(string key) => "receipt/" + key;

    public static bool Has(JournalSession session, string key)
    {
        var statement = session.Statement("SELECT at FROM receipts WHERE key = ?").Bind(1, key);
        var has = statement.Step() && statement.Long(0) > (session.Now - Life).UtcTicks;
        statement.Reset();
        return has;
    }

    public Receipt? Find(JournalSession session, string key)
    {
        var statement = session.Statement("SELECT hash, status, body, at FROM receipts WHERE key = ?").Bind(1, key);
        Receipt? found = null;
        if (statement.Step() && statement.Long(3) > (session.Now - Life).UtcTicks)
            found = new(key, statement.Text(0), (int)statement.Long(1), cipher.Decrypt(statement.Bytes(2), PlaceOf(key)), Instants.Of(statement.Long(3)));
        statement.Reset();
        return found;
    }

    public void Put(JournalSession session, Receipt receipt, ReadOnlySpan<byte> body)
    {
        // Replacing, since one of this key that has outlived its time may still stand there.
        session.Statement("INSERT OR REPLACE INTO receipts (key, hash, status, body, at) VALUES (?, ?, ?, ?, ?)")
            .Bind(1, receipt.Key).Bind(2, receipt.RequestHash).Bind(3, receipt.Status).Bind(4, body).Bind(5, receipt.At.UtcTicks).Run();
        if (++sincePruned < PruneEvery) return;
        sincePruned = 0;
        Prune(session);
    }

    /// <summary>Removes some of the oldest that have outlived their time; more are removed than come in.</summary>
    private static void Prune(JournalSession session) => session
        .Statement($"DELETE FROM receipts WHERE no IN (SELECT no FROM (SELECT no, at FROM receipts ORDER BY no LIMIT {PruneEvery * 2}) WHERE at <= ?)")
        .Bind(1, (session.Now - Life).UtcTicks)
        .Run();
}
