using System.Text.Json;
using GridCase.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace GridCase.Api.Requests;

/// <summary>Reads request bodies: bounded, strict, and with an answer that names the field.</summary>
internal static class Body
{
    /// <summary>64 KB.</summary>
    public const int Limit = 64 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The body as a document of this type, its bounds checked. Properties that the type does not have are passed over.</summary>
    public static async Task<T> Read<T>(HttpContext http)
        where T : class
    {
        using var json = await ReadJson(http);
        var document = Convert<T>(json.RootElement);
        Bounds.Check(document);
        return document;
    }

    /// <summary>The same, of at most so many bytes, where a property that the type does not have or an empty value where none may be is a mistake.</summary>
    public static async Task<T> ReadStrict<T>(HttpContext http, int limit = Limit)
        where T : class
    {
        using var json = await ReadJson(http, limit);
        var document = (T)Convert(json.RootElement, typeof(T), ApiJson.Strict);
        Bounds.Check(document);
        return document;
    }

    /// <summary>The body as a JSON object that is well-formed, and nothing more is known of it.</summary>
    /// <param name="kind">A type of JSON that is taken beside the plain one, such as <c>application/geo+json</c>.</param>
    public static async Task<JsonDocument> ReadJson(HttpContext http, int limit = Limit, string? kind = null)
    {
        RequireJson(http.Request, kind);
        var bytes = await ReadBytes(http, limit);
        ReadOnlyMemory<byte> content = bytes.AsSpan().StartsWith(ByteOrderMark) ? bytes.AsMemory(ByteOrderMark.Length) : bytes;
        if (content.IsEmpty) throw ProblemException.Malformed("missing-body", "Send a JSON object.");
        JsonWalk.Check(content.Span);
        return JsonDocument.Parse(content);
    }

    /// <summary>Turns a well-formed object into a document; what does not fit is named.</summary>
    public static T Convert<T>(JsonElement json)
        where T : class => (T)Convert(json, typeof(T));

    public static object Convert(JsonElement json, Type type, JsonSerializerOptions? options = null)
    {
        try
        {
            return json.Deserialize(type, options ?? ApiJson.Options)!;
        }
        catch (JsonException error)
        {
            var field = FieldOf(error.Path);
            throw ProblemException.Malformed("invalid-value", field is null ? "A value is not of the kind that is expected." : $"{field} has a value that is not of the kind that is expected.{Hint(error)}", field);
        }
    }

    /// <summary>At most so many bytes; more are refused, whatever the length header says.</summary>
    public static async Task<byte[]> ReadBytes(HttpContext http, int limit)
    {
        if (http.Request.ContentLength > limit) throw TooLarge(limit);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await ReadSome(http, buffer)) > 0)
        {
            if (kept.Length + read > limit) throw TooLarge(limit);
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private static async ValueTask<int> ReadSome(HttpContext http, byte[] buffer)
    {
        try
        {
            return await http.Request.Body.ReadAsync(buffer, http.RequestAborted);
        }
        catch (IOException torn) when (torn is not BadHttpRequestException)
        {
            // A chunk whose size is beyond all numbers, or a sender that went in the middle: the server calls neither a bad request.
            throw ProblemException.Malformed("malformed-request", "The body could not be read to its end.");
        }
    }

    public static ProblemException TooLarge(int limit) => new(StatusCodes.Status413PayloadTooLarge, "too-large", $"The body is larger than {limit / 1024} KB.");

    /// <exception cref="ProblemException">415 for anything but JSON in UTF-8.</exception>
    public static void RequireJson(HttpRequest request, string? kind = null)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !(type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || (kind is not null && type.MediaType.Equals(kind, StringComparison.OrdinalIgnoreCase))))
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Send application/json.");
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Send JSON in UTF-8.");
    }

    /// <summary><c>$.caller.phone</c> as <c>caller.phone</c>; none for the document as a whole.</summary>
    private static string? FieldOf(string? path) => path is { Length: > 2 } && path.StartsWith("$.", StringComparison.Ordinal) && path.Length <= 80 ? path[2..] : null;

    /// <summary>Our own converters say what they expect; the library's words name our types and are not for outside.</summary>
    private static string Hint(JsonException error)
    {
        var text = error.Message.Split(" Path: ")[0];
        return text.StartsWith("One of ", StringComparison.Ordinal) || text.StartsWith("An instant ", StringComparison.Ordinal) ? " " + text : "";
    }
}
