using System.Collections.Concurrent;
using GridCase.Local.Hosting;

namespace GridCase.Tests.Shared;

/// <summary>
/// A data folder of the demo county for one test, gone after it. The first start of a county draws and hashes a password for every account, which is slow
/// on purpose; it is made once for all tests and copied.
/// </summary>
internal sealed class CountyFolder : IDisposable
{
    private static readonly ConcurrentDictionary<DateTimeOffset, Lazy<Task<string>>> FirstStarts = [];

    private CountyFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>A county that was begun on 5 January 2026 at nine, and has no case.</summary>
    public static Task<CountyFolder> Copy() => Copy(DateTimeOffset.Parse("2026-01-05T09:00:00+08:00"));

    /// <summary>A county that was begun then, and has no case.</summary>
    public static async Task<CountyFolder> Copy(DateTimeOffset begun)
    {
        var origin = await FirstStarts.GetOrAdd(begun, _ => new(() => Begin(begun))).Value;
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        CopyFiles(origin, folder);
        return new(folder);
    }

    /// <summary>A folder that somebody made ready; the caller leaves it to this to delete it.</summary>
    public static CountyFolder Of(string path) => new(path);

    /// <summary>Copies a county that no host has open.</summary>
    public static void CopyFiles(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>One in which nothing is yet.</summary>
    public static CountyFolder Empty() => new(System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName);

    public string InFolder(params string[] path) => System.IO.Path.Combine([Path, .. path]);

    public void Dispose() => System.IO.Directory.Delete(Path, true);

    private static async Task<string> Begin(DateTimeOffset at)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-first-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(folder, true);
        await using (await CountyHost.Start(new() { Folder = folder, Port = 0, ManualClock = true, Start = at }))
        {
            // Begun and stopped: what is left is a county without a case.
        }

        return folder;
    }
}
