using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Writes heads and helper units from the facts.</summary>
internal sealed class HeadRebuilder(Func<CaseFile, DateTimeOffset?> nextAt, KinBooks kin, Findings findings)
{
    public bool Rebuild(JournalSession session, IReadOnlyList<StoredHead> heads)
    {
        foreach (var listed in heads)
        {
            if (StoredHead.Find(session, listed.No) is not { } head || Fold(session, head.No, head.Name) is not { } file) continue;
            foreach (var unit in CaseExaminer.HelpersOf(file))
                session.Statement("INSERT OR IGNORE INTO helpers (unit, case_no) VALUES (?, ?)").Bind(1, unit).Bind(2, head.No).Run();
            kin.Rebuild(session, head.No, file);
            if (!head.Differences(file, nextAt(file)).Any()) continue;
            // Everything is written anew but the place in the order of changes, which nobody's view depends on.
            session.Statement("DELETE FROM cases WHERE no = ?").Bind(1, head.No).Run();
            CaseHead.Create(session, head.No, head.Row.ChangedAt.UtcTicks, file, nextAt(file));
            findings.Rewritten++;
        }

        return true;
    }

    /// <summary>Gives a head to facts that have none; their registration says whose they are.</summary>
    public void BringBackHeads(JournalSession session)
    {
        var numbers = new List<long>();
        var statement = session.Statement("SELECT DISTINCT key >> 20 FROM facts WHERE NOT EXISTS (SELECT 1 FROM cases WHERE no = key >> 20)");
        while (statement.Step()) numbers.Add(statement.Long(0));
        statement.Reset();
        foreach (var no in numbers)
        {
            if (Fold(session, no, $"Case number {no}") is not { } file) continue;
            CaseHead.Create(session, no, NextChanged(session), file, nextAt(file));
            findings.Rewritten++;
        }
    }

    public void RemoveStrayHelpers(JournalSession session)
    {
        foreach (var (unit, no) in Strays.Helpers(session))
            session.Statement("DELETE FROM helpers WHERE unit = ? AND case_no = ?").Bind(1, unit).Bind(2, no).Run();
    }

    /// <summary>The case from its facts. Its id follows from its registration, whatever the head says.</summary>
    private CaseFile? Fold(JournalSession session, long no, string name) => CaseExaminer.Fold(session, no, "", name, findings) is { } file
        ? file with { Id = CaseIds.Of(file.Origin.Channel, file.Origin.ExternalId) }
        : null;

    private static long NextChanged(JournalSession session)
    {
        var statement = session.Statement("SELECT max(changed) FROM cases");
        var last = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return Math.Max(session.Now.UtcTicks, last + 1);
    }
}
