using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GridCase.Api.Files;

namespace GridCase.Api.Tests;

/// <summary>No picture says where it was taken once it is kept, and however torn a file is, taking that out neither fails, nor hangs, nor makes it grow.</summary>
public sealed class MetadataTests
{
    private static readonly (string Kind, Func<byte[], byte[]?> Strip, byte[][] Parts, Func<byte[][], byte[]> Whole)[] Kinds =
    [
        ("jpeg", content => JpegMetadata.Strip(content), JpegParts(), Pictures.Jpeg),
        ("png", content => PngMetadata.Strip(content), PngParts(), Pictures.Png),
        ("webp", content => WebpMetadata.Strip(content), WebpParts(), Pictures.Webp),
        ("pdf", PdfMetadata.Blank, [Pictures.Jpeg(), [.. "<?xpacket begin='' id='x'?><x GPS/><?xpacket end='w'?>"u8]], parts => [.. "%PDF-1.7\n"u8, .. parts.SelectMany(one => one)]),
    ];

    public static TheoryData<int> EachKind => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(EachKind))]
    public void The_place_is_gone_wherever_it_stood_and_what_is_shown_stays(int kind)
    {
        var whole = Kinds[kind].Whole(Kinds[kind].Parts);
        var cleaned = Kinds[kind].Strip(whole)!;
        var text = Encoding.Latin1.GetString(cleaned);
        Assert.Contains("GPS", Encoding.Latin1.GetString(whole), StringComparison.Ordinal);
        Assert.DoesNotContain("GPS", kind == 3 ? text.Replace("a film with GPS", "", StringComparison.Ordinal) : text, StringComparison.Ordinal);
        Assert.Contains("the picture", text, StringComparison.Ordinal);
        Assert.Equal(cleaned, Kinds[kind].Strip(cleaned));
    }

    [Fact]
    public void Colour_and_frame_of_a_jpeg_stay_and_its_preview_goes()
    {
        var jfif = Pictures.Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 1, 1, 7, 7, 7]);
        var icc = Pictures.Segment(0xE2, "ICC_PROFILE\0colour"u8);
        var adobe = Pictures.Segment(0xEE, "Adobe0123456"u8);
        var second = Pictures.Segment(0xE2, "MPF\0second picture"u8);
        var cleaned = JpegMetadata.Strip(Pictures.Jpeg(jfif, icc, adobe, second, Pictures.Segment(0xC0, "frame"u8)))!;
        var text = Encoding.Latin1.GetString(cleaned);
        Assert.Contains("colour", text, StringComparison.Ordinal);
        Assert.Contains("Adobe0123456", text, StringComparison.Ordinal);
        Assert.Contains("frame", text, StringComparison.Ordinal);
        Assert.DoesNotContain("second", text, StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0], cleaned[2..20]);
    }

    [Fact]
    public void The_turn_stays_in_every_kind()
    {
        Assert.Equal((ushort)6, ExifTurn.Of(JpegMetadata.Strip(Pictures.Jpeg())!.AsSpan(6)));
        var png = PngMetadata.Strip(Pictures.Png(PngParts()))!;
        var chunk = png.AsSpan(png.AsSpan().IndexOf("eXIf"u8) - 4);
        Assert.Equal((ushort)6, ExifTurn.Of(chunk[8..]));
        // The check sum of these 26 bytes and their name, as any other program counts it.
        Assert.Equal(0xD6674B69u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(chunk[34..]));
        var webp = WebpMetadata.Strip(Pictures.Webp(WebpParts()))!;
        Assert.Equal((ushort)6, ExifTurn.Of(webp.AsSpan(webp.AsSpan().IndexOf("EXIF"u8) + 8)));
        Assert.Equal(0x10 | 0x08, webp[20]);
        Assert.Equal(webp.Length - 8, BitConverter.ToInt32(webp, 4));
    }

    [Fact]
    public void A_document_is_as_long_as_it_was()
    {
        var pdf = Kinds[3].Whole(Kinds[3].Parts);
        Assert.Equal(pdf.Length, PdfMetadata.Blank(pdf).Length);
    }

    [Theory]
    [MemberData(nameof(EachKind))]
    public void However_torn_nothing_fails_hangs_or_grows(int kind)
    {
        var (_, strip, parts, make) = Kinds[kind];
        var whole = make(parts);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(Torn(whole, parts, make).ToArbitrary(), torn => strip(torn) is not { } cleaned || cleaned.Length <= torn.Length));
    }

    /// <summary>Cut, with single bytes changed, with parts in any order and number, nested in each other, or nothing but noise behind the first bytes.</summary>
    private static Gen<byte[]> Torn(byte[] whole, byte[][] parts, Func<byte[][], byte[]> make) => Gen.OneOf(
        Gen.Choose(0, whole.Length).Select(length => whole[..length]),
        from places in Gen.Choose(0, whole.Length - 1).ListOf()
        from bytes in Gen.Choose(0, 255).ListOf(places.Count)
        select Changed(whole, places, bytes),
        Gen.Elements(parts).ListOf().Select(some => make([.. some])),
        Gen.Elements(parts).Select(part => make([make([part]), part[..(part.Length / 2)]])),
        Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf().Select(noise => (byte[])[.. whole[..Math.Min(whole.Length, 12)], .. noise]));

    private static byte[] Changed(byte[] whole, IReadOnlyList<int> places, IReadOnlyList<int> bytes)
    {
        var changed = (byte[])whole.Clone();
        for (var i = 0; i < places.Count; i++) changed[places[i]] = (byte)bytes[i];
        return changed;
    }

    private static byte[][] JpegParts() =>
    [
        Pictures.Segment(0xE1, [.. "Exif\0\0"u8, .. Pictures.Exif]), Pictures.Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x GPS='21'/>"u8),
        Pictures.Segment(0xED, "Photoshop 3.0\0 GPS"u8), Pictures.Segment(0xEB, "JP GPS"u8), Pictures.Segment(0xFE, "GPS"u8), Pictures.Segment(0xDB, "tables"u8),
    ];

    private static byte[][] PngParts() =>
    [
        Pictures.Chunk("eXIf", Pictures.Exif), Pictures.Chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x GPS/>"u8), Pictures.Chunk("tEXt", "Where\0GPS"u8), Pictures.Chunk("zTXt", "GPS"u8),
        Pictures.Chunk("tIME", "GPS 123"u8), Pictures.Chunk("caNv", "GPS"u8), Pictures.Chunk("IDAT", "the picture"u8),
    ];

    private static byte[][] WebpParts() =>
    [
        Pictures.Part("VP8X", [0x1C, 0, 0, 0, 1, 0, 0, 1, 0, 0]), Pictures.Part("VP8 ", "the picture"u8), Pictures.Part("EXIF", [.. "Exif\0\0"u8, .. Pictures.Exif]),
        Pictures.Part("XMP ", "<x GPS/>"u8), Pictures.Part("what", "GPS"u8),
        Pictures.Part("ANMF", [.. new byte[16], .. Pictures.Part("VP8L", "a frame"u8), .. Pictures.Part("XMP ", "<x GPS/>"u8)]),
    ];
}
