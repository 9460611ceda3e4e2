namespace GridCase.Api.Files;

/// <summary>What a file is, by its first bytes and never by its name.</summary>
internal sealed record FileKind(string ContentType, string Extension)
{
    private static readonly FileKind Jpeg = new("image/jpeg", ".jpg");
    private static readonly FileKind Png = new("image/png", ".png");
    private static readonly FileKind Webp = new("image/webp", ".webp");
    private static readonly FileKind Pdf = new("application/pdf", ".pdf");

    /// <summary>The kinds that are taken, or null.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg
        : content is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] ? Png
        : content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? Webp
        : content.StartsWith("%PDF-"u8) ? Pdf
        : null;

    public bool IsJpeg => this == Jpeg;
}
