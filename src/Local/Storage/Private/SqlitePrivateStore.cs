using System.Globalization;
using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Personal data in SQLite, each value encrypted for its place. Texts are written by the case store with the facts they belong to.</summary>
public sealed class SqlitePrivateStore(Journal journal, KeyRing keys) : IPrivateStore
{
    public Task<IReadOnlyList<PrivateText>> ReadTexts(string caseId, CancellationToken cancellation = default)
    {
        var values = journal.Read(session => Values(session, caseId));
        // Opened after the snapshot is let go: readers are few.
        return Task.FromResult<IReadOnlyList<PrivateText>>([.. values.Select(value => new PrivateText(caseId, value.Fact, value.Field, Open(caseId, value)))]);
    }

    public async Task<string?> Reveal(string caseId, string field, Look look, CancellationToken cancellation = default)
    {
        if (!IdentityFields.Contains(field)) throw new ArgumentException($"{field} is no identity field.", nameof(field));
        if (look.CaseId != caseId || look.Field != field) throw new ArgumentException("The look is at something else.", nameof(look));
        var value = await journal.Write(session => Look(session, look), cancellation).ConfigureAwait(false);
        return value is null ? null : Open(caseId, value);
    }

    public Task<LookPage> Looks(string? caseId, int limit, string? after = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        var before = after is null ? long.MaxValue : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException("No page gave this place.", nameof(after));
        var found = journal.Read(session => Looks(session, caseId, limit + 1, before));
        return Task.FromResult(new LookPage([.. found.Take(limit).Select(look => look.Look)], found.Count > limit ? found[limit - 1].No.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static List<StoredText> Values(JournalSession session, string caseId)
    {
        var values = new List<StoredText>();
        if (CaseRecords.Head(session, caseId) is not { } head) return values;
        var statement = session.Statement("SELECT key, field, value FROM texts WHERE key >= ? AND key < ? ORDER BY key")
            .Bind(1, CaseKeys.Text(head.No, 0, 0)).Bind(2, CaseKeys.Text(head.No + 1, 0, 0));
        while (statement.Step())
        {
            var field = statement.Text(1);
            if (!IdentityFields.Contains(field)) values.Add(new(CaseKeys.TextFact(statement.Long(0)), field, statement.Bytes(2)));
        }

        statement.Reset();
        return values;
    }

    /// <summary>Records the look; the caller is answered once that is on the disk.</summary>
    private StoredText? Look(JournalSession session, Look look)
    {
        if (CaseRecords.Head(session, look.CaseId) is not { } head) return null;
        session.Statement("INSERT INTO looks (case_no, field, person, reason, at) VALUES (?, ?, ?, ?, ?)")
            .Bind(1, head.No).Bind(2, look.Field).Bind(3, look.PersonId).Bind(4, keys.Texts.Encrypt(look.Reason, PlaceOf(look.CaseId, look.Field, look.At.UtcTicks)))
            .Bind(5, look.At.UtcTicks).Run();
        var statement = session.Statement("SELECT key, value FROM texts WHERE key >= ? AND key < ? AND field = ? ORDER BY key DESC LIMIT 1")
            .Bind(1, CaseKeys.Text(head.No, 0, 0)).Bind(2, CaseKeys.Text(head.No + 1, 0, 0)).Bind(3, look.Field);
        var found = statement.Step() ? new StoredText(CaseKeys.TextFact(statement.Long(0)), look.Field, statement.Bytes(1)) : null;
        statement.Reset();
        return found;
    }

    private List<(long No, Look Look)> Looks(JournalSession session, string? caseId, int limit, long before)
    {
        var looks = new List<(long No, Look Look)>();
        if (caseId is not null && CaseRecords.Head(session, caseId) is null) return looks;
        var only = caseId is null ? "" : "AND l.case_no = ?3 ";
        var statement = session
            .Statement($"SELECT c.id, l.field, l.person, l.reason, l.at, l.no FROM looks l CROSS JOIN cases c ON c.no = l.case_no WHERE l.no < ?2 {only}ORDER BY l.no DESC LIMIT ?1")
            .Bind(1, limit)
            .Bind(2, before);
        if (caseId is not null) statement.Bind(3, CaseRecords.Head(session, caseId)!.Value.No);
        while (statement.Step())
        {
            var (id, field, at) = (CaseKeys.IdOf(statement.Bytes(0)), statement.Text(1), statement.Long(4));
            looks.Add((statement.Long(5), new(id, field, statement.Text(2), keys.Texts.Decrypt(statement.Bytes(3), PlaceOf(id, field, at)), Instants.Of(at))));
        }

        statement.Reset();
        return looks;
    }

    private string Open(string caseId, StoredText text) => keys.Texts.Decrypt(text.Value, TextCipher.PlaceOf(caseId, text.Fact, text.Field));

    private static string PlaceOf(string caseId, string field, long at) => $"look/{caseId}/{field}/{at}";

    private sealed record StoredText(int Fact, string Field, byte[] Value);
}
