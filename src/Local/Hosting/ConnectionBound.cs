using System.Globalization;

namespace GridCase.Local.Hosting;

/// <summary>
/// How many may be connected at once; who comes beyond is hung up on. 12,000, or as many as the process has file handles for: a server that runs out of them
/// can neither greet anybody nor open its own files, and turns in circles.
/// </summary>
internal static class ConnectionBound
{
    private const int Usual = 12_000;
    private const int Least = 64;

    /// <summary>What the runtime and the county's own files want for themselves.</summary>
    private const int Own = 400;

    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    public static int Most => File.Exists(Limits) ? Of(File.ReadLines(Limits)) : Usual;

    /// <summary>The bound under these limits, as Linux lists them; where nothing is said of open files, the usual one.</summary>
    internal static int Of(IEnumerable<string> limits)
    {
        var handles = limits.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(handles, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? Math.Clamp(most - Own, Least, Usual) : Usual;
    }
}
