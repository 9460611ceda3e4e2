namespace GridCase.Browser;

/// <summary>What the stories need of the machine.</summary>
internal static class Surroundings
{
    private const string Usual = "/usr/bin/chromium";

    public static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named ? named : Usual;

    /// <summary>Why the stories cannot be told here; null when they can.</summary>
    public static string? Missing =>
        !File.Exists(Chromium) ? $"Chromium is not at {Chromium}; CHROMIUM_PATH names another place."
        : !System.IO.Directory.Exists(Path.Combine(AppContext.BaseDirectory, "pages", "assets")) ? "The pages are not built: the build found no Node.js."
        : null;

    /// <summary>The script that looks for what keeps people out (WCAG).</summary>
    public static string Axe()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridCase.sln"))) folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder!.FullName, "src", "Console", "node_modules", "axe-core", "axe.min.js"));
    }
}
