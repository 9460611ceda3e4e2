using System.Globalization;
using System.Runtime.InteropServices;

namespace GridCase.Benchmarks;

/// <summary>Where the figures were taken.</summary>
internal static class Machine
{
    public static Dictionary<string, object> Describe() => new()
    {
        ["cores"] = Environment.ProcessorCount,
        ["memoryMegabytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
        ["system"] = RuntimeInformation.OSDescription,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["at"] = DateTimeOffset.UtcNow.ToString("O"),
    };

    /// <summary>Bytes that this process has handed to the system to write; 0 where the system does not say.</summary>
    public static long Written() => File.Exists("/proc/self/io")
        ? long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("wchar:", StringComparison.Ordinal))[6..], CultureInfo.InvariantCulture)
        : 0;
}
