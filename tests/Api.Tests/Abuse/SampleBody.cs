using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Makes a body that fits a schema: what is required and nothing more, or everything.</summary>
internal sealed class SampleBody(OpenApi document, IReadOnlyDictionary<string, JsonNode?> words)
{
    private const int Deepest = 8;

    /// <summary>Values that a schema alone does not tell, by the name of the field.</summary>
    public static IReadOnlyDictionary<string, JsonNode?> UsualWords { get; } = new Dictionary<string, JsonNode?>
    {
        ["command"] = "comment",
        ["field"] = "name",
        ["kind"] = "small-place",
        ["gridCode"] = ForeignTown.OwnGrid,
        ["category"] = "dispute",
        ["checklist"] = "fire",
        ["window"] = "4wd",
        ["phone"] = "13800001234",
        ["idNumber"] = "440804199001011234",
        ["url"] = "https://example.org/a.jpg",
        ["orderNo"] = "SAMPLE-1",
        ["high"] = "P1W",
        ["key"] = "P1M",
        ["general"] = "P3M",
        ["reason"] = "because it is so",
    };

    public JsonNode? Of(JsonNode schema, bool whole = false) => Of(schema, null, whole, 0);

    private JsonNode? Of(JsonNode schema, string? name, bool whole, int depth)
    {
        schema = document.Followed(schema);
        if (schema["enum"] is JsonArray choices) return choices.First(choice => choice is not null)!.DeepClone();
        var kind = KindOf(schema);
        if (kind == "string" && name is not null && words.TryGetValue(name, out var word)) return word?.DeepClone();
        return kind switch
        {
            "object" => Object(schema, whole, depth),
            "array" => new JsonArray(schema["items"] is { } items && depth < Deepest ? [Of(items, name?.TrimEnd('s'), whole, depth + 1)] : []),
            "integer" or "number" => JsonValue.Create(schema["minimum"]?.GetValue<decimal>() is { } least and > 0 ? least : 1m),
            "boolean" => JsonValue.Create(true),
            "string" => JsonValue.Create(Text(schema)),
            _ => new JsonObject(),
        };
    }

    private JsonObject Object(JsonNode schema, bool whole, int depth)
    {
        var made = new JsonObject();
        if (depth > Deepest || schema["properties"] is not JsonObject properties) return made;
        var required = (schema["required"]?.AsArray() ?? []).Select(one => one!.GetValue<string>()).ToHashSet();
        foreach (var (name, property) in properties)
            if (whole || required.Contains(name)) made[name] = Of(property!, name, whole, depth + 1);
        return made;
    }

    /// <summary>The kind of a schema; of one that may be empty, what it is otherwise.</summary>
    public static string KindOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(one => one!.GetValue<string>()).First(one => one != "null"),
        JsonValue one when one.GetValueKind() == JsonValueKind.String => one.GetValue<string>(),
        _ => schema["properties"] is not null ? "object" : "any",
    };

    private static string Text(JsonNode schema) => schema["format"]?.GetValue<string>() switch
    {
        "date-time" => "2026-03-20T08:30:00+08:00",
        "date" => "2026-03-21",
        "uuid" => "00000000-0000-0000-0000-000000000001",
        _ => new('x', Math.Max(1, schema["minLength"]?.GetValue<int>() ?? 1)),
    };
}
