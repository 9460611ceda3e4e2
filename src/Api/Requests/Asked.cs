using System.Globalization;
using GridCase.Api.Problems;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Requests;

/// <summary>Reads what is asked for in an address: bounded, and with an answer that names the parameter.</summary>
internal static class Asked
{
    public const int MaxLimit = 200;

    private const int DefaultLimit = 50;

    public static int Limit(string? text) => text is null ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit
        : throw ProblemException.Malformed("out-of-bounds", $"limit is 1 to {MaxLimit}.", "limit");

    public static T? Word<T>(string? text, string name)
        where T : struct, Enum => string.IsNullOrEmpty(text) ? null
        : KebabCase.TryParse<T>(text, out var value) ? value
        : throw ProblemException.Malformed("invalid-value", $"{name} is one of {string.Join(", ", Enum.GetValues<T>().Select(KebabCase.Of))}.", name);

    public static DateTimeOffset? Instant(string? text, string name) => string.IsNullOrEmpty(text) ? null
        // A plus sign that was not escaped arrives as a blank.
        : InstantConverter.TryParse(text.Replace(' ', '+'), out var instant) ? instant
        : throw ProblemException.Malformed("invalid-value", $"{name} is an instant in ISO 8601 with an offset.", name);

    public static bool Flag(string? text, string name) => text switch
    {
        null or "" or "false" => false,
        "true" => true,
        _ => throw ProblemException.Malformed("invalid-value", $"{name} is true or false.", name),
    };

    /// <summary>A version of the directory or of a case; null when it is left out.</summary>
    public static int? Version(string? text, string name) => string.IsNullOrEmpty(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw ProblemException.Malformed("invalid-value", $"{name} is a version: a whole number.", name);

    public static string? Text(string? text, string name, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > most) throw ProblemException.Malformed("out-of-bounds", $"{name} has at most {most} characters.", name);
        Bounds.CheckText(text, name);
        return text;
    }
}
