using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>The head of a case as it stands in the database.</summary>
internal sealed record StoredHead(long No, CaseRow Row, string Hash, bool Alive)
{
    private const string Columns = $"SELECT {CaseRecords.RowColumns}, hash, alive FROM cases";

    public static List<StoredHead> Part(JournalSession session, long afterNo, int limit)
    {
        var heads = new List<StoredHead>();
        var statement = session.Statement(Columns + " WHERE no > ? ORDER BY no LIMIT ?").Bind(1, afterNo).Bind(2, limit);
        while (statement.Step()) heads.Add(Read(statement));
        statement.Reset();
        return heads;
    }

    public static StoredHead? Find(JournalSession session, long no)
    {
        var statement = session.Statement(Columns + " WHERE no = ?").Bind(1, no);
        var found = statement.Step() ? Read(statement) : null;
        statement.Reset();
        return found;
    }

    /// <summary>What is not as the file says, column by column.</summary>
    public IEnumerable<string> Differences(CaseFile file, DateTimeOffset? nextAt)
    {
        var due = CaseRecords.RowOf(file, Row.ChangedAt, nextAt);
        (string Name, object? Stored, object? Due)[] columns =
        [
            ("id", Row.CaseId, CaseIds.Of(file.Origin.Channel, file.Origin.ExternalId)),
            ("code", Row.Code, due.Code),
            ("version", Row.Version, due.Version),
            ("hash", Hash, file.LastHash),
            ("channel", Row.Channel, due.Channel),
            ("kind", Row.Kind, due.Kind),
            ("category", Row.Category, due.Category),
            ("grade", Row.Grade, due.Grade),
            ("stage", Row.Stage, due.Stage),
            ("status", Row.Status, due.Status),
            ("light", Row.Light, due.Light),
            ("unit", Row.UnitCode, due.UnitCode),
            ("grid", Row.GridCode, due.GridCode),
            ("holder", Row.HolderPersonId, due.HolderPersonId),
            ("registered", Row.RegisteredAt, due.RegisteredAt),
            ("next", Row.NextAt, due.NextAt),
            ("alive", Alive, file.IsAlive),
        ];
        foreach (var (name, stored, said) in columns)
            if (!Equals(stored, said)) yield return $"{Name}: the index says {name} {stored ?? "nothing"}, the facts say {said ?? "nothing"}.";
    }

    /// <summary>How a finding names the case.</summary>
    public string Name => $"Case {Row.Code} ({Row.CaseId})";

    private static StoredHead Read(Statement row) =>
        new(row.Long(CaseRecords.RowNo), CaseRecords.Row(row), Convert.ToHexStringLower(row.Bytes(CaseRecords.RowNo + 1)), !row.IsNull(CaseRecords.RowNo + 2));
}
