using System.Text.Json;
using GridCase.Workflows.Directory;

namespace GridCase.Hosting.Records;

/// <summary>How a line of the directory's history is kept.</summary>
internal static class DirectoryChanges
{
    public static byte[] Write(DirectoryChange change) => JsonSerializer.SerializeToUtf8Bytes(change, CountyJson.Options);

    public static DirectoryChange Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<DirectoryChange>(json, CountyJson.Options)!;
}
