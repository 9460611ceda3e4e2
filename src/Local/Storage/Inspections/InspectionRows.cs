using GridCase.Engine;
using GridCase.Workflows.Inspections;

namespace GridCase.Local.Storage;

/// <summary>Reads sweeps and inspections from their rows.</summary>
internal static class InspectionRows
{
    public static Inspection Inspection(Statement row)
    {
        var kept = InspectionJson.Read<Inspection>(row.Span(0));
        // Many at once become missed or cancelled without being written one by one.
        return kept with { State = (InspectionState)row.Long(1), Version = (int)row.Long(2) };
    }

    public static Sweep Sweep(Statement row)
    {
        var kept = InspectionJson.Read<Sweep>(row.Span(0));
        return kept with
        {
            State = (SweepState)row.Long(1),
            Version = (int)row.Long(2),
            Counts = new((int)row.Long(3), (int)row.Long(4), (int)row.Long(5), (int)row.Long(6), (int)row.Long(7), (int)row.Long(8), (int)row.Long(9), (int)row.Long(10), (int)row.Long(11)),
        };
    }

    public static Inspection? FindInspection(JournalSession session, string id)
    {
        var statement = session.Statement($"SELECT {InspectionSql.Inspection} FROM inspections i WHERE i.id = ?").Bind(1, id);
        var found = statement.Step() ? Inspection(statement) : null;
        statement.Reset();
        return found;
    }

    public static Sweep? FindSweep(JournalSession session, string id)
    {
        var statement = session.Statement($"SELECT {InspectionSql.Sweep} FROM sweeps s WHERE s.id = ?").Bind(1, id);
        var found = statement.Step() ? Sweep(statement) : null;
        statement.Reset();
        return found;
    }

    public static T? FindJson<T>(JournalSession session, string sql, string key, long? version)
        where T : class
    {
        var statement = session.Statement(sql).Bind(1, key);
        if (version is { } number) statement.Bind(2, number);
        var found = statement.Step() ? InspectionJson.Read<T>(statement.Span(0)) : null;
        statement.Reset();
        return found;
    }

    public static List<T> ListJson<T>(Statement statement)
    {
        var found = new List<T>();
        while (statement.Step()) found.Add(InspectionJson.Read<T>(statement.Span(0)));
        statement.Reset();
        return found;
    }

    public static long? Number(JournalSession session, string sql, string key)
    {
        var statement = session.Statement(sql).Bind(1, key);
        var found = statement.Step() ? statement.LongOrNull(0) : null;
        statement.Reset();
        return found;
    }
}
