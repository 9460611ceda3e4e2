using System.Globalization;
using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Local.Storage;

/// <summary>Writes queries for places, sweeps and inspections as SQL, each cut to its scope, with one row more than asked for to see whether there is another page.</summary>
internal sealed class InspectionSql
{
    public const string Inspection = "i.json, i.state, i.version, i.no, i.changed";
    public const string Sweep = "s.json, s.state, s.version, s.total, s.open, s.done, s.missed, s.cancelled, s.late, s.findings, s.homes_done, s.homes, s.no";

    private const string StillToDo = "i.state IN (0, 2)";

    private readonly List<object> values = [];

    private string Sql { get; set; } = "";

    public static InspectionSql Of(PlaceQuery query)
    {
        var sql = new InspectionSql();
        var where = "WHERE 1" + sql.Inside(query.Scope, "p.grid", null);
        if (!query.Kinds.IsEmpty) where += $" AND p.kind IN ({sql.Each(query.Kinds)})";
        if (!query.Colours.IsEmpty) where += $" AND p.colour IN ({string.Join(", ", query.Colours.Select(colour => sql.Value((long)colour)))})";
        if (!query.GridPrefixes.IsEmpty) where += $" AND ({string.Join(" OR ", query.GridPrefixes.Select(prefix => sql.Begins("p.grid", prefix)))})";
        if (query.ActiveOnly) where += " AND p.active = 1";
        if (query.After is { } after) where += $" AND p.id > {sql.Value(after)}";
        sql.Sql = $"SELECT p.json FROM places p {where} ORDER BY p.id LIMIT {sql.Value((long)query.Limit + 1)}";
        return sql;
    }

    public static InspectionSql Of(SweepQuery query, long? afterNo)
    {
        var sql = new InspectionSql();
        var where = "WHERE 1";
        if (!query.Scope.WholeCounty) where += $" AND EXISTS (SELECT 1 FROM inspections i WHERE i.sweep_no = s.no{sql.Inside(query.Scope, "i.grid", "i.no")})";
        if (query.PlanId is { } plan) where += $" AND s.plan = {sql.Value(plan)}";
        if (query.State is { } state) where += $" AND s.state = {sql.Value((long)state)}";
        if (afterNo is { } no) where += $" AND s.no < {sql.Value(no)}";
        sql.Sql = $"SELECT {Sweep} FROM sweeps s {where} ORDER BY s.no DESC LIMIT {sql.Value((long)query.Limit + 1)}";
        return sql;
    }

    public static InspectionSql Of(InspectionQuery query)
    {
        var sql = new InspectionSql();
        var where = "WHERE 1" + sql.Inside(query.Scope, "i.grid", "i.no");
        if (query.SweepId is { } sweep) where += $" AND i.sweep_no = (SELECT no FROM sweeps WHERE id = {sql.Value(sweep)})";
        if (query.PlaceId is { } place) where += $" AND i.place = {sql.Value(place)}";
        if (query.CaseId is { } caseId) where += $" AND i.case_id = {sql.Value(caseId)}";
        if (query.PersonId is { } person && sql.Value(person) is { } who) where += $" AND (i.assignee = {who} OR i.deputy = {who})";
        if (query.State is { } state) where += $" AND i.state = {sql.Value((long)state)}";
        if (query.ToDoOnly) where += $" AND {StillToDo}";
        if (query.Kind is { } kind) where += $" AND i.kind = {sql.Value((long)kind)}";
        if (query.GridPrefix is { } prefix) where += $" AND {sql.Begins("i.grid", prefix)}";
        if (query.DueBefore is { } due) where += $" AND i.due < {sql.Value(due.UtcTicks)}";
        if (query.ChangedSince is { } since) where += $" AND i.changed > {sql.Value(since.UtcTicks)}";
        var byChange = query.ChangedSince is not null;
        if (query.After is { } after && InspectionPlaces.Read(after, byChange) is var (changed, no))
            where += byChange ? $" AND (i.changed, i.no) > ({sql.Value(changed)}, {sql.Value(no)})" : $" AND i.no > {sql.Value(no)}";
        sql.Sql = $"SELECT {Inspection} FROM inspections i {where} ORDER BY {(byChange ? "i.changed, i.no" : "i.no")} LIMIT {sql.Value((long)query.Limit + 1)}";
        return sql;
    }

    public static InspectionSql OfCoverage(CaseScope scope, DateTimeOffset from, DateTimeOffset to, string? sweepId)
    {
        var sql = new InspectionSql();
        var where = $"WHERE i.due >= {sql.Value(from.UtcTicks)} AND i.due < {sql.Value(to.UtcTicks)}" + sql.Inside(scope, "i.grid", "i.no");
        if (sweepId is not null) where += $" AND i.sweep_no = (SELECT no FROM sweeps WHERE id = {sql.Value(sweepId)})";
        sql.Sql = $"""
            SELECT i.grid, i.kind, i.colour, i.state, i.late, count(*), sum(i.findings), sum(i.homes_done), sum(i.homes) FROM inspections i {where}
            GROUP BY i.grid, i.kind, i.colour, i.state, i.late ORDER BY i.grid
            """;
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

    private string Inside(CaseScope scope, string grid, string? inspectionNo)
    {
        if (scope.WholeCounty) return "";
        List<string> ways = ["0"];
        if (scope.DivisionPrefix is { Length: > 0 } prefix) ways.Add(Begins(grid, prefix));
        if (!scope.Grids.IsDefaultOrEmpty) ways.Add($"{grid} IN (SELECT value FROM json_each({Value(JsonSerializer.Serialize(scope.Grids.AsEnumerable()))}))");
        if (scope.UnitCode is { } unit && inspectionNo is not null)
            ways.Add($"EXISTS (SELECT 1 FROM inspection_signers g WHERE g.unit = {Value(unit)} AND g.inspection_no = {inspectionNo})");
        return $" AND ({string.Join(" OR ", ways)})";
    }

    private string Begins(string column, string prefix) => $"({column} >= {Value(prefix)} AND {column} < {Value(SearchText.AfterPrefix(prefix))})";

    private string Each(IEnumerable<string> texts) => string.Join(", ", texts.Select(Value));

    private string Value(object value)
    {
        values.Add(value);
        return "?" + values.Count.ToString(CultureInfo.InvariantCulture);
    }
}
