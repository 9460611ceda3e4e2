using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Care;

namespace GridCase.Local.Storage;

/// <summary>Writes a <see cref="CareQuery"/> as SQL, and reads a page of its rows.</summary>
internal sealed class CareSql
{
    private readonly List<object> values = [];

    private string Sql { get; set; } = "";

    /// <summary>One page and one row more, to see whether there is another.</summary>
    public static CareSql OfPage(CareQuery query)
    {
        var sql = new CareSql();
        var where = " WHERE 1";
        if (!query.Scope.WholeCounty) where += $" AND {sql.Inside(query)}";
        if (query.GridPrefix is { Length: > 0 } grid) where += $" AND {sql.Prefix(grid)}";
        if (query.Tier is { } tier) where += $" AND tier = {sql.Value((long)tier)}";
        if (query.State is { } state && query.ChangedSince is null) where += $" AND state = {sql.Value((long)state)}";
        if (query.DueBefore is { } due) where += $" AND due <= {sql.Value(due.UtcTicks)}";
        if (query.ChangedSince is { } since) where += $" AND changed > {sql.Value(since.UtcTicks)}";
        var column = query.ChangedSince is null ? "due" : "changed";
        if (query.After is { } after)
        {
            var (place, id) = CareCursor.Read(after);
            where += $" AND ({column}, id) > ({sql.Value(place)}, {sql.Value(id)})";
        }

        sql.Sql = $"SELECT json, changed FROM care_people{where} ORDER BY {column}, id LIMIT {sql.Value((long)query.Limit + 1)}";
        return sql;
    }

    public Statement Bound(JournalSession session)
    {
        var statement = session.Statement(Sql);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is long number) statement.Bind(i + 1, number);
            else statement.Bind(i + 1, (string)values[i]);
        }

        return statement;
    }

    public static CarePage Page(Statement statement, CareQuery query)
    {
        var rows = new List<CareRow>();
        var more = false;
        while (statement.Step())
        {
            if (more = rows.Count == query.Limit) break;
            rows.Add(new(JsonSerializer.Deserialize<CarePerson>(statement.Span(0), JsonSerializerOptions.Web)!, Instants.Of(statement.Long(1))));
        }

        statement.Reset();
        return new(rows, more ? CareCursor.Of(rows[^1], query) : null);
    }

    private string Inside(CareQuery query)
    {
        List<string> ways = ["0"];
        if (query.Scope.DivisionPrefix is { Length: > 0 } prefix) ways.Add(Prefix(prefix));
        if (!query.Scope.Grids.IsDefaultOrEmpty) ways.Add($"grid IN (SELECT value FROM json_each({Value(JsonSerializer.Serialize(query.Scope.Grids.AsEnumerable()))}))");
        return $"({string.Join(" OR ", ways)})";
    }

    private string Prefix(string prefix) => $"(grid >= {Value(prefix)} AND grid < {Value(SearchText.AfterPrefix(prefix))})";

    private string Value(object value)
    {
        values.Add(value);
        return $"?{values.Count}";
    }
}
