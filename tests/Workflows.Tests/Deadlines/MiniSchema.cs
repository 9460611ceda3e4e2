using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>As much of JSON Schema as the two schemas of this project use. An unknown keyword fails, so that nothing is passed over.</summary>
internal sealed class MiniSchema(JsonObject root)
{
    private static readonly string[] Silent = ["$schema", "$defs", "title", "description"];

    public List<string> Check(JsonNode? value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path) =>
        schema.Where(rule => !Silent.Contains(rule.Key)).SelectMany(rule => Check(rule.Key, rule.Value!, schema, value, path));

    private IEnumerable<string> Check(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string path)
    {
        switch (keyword)
        {
            case "$ref":
                return Check((JsonObject)root["$defs"]![rule.GetValue<string>().Split('/')[^1]]!, value, path);
            case "type":
                return Expect(rule.GetValue<string>() == TypeOf(value), $"is no {rule}");
            case "const":
                return Expect(JsonNode.DeepEquals(rule, value), $"is not {rule}");
            case "enum":
                return Expect(rule.AsArray().Any(item => JsonNode.DeepEquals(item, value)), $"is none of {rule.ToJsonString()}");
            case "anyOf":
                return Expect(rule.AsArray().Any(item => !Check((JsonObject)item!, value, path).Any()), "matches none");
            case "pattern":
                return Expect(value is JsonValue && Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>()), $"is not {rule}");
            case "minimum":
                return Expect(value!.GetValue<int>() >= rule.GetValue<int>(), $"is below {rule}");
            case "maximum":
                return Expect(value!.GetValue<int>() <= rule.GetValue<int>(), $"is above {rule}");
            case "minLength":
                return Expect(value!.GetValue<string>().Length >= rule.GetValue<int>(), "is too short");
            case "maxLength":
                return Expect(value!.GetValue<string>().Length <= rule.GetValue<int>(), "is too long");
            case "minItems":
                return Expect(value!.AsArray().Count >= rule.GetValue<int>(), "has too few");
            case "maxItems":
                return Expect(value!.AsArray().Count <= rule.GetValue<int>(), "has too many");
            case "minProperties":
                return Expect(value!.AsObject().Count >= rule.GetValue<int>(), "has too few");
            case "maxProperties":
                return Expect(value!.AsObject().Count <= rule.GetValue<int>(), "has too many");
            case "required":
                return rule.AsArray().Where(name => !value!.AsObject().ContainsKey(name!.GetValue<string>())).Select(name => $"{path} lacks {name}");
            case "properties":
                return value!.AsObject().Where(part => rule[part.Key] is not null).SelectMany(part => Check((JsonObject)rule[part.Key]!, part.Value, $"{path}.{part.Key}"));
            case "propertyNames":
                return value!.AsObject().SelectMany(part => Check((JsonObject)rule, JsonValue.Create(part.Key), $"{path}.{part.Key}"));
            case "items":
                return value!.AsArray().SelectMany((item, i) => Check((JsonObject)rule, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
            case "additionalProperties" when rule is JsonObject rest:
                return value!.AsObject().SelectMany(part => Check(rest, part.Value, $"{path}.{part.Key}"));
            case "additionalProperties":
                return value!.AsObject().Where(part => schema["properties"]?[part.Key] is null).Select(part => $"{path}.{part.Key} is unknown");
            default:
                throw new NotSupportedException($"The schema uses {keyword}.");
        }

        IEnumerable<string> Expect(bool holds, string problem) => holds ? [] : [$"{path} {problem}"];
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Object => "object",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.Number => "integer",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        _ => "null",
    };
}
