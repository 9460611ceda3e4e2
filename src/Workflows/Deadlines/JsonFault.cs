using System.Text.Json;
using System.Text.RegularExpressions;

namespace GridCase.Workflows.Deadlines;

/// <summary>Puts what the JSON reader says into words that an administrator can act on: no types of the program, no bytes.</summary>
internal static partial class JsonFault
{
    public static RuleFault Of(JsonException error)
    {
        var (path, text) = (error.Path ?? "$", error.Message.Split(" Path: ")[0]);
        if (Unknown().Match(text) is { Success: true } unknown)
            return new(path, $"'{unknown.Groups["key"].Value}' is no key here.", "Correct its spelling or remove it; policy.schema.json and calendar.schema.json list the keys.");
        if (Missing().Match(text) is { Success: true } missing)
            return new(path, $"Missing: {missing.Groups["keys"].Value.TrimEnd('.')}.", "Add what is missing; a version that was published shows how it is written.");
        if (Twice().Match(text) is { Success: true } twice)
            return new(path, $"Duplicate key '{twice.Groups["key"].Value}'.", "Keep one of the two.");
        if (WrongKind().Match(text) is { Success: true } wrong)
            return new(path, $"The value is not {Expected(wrong.Groups["type"].Value, error.InnerException?.Message ?? string.Empty)}.", "Compare with the same place in a version that was published.");
        return error.InnerException is null && error.LineNumber is null
            ? new(path, text, "Correct the value.")
            : new(path, text.Split(" LineNumber: ")[0], error.LineNumber is { } line ? $"See line {line + 1} of the document." : "Correct the value.");
    }

    /// <summary>The reader names what it wanted either itself or in what stands behind it.</summary>
    private static string Expected(string type, string behind)
    {
        if (behind.Contains("as a string", StringComparison.Ordinal)) return "a text";
        if (behind.Contains("as a boolean", StringComparison.Ordinal)) return "true or false";
        if (behind.Contains("as a number", StringComparison.Ordinal) || behind.Contains("Int32", StringComparison.Ordinal)) return "a whole number";
        if (behind.Contains("TimeOnly", StringComparison.Ordinal)) return "a time of day such as 18:00:00";
        if (behind.Contains("DateOnly", StringComparison.Ordinal)) return "a day such as 2026-10-01";
        return type.EndsWith("[]", StringComparison.Ordinal) || type.Contains("Array", StringComparison.Ordinal) ? "a list" : "of the kind that is expected";
    }

    [GeneratedRegex("^The JSON property '(?<key>[^']*)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: (?<keys>.*)$", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex("^Duplicate property '(?<key>[^']*)'")]
    private static partial Regex Twice();

    [GeneratedRegex("^The JSON value could not be converted to (?<type>\\S+?)\\.?( Path|$)")]
    private static partial Regex WrongKind();
}
