using Microsoft.Data.Sqlite;

namespace GridCase.Faults;

/// <summary>Somebody with another program who has begun to write into the county's database, and takes his time.</summary>
internal static class WriteLock
{
    public static async Task Hold(string folder, TimeSpan time)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "gridcase.db")};Pooling=False;Default Timeout=20");
        connection.Open();
        Run(connection, "BEGIN IMMEDIATE");
        await Task.Delay(time);
        Run(connection, "ROLLBACK");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
