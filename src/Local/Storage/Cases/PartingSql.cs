using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Which units and grids cases have left, so that whoever no longer sees a case hears that it is gone. In SQLite.</summary>
internal static class PartingSql
{
    private const int PrunedAtOnce = 8;

    /// <summary>Notes them in the append's transaction. <paramref name="before"/> is null when the file is not known: the head row is asked, before it is written.</summary>
    public static void Note(JournalSession session, long no, long changed, CaseFile? before, CaseAppend append)
    {
        var (unit, grid) = before is null ? Head(session, no) : (before.UnitCode, before.GridCode);
        foreach (var (fromUnit, fromGrid) in Partings.Of(unit, grid, append.After, append.Facts))
        {
            session.Statement("INSERT INTO partings (case_no, changed, unit, grid) VALUES (?, ?, ?, ?)").Bind(1, no).Bind(2, changed).Bind(3, fromUnit).Bind(4, fromGrid).Run();
            session.Statement($"DELETE FROM partings WHERE no IN (SELECT no FROM (SELECT no, changed FROM partings ORDER BY no LIMIT {PrunedAtOnce}) WHERE changed <= ?)")
                .Bind(1, (session.Now - Partings.Life).UtcTicks).Run();
        }
    }

    /// <summary>Cases that left a scope after a place and are outside it now, each once, by the last of these partings.</summary>
    public static List<CaseGone> Left(JournalSession session, CaseScope scope, long after, int limit)
    {
        if (scope.WholeCounty) return [];
        var arms = new List<string>();
        if (scope.UnitCode is not null) arms.Add("SELECT case_no, changed FROM partings WHERE unit = ?1 AND changed > ?4");
        if (!scope.Grids.IsDefaultOrEmpty) arms.Add("SELECT case_no, changed FROM partings WHERE grid IN (SELECT value FROM json_each(?2)) AND changed > ?4");
        if (scope.DivisionPrefix is { Length: > 0 }) arms.Add("SELECT case_no, changed FROM partings WHERE grid >= ?3 AND grid < ?5 AND changed > ?4");
        if (arms.Count == 0) return [];
        // Inside it once more, by the unit that holds it, by its grid, or by a unit that helps: then it is no parting.
        var sql = $"""
            SELECT c.id, c.code, max(p.changed) AS at FROM ({string.Join(" UNION ALL ", arms)}) p JOIN cases c ON c.no = p.case_no
            WHERE NOT (c.unit IS NOT NULL AND c.unit = ifnull(?1, '')) AND NOT (c.grid IS NOT NULL AND c.grid IN (SELECT value FROM json_each(?2)))
              AND NOT (?3 <> '' AND c.grid IS NOT NULL AND c.grid >= ?3 AND c.grid < ?5) AND NOT EXISTS (SELECT 1 FROM helpers h WHERE h.unit = ?1 AND h.case_no = c.no)
            GROUP BY c.no ORDER BY at LIMIT ?6
            """;
        var prefix = scope.DivisionPrefix ?? "";
        var grids = System.Text.Json.JsonSerializer.Serialize(scope.Grids.IsDefault ? [] : scope.Grids.AsEnumerable());
        var statement = session.Statement(sql).Bind(1, scope.UnitCode).Bind(2, grids).Bind(3, prefix).Bind(4, after)
            .Bind(5, prefix.Length == 0 ? "" : SearchText.AfterPrefix(prefix)).Bind(6, limit);
        var gone = new List<CaseGone>();
        while (statement.Step()) gone.Add(new(CaseKeys.IdOf(statement.Bytes(0)), statement.Text(1), Instants.Of(statement.Long(2))));
        statement.Reset();
        return gone;
    }

    private static (string? Unit, string? Grid) Head(JournalSession session, long no)
    {
        var statement = session.Statement("SELECT unit, grid FROM cases WHERE no = ?").Bind(1, no);
        var head = statement.Step() ? (statement.TextOrNull(0), statement.TextOrNull(1)) : default;
        statement.Reset();
        return head;
    }
}
