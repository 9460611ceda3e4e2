using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace GridCase.Checker;

/// <summary>Reads the tables of a county as they lie on disk: instants are UTC ticks, hashes and case ids blobs, facts keyed by case and number.</summary>
internal static class CountyFile
{
    private const int FactBits = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static CountyRecord Read(string folder)
    {
        var path = Path.Combine(folder, "gridcase.db");
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no county in {folder}.", path);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var rows = new Rows(connection);
        return new()
        {
            Cases = Cases(rows),
            Notices = rows.Of(
                """
                SELECT n.key, hex(c.id), n.fact, n.purpose, n.clock, n.cycle, n.rung, n.person, n.at, n.due
                FROM notices n LEFT JOIN cases c ON c.no = n.case_no ORDER BY n.no
                """,
                row => new NoticeRecord(
                    row.GetString(0), Id(row, 1), row.GetInt32(2), row.GetString(3), Text(row, 4), row.GetInt32(5), row.GetInt32(6), row.GetString(7), At(row, 8)!.Value, At(row, 9))),
            Parcels = rows.Of(
                """
                SELECT p.no, p.id, p.lane, hex(c.id), p.channel, p.type, p.fact, n.key, p.state
                FROM parcels p LEFT JOIN cases c ON c.no = p.case_no LEFT JOIN notices n ON n.no = p.notice_no ORDER BY p.no
                """,
                row => new ParcelRecord(
                    row.GetInt64(0), row.GetString(1), row.GetString(2), Id(row, 3), row.GetString(4), row.GetString(5), row.GetInt32(6), Text(row, 7), (ParcelStanding)row.GetInt32(8))),
            Instances = Instances(rows),
            Changes = rows.Of("SELECT json FROM rule_changes ORDER BY number", row => JsonSerializer.Deserialize<ChangeRecord>(row.GetString(0), Json)!),
            Rollouts = rows.Of("SELECT json FROM rollouts ORDER BY change", Rollout),
        };
    }

    private static List<CaseRecord> Cases(Rows rows)
    {
        var facts = rows.Of("SELECT key, json, hash FROM facts ORDER BY key", row => (Key: row.GetInt64(0), Json: row.GetString(1), Hash: Hex(row, 2)))
            .ToLookup(fact => fact.Key >> FactBits, fact => new FactRecord((int)(fact.Key & ((1 << FactBits) - 1)), fact.Json, fact.Hash));
        return rows.Of("SELECT no, id, version, hash, next FROM cases ORDER BY no", row =>
            new CaseRecord(Hex(row, 1), row.GetInt32(2), Hex(row, 3), At(row, 4), [.. facts[row.GetInt64(0)]]));
    }

    private static List<InstanceRecord> Instances(Rows rows)
    {
        var timers = rows.Of("SELECT key, due FROM engine_timer ORDER BY due", row => (Key: row.GetInt64(0), Due: At(row, 1)!.Value)).ToLookup(row => row.Key, row => row.Due);
        var tasks = rows.Of("SELECT key, due FROM engine_task ORDER BY due", row => (Key: row.GetInt64(0), Due: At(row, 1)!.Value)).ToLookup(row => row.Key, row => row.Due);
        return rows.Of(
            "SELECT key, id, orchestration, state, parked_reason, (SELECT count(*) FROM engine_inbox b WHERE b.key = i.key AND b.kind NOT IN (2, 3)) FROM engine_instance i ORDER BY key",
            row => new InstanceRecord(
                row.GetString(1), row.GetString(2), (InstanceStanding)row.GetInt32(3), [.. timers[row.GetInt64(0)]], row.GetInt32(5), [.. tasks[row.GetInt64(0)]], Text(row, 4)));
    }

    private static RolloutRecord Rollout(SqliteDataReader row)
    {
        using var document = JsonDocument.Parse(row.GetString(0));
        var rollout = document.RootElement;
        return new(rollout.GetProperty("change").GetInt32(), (RolloutStanding)rollout.GetProperty("state").GetInt32(), rollout.GetProperty("counts").Deserialize<RolloutCounts>(Json)!);
    }

    private static string Id(SqliteDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column).ToLowerInvariant();

    private static string Hex(SqliteDataReader row, int column) => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? At(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new(row.GetInt64(column), TimeSpan.Zero);

    private sealed class Rows(SqliteConnection connection)
    {
        public List<T> Of<T>(string sql, Func<SqliteDataReader, T> read)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
    }
}
