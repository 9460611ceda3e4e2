using System.Security.Cryptography;
using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Examines cases: chain, folding, columns, helper units, texts.</summary>
internal sealed class CaseExaminer(TextCipher cipher, Func<CaseFile, DateTimeOffset?> nextAt, KinBooks kin, Findings findings)
{
    public bool Examine(JournalSession session, IReadOnlyList<StoredHead> heads)
    {
        foreach (var listed in heads)
        {
            // Read again: the case may have moved on since it was listed.
            if (StoredHead.Find(session, listed.No) is not { } head) continue;
            if (Fold(session, head.No, head.Row.CaseId, head.Name, findings) is { } file)
            {
                Compare(head, file);
                kin.Examine(session, head, file);
                foreach (var unit in HelpersOf(file))
                    if (!HasHelper(session, unit, head.No)) findings.Add($"{head.Name}: the helper unit {unit} is missing from the index.");
            }

            Texts(session, head);
        }

        return true;
    }

    /// <summary>The case from its facts; null, with a finding, when they do not hold.</summary>
    public static CaseFile? Fold(JournalSession session, long no, string caseId, string name, Findings findings)
    {
        var facts = new List<RecordedFact>();
        var statement = session.Statement("SELECT key, json, hash FROM facts WHERE key >= ? AND key < ? ORDER BY key")
            .Bind(1, CaseKeys.Fact(no, 0)).Bind(2, CaseKeys.Fact(no + 1, 0));
        try
        {
            while (statement.Step())
            {
                var number = CaseKeys.FactNumber(statement.Long(0));
                if (number != facts.Count + 1) return Broken($"fact {facts.Count + 1} is missing; fact {number} follows.");
                facts.Add(FactChain.Read(statement.Text(1), Convert.ToHexStringLower(statement.Bytes(2))));
                findings.Facts++;
            }

            if (facts.Count == 0) return Broken("it has no facts.");
            if (FactChain.FirstBreak(facts) is { } broken) return Broken($"fact {broken} is not the one that was chained: its hash does not fit.");
            return CaseFolding.Fold(caseId, facts);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return Broken($"fact {facts.Count + 1} cannot be read.");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException)
        {
            return Broken($"the facts do not fold: {error.Message}");
        }
        finally
        {
            statement.Reset();
        }

        CaseFile? Broken(string what)
        {
            findings.Add($"{name}: {what}");
            return null;
        }
    }

    public static IEnumerable<string> HelpersOf(CaseFile file) => file.Subtasks.Select(task => task.UnitCode).Distinct();

    private void Compare(StoredHead head, CaseFile file)
    {
        try
        {
            foreach (var difference in head.Differences(file, nextAt(file))) findings.Add(difference);
        }
        catch (KeyNotFoundException error)
        {
            findings.Add($"{head.Name}: {error.Message}");
        }
    }

    private static bool HasHelper(JournalSession session, string unit, long no)
    {
        var statement = session.Statement("SELECT 1 FROM helpers WHERE unit = ? AND case_no = ?").Bind(1, unit).Bind(2, no);
        var has = statement.Step();
        statement.Reset();
        return has;
    }

    private void Texts(JournalSession session, StoredHead head)
    {
        var statement = session.Statement("SELECT key, field, value FROM texts WHERE key >= ? AND key < ? ORDER BY key")
            .Bind(1, CaseKeys.Text(head.No, 0, 0)).Bind(2, CaseKeys.Text(head.No + 1, 0, 0));
        while (statement.Step())
        {
            var (number, field) = (CaseKeys.TextFact(statement.Long(0)), statement.Text(1));
            if (number < 1 || number > head.Row.Version) findings.Add($"{head.Name}: the text {field} belongs to fact {number}, which there is not.");
            if (!Opens(statement.Bytes(2), TextCipher.PlaceOf(head.Row.CaseId, number, field)))
                findings.Add($"{head.Name}: the text {field} of fact {number} was changed or moved.");
        }

        statement.Reset();
    }

    private bool Opens(byte[] value, string place)
    {
        try
        {
            cipher.DecryptBytes(value, place);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
