using Microsoft.Data.Sqlite;

namespace GridCase.Benchmarks;

/// <summary>What a data folder holds: bytes, and rows of each sort.</summary>
internal sealed record StoredRows(long Bytes, IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>Tables whose rows make up a case, and what they hold.</summary>
    private static readonly (string Table, string What)[] OfCases =
    [
        ("facts", "facts"), ("engine_turn", "historyTurns"), ("engine_instance", "orchestrations"), ("engine_timer", "timers"), ("notices", "notices"), ("parcels", "parcels"),
    ];

    public static StoredRows Of(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "gridcase.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return new(StoredCases.DatabaseBytes(folder), OfCases.ToDictionary(one => one.What, one => Count(connection, one.Table)));
    }

    /// <summary>What each of so many cases added to an empty county.</summary>
    public Dictionary<string, object> Less(StoredRows empty, int cases)
    {
        var figures = new Dictionary<string, object> { ["databaseBytesPerStoredCase"] = (double)(Bytes - empty.Bytes) / cases };
        foreach (var (what, rows) in Rows) figures[what + "PerStoredCase"] = (double)(rows - empty.Rows[what]) / cases;
        return figures;
    }

    private static long Count(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
