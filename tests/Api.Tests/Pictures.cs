using System.Buffers.Binary;
using System.Text;
using GridCase.Api.Files;

namespace GridCase.Api.Tests;

/// <summary>Small files with the frame of pictures, and what cameras write into them.</summary>
internal static class Pictures
{
    public static byte[] Gps => [.. "GPS 21.24N 110.45E"u8];

    /// <summary>An Exif block that is turned by 6 and bears a place in its thumbnail's directory.</summary>
    public static byte[] Exif => [.. ExifTurn.Tiff(6), .. Gps];

    /// <summary>A JPEG that is turned, knows where it was taken in two segments, has a comment, and more behind its end.</summary>
    public static byte[] Jpeg() => Jpeg(
        Segment(0xE1, [.. "Exif\0\0"u8, .. Exif]),
        Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x GPS='21'/>"u8),
        Segment(0xE1, "http://ns.adobe.com/xmp/extension/\0 GPS 21"u8),
        Segment(0xFE, "taken by Zhang"u8),
        Segment(0xDB, "tables"u8));

    /// <summary>A JPEG of two scans, with these segments before and between them.</summary>
    public static byte[] Jpeg(params byte[][] segments) =>
    [
        0xFF, 0xD8, .. segments.SelectMany(one => one), 0xFF, 0xDA, 0x00, 0x03, 0x01, .. "the "u8, 0xFF, 0x00, 0xFF, 0xD0, .. segments.SelectMany(one => one),
        0xFF, 0xDA, 0x00, 0x03, 0x02, .. "the picture"u8, 0xFF, 0xD9, .. "a film with GPS"u8,
    ];

    public static byte[] Segment(byte marker, ReadOnlySpan<byte> payload) => [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    public static byte[] Png(params byte[][] chunks) => [.. PngMetadata.Signature, .. Chunk("IHDR", new byte[13]), .. chunks.SelectMany(one => one), .. Chunk("IEND", [])];

    public static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 1, 2, 3, 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        return chunk;
    }

    public static byte[] Webp(params byte[][] parts)
    {
        byte[] webp = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. parts.SelectMany(one => one)];
        BinaryPrimitives.WriteInt32LittleEndian(webp.AsSpan(4), webp.Length - 8);
        return webp;
    }

    public static byte[] Part(string type, ReadOnlySpan<byte> data)
    {
        byte[] part = [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. data, .. new byte[data.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(part.AsSpan(4), data.Length);
        return part;
    }
}
