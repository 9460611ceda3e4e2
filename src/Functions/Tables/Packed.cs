using System.IO.Compression;

namespace GridCase.Functions.Tables;

/// <summary>Bytes made fewer, for what is long and seldom read.</summary>
internal static class Packed
{
    public static byte[] Of(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(content);
        return packed.ToArray();
    }

    public static byte[] Read(byte[] packed)
    {
        using var content = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)) brotli.CopyTo(content);
        return content.ToArray();
    }
}
