using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>Small changes to a policy or calendar document as text.</summary>
internal static class RuleText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The name that the document gives itself; none where it has none or is no document.</summary>
    public static string? VersionOf(string document) => TextOf(document, "version");

    /// <summary>A text that stands at the top of the document; none where it does not or it is no document.</summary>
    public static string? TextOf(string document, string key)
    {
        try
        {
            using var tree = JsonDocument.Parse(document);
            return tree.RootElement.ValueKind == JsonValueKind.Object && tree.RootElement.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same document under another name.</summary>
    public static string WithVersion(string document, string version)
    {
        var tree = Read(document);
        tree["version"] = version;
        return Write(tree);
    }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static JsonObject Read(string document) => JsonNode.Parse(document) as JsonObject ?? throw new JsonException("The document is no JSON object.");

    public static string Write(JsonObject tree) => tree.ToJsonString(Readable);
}
