using System.Text.Json;

namespace GridCase.Workflows.Cases;

/// <summary>Enum values as they are written outside.</summary>
public static class KebabCase
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.Of[value];

    /// <summary>The value of a written name; false for numbers and unknown names.</summary>
    public static bool TryParse<T>(string? text, out T value) where T : struct, Enum
    {
        value = default;
        return text is not null && Names<T>.From.TryGetValue(text, out value);
    }

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> From = Of.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
