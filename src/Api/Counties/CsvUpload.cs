using GridCase.Api.Problems;
using GridCase.Api.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GridCase.Api.Counties;

/// <summary>The bytes of a CSV file: the body itself, or the one file of a multipart form.</summary>
internal static class CsvUpload
{
    /// <summary>5 MB.</summary>
    public const int Limit = 5 * 1024 * 1024;

    /// <summary>A form has a little around its file.</summary>
    public const int RequestLimit = Limit + Body.Limit;

    private const int LongestBoundary = 100;

    public static async Task<byte[]> Read(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)) throw Unsupported();
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return await ReadForm(http, type);
        if (!type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)) throw Unsupported();
        if (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)) throw Unsupported();
        return await Body.ReadBytes(http, Limit);
    }

    private static async Task<byte[]> ReadForm(HttpContext http, MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary }) throw Malformed();
        var body = new MemoryStream(await Body.ReadBytes(http, RequestLimit), writable: false);
        try
        {
            var reader = new MultipartReader(boundary, body);
            byte[]? found = null;
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
                if (found is not null) throw ProblemException.Malformed("malformed-multipart", "Send one file at a time.");
                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content, http.RequestAborted);
                if (content.Length > Limit) throw Body.TooLarge(Limit);
                found = content.ToArray();
            }

            return found ?? throw ProblemException.Malformed("missing-file", "The request has no file.");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw Malformed();
        }
    }

    private static ProblemException Malformed() => ProblemException.Malformed("malformed-multipart", "The multipart body could not be read.");

    private static ProblemException Unsupported() => new(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Send text/csv in UTF-8, or multipart/form-data with one file.");
}
