using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>
/// Writes a <see cref="CaseQuery"/> as SQL. Each way in which a case may lie inside the scope is one arm of a union, so that each uses its own
/// index and the first page is found without sorting all that the scope holds.
/// </summary>
internal sealed class CaseSql
{
    private readonly List<object> values = [];

    private CaseSql()
    {
    }

    public string Sql { get; private set; } = "";

    /// <summary>One page and one row more, to see whether there is another.</summary>
    public static CaseSql OfPage(CaseQuery query)
    {
        var sql = new CaseSql();
        var key = query.ChangedSince is null ? "no" : "changed";
        var direction = query.ChangedSince is null ? "DESC" : "ASC";
        var arms = sql.Arms(query, key);
        if (query.After is { } after) arms = sql.Narrowed(arms, key, direction, CasePlaces.Read(after, query.ChangedSince is not null));
        var keys = $"SELECT k FROM ({string.Join(" UNION ", arms)} ORDER BY k {direction} LIMIT {sql.Value((long)query.Limit + 1)})";
        sql.Sql = $"SELECT {CaseRecords.RowColumns} FROM cases WHERE {key} IN ({keys}) ORDER BY {key} {direction}";
        return sql;
    }

    /// <summary>How many cases, by stage, light, unit and grid.</summary>
    public static CaseSql OfCounts(CaseQuery query)
    {
        var sql = new CaseSql();
        var arms = sql.Arms(query, "no");
        sql.Sql = arms.Count == 1
            ? arms[0].Replace("SELECT c.no AS k", "SELECT c.stage, c.light, c.unit, c.grid, count(*)", StringComparison.Ordinal) + " GROUP BY 1, 2, 3, 4"
            : $"SELECT c.stage, c.light, c.unit, c.grid, count(*) FROM cases c WHERE c.no IN ({string.Join(" UNION ", arms)}) GROUP BY 1, 2, 3, 4";
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

    private List<string> Arms(CaseQuery query, string key)
    {
        var filters = Filters(query);
        List<string> arms = [];
        var scope = query.Scope;
        if (scope.WholeCounty)
        {
            Add("cases c", "1");
            return arms;
        }

        if (scope.DivisionPrefix is { Length: > 0 } prefix) Add("cases c", Prefixed("c.grid", prefix));
        if (!scope.Grids.IsDefaultOrEmpty)
            Add("cases c", $"c.grid IN (SELECT value FROM json_each({Value(System.Text.Json.JsonSerializer.Serialize(scope.Grids.AsEnumerable()))}))");
        if (scope.UnitCode is { } unit)
        {
            var parameter = Value(unit);
            Add("cases c", $"c.unit = {parameter}");
            Add("helpers h CROSS JOIN cases c ON c.no = h.case_no", $"h.unit = {parameter}", key == "no" ? "h.case_no" : null);
        }

        if (arms.Count == 0) Add("cases c", "0");
        return arms;

        void Add(string from, string inside, string? keyThere = null) => arms.Add($"SELECT {keyThere ?? "c." + key} AS k FROM {from} WHERE {inside}{filters}");
    }

    private string Filters(CaseQuery query)
    {
        var filters = "";
        if (query.AliveOnly) filters += " AND c.alive = 1";
        if (query.Stage is { } stage) filters += $" AND c.stage = {Value((long)stage)}";
        if (query.Status is { } status) filters += $" AND c.status = {Value((long)status)}";
        if (query.Light is { } light) filters += $" AND c.light = {Value((long)light)}";
        if (query.Channel is { } channel) filters += $" AND c.channel = {Value((long)channel)}";
        if (query.HolderPersonId is { } holder) filters += $" AND c.holder = {Value(holder)}";
        if (query.UnitCode is { } unit) filters += $" AND c.unit = {Value(unit)}";
        if (query.Kind is { } kind) filters += $" AND c.kind = {Value((long)kind)}";
        if (query.IsHeld is { } held) filters += held ? " AND c.unit IS NOT NULL" : " AND c.unit IS NULL";
        if (query.DueBefore is { } due) filters += $" AND (c.light >= {Value((long)Light.Red)} OR c.next < {Value(due.UtcTicks)})";
        if (query.GridPrefix is { Length: > 0 } grid) filters += $" AND {Prefixed("c.grid", grid)}";
        if (query.Text is { Length: > 0 } text)
            filters += SearchText.IsCode(text) ? $" AND c.code = {Value(SearchText.Code(text))}" : $" AND {Prefixed("c.category", text)}";
        if (query.ChangedSince is { } since) filters += $" AND c.changed > {Value(since.UtcTicks)}";
        return filters;
    }

    private List<string> Narrowed(List<string> arms, string key, string direction, long after)
    {
        var place = $" AND c.{key} {(direction == "DESC" ? "<" : ">")} {Value(after)}";
        return [.. arms.Select(arm => arm + place)];
    }

    private string Prefixed(string column, string prefix) => $"({column} >= {Value(prefix)} AND {column} < {Value(SearchText.AfterPrefix(prefix))})";

    private string Value(object value)
    {
        values.Add(value);
        return $"?{values.Count}";
    }
}
