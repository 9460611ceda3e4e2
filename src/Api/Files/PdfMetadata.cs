using System.Buffers.Binary;

namespace GridCase.Api.Files;

/// <summary>
/// Blanks, byte for byte in place so that no offset of the document moves, what says where something was taken in the part of a PDF that lies open: Exif and XMP
/// of JPEGs that stand in it as they are, and XMP packets. What a PDF has packed away or encrypted is not looked into.
/// </summary>
internal static class PdfMetadata
{
    private const int SegmentHead = 4;

    private static ReadOnlySpan<byte> Exif => "Exif\0\0"u8;

    /// <summary>How the names of XMP segments begin, of the main one and of its extensions.</summary>
    private static ReadOnlySpan<byte> Xmp => "http://ns.adobe.com/"u8;

    private static ReadOnlySpan<byte> PacketBegin => "<?xpacket begin"u8;

    private static ReadOnlySpan<byte> PacketEnd => "<?xpacket end"u8;

    /// <summary>The document, as long as it was.</summary>
    public static byte[] Blank(byte[] pdf)
    {
        var kept = (byte[])pdf.Clone();
        BlankSegments(kept);
        BlankPackets(kept);
        return kept;
    }

    private static void BlankSegments(Span<byte> pdf)
    {
        for (var at = 0; Next(pdf[at..], [0xFF, 0xE1]) is var next and >= 0; at += 2)
        {
            at += next;
            if (at + SegmentHead > pdf.Length) return;
            var length = Math.Min(2 + BinaryPrimitives.ReadUInt16BigEndian(pdf[(at + 2)..]), pdf.Length - at);
            if (length <= SegmentHead) continue;
            var payload = pdf.Slice(at + SegmentHead, length - SegmentHead);
            if (payload.StartsWith(Exif)) payload[Exif.Length..].Clear();
            else if (payload.StartsWith(Xmp)) payload[Xmp.Length..].Clear();
        }
    }

    /// <summary>Between its begin and its end a packet may be filled with blanks: it is made to be edited in place.</summary>
    private static void BlankPackets(Span<byte> pdf)
    {
        for (var at = 0; Next(pdf[at..], PacketBegin) is var begin and >= 0;)
        {
            at += begin + PacketBegin.Length;
            var head = Next(pdf[at..], "?>"u8);
            var end = Next(pdf[at..], PacketEnd);
            if (head < 0 || end < 0 || head + 2 > end) continue;
            pdf.Slice(at + head + 2, end - head - 2).Fill((byte)' ');
            at += end;
        }
    }

    private static int Next(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sought) => bytes.IndexOf(sought);
}
