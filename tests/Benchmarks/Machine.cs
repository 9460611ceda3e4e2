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
}
