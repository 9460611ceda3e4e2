using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>Looks for what belongs to nothing: facts, texts, notices, parcels and looks without a case, helper units nobody asked for, broken indexes.</summary>
internal static class Strays
{
    private static readonly (string What, string Whole, string Sql)[] WithoutWhole =
    [
        ("Facts of case number", "case", "SELECT DISTINCT key >> 20 FROM facts WHERE NOT EXISTS (SELECT 1 FROM cases WHERE no = key >> 20)"),
        ("Texts of case number", "case", "SELECT DISTINCT key >> 28 FROM texts WHERE NOT EXISTS (SELECT 1 FROM cases WHERE no = key >> 28)"),
        ("Notice", "case", "SELECT no FROM notices n WHERE about IS NULL AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.no = n.case_no)"),
        ("Notice", "sweep", "SELECT no FROM notices n WHERE about IS NOT NULL AND about_kind = 0 AND NOT EXISTS (SELECT 1 FROM sweeps s WHERE s.id = n.about)"),
        ("Notice", "entry for care visits", "SELECT no FROM notices n WHERE about IS NOT NULL AND about_kind = 1 AND NOT EXISTS (SELECT 1 FROM care_people p WHERE p.id = n.about)"),
        ("Parcel", "case", "SELECT no FROM parcels p WHERE case_no > 0 AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.no = p.case_no)"),
        ("Look", "case", "SELECT no FROM looks l WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.no = l.case_no)"),
    ];

    public static void Examine(JournalSession session, Findings findings)
    {
        foreach (var (what, whole, sql) in WithoutWhole)
        {
            var statement = session.Statement(sql);
            while (statement.Step()) findings.Add($"{what} {statement.Long(0)}: there is no such {whole}.");
            statement.Reset();
        }

        foreach (var (unit, no) in Helpers(session)) findings.Add($"Case number {no}: the index names the helper unit {unit}, the facts do not.");
        var check = session.Statement("PRAGMA integrity_check(20)");
        while (check.Step())
            if (check.Text(0) != "ok") findings.Add($"The database file: {check.Text(0)}.");
        check.Reset();
    }

    /// <summary>Helper units in the index that no fact of their case named.</summary>
    public static List<(string Unit, long No)> Helpers(JournalSession session)
    {
        // Sub-tasks are few, so each case that has one is simply asked.
        var strays = new List<(string, long)>();
        var statement = session.Statement(
            """
            SELECT unit, case_no FROM helpers h WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.key >= h.case_no << 20 AND f.key < (h.case_no + 1) << 20
                AND json_valid(f.json) AND ((json_extract(f.json, '$.fact.type') = 'subtask-added' AND json_extract(f.json, '$.fact.unitCode') = h.unit)
                    OR EXISTS (SELECT 1 FROM json_each(f.json, '$.fact.helpers') j WHERE json_extract(j.value, '$.toUnit') = h.unit)))
            """);
        while (statement.Step()) strays.Add((statement.Text(0), statement.Long(1)));
        statement.Reset();
        return strays;
    }
}
