using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;

namespace GridCase.Local.Storage;

/// <summary>The rows of policies and calendars: one per version, change, draft and deed.</summary>
internal static class RuleRows
{
    private static readonly JsonSerializerOptions Json = CountyJson.Options;

    /// <summary>The revision of the ledger; 0 before it was begun.</summary>
    public static int Revision(JournalSession session)
    {
        var statement = session.Statement("SELECT revision FROM rule_ledger");
        var revision = statement.Step() ? (int)statement.Long(0) : 0;
        statement.Reset();
        return revision;
    }

    public static RuleLedger? Read(JournalSession session)
    {
        var head = session.Statement("SELECT revision, first_policy, first_calendar FROM rule_ledger");
        var found = head.Step() ? new RuleLedger((int)head.Long(0), head.Text(1), head.Text(2), [], [], [], []) : null;
        head.Reset();
        return found is null ? null : found with
        {
            Versions = Rows(session, "SELECT json, document FROM rule_versions ORDER BY no", row => Of<RuleVersion>(row.Text(0)) with { Document = row.Text(1) }),
            Changes = Rows(session, "SELECT json FROM rule_changes ORDER BY number", row => Of<RuleChange>(row.Text(0))),
            Drafts = Rows(session, "SELECT json, document FROM rule_drafts ORDER BY sort", row => Of<RuleDraft>(row.Text(0)) with { Document = row.Text(1) }),
            Deeds = Rows(session, "SELECT json FROM rule_deeds ORDER BY no", row => Of<RuleDeed>(row.Text(0))),
        };
    }

    public static void Begin(JournalSession session, RuleLedger ledger)
    {
        session.Statement("INSERT INTO rule_ledger (one, revision, first_policy, first_calendar) VALUES (1, ?, ?, ?)")
            .Bind(1, ledger.Revision).Bind(2, ledger.FirstPolicy).Bind(3, ledger.FirstCalendar).Run();
        foreach (var version in ledger.Versions) Write(session, version);
        foreach (var change in ledger.Changes) Write(session, change);
        foreach (var deed in ledger.Deeds) Write(session, deed);
    }

    /// <summary>Writes what a step adds or changes.</summary>
    public static void Write(JournalSession session, RuleLedger after, RuleStep step)
    {
        session.Statement("UPDATE rule_ledger SET revision = ?").Bind(1, after.Revision).Run();
        if (step.Version is { } version) Write(session, version);
        if (step.Change is { } change) Write(session, change);
        if (step.DropsDraft) session.Statement("DELETE FROM rule_drafts WHERE sort = ?").Bind(1, (long)step.Deed.Sort).Run();
        if (step.Draft is { } draft)
        {
            session.Statement("INSERT OR REPLACE INTO rule_drafts (sort, json, document) VALUES (?, ?, ?)")
                .Bind(1, (long)draft.Sort).Bind(2, To(draft)).Bind(3, draft.Document).Run();
        }

        Write(session, step.Deed);
    }

    private static void Write(JournalSession session, RuleVersion version)
    {
        var changed = session.Statement("UPDATE rule_versions SET json = ? WHERE sort = ? AND version = ?")
            .Bind(1, To(version)).Bind(2, (long)version.Sort).Bind(3, version.Version).Run();
        if (changed > 0) return;
        session.Statement("INSERT INTO rule_versions (sort, version, json, document) VALUES (?, ?, ?, ?)")
            .Bind(1, (long)version.Sort).Bind(2, version.Version).Bind(3, To(version)).Bind(4, version.Document).Run();
    }

    private static void Write(JournalSession session, RuleChange change) =>
        session.Statement("INSERT INTO rule_changes (number, json) VALUES (?, ?)").Bind(1, change.Number).Bind(2, To(change)).Run();

    private static void Write(JournalSession session, RuleDeed deed) => session.Statement("INSERT INTO rule_deeds (json) VALUES (?)").Bind(1, To(deed)).Run();

    private static string To<T>(T row) => JsonSerializer.Serialize(row, Json);

    private static T Of<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;

    private static ImmutableArray<T> Rows<T>(JournalSession session, string sql, Func<Statement, T> read)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        var statement = session.Statement(sql);
        while (statement.Step()) rows.Add(read(statement));
        statement.Reset();
        return rows.DrainToImmutable();
    }
}
