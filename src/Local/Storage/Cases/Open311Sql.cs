using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Asks for the cases that came in by Open311, along their own index by time of registration.</summary>
internal static class Open311Sql
{
    // The channel stands in the text as it stands in the index: a parameter would not find it.
    private const string Where = "FROM cases WHERE channel = 7 AND registered BETWEEN ?1 AND ?2 AND category IN (SELECT value FROM json_each(?3))";
    private const string Order = " ORDER BY registered DESC, no DESC LIMIT ?4 OFFSET ?5";
    private const string Any = "SELECT id " + Where + Order;
    private static readonly string Open = $"SELECT id {Where} AND status IN ({Numbers(CaseStatus.Open, CaseStatus.Suspended, CaseStatus.Ledger)}){Order}";
    private static readonly string Closed = $"SELECT id {Where} AND status NOT IN ({Numbers(CaseStatus.Open, CaseStatus.Suspended, CaseStatus.Ledger)}){Order}";

    public static IReadOnlyList<string> List(JournalSession session, Open311Query query)
    {
        var statement = session.Statement(TextOf(query.Open))
            .Bind(1, query.From.UtcTicks).Bind(2, query.To.UtcTicks).Bind(3, JsonSerializer.Serialize(query.Categories.AsEnumerable())).Bind(4, query.Limit).Bind(5, query.Skip);
        var ids = new List<string>();
        while (statement.Step()) ids.Add(CaseKeys.IdOf(statement.Bytes(0)));
        statement.Reset();
        return ids;
    }

    internal static string TextOf(bool? open) => open switch { true => Open, false => Closed, null => Any };

    private static string Numbers(params CaseStatus[] statuses) => string.Join(", ", statuses.Select(status => (int)status));
}
