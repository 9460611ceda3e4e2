using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCase.Workflows.Deadlines;

/// <summary>Reads the data files strictly: an unknown key is a mistake, not a comment.</summary>
internal static class RuleDocument
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
    };

    internal static T Read<T>(string json, string document)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict) ?? throw new RuleDocumentException(document, [new("$", "The document is empty.", "Start from the default file.")]);
        }
        catch (JsonException error)
        {
            throw new RuleDocumentException(document, [new(error.Path ?? "$", Plain(error.Message), "Compare with the schema beside the default file.")]);
        }
    }

    internal static string BuiltIn(string name)
    {
        using var stream = typeof(RuleDocument).Assembly.GetManifestResourceStream($"GridCase.Workflows.Deadlines.Data.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Plain(string message) => message.Split(" Path: ")[0].Replace("GridCase.Workflows.Deadlines.", string.Empty, StringComparison.Ordinal);
}
