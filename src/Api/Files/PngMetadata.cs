using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace GridCase.Api.Files;

/// <summary>
/// Takes out of a PNG all that is not needed to show it: Exif (eXIf), texts with XMP among them (tEXt, zTXt, iTXt), the time, chunks that nobody knows, and what
/// stands behind the end. The picture's turn is kept.
/// </summary>
internal static class PngMetadata
{
    private const int Frame = 12;

    private static readonly FrozenSet<string> Shown =
        new[] { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT" }.ToFrozenSet();

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture without them; null when the file is not a whole PNG. Never longer than it was.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature)) return null;
        using var kept = new MemoryStream(png.Length);
        kept.Write(Signature);
        var at = Signature.Length;
        var (first, drawn, turned) = (true, false, false);
        while (at + Frame <= png.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - Frame) return null;
            var chunk = png.Slice(at, (int)length + Frame);
            var type = Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (first && (type != "IHDR" || length != 13)) return null;
            first = false;
            drawn |= type == "IDAT";
            if (Shown.Contains(type)) kept.Write(chunk);
            else if (type == "eXIf" && !turned && ExifTurn.Of(chunk[8..^4]) is { } turn && Turned(turn) is var small && small.Length <= chunk.Length)
            {
                kept.Write(small);
                turned = true;
            }

            if (type == "IEND") return drawn ? kept.ToArray() : null;
            at += chunk.Length;
        }

        return null;
    }

    private static byte[] Turned(ushort turn)
    {
        byte[] chunk = [0, 0, 0, 26, .. "eXIf"u8, .. ExifTurn.Tiff(turn), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc(chunk.AsSpan(4..^4)));
        return chunk;
    }

    /// <summary>The check sum of a chunk: CRC-32 of ISO 3309 over type and data.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }

        return ~sum;
    }
}
