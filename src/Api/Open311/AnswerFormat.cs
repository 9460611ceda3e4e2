using GridCase.Api.Problems;

namespace GridCase.Api.Open311;

/// <summary>The two formats; the end of the path names one, whatever the Accept header says.</summary>
internal enum AnswerFormat
{
    Xml,
    Json,
}

/// <summary>Reads formats.</summary>
internal static class AnswerFormats
{
    /// <summary>What the Accept header says does not matter.</summary>
    public const string Any = "*/*";

    /// <summary>The endings of addresses. Where an address has no other variable part, each ending is an address of its own, so that routing knows its methods.</summary>
    public static readonly IReadOnlyList<(string Suffix, AnswerFormat Format)> Endings = [("xml", AnswerFormat.Xml), ("json", AnswerFormat.Json)];

    /// <summary>The format that the address ends in.</summary>
    /// <exception cref="ProblemException">404: there is nothing at an address with any other ending.</exception>
    public static AnswerFormat Of(string suffix)
    {
        foreach (var (ending, format) in Endings)
            if (ending.Equals(suffix, StringComparison.OrdinalIgnoreCase)) return format;
        throw new ProblemException(StatusCodes.Status404NotFound, "unknown-format", "There is nothing at this address: addresses end in .xml or .json.");
    }

    /// <summary>The format of an error: JSON where the address ends so, else XML, which the standard makes every client read.</summary>
    public static AnswerFormat OfError(PathString path) => path.Value?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true ? AnswerFormat.Json : AnswerFormat.Xml;

    public static string MediaType(AnswerFormat format) => format == AnswerFormat.Json ? "application/json" : "text/xml";

    public static string ContentType(AnswerFormat format) => MediaType(format) + "; charset=utf-8";
}
