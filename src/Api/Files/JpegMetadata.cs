using System.Buffers.Binary;

namespace GridCase.Api.Files;

/// <summary>
/// Takes out of a JPEG what the camera wrote into it besides the picture: place, time, device, previews. Only what a viewer needs is kept: frames, tables,
/// scans, the JFIF head without its preview, colour (ICC, Adobe) and the turn. So Exif with its thumbnail, XMP in however many segments, IPTC, maker's notes,
/// comments, and all that stands behind the end of the picture (second pictures, films of "live" photos) are gone. Nobody is to be tracked by a photo
/// (个人信息保护法 art 28; 国办函〔2026〕12号).
/// </summary>
internal static class JpegMetadata
{
    private const byte Prefix = 0xFF;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const int JfifLength = 18;
    private const int AdobeLength = 16;

    /// <summary>The picture without them; null when the file is not a whole JPEG. Never longer than it was.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> jpeg)
    {
        if (!jpeg.StartsWith<byte>([Prefix, Start])) return null;
        using var kept = new MemoryStream(jpeg.Length);
        kept.Write(jpeg[..2]);
        var at = 2;
        var (turned, scanned) = (false, false);
        while (at + 2 <= jpeg.Length)
        {
            if (jpeg[at] != Prefix) return null;
            var marker = jpeg[at + 1];
            if (marker == Prefix)
            {
                at++;
                continue;
            }

            if (marker == End)
            {
                kept.Write([Prefix, End]);
                return scanned ? kept.ToArray() : null;
            }

            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= Start) || at + 4 > jpeg.Length) return null;
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 4 || at + length > jpeg.Length) return null;
            var segment = jpeg.Slice(at, length);
            if (marker == App1 && !turned && ExifTurn.Of(segment[4..]) is { } turn && ExifTurn.Segment(turn) is var small && small.Length <= length)
            {
                kept.Write(small);
                turned = true;
            }

            Keep(kept, marker, segment);
            at += length;
            if (marker != StartOfScan) continue;
            scanned = true;
            var picture = ScanLength(jpeg[at..]);
            kept.Write(jpeg.Slice(at, picture));
            at += picture;
        }

        return null;
    }

    private static void Keep(MemoryStream kept, byte marker, ReadOnlySpan<byte> segment)
    {
        var payload = segment[4..];
        if (marker is >= 0xC0 and <= 0xCF or StartOfScan or 0xDB or 0xDC or 0xDD or 0xDE or 0xDF) kept.Write(segment);
        else if (marker == App0 && payload.StartsWith("JFIF\0"u8) && segment.Length >= JfifLength) kept.Write([Prefix, App0, 0, JfifLength - 2, .. payload[..12], 0, 0]);
        else if (marker == App2 && payload.StartsWith("ICC_PROFILE\0"u8)) kept.Write(segment);
        else if (marker == App14 && payload.StartsWith("Adobe"u8) && segment.Length >= AdobeLength) kept.Write([Prefix, App14, 0, AdobeLength - 2, .. payload[..(AdobeLength - 4)]]);
    }

    /// <summary>How far the entropy-coded data goes: to the next marker that is neither a stuffed byte nor a restart.</summary>
    private static int ScanLength(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (at + 1 < data.Length)
        {
            var next = data[at..^1].IndexOf(Prefix);
            if (next < 0) break;
            at += next;
            if (data[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7))) return at;
            at += 2;
        }

        return data.Length;
    }
}
