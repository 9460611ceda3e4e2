using System.Security.Cryptography;
using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>Recomputes the seals of all days, and compares what they sealed with the facts as they stand.</summary>
internal static class SealExaminer
{
    public static void Examine(JournalSession session, KeyRing keys, Findings findings)
    {
        byte[] before = [];
        foreach (var (day, heads, mac) in Seals(session))
        {
            findings.Seals++;
            using var signer = new SealSigner(keys, day, before);
            var count = Add(session, day, signer, findings);
            if (count != heads || !CryptographicOperations.FixedTimeEquals(signer.Mac(), mac))
                findings.Add($"The seal of {day:yyyy-MM-dd} does not fit what it covers: it was changed, or made with another key.");
            before = mac;
        }
    }

    private static List<(DateOnly Day, long Heads, byte[] Mac)> Seals(JournalSession session)
    {
        var seals = new List<(DateOnly, long, byte[])>();
        var statement = session.Statement("SELECT day, heads, mac FROM seals ORDER BY day");
        while (statement.Step()) seals.Add((DateOnly.FromDayNumber((int)statement.Long(0)), statement.Long(1), statement.Bytes(2)));
        statement.Reset();
        return seals;
    }

    private static int Add(JournalSession session, DateOnly day, SealSigner signer, Findings findings)
    {
        var count = 0;
        var statement = session.Statement(
            """
            SELECT c.id, s.version, s.hash, f.hash, c.code, s.case_no FROM sealed_heads s LEFT JOIN cases c ON c.no = s.case_no
            LEFT JOIN facts f ON f.key = (s.case_no << 20) | s.version WHERE s.day = ? ORDER BY s.case_no
            """).Bind(1, day.DayNumber);
        while (statement.Step())
        {
            count++;
            if (statement.IsNull(0))
            {
                findings.Add($"Case number {statement.Long(5)} was sealed on {day:yyyy-MM-dd} and is gone.");
                continue;
            }

            var (id, version, hash) = (statement.Bytes(0), (int)statement.Long(1), statement.Bytes(2));
            signer.Add(id, version, hash);
            if (statement.BytesOrNull(3) is not { } found || !found.AsSpan().SequenceEqual(hash))
                findings.Add($"Case {statement.Text(4)} ({CaseKeys.IdOf(id)}): fact {version} is not the one that was sealed on {day:yyyy-MM-dd}: the case was rewritten.");
        }

        statement.Reset();
        return count;
    }
}
