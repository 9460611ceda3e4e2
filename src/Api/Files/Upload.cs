using System.Security.Cryptography;
using System.Text;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GridCase.Api.Files;

/// <summary>One uploaded file, checked and cleaned.</summary>
internal sealed class Upload
{
    /// <summary>10 MB.</summary>
    public const int Limit = 10 * 1024 * 1024;

    private const int LongestName = 100;
    private const int LongestBoundary = 100;

    private Upload(string name, FileKind kind, byte[] content)
    {
        Name = name;
        Kind = kind;
        Content = content;
    }

    public string Name { get; }

    public FileKind Kind { get; }

    public byte[] Content { get; }

    /// <summary>Reads the one file of a multipart request.</summary>
    public static async Task<Upload> Read(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Send multipart/form-data with one file.");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary }) throw Malformed();
        var body = new MemoryStream(await Body.ReadBytes(http, Limit + Body.Limit), writable: false);
        try
        {
            return await ReadFile(new(boundary, body), http.RequestAborted);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw Malformed();
        }
    }

    /// <summary>With a key the id follows from it, so that a repeat is the same file.</summary>
    public Attachment For(string personId, string? key, DateTimeOffset now)
    {
        var id = key is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : IdOf(personId, key);
        return new(id, null, Name, Kind.ContentType, Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), personId, now);
    }

    /// <summary>The id of what a person uploads under a key: known before it arrives.</summary>
    public static string IdOf(string personId, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{personId}\n{key}")).AsSpan(0, 16));

    private static async Task<Upload> ReadFile(MultipartReader reader, CancellationToken cancellation)
    {
        Upload? found = null;
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
            if (found is not null) throw ProblemException.Malformed("malformed-multipart", "Send one file at a time.");
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, cancellation);
            if (content.Length > Limit) throw new ProblemException(StatusCodes.Status413PayloadTooLarge, "too-large", "A file has at most 10 MB.");
            found = Of(disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value, content.ToArray());
        }

        return found ?? throw ProblemException.Malformed("missing-file", "The request has no file.");
    }

    private static Upload Of(string? name, byte[] content)
    {
        if (FileKind.IsHeif(content)) throw Unsupported("heic-unsupported", "HEIC pictures are not taken: let the camera save JPEG (most compatible), or convert the picture before it is sent.");
        if (FileKind.IsVideo(content)) throw Unsupported("video-unsupported", "Films are not taken; a photo will do where one is needed at all.");
        if (FileKind.Of(content) is not { } kind) throw Unsupported();
        return new(NameOf(name, kind), kind, kind.Clean(content) ?? throw Unsupported());
    }

    /// <summary>Letters, digits and a few signs of the name that was given, with the ending of what the file is.</summary>
    private static string NameOf(string? name, FileKind kind)
    {
        var bare = Path.GetFileNameWithoutExtension((name ?? "").Replace('\\', '/'));
        var clean = new string([.. bare.Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or ' ' or '(' or ')').Take(LongestName)]).Trim();
        return (clean.Length == 0 ? "file" : clean) + kind.Extension;
    }

    private static ProblemException Unsupported(string code = "unsupported-file", string detail = "The file is no whole JPEG, PNG, WebP or PDF.") =>
        new(StatusCodes.Status415UnsupportedMediaType, code, detail);

    private static ProblemException Malformed() => ProblemException.Malformed("malformed-multipart", "The multipart body could not be read.");
}
