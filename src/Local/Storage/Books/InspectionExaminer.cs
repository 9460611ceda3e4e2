using System.Security.Cryptography;
using GridCase.Engine;
using GridCase.Workflows.Inspections;

namespace GridCase.Local.Storage;

/// <summary>Examines the inspections' books: each belongs to a sweep or a case, the counts of sweeps are those of their inspections, rows say what their documents say, and every text opens.</summary>
internal static class InspectionExaminer
{
    private static readonly (string What, string Sql)[] Rules =
    [
        ("belongs to no sweep and to no case", "SELECT id FROM inspections WHERE (sweep_no IS NULL AND case_id IS NULL) OR (sweep_no IS NOT NULL AND sweep_no NOT IN (SELECT no FROM sweeps))"),
        (
            "has counts that are not those of its inspections",
            """
            SELECT s.id FROM sweeps s WHERE (s.total, s.open, s.done, s.missed, s.cancelled, s.late, s.findings, s.homes_done, s.homes) != (
                SELECT count(*), coalesce(sum(state = 0), 0), coalesce(sum(state = 1), 0), coalesce(sum(state = 2), 0), coalesce(sum(state = 3), 0), coalesce(sum(late), 0),
                    coalesce(sum(findings), 0), coalesce(sum(homes_done), 0), coalesce(sum(homes), 0) FROM inspections i WHERE i.sweep_no = s.no)
            """
        ),
        ("is ended with inspections to be done", "SELECT s.id FROM sweeps s WHERE s.state IN (2, 4) AND s.open + s.missed > 0"),
    ];

    public static void Examine(JournalSession session, TextCipher cipher, Findings findings)
    {
        foreach (var (what, sql) in Rules)
        {
            var statement = session.Statement(sql);
            while (statement.Step()) findings.Add($"Inspections: {statement.Text(0)} {what}.");
            statement.Reset();
        }

        var rows = session.Statement("SELECT i.json, i.grid, i.kind, i.due, i.late, i.settled, i.findings, i.homes_done, i.homes FROM inspections i");
        while (rows.Step())
        {
            var one = InspectionJson.Read<Inspection>(rows.Span(0));
            var says = (rows.Text(1), rows.Long(2), rows.Long(3), rows.Long(4) != 0, rows.Long(5) != 0, rows.Long(6), rows.Long(7), rows.Long(8));
            var kept = (one.GridCode, (long)one.Kind, one.DueAt.UtcTicks, one.Late, one.Settled, (long)one.Findings, (long)one.HouseholdsDone, (long)one.HouseholdsTotal);
            if (says != kept) findings.Add($"Inspections: the row of {one.Id} does not say what its document says.");
        }

        rows.Reset();
        var texts = session.Statement("SELECT subject, field, value FROM inspection_texts");
        while (texts.Step())
        {
            var text = new InspectionText(texts.Text(0), texts.Text(1), "");
            try
            {
                cipher.DecryptBytes(texts.Bytes(2), InspectionJson.PlaceOf(text));
            }
            catch (CryptographicException)
            {
                findings.Add($"Inspections: the text {text.Field} of {text.Subject} does not open.");
            }
        }

        texts.Reset();
    }
}
