namespace GridCase.Tests.Shared;

/// <summary>Where the real data lies: the folder in GRIDCASE_DATA, else ../shared/data beside the repository root.</summary>
public static class RealData
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("GRIDCASE_DATA") is { Length: > 0 } set
        ? set
        : Path.GetFullPath(Path.Combine(Root(), "..", "shared", "data"));

    /// <summary>Why such a test cannot run, or null when it can.</summary>
    public static string? Missing => System.IO.Directory.Exists(Folder) ? null : $"There is no folder {Folder}; set GRIDCASE_DATA to the real data.";

    public static string File(params string[] path) => Path.Combine([Folder, .. path]);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "GridCase.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
