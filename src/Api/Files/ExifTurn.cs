using System.Buffers.Binary;

namespace GridCase.Api.Files;

/// <summary>The one thing worth keeping of an Exif block: how the picture is to be turned.</summary>
internal static class ExifTurn
{
    private const ushort OrientationTag = 0x0112;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    /// <summary>2 to 8 for a turned or mirrored picture; null when there is nothing to turn, or nothing to be read.</summary>
    /// <param name="block">With or without the name before it: JPEG has it, PNG has not, WebP is written both ways.</param>
    public static ushort? Of(ReadOnlySpan<byte> block)
    {
        var tiff = block.StartsWith(Name) ? block[Name.Length..] : block;
        if (tiff.Length < 8) return null;
        var little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8)) return null;
        var directory = Number32(tiff[4..], little);
        if (directory > tiff.Length - 2) return null;
        var entries = tiff[(int)directory..];
        var count = Number16(entries, little);
        for (var i = 0; i < count && 2 + ((i + 1) * EntryLength) <= entries.Length; i++)
        {
            var entry = entries[(2 + (i * EntryLength))..];
            if (Number16(entry, little) == OrientationTag) return Number16(entry[8..], little) is >= 2 and <= 8 and var turn ? turn : null;
        }

        return null;
    }

    /// <summary>An Exif block with nothing but the turn, without a name: 26 bytes.</summary>
    public static byte[] Tiff(ushort turn) =>
    [
        .. "MM"u8, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, (byte)turn, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ];

    /// <summary>An APP1 segment with nothing but the turn.</summary>
    public static byte[] Segment(ushort turn) => [0xFF, 0xE1, 0x00, 0x22, .. Name, .. Tiff(turn)];

    private static ushort Number16(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number32(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
