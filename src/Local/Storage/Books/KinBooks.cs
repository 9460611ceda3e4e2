using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Compares the index of likenesses with the facts, and writes it from them.</summary>
internal sealed class KinBooks(Findings findings)
{
    private long due;

    /// <summary>What the facts of a case say is to be in the index is there.</summary>
    public void Examine(JournalSession session, StoredHead head, CaseFile file)
    {
        foreach (var key in LikenessIndex.KeysOf(file))
        {
            due++;
            if (!LikenessIndex.Has(session, head.No, key)) findings.Add($"{head.Name}: it is missing from the index of likenesses.");
        }
    }

    /// <summary>After every case: whether the index holds more than they do.</summary>
    public void Close(JournalSession session)
    {
        var count = session.Statement("SELECT count(*) FROM likenesses");
        var kept = count.Step() ? count.Long(0) : 0;
        count.Reset();
        if (kept > due) findings.Add($"The index of likenesses has {kept - due} entries that no case has.");
    }

    public void Rebuild(JournalSession session, long no, CaseFile file)
    {
        foreach (var key in LikenessIndex.KeysOf(file))
        {
            due++;
            if (LikenessIndex.Add(session, no, key)) findings.Rewritten++;
        }
    }

    /// <summary>Removes what no case has; the index is read through only when it holds too much.</summary>
    public void RemoveStrays(JournalSession session)
    {
        var entries = new List<(long Key, long No)>();
        var statement = session.Statement("SELECT key, case_no FROM likenesses WHERE (SELECT count(*) FROM likenesses) > ? ORDER BY case_no").Bind(1, due);
        while (statement.Step()) entries.Add((statement.Long(0), statement.Long(1)));
        statement.Reset();
        foreach (var entry in entries.GroupBy(entry => entry.No))
        {
            HashSet<long> keys = CaseRecords.IdOf(session, entry.Key) is { } id && CaseRecords.Case(session, id) is { } known ? [.. LikenessIndex.KeysOf(known.File)] : [];
            foreach (var stray in entry.Where(one => !keys.Contains(one.Key))) LikenessIndex.Remove(session, stray.No, stray.Key);
        }
    }
}
