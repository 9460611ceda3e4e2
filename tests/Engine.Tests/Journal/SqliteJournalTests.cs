using Microsoft.Data.Sqlite;

namespace GridCase.Engine.Tests;

public sealed class SqliteJournalTests : JournalContract
{
    private static readonly JournalOptions Quick = new() { SyncEveryCommit = false, FreeMegabytes = 0 };
    private readonly Folder folder = new();
    private int files;

    [Fact]
    public async Task What_was_answered_is_there_after_a_crash_and_what_was_not_is_gone()
    {
        var path = folder.File("crash.db");
        using (var journal = new SqliteJournal(path, Quick))
        {
            await journal.Write(session => Add(session, "answered"));
            journal.CrashHook = point => point == CrashPoint.BeforeCommit;
            await Assert.ThrowsAsync<JournalUnusableException>(() => journal.Write(session => Add(session, "lost")));
        }

        using var again = new SqliteJournal(path, Quick);
        Assert.Equal(["answered"], again.Read(Load));
    }

    [Fact]
    public void A_file_held_by_another_is_refused_until_let_go()
    {
        var path = folder.File("held.db");
        using (new SqliteJournal(path, Quick))
        {
            var refusal = Assert.Throws<JournalUnusableException>(() => new SqliteJournal(path, Quick));
            Assert.Equal(JournalTrouble.Locked, refusal.Trouble);
            Assert.Contains("another process", refusal.Message, StringComparison.Ordinal);
        }

        using var free = new SqliteJournal(path, Quick);
        Assert.Null(free.Fault);
    }

