using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Storage;

/// <summary>Reads the rows of previews.</summary>
internal static class PreviewRows
{
    /// <summary>While a preview runs, how far it is follows from its parts.</summary>
    private const string Columns =
        """
        json, running, (SELECT count(*) FROM preview_parts WHERE preview = previews.id), (SELECT coalesce(sum(cases), 0) FROM preview_parts WHERE preview = previews.id)
        """;

    public static Preview? Find(JournalSession session, long id)
    {
        var statement = session.Statement($"SELECT {Columns}, document FROM previews WHERE id = ?").Bind(1, id);
        var found = statement.Step() ? Read(statement, statement.Text(4)) : null;
        statement.Reset();
        return found;
    }

    public static ImmutableArray<Preview> List(JournalSession session, string which, long value, int limit)
    {
        var found = ImmutableArray.CreateBuilder<Preview>();
        var statement = session.Statement($"SELECT {Columns} FROM previews WHERE {which} ORDER BY id DESC LIMIT ?2").Bind(1, value).Bind(2, limit);
        while (statement.Step()) found.Add(Read(statement, ""));
        statement.Reset();
        return found.DrainToImmutable();
    }

    private static Preview Read(Statement row, string document)
    {
        var preview = JsonSerializer.Deserialize<Preview>(row.Span(0), JsonSerializerOptions.Web)!;
        preview = preview with { Question = preview.Question with { Document = document } };
        return row.Long(1) == 0 ? preview : preview with { PagesDone = (int)row.Long(2), CasesDone = (int)row.Long(3) };
    }
}
