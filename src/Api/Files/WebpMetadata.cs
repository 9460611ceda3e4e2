using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace GridCase.Api.Files;

/// <summary>
/// Takes out of a WebP all that is not needed to show it: the EXIF and XMP chunks, chunks that nobody knows (inside the frames of an animation too), and what
/// stands behind the end. The picture's turn is kept.
/// </summary>
internal static class WebpMetadata
{
    private const int HeadLength = 12;
    private const int ChunkHead = 8;
    private const int FrameHead = 16;
    private const int LongestNameless = 26;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    private static readonly FrozenSet<string> Shown = new[] { "VP8 ", "VP8L", "ALPH", "ANIM", "ICCP" }.ToFrozenSet();

    /// <summary>The picture without them; null when the file is not a whole WebP. Never longer than it was.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> webp)
    {
        if (webp.Length < HeadLength || !webp.StartsWith("RIFF"u8) || !webp[8..].StartsWith("WEBP"u8)) return null;
        var said = BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]);
        if (said < 4 || said > webp.Length - ChunkHead) return null;
        using var kept = new MemoryStream(webp.Length);
        kept.Write(webp[..HeadLength]);
        var flags = -1;
        ushort? turn = null;
        if (!Walk(webp[HeadLength..(ChunkHead + (int)said)], kept, ref flags, ref turn, false)) return null;
        var cleaned = kept.ToArray();
        if (flags >= 0) cleaned[flags] &= unchecked((byte)~(ExifFlag | XmpFlag));
        if (turn is { } way && flags >= 0 && cleaned.Length + ChunkHead + LongestNameless <= webp.Length)
        {
            cleaned[flags] |= ExifFlag;
            cleaned = [.. cleaned, .. "EXIF"u8, LongestNameless, 0, 0, 0, .. ExifTurn.Tiff(way)];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(cleaned.AsSpan(4), (uint)(cleaned.Length - ChunkHead));
        return cleaned;
    }

    /// <summary>Keeps what is shown of one row of chunks; false when it is torn or shows nothing.</summary>
    private static bool Walk(ReadOnlySpan<byte> chunks, MemoryStream kept, ref int flags, ref ushort? turn, bool inFrame)
    {
        var shows = false;
        while (chunks.Length >= ChunkHead)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            if (length > chunks.Length - ChunkHead) return false;
            var data = chunks.Slice(ChunkHead, (int)length);
            // A chunk of odd length is followed by one byte that does not count.
            var whole = ChunkHead + (int)length + (int)(length & 1);
            if (whole > chunks.Length) return false;
            var type = Encoding.ASCII.GetString(chunks[..4]);
            shows |= type is "VP8 " or "VP8L" or "ANMF";
            if (type == "VP8X" && !inFrame && length >= 10)
            {
                if (flags >= 0) return false;
                flags = (int)kept.Length + ChunkHead;
                kept.Write(chunks[..whole]);
            }
            else if (type == "ANMF" && !inFrame)
            {
                if (!KeepFrame(data, kept)) return false;
            }
            else if (type == "EXIF") turn ??= ExifTurn.Of(data);
            else if (Shown.Contains(type)) kept.Write(chunks[..whole]);

            chunks = chunks[whole..];
        }

        return shows;
    }

    private static bool KeepFrame(ReadOnlySpan<byte> frame, MemoryStream kept)
    {
        if (frame.Length < FrameHead) return false;
        var at = kept.Length;
        kept.Write([.. "ANMF"u8, 0, 0, 0, 0, .. frame[..FrameHead]]);
        var noFlags = -1;
        ushort? noTurn = null;
        if (!Walk(frame[FrameHead..], kept, ref noFlags, ref noTurn, true)) return false;
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)(kept.Length - at - ChunkHead));
        kept.Position = at + 4;
        kept.Write(length);
        kept.Position = kept.Length;
        return true;
    }
}
