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
        Converters = { new WordConverter<EndOfDay>(), new WordConverter<SuspensionCause>() },
    };

    internal static T Read<T>(string json, string document)
        where T : class
    {
        try
        {
            using var tree = JsonDocument.Parse(json);
            var nulls = new List<RuleFault>();
            FindNulls(tree.RootElement, "$", nulls);
            if (nulls.Count > 0) throw new RuleDocumentException(document, [.. nulls]);
            return tree.Deserialize<T>(Strict)!;
        }
        catch (JsonException error)
        {
            throw new RuleDocumentException(document, [JsonFault.Of(error)]);
        }
    }

    internal static string BuiltIn(string name)
    {
        using var stream = typeof(RuleDocument).Assembly.GetManifestResourceStream($"GridCase.Workflows.Deadlines.Data.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void FindNulls(JsonElement element, string path, List<RuleFault> faults)
    {
        if (element.ValueKind == JsonValueKind.Null) faults.Add(new(path, "Null says nothing.", "Leave the key out or give a value."));
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject()) FindNulls(property.Value, $"{path}.{property.Name}", faults);
        if (element.ValueKind != JsonValueKind.Array) return;
        var i = 0;
        foreach (var item in element.EnumerateArray()) FindNulls(item, $"{path}[{i++}]", faults);
    }
}

/// <summary>Reads a member of a list by its word.</summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Words.TryRead<T>(word, out var member) ? member : throw new JsonException($"'{word}' is unknown. Known are {Words.All<T>()}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words.Of(value));
}