    [Fact]
    public async Task While_another_program_writes_into_the_file_writes_wait_and_are_not_refused()
    {
        var path = folder.File("busy.db");
        using var journal = new SqliteJournal(path, Quick);
        using var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        Run("BEGIN IMMEDIATE");
        var write = journal.Write(session => Add(session, "waited"));
        await Assert.ThrowsAsync<TimeoutException>(() => write.WaitAsync(TimeSpan.FromMilliseconds(120)));
        Run("ROLLBACK");
        await write;
        Assert.Equal(["waited"], journal.Read(Load));
        Assert.Null(journal.Fault);

        void Run(string sql)
        {
            using var command = other.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public async Task A_program_that_never_lets_go_of_the_file_stops_the_journal_and_is_named()
    {
        var path = folder.File("kept.db");
        using var journal = new SqliteJournal(path, new() { SyncEveryCommit = false, FreeMegabytes = 0, BusyLimit = TimeSpan.FromMilliseconds(60) });
        using var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        var refusal = await Assert.ThrowsAsync<JournalUnusableException>(() => journal.Write(session => Add(session, "never")));
        Assert.Equal(JournalTrouble.Locked, refusal.Trouble);
        Assert.Same(refusal, journal.Fault);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(4096, 3000)]
    [InlineData(8192, 60_000)]
    public async Task A_damaged_file_is_refused_and_left_as_it_is(int from, int length)
    {
        var path = folder.File("damaged.db");
        using (var journal = new SqliteJournal(path, Quick))
        {
            await journal.Write(session =>
            {
                for (var row = 0; row < 2_000; row++) Add(session, $"row {row} with some text to fill the pages");
            });
        }

        var bytes = File.ReadAllBytes(path);
        Array.Fill(bytes, (byte)0xA5, from, Math.Min(length, bytes.Length - from));
        File.WriteAllBytes(path, bytes);
        var refusal = Assert.Throws<JournalUnusableException>(() => new SqliteJournal(path, Quick));
        Assert.Equal(JournalTrouble.Corrupted, refusal.Trouble);
        Assert.Contains("backup", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        var path = folder.File("other.db");
        using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE songs (title TEXT)";
            command.ExecuteNonQuery();
        }

        Assert.Equal(JournalTrouble.Corrupted, Assert.Throws<JournalUnusableException>(() => new SqliteJournal(path, Quick)).Trouble);
    }

    [Fact]
    public void A_newer_schema_is_refused_for_the_journal_and_for_each_part()
    {
        var path = folder.File("newer.db");
        using (var newer = new SqliteJournal(path, Quick))
        {
            newer.Schema("cases", 3, (session, from) => Assert.Equal(0, from));
        }

        using (var older = new SqliteJournal(path, Quick))
        {
            var refusal = Assert.Throws<JournalUnusableException>(() => older.Schema("cases", 2, (_, _) => Assert.Fail("must not upgrade")));
            Assert.Equal(JournalTrouble.NewerSchema, refusal.Trouble);
            older.Schema("cases", 4, (_, from) => Assert.Equal(3, from));
        }

        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        Assert.Equal(JournalTrouble.NewerSchema, Assert.Throws<JournalUnusableException>(() => new SqliteJournal(path, Quick)).Trouble);
    }

    [Fact]
    public async Task A_full_disk_stops_the_journal_and_keeps_what_was_committed()
    {
        var path = folder.File("full.db");
        var kept = 0;
        using (var journal = new SqliteJournal(path, new JournalOptions { SyncEveryCommit = false, MaxPages = 40, FreeMegabytes = 0 }))
        {
            var refusal = await Assert.ThrowsAsync<JournalUnusableException>(async () =>
            {
                while (kept < 10_000)
                {
                    await journal.Write(session => Add(session, $"{kept:00000} {new string('x', 2_000)}"));
                    kept++;
                }
            });
            Assert.Equal(JournalTrouble.DiskFull, refusal.Trouble);
            Assert.Equal(JournalTrouble.DiskFull, journal.Fault?.Trouble);
            await Assert.ThrowsAsync<JournalUnusableException>(() => journal.Write(_ => { }));
        }

        using var again = new SqliteJournal(path, Quick);
        Assert.Equal(kept, again.Read(Load).Count);
    }

    [Fact]
    public void Too_little_free_space_is_refused()
    {
        var refusal = Assert.Throws<JournalUnusableException>(() => new SqliteJournal(folder.File(), new JournalOptions { FreeMegabytes = 1_000_000 }));
        Assert.Equal(JournalTrouble.DiskFull, refusal.Trouble);
    }

    [Fact]
    public async Task A_statement_left_in_the_middle_does_not_hold_the_reader_to_an_old_snapshot()
    {
        using var journal = new SqliteJournal(folder.File("left.db"), new JournalOptions { SyncEveryCommit = false, FreeMegabytes = 0, Readers = 1 });
        await journal.Write(session =>
        {
            Add(session, "1");
            Add(session, "2");
        });
        Assert.Equal("1", journal.Read(Careless));
        await journal.Write(session => session.Statement("DELETE FROM note WHERE text = '1'").Run());
        Assert.Equal("2", journal.Read(Careless));

        static string Careless(JournalSession session)
        {
            var statement = session.Statement("SELECT text FROM note ORDER BY text");
            return statement.Step() ? statement.Text(0) : "";
        }
    }

    [Fact]
    public async Task After_a_checkpoint_the_file_alone_holds_everything()
    {
        using var journal = new SqliteJournal(folder.File("whole.db"), Quick);
        await journal.Write(session => Add(session, "in the file"));
        await journal.Checkpoint();
        File.Copy(folder.File("whole.db"), folder.File("copy.db"));
        using var copy = new SqliteJournal(folder.File("copy.db"), Quick);
        Assert.Equal(["in the file"], copy.Read(Load));
    }

    [Fact]
    public void A_closed_journal_refuses_reads_too()
    {
        var journal = new SqliteJournal(folder.File(), Quick);
        journal.Dispose();
        Assert.Throws<JournalUnusableException>(() => journal.Read(_ => 1));
    }

    [Fact]
    public void Options_outside_their_limits_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteJournal(folder.File(), new JournalOptions { QueueLimit = 0 }));
    }

    protected override Journal Open(JournalOptions options) => new SqliteJournal(folder.File($"journal-{files++}.db"), options);

    protected override void Clean() => folder.Dispose();
}
