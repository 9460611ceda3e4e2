using GridCase.Engine;
using GridCase.Local.Storage;

namespace GridCase.Local.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("gridcase-local-").FullName, "data");

    private string Keys => Path.Combine(path, "keys");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void A_first_start_makes_the_folder_and_keys_that_only_the_owner_reads()
    {
        using (Open())
        {
        }

        Assert.Equal(["data.key", "seal.key"], Directory.GetFiles(Keys).Select(Path.GetFileName).Order());
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.GetFiles(Keys)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
    }

    [Theory]
    [InlineData("data.key")]
    [InlineData("seal.key")]
    public void Without_a_key_that_its_database_was_written_with_it_does_not_start(string key)
    {
        Open().Dispose();
        File.Move(Path.Combine(Keys, key), Path.Combine(path, "away"));

        var refusal = Assert.Throws<DataFolderUnusableException>(Open);
        Assert.Equal(DataFolderTrouble.KeyMissing, refusal.Trouble);
        Assert.Contains(key, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Keys, key)));
        File.Move(Path.Combine(path, "away"), Path.Combine(Keys, key));
        Open().Dispose();
    }

    [Theory]
    [InlineData("data.key")]
    [InlineData("seal.key")]
    public void With_another_key_it_does_not_start(string key)
    {
        Open().Dispose();
        File.WriteAllText(Path.Combine(Keys, key), new string('a', 64));
        Assert.Equal(DataFolderTrouble.KeyOfAnother, Assert.Throws<DataFolderUnusableException>(Open).Trouble);

        File.WriteAllText(Path.Combine(Keys, key), "no key");
        Assert.Equal(DataFolderTrouble.KeyDamaged, Assert.Throws<DataFolderUnusableException>(Open).Trouble);
    }

    [Fact]
    public void A_start_that_died_before_there_was_a_database_is_taken_up()
    {
        Open().Dispose();
        var key = File.ReadAllText(Path.Combine(Keys, "data.key"));
        foreach (var file in Directory.GetFiles(path)) File.Delete(file);
        File.Delete(Path.Combine(Keys, "seal.key"));

        Open().Dispose();
        Assert.Equal(key, File.ReadAllText(Path.Combine(Keys, "data.key")));
        Assert.True(File.Exists(Path.Combine(Keys, "seal.key")));
    }

    [Fact]
    public void A_second_process_is_refused()
    {
        using var first = Open();

        Assert.Equal(JournalTrouble.Locked, Assert.Throws<JournalUnusableException>(Open).Trouble);
    }

    [Fact]
    public async Task A_newer_releases_tables_are_not_touched()
    {
        using (var folder = Open()) await folder.Journal.Write(session => session.Statement("UPDATE journal_part SET version = 99 WHERE part = 'county'").Run());

        Assert.Equal(JournalTrouble.NewerSchema, Assert.Throws<JournalUnusableException>(Open).Trouble);
    }

    [Fact]
    public void A_damaged_database_is_refused_and_left_as_it_is()
    {
        Open().Dispose();
        var database = Path.Combine(path, "gridcase.db");
        var bytes = File.ReadAllBytes(database);
        for (var i = 4_096; i < bytes.Length; i++) bytes[i] = 0x5a;
        File.WriteAllBytes(database, bytes);

        Assert.Equal(JournalTrouble.Corrupted, Assert.Throws<JournalUnusableException>(Open).Trouble);
        Assert.Equal(bytes, File.ReadAllBytes(database));
    }

    [Fact]
    public void A_path_that_is_a_file_is_refused()
    {
        File.WriteAllText(path, "");

        var refusal = Assert.Throws<DataFolderUnusableException>(Open);
        Assert.Equal(DataFolderTrouble.Unusable, refusal.Trouble);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private DataFolder Open() => DataFolder.Open(path, new JournalOptions { SyncEveryCommit = false });
}
