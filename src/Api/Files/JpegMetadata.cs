using System.Buffers.Binary;

namespace GridCase.Api.Files;

/// <summary>
/// Takes out of a JPEG what the camera wrote into it besides the picture: place, time, device (Exif and XMP in APP1, IPTC in APP13), comments. Nobody
/// is to be tracked by a photo (个人信息保护法 art 28; 国办函〔2026〕12号). The picture's turn is kept.
/// </summary>
internal static class JpegMetadata
{
    private const byte Prefix = 0xFF;
    private const byte App1 = 0xE1;
    private const byte App13 = 0xED;
    private const byte Comment = 0xFE;
    private const byte StartOfScan = 0xDA;

    /// <summary>The picture without them; null when the file is not a whole JPEG.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> jpeg)
    {
        using var kept = new MemoryStream(jpeg.Length);
        kept.Write(jpeg[..2]);
        var at = 2;
        var turned = false;
        while (at + 4 <= jpeg.Length)
        {
            if (jpeg[at] != Prefix) return null;
            var marker = jpeg[at + 1];
            if (marker == Prefix)
            {
                at++;
                continue;
            }

            if (marker == StartOfScan)
            {
                kept.Write(jpeg[at..]);
                return kept.ToArray();
            }

            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 4 || at + length > jpeg.Length) return null;
            var segment = jpeg.Slice(at, length);
            if (marker == App1 && !turned && ExifTurn.Of(segment[4..]) is { } turn)
            {
                kept.Write(ExifTurn.Segment(turn));
                turned = true;
            }

            if (marker is not (App1 or App13 or Comment)) kept.Write(segment);
            at += length;
        }

        return null;
    }
}
