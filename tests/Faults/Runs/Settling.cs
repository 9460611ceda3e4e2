using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace GridCase.Faults;

/// <summary>
/// Waits until a county that is left alone has done all that is due: what may leave has left, and no case has anything before it that should have happened. Where
/// the clock can be moved, the pauses between tries are passed in jumps.
/// </summary>
internal sealed class Settling(string folder, CountyTime time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan[] Ahead = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    public async Task<(DateTimeOffset At, IReadOnlyList<string> Breaches)> Wait()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "gridcase.db")};Mode=ReadOnly;Pooling=False;Default Timeout=20");
        connection.Open();
        var (watch, still) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        var (at, jumps) = (time.Now, 0);
        while (watch.Elapsed < Longest)
        {
            await Task.Delay(100);
            if (Parcels(connection, at) == 0 && Cases(connection, at) == 0 && Messages(connection) == 0) return (at, []);
            // A little quiet before the next jump: what the last one set going is to come to its end.
            if (!CountyTime.CanJump || still.ElapsedMilliseconds < 500) continue;
            time.Jump(Ahead[Math.Min(jumps++, Ahead.Length - 1)]);
            at = time.Now;
            still.Restart();
        }

        return (at, [$"After {Longest.TotalSeconds:0} s of rest {Parcels(connection, at)} parcels that may leave have not left, {Cases(connection, at)} cases have not done what was due, and {Messages(connection)} messages are not taken up."]);
    }

    private static long Parcels(SqliteConnection connection, DateTimeOffset at) => Number(connection, $"SELECT count(*) FROM parcels WHERE queued = 1 AND not_before <= {at.UtcTicks}");

    private static long Cases(SqliteConnection connection, DateTimeOffset at) => Number(connection, $"SELECT count(*) FROM cases WHERE next <= {at.UtcTicks}");

    private static long Messages(SqliteConnection connection) => Number(connection, "SELECT count(*) FROM engine_inbox b JOIN engine_instance i ON i.key = b.key WHERE i.state = 0");

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
