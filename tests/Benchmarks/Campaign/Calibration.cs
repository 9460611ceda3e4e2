using System.Diagnostics;
using System.Security.Cryptography;
using GridCase.Engine;

namespace GridCase.Benchmarks;

/// <summary>What the machine gives at this moment, so that figures from a busy one can be told from figures from a calm one.</summary>
internal static class Calibration
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(1);

    public static Dictionary<string, object> Run(string folder) => new()
    {
        ["syncedCommitsPerSecond"] = SyncedCommits(folder),
        ["sha256MegabytesPerSecond"] = Hashing(),
    };

    /// <summary>Commits of one row each, one after another, each on the disk before the next.</summary>
    private static double SyncedCommits(string folder)
    {
        var own = Path.Combine(folder, "calibration-" + Guid.NewGuid().ToString("N"));
        try
        {
            using var journal = new SqliteJournal(Path.Combine(own, "journal.db"));
            journal.Schema("calibration", 1, (session, _) => session.Statement("CREATE TABLE rows (no INTEGER PRIMARY KEY, at INTEGER NOT NULL)").Run());
            var commits = journal.Commits;
            var began = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(began) < Each)
                journal.Write(session => { session.Statement("INSERT INTO rows (at) VALUES (?)").Bind(1, session.Now.UtcTicks).Run(); }).GetAwaiter().GetResult();
            return (journal.Commits - commits) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            Directory.Delete(own, true);
        }
    }

    private static double Hashing()
    {
        var block = new byte[1 << 20];
        var began = Stopwatch.GetTimestamp();
        var blocks = 0;
        for (; Stopwatch.GetElapsedTime(began) < Each; blocks++) SHA256.HashData(block);
        return blocks / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
