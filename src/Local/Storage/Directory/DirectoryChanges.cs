using System.Text.Json;
using GridCase.Workflows.Directory;

namespace GridCase.Local.Storage;

/// <summary>How a line of the directory's history stands in the database.</summary>
internal static class DirectoryChanges
{
    public static byte[] Write(DirectoryChange change) => JsonSerializer.SerializeToUtf8Bytes(change, CountyJson.Options);

    public static DirectoryChange Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<DirectoryChange>(json, CountyJson.Options)!;
}
