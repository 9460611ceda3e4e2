using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace GridCase.Scenarios.Upgrade;

/// <summary>The data folder of a demo county that was killed with cases in every stage, as a file: its database, keys, files and first accounts, and the facts that its cases showed.</summary>
internal static class CountyFixture
{
    private const string FactsFolder = "shown/";
    private static readonly string Here = Path.Combine(AppContext.BaseDirectory, "Upgrade");

    /// <summary>The names of those that are kept.</summary>
    public static IEnumerable<string> Names => System.IO.Directory.GetFiles(Here, "*.zip").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal);

    public static string SheetOf(string name) => Path.Combine(Here, name + ".json");

    /// <summary>Writes it to a new folder; gives the facts that were shown, by the names of the cases.</summary>
    public static Dictionary<string, string[]> Unpack(string name, string folder)
    {
        Dictionary<string, string[]> shown = [];
        using var archive = ZipFile.OpenRead(Path.Combine(Here, name + ".zip"));
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.StartsWith(FactsFolder, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                shown[entry.FullName[FactsFolder.Length..]] = reader.ReadToEnd().Split('\n');
                continue;
            }

            var file = Path.Combine(folder, entry.FullName);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            entry.ExtractToFile(file);
        }

        return shown;
    }

    /// <summary>Keeps a folder. What is of one running process only is left out: the index of the write-ahead log, and the keys of sessions.</summary>
    public static void Pack(string folder, IEnumerable<CaseSheet> cases, string into)
    {
        File.Delete(into);
        using var archive = ZipFile.Open(into, ZipArchiveMode.Create);
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (!path.EndsWith("-shm", StringComparison.Ordinal) && !path.StartsWith("keys/sessions/", StringComparison.Ordinal)) archive.CreateEntryFromFile(file, path, CompressionLevel.SmallestSize);
        }

        foreach (var it in cases)
        {
            using var writer = new StreamWriter(archive.CreateEntry(FactsFolder + it.Name, CompressionLevel.SmallestSize).Open());
            writer.Write(string.Join('\n', it.Facts.Select(fact => fact.Whole)));
        }
    }

    /// <summary>The version of the county's tables in a folder that no host has open.</summary>
    public static int SchemaOf(string folder) => (int)Rows(folder, "SELECT version FROM journal_part WHERE part = 'county'").Cast<long>().Single();

    /// <summary>The keys of what waits to leave by a channel.</summary>
    public static IReadOnlyList<string> Waiting(string folder, string channel) =>
        [.. Rows(folder, $"SELECT id FROM parcels WHERE channel = '{channel}' AND queued = 1").Cast<string>().Select(id => id.Split('@')[0]).Order(StringComparer.Ordinal)];

    /// <summary>The ids of its orchestrations.</summary>
    public static IReadOnlyList<string> Instances(string folder) => [.. Rows(folder, "SELECT id FROM engine_instance ORDER BY id").Cast<string>()];

    private static List<object> Rows(string folder, string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "gridcase.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        List<object> rows = [];
        while (reader.Read()) rows.Add(reader.GetValue(0));
        return rows;
    }
}
