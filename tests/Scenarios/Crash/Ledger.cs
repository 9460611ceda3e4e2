using Microsoft.Data.Sqlite;

namespace GridCase.Scenarios.Crash;

/// <summary>Looks into the database of a county from outside, as an auditor with a copy would.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly SqliteConnection connection;

    public Ledger(string folder)
    {
        connection = new($"Data Source={Path.Combine(folder, "gridcase.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
    }

    /// <summary>Parcels that may leave by now and have not been delivered.</summary>
    public long Waiting => Number($"SELECT count(*) FROM parcels WHERE queued = 1 AND not_before <= {DateTimeOffset.UtcNow.UtcTicks}");

    /// <summary>The keys of parcels that were delivered, as the receiver saw them.</summary>
    public IReadOnlyList<string> Delivered => Texts("SELECT replace(id, '@webhook', '') FROM parcels WHERE queued IS NULL");

    /// <summary>Lifecycles that have not come to their end, and anything that was set aside with an error.</summary>
    public IReadOnlyList<string> Stuck => Texts("SELECT id || ' ' || coalesce(parked_reason, 'runs') FROM engine_instance WHERE (id LIKE 'case:%' AND state <> 1) OR state IN (2, 3)");

    public long Lifecycles => Number("SELECT count(*) FROM engine_instance WHERE id LIKE 'case:%'");

    public void Dispose() => connection.Dispose();

    private long Number(string sql) => (long)Command(sql).ExecuteScalar()!;

    private List<string> Texts(string sql)
    {
        using var reader = Command(sql).ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
