using GridCase.Local.Hosting;

namespace GridCase.Scenarios.Hosts;

/// <summary>
/// A data folder of the demo county for one test, gone after it. The first start of a county draws and hashes a password for every account, which is slow
/// on purpose; it is made once for all tests and copied.
/// </summary>
internal sealed class CountyFolder : IDisposable
{
    private static readonly Lazy<Task<string>> FirstStart = new(Begin);

    private CountyFolder(string path) => Path = path;

    public string Path { get; }

    public static async Task<CountyFolder> Copy()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-").FullName;
        var origin = await FirstStart.Value;
        foreach (var file in Directory.EnumerateFiles(origin, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(folder, System.IO.Path.GetRelativePath(origin, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new(folder);
    }

    public string InFolder(params string[] path) => System.IO.Path.Combine([Path, .. path]);

    public void Dispose() => Directory.Delete(Path, true);

    private static async Task<string> Begin()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-first-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, true);
        await using (await CountyHost.Start(new() { Folder = folder, Port = 0, ManualClock = true, Start = DateTimeOffset.Parse("2026-01-05T09:00:00+08:00") }))
        {
            // Begun and stopped: what is left is a county without a case.
        }

        return folder;
    }
}
