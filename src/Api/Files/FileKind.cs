using System.Text;

namespace GridCase.Api.Files;

/// <summary>What a file is, by its first bytes and never by its name, and how it is freed of what the camera wrote into it.</summary>
/// <param name="Clean">The file without place, time and device; null when it is not a whole file of its kind. Nothing is decoded, so nothing can unfold.</param>
internal sealed record FileKind(string ContentType, string Extension, Func<byte[], byte[]?> Clean)
{
    private static readonly FileKind Jpeg = new("image/jpeg", ".jpg", content => JpegMetadata.Strip(content));
    private static readonly FileKind Png = new("image/png", ".png", content => PngMetadata.Strip(content));
    private static readonly FileKind Webp = new("image/webp", ".webp", content => WebpMetadata.Strip(content));
    private static readonly FileKind Pdf = new("application/pdf", ".pdf", PdfMetadata.Blank);

    /// <summary>The brands of HEIF pictures (ISO/IEC 23008-12 annex), AVIF among them.</summary>
    private static readonly string[] StillBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"];

    /// <summary>The kinds that are taken, or null.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg
        : content.StartsWith(PngMetadata.Signature) ? Png
        : IsRiff(content, "WEBP"u8) ? Webp
        : content.StartsWith("%PDF-"u8) ? Pdf
        : null;

    /// <summary>HEIC and its kin: their place stands in items that could be taken out only by rewriting the whole file, so the phone is asked for a JPEG.</summary>
    public static bool IsHeif(ReadOnlySpan<byte> content) => BrandOf(content) is { } brand && StillBrands.Contains(brand);

    /// <summary>MP4, QuickTime, 3GP, Matroska, WebM, AVI: films say where they were taken, and no rule asks for one.</summary>
    public static bool IsVideo(ReadOnlySpan<byte> content) =>
        (BrandOf(content) is { } brand && !StillBrands.Contains(brand)) || content.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) || IsRiff(content, "AVI "u8);

    private static bool IsRiff(ReadOnlySpan<byte> content, ReadOnlySpan<byte> form) => content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith(form);

    /// <summary>The main brand of an ISO base media file, or null for any other.</summary>
    private static string? BrandOf(ReadOnlySpan<byte> content) =>
        content.Length >= 12 && content[4..].StartsWith("ftyp"u8) ? Encoding.ASCII.GetString(content.Slice(8, 4)) : null;
}
