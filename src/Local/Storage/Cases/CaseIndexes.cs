using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>What is kept of a case beside its head, so that other cases find it or learn from it. All of it follows from the file.</summary>
internal static class CaseIndexes
{
    /// <summary>Writes what an append changed. <paramref name="before"/> is null for a new case, and where it is not known.</summary>
    public static void Write(JournalSession session, long no, CaseFile? before, CaseFile after) => LikenessIndex.Write(session, no, before, after);

    /// <summary>Writes the indexes of every case there is.</summary>
    public static void WriteAll(JournalSession session)
    {
        var heads = new List<(long No, string Id)>();
        var statement = session.Statement("SELECT no, id FROM cases ORDER BY no");
        while (statement.Step()) heads.Add((statement.Long(0), CaseKeys.IdOf(statement.Bytes(1))));
        statement.Reset();
        foreach (var (no, id) in heads)
            if (CaseFolding.Fold(id, CaseRecords.Facts(session, no, 0, int.MaxValue)) is { } file) Write(session, no, null, file);
    }
}
