using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>What is kept of cases beside their heads, so that others are found by it or learn from it. All of it follows from the files.</summary>
internal static class CaseIndexes
{
    /// <summary>Writes the indexes of every case there is, for a database that has none of them yet.</summary>
    public static void WriteAll(JournalSession session)
    {
        var heads = new List<(long No, string Id)>();
        var statement = session.Statement("SELECT no, id FROM cases ORDER BY no");
        while (statement.Step()) heads.Add((statement.Long(0), CaseKeys.IdOf(statement.Bytes(1))));
        statement.Reset();
        foreach (var (no, id) in heads)
        {
            if (CaseFolding.Fold(id, CaseRecords.Facts(session, no, 0, int.MaxValue)) is not { } file) continue;
            LikenessIndex.Write(session, no, null, file);
            RoutingIndex.WriteRows(session, file);
        }
    }
}
