using GridCase.Api.SignIn;
using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>The rows of systems' keys and of what was done to them.</summary>
internal static class KeyRows
{
    /// <summary>The key of this id, or all of them by when they were made.</summary>
    public static List<SystemKey> Read(JournalSession session, KeyRing ring, string? keyId)
    {
        const string Columns = "SELECT id, secret, acts_as, retired, purpose, name, created, used FROM system_keys";
        var statement = keyId is null ? session.Statement(Columns + " ORDER BY created IS NOT NULL, created, id") : session.Statement(Columns + " WHERE id = ?").Bind(1, keyId);
        var found = new List<SystemKey>();
        while (statement.Step())
        {
            var id = statement.Text(0);
            found.Add(new(id, ring.Texts.Decrypt(statement.Bytes(1), PlaceOf(id)), statement.Text(2), Instants.Of(statement.LongOrNull(3)))
            {
                Purpose = (KeyPurpose)statement.Long(4),
                Name = statement.Text(5),
                CreatedAt = Instants.Of(statement.LongOrNull(6)),
                LastUsedAt = Instants.Of(statement.LongOrNull(7)),
            });
        }

        statement.Reset();
        return found;
    }

    public static byte[] Sealed(SystemKey key, KeyRing ring) => ring.Texts.Encrypt(key.Secret, PlaceOf(key.KeyId));

    /// <summary>When the key was last used is nobody's to write but the one who notes its use.</summary>
    public static void Write(JournalSession session, SystemKey key, byte[] secret) => session.Statement(
            """
            INSERT INTO system_keys (id, secret, acts_as, retired, purpose, name, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (id) DO UPDATE SET secret = ?2, acts_as = ?3, retired = ?4, purpose = ?5, name = ?6, created = ?7
            """)
        .Bind(1, key.KeyId).Bind(2, secret.AsSpan()).Bind(3, key.ActsAs).Bind(4, key.RetiredAt?.UtcTicks).Bind(5, (long)key.Purpose).Bind(6, key.Name).Bind(7, key.CreatedAt?.UtcTicks).Run();

    public static void Write(JournalSession session, KeyDeed deed) => session.Statement("INSERT INTO key_deeds (no, at, person, key, what, retires, forced) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .Bind(1, deed.Number).Bind(2, deed.At.UtcTicks).Bind(3, deed.By).Bind(4, deed.KeyId).Bind(5, (long)deed.What).Bind(6, deed.RetiresAt?.UtcTicks).Bind(7, deed.Forced ? 1 : 0).Run();

    public static int CountDeeds(JournalSession session)
    {
        var statement = session.Statement("SELECT coalesce(max(no), 0) FROM key_deeds");
        var count = statement.Step() ? (int)statement.Long(0) : 0;
        statement.Reset();
        return count;
    }

    public static List<KeyDeed> Deeds(JournalSession session, int before, int limit)
    {
        var statement = session.Statement("SELECT no, at, person, key, what, retires, forced FROM key_deeds WHERE no < ? ORDER BY no DESC LIMIT ?").Bind(1, before).Bind(2, limit);
        var found = new List<KeyDeed>();
        while (statement.Step())
        {
            found.Add(new(
                (int)statement.Long(0), Instants.Of(statement.Long(1)), statement.Text(2), statement.Text(3), (KeyDeedKind)statement.Long(4), Instants.Of(statement.LongOrNull(5)),
                statement.Long(6) != 0));
        }

        statement.Reset();
        return found;
    }

    private static string PlaceOf(string keyId) => "system-key/" + keyId;
}
