using System.Text.Json;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Hosting.Records;

/// <summary>How the outlines of places are kept.</summary>
internal static class OutlineJson
{
    public static byte[] Write(OutlineBook book) => JsonSerializer.SerializeToUtf8Bytes(book, CountyJson.Options);

    /// <exception cref="JsonException">They are no outlines.</exception>
    public static OutlineBook Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<OutlineBook>(json, CountyJson.Options) ?? throw new JsonException("Outlines are an object.");
}
