using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Care;

namespace GridCase.Local.Storage;

/// <summary>A text as it stands in the database.</summary>
internal sealed record StoredCareText(string CareId, int Deed, string Field, byte[] Value);

/// <summary>Reads and writes the rows of the care register.</summary>
internal static class CareRows
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public static CarePerson? Find(JournalSession session, string column, string value) =>
        Many(session.Statement($"SELECT json FROM care_people WHERE {column} = ?").Bind(1, value)).FirstOrDefault();

    public static List<CarePerson> Many(Statement statement)
    {
        var found = new List<CarePerson>();
        while (statement.Step()) found.Add(JsonSerializer.Deserialize<CarePerson>(statement.Span(0), Json)!);
        statement.Reset();
        return found;
    }

    public static int VersionOf(JournalSession session, string id)
    {
        var statement = session.Statement("SELECT version FROM care_people WHERE id = ?").Bind(1, id);
        var version = statement.Step() ? (int)statement.Long(0) : 0;
        statement.Reset();
        return version;
    }

    public static CareDeed? DeedByKey(JournalSession session, string key)
    {
        var statement = session.Statement("SELECT json FROM care_deeds WHERE key = ?").Bind(1, key);
        var deed = statement.Step() ? JsonSerializer.Deserialize<CareDeed>(statement.Span(0), Json) : null;
        statement.Reset();
        return deed;
    }

    public static List<CareDeed> Deeds(JournalSession session, string id, int after, int limit)
    {
        var deeds = new List<CareDeed>();
        var statement = session.Statement("SELECT json FROM care_deeds WHERE care_id = ? AND number > ? ORDER BY number LIMIT ?").Bind(1, id).Bind(2, (long)after).Bind(3, (long)limit);
        while (statement.Step()) deeds.Add(JsonSerializer.Deserialize<CareDeed>(statement.Span(0), Json)!);
        statement.Reset();
        return deeds;
    }

    public static void Write(JournalSession session, CareSave save, (string Field, byte[] Value)[] texts)
    {
        var person = save.After;
        session
            .Statement(
                """
                INSERT INTO care_people (id, version, reference, state, grid, tier, due, next_at, terms, changed, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                ON CONFLICT (id) DO UPDATE SET version = ?2, reference = ?3, state = ?4, grid = ?5, tier = ?6, due = ?7, next_at = ?8, terms = ?9, changed = ?10, json = ?11
                """)
            .Bind(1, person.Id).Bind(2, (long)person.Version).Bind(3, person.Reference).Bind(4, (long)person.State).Bind(5, person.GridCode).Bind(6, (long)person.Tier).Bind(7, person.Due.UtcTicks)
            .Bind(8, save.NextRungAt?.UtcTicks).Bind(9, (long)person.TermsVersion).Bind(10, NextChanged(session)).Bind(11, JsonSerializer.Serialize(person, Json)).Run();
        session.Statement("INSERT INTO care_deeds (care_id, number, key, json) VALUES (?, ?, ?, ?)")
            .Bind(1, person.Id).Bind(2, (long)save.Deed.Number).Bind(3, save.Deed.Key).Bind(4, JsonSerializer.Serialize(save.Deed, Json)).Run();
        foreach (var (field, value) in texts)
            session.Statement("INSERT INTO care_texts (care_id, deed, field, value) VALUES (?, ?, ?, ?)").Bind(1, person.Id).Bind(2, (long)save.Deed.Number).Bind(3, field).Bind(4, value).Run();
    }

    /// <summary>What is not identity: of a masked value the latest, remarks all.</summary>
    public static List<StoredCareText> Texts(JournalSession session, IReadOnlyCollection<string> ids)
    {
        var texts = new List<StoredCareText>();
        var statement = session.Statement(
            """
            SELECT t.care_id, t.deed, t.field, t.value FROM care_texts t WHERE t.care_id IN (SELECT value FROM json_each(?1)) AND t.field NOT IN (?2, ?3, ?4)
                AND (t.field = ?5 OR NOT EXISTS (SELECT 1 FROM care_texts o WHERE o.care_id = t.care_id AND o.field = t.field AND o.deed > t.deed)) ORDER BY t.care_id, t.deed
            """)
            .Bind(1, JsonSerializer.Serialize(ids)).Bind(2, CareFields.Name).Bind(3, CareFields.Address).Bind(4, CareFields.Phone).Bind(5, CareFields.Remark);
        while (statement.Step()) texts.Add(Text(statement));
        statement.Reset();
        return texts;
    }

    /// <summary>Records the look; the caller is answered once that is on the disk.</summary>
    public static StoredCareText? Look(JournalSession session, CareLook look, byte[] reason)
    {
        if (VersionOf(session, look.CareId) == 0) return null;
        session.Statement("INSERT INTO care_looks (care_id, field, person, reason, at) VALUES (?, ?, ?, ?, ?)")
            .Bind(1, look.CareId).Bind(2, look.Field).Bind(3, look.PersonId).Bind(4, reason).Bind(5, look.At.UtcTicks).Run();
        var statement = session.Statement("SELECT care_id, deed, field, value FROM care_texts WHERE care_id = ? AND field = ? ORDER BY deed DESC LIMIT 1").Bind(1, look.CareId).Bind(2, look.Field);
        var found = statement.Step() ? Text(statement) : null;
        statement.Reset();
        return found;
    }

    public static List<(CareLook Look, byte[] Reason)> Looks(JournalSession session, int limit)
    {
        var looks = new List<(CareLook, byte[])>();
        var statement = session.Statement("SELECT care_id, field, person, reason, at FROM care_looks ORDER BY no DESC LIMIT ?").Bind(1, (long)limit);
        while (statement.Step()) looks.Add((new(statement.Text(0), statement.Text(1), statement.Text(2), "", Instants.Of(statement.Long(4))), statement.Bytes(3)));
        statement.Reset();
        return looks;
    }

    public static CareTerms? Terms(JournalSession session)
    {
        var statement = session.Statement("SELECT json FROM care_terms");
        var terms = statement.Step() ? JsonSerializer.Deserialize<CareTerms>(statement.Span(0), Json) : null;
        statement.Reset();
        return terms;
    }

    private static StoredCareText Text(Statement statement) => new(statement.Text(0), (int)statement.Long(1), statement.Text(2), statement.Bytes(3));

    /// <summary>No two changes bear the same stamp, and none an earlier one than the change before.</summary>
    private static long NextChanged(JournalSession session)
    {
        var statement = session.Statement("SELECT max(changed) FROM care_people");
        var last = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return Math.Max(session.Now.UtcTicks, last + 1);
    }
}
