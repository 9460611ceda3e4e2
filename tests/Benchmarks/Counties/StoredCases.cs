using GridCase.Engine;
using GridCase.Local.Hosting;
using Microsoft.Data.Sqlite;

namespace GridCase.Benchmarks;

/// <summary>
/// A data folder in which many cases have lived and are closed. They came there through the same desk and engine, only without waiting for the disk; the folder is
/// kept, and each run measures on a copy.
/// </summary>
internal static class StoredCases
{
    private const int Cohorts = 32;
    private const int LargestCohort = 800;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The folder with so many stored cases, made now if it is not there yet, and the instant at which its time stands.</summary>
    public static Task<(string Folder, DateTimeOffset Reached)> Provide(Setup setup, int count, MeasuredCounty county) =>
        Provide(Path.Combine(setup.Data, $"stored-{count}"), folder => Live(folder, count, county, setup.Say));

    /// <summary>The same with so many cases that are open, all in handling since less than an hour.</summary>
    public static Task<(string Folder, DateTimeOffset Reached)> ProvideOpen(Setup setup, int count, MeasuredCounty county, string name = "open") =>
        Provide(Path.Combine(setup.Data, $"{name}-{count}"), folder => Begin(folder, count, county, setup.Say));

    private static async Task<(string Folder, DateTimeOffset Reached)> Provide(string folder, Func<string, Task<string>> make)
    {
        var done = Path.Combine(folder, "reached.txt");
        if (!File.Exists(done))
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, true);
            await File.WriteAllTextAsync(done + ".part", await make(folder));
            File.Move(done + ".part", done);
        }

        return (folder, DateTimeOffset.Parse(await File.ReadAllTextAsync(done), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The instant at which most timers are due, and how many.</summary>
    public static (DateTimeOffset Due, int Count) MostTimers(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "gridcase.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT due, count(*) FROM engine_timer GROUP BY due ORDER BY 2 DESC LIMIT 1";
        using var reader = command.ExecuteReader();
        if (!reader.Read()) throw new InvalidOperationException("No timer is armed.");
        return (new(reader.GetInt64(0), TimeSpan.Zero), reader.GetInt32(1));
    }

    public static long DatabaseBytes(string folder) => new DirectoryInfo(folder).EnumerateFiles("gridcase.db*").Sum(file => file.Length);

    private static async Task<string> Begin(string folder, int count, MeasuredCounty county, Action<string> say)
    {
        const int untilSignedOff = 7;
        var clock = new VirtualClock(Start);
        await using var runtime = await CountyRuntime.Open(county.Settings(folder, clock, sync: false));
        var load = new Caseload(runtime, county.Life, count, 0);
        say($"opening {count:N0} cases");
        for (var step = 0; step < untilSignedOff; step++) await load.Step(step == 0);
        await runtime.Stores.Journal.Write(session => { session.Statement("UPDATE parcels SET state = 1, queued = NULL, attempts = 1").Run(); });
        return clock.GetUtcNow().ToString("O");
    }

    private static async Task<string> Live(string folder, int count, MeasuredCounty county, Action<string> say)
    {
        var clock = new VirtualClock(Start);
        await using var runtime = await CountyRuntime.Open(county.Settings(folder, clock, sync: false));
        var cohort = Math.Clamp((count + Cohorts - 1) / Cohorts, 1, LargestCohort);
        var load = new Caseload(runtime, county.Life, cohort, 0);
        var last = count == 0 ? 0 : (count + cohort - 1) / cohort;
        for (var step = 0; step < last || !load.IsIdle; step++)
        {
            await load.Step(step < last);
            load.Commands.Clear();
            say($"storing {load.Closed:N0} of {count:N0} cases");
        }

        // Their hotline has taken them all.
        await runtime.Stores.Journal.Write(session => { session.Statement("UPDATE parcels SET state = 1, queued = NULL, attempts = 1").Run(); });
        return clock.GetUtcNow().ToString("O");
    }
}
