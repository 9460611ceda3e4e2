using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Abuse;

/// <summary>What the served document says of one operation.</summary>
/// <param name="Body">The schema of its JSON body; null where it takes none.</param>
/// <param name="Codes">Every status that it says it answers with, and of refusals the codes.</param>
internal sealed record Operation(string Method, string Path, IReadOnlyList<Parameter> Parameters, JsonNode? Body, IReadOnlyList<string> MediaTypes, IReadOnlyDictionary<int, string[]> Codes)
{
    public IEnumerable<int> Statuses => Codes.Keys;

    public override string ToString() => $"{Method} {Path}";
}

internal sealed record Parameter(string Name, string In, bool IsRequired, JsonNode? Schema);

/// <summary>The document at /openapi/v1.json, as a client reads it.</summary>
internal sealed class OpenApi
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head"];
    private static readonly Lazy<Task<OpenApi>> Served = new(Read);
    private readonly JsonNode document;

    private OpenApi(JsonNode document) => this.document = document;

    public IReadOnlyList<Operation> Operations { get; private init; } = [];

    /// <summary>The document, asked for once: it is the same of every host.</summary>
    public static Task<OpenApi> Load() => Served.Value;

    private static async Task<OpenApi> Read()
    {
        await using var host = new ApiHost();
        var document = JsonNode.Parse(await host.Anonymous.GetStringAsync("/openapi/v1.json"))!;
        return new(document)
        {
            Operations =
            [
                .. from path in document["paths"]!.AsObject()
                   from operation in path.Value!.AsObject()
                   where Methods.Contains(operation.Key)
                   select OperationOf(operation.Key.ToUpperInvariant(), path.Key, operation.Value!),
            ],
        };
    }

    public Operation Of(string method, string path) => Operations.Single(one => one.Method == method && one.Path == path);

    /// <summary>A schema with its reference followed, and of several the first that is not empty.</summary>
    public JsonNode Followed(JsonNode schema)
    {
        while (true)
        {
            if (schema["$ref"] is { } reference) schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
            else if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray several) schema = several.First(one => one!["type"]?.ToString() != "null")!;
            else return schema;
        }
    }

    private static Operation OperationOf(string method, string path, JsonNode operation) => new(
        method,
        path,
        [
            .. (operation["parameters"]?.AsArray() ?? []).Select(one => new Parameter(
                one!["name"]!.GetValue<string>(), one["in"]!.GetValue<string>(), one["required"]?.GetValue<bool>() == true, one["schema"])),
        ],
        operation["requestBody"]?["content"]?["application/json"]?["schema"],
        [.. operation["requestBody"]?["content"]?.AsObject().Select(type => type.Key) ?? []],
        operation["responses"]!.AsObject().ToDictionary(
            response => int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture),
            response => response.Value!["description"]?.GetValue<string>().Replace("code: ", "", StringComparison.Ordinal).Split(", ") ?? []));
}
