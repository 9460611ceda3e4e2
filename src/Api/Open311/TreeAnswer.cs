namespace GridCase.Api.Open311;

/// <summary>Answers with a tree in the format that was asked for.</summary>
internal sealed class TreeAnswer(AnswerTree tree, AnswerFormat format, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = format == AnswerFormat.Json ? JsonAnswer.Write(tree) : XmlAnswer.Write(tree);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = AnswerFormats.ContentType(format);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}

/// <summary>Makes pieces of answers.</summary>
internal static class Piece
{
    /// <summary>Words as both formats can hold them: what no XML can hold goes, and blank is none.</summary>
    public static Words Of(string? words)
    {
        var clean = words is null ? "" : XmlText.Clean(words);
        return new(string.IsNullOrWhiteSpace(clean) ? null : clean);
    }

    /// <summary>Degrees, written out and not as a power.</summary>
    public static Amount Of(double? number) => new(number is { } known ? (decimal)known : null);

    public static Many Each<T>(string name, IEnumerable<T> items, Func<T, Node> piece) => new(name, [.. items.Select(piece)]);
}
