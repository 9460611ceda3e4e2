using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Pages;

/// <summary>The pages are compiled against a copy of the OpenAPI document: what is asked for and what good answers hold.</summary>
public sealed class ContractTests(HostEndpointTests.Shared shared) : IClassFixture<HostEndpointTests.Shared>
{
    private const string Rewrite = "GRIDCASE_WRITE_CONTRACT";
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_pages_are_compiled_against_what_is_served()
    {
        var served = JsonNode.Parse(await shared.Of.Anonymous.GetStringAsync("/openapi/v1.json"))!.AsObject();
        var text = Shorten(served).ToJsonString(Written) + "\n";
        var copy = Path.Combine(Root(), "src", "Console", "contract", "openapi.json");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1") await File.WriteAllTextAsync(copy, text);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(copy)), JsonNode.Parse(text)), $"{copy} is not what is served: run this test once with {Rewrite}=1, and see whether the pages still compile.");
    }

    /// <summary>Refusals are of one shape, and words for people are for those who read the document.</summary>
    private static JsonObject Shorten(JsonObject document)
    {
        foreach (var name in new[] { "servers", "tags", "security" }) document.Remove(name);
        document["info"] = new JsonObject { ["title"] = "GridCase", ["version"] = "1" };
        document["components"]!.AsObject().Remove("securitySchemes");
        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(entry => entry.Value).OfType<JsonObject>())
        {
            foreach (var name in new[] { "description", "security", "tags" }) operation.Remove(name);
            var responses = operation["responses"]!.AsObject();
            foreach (var refusal in responses.Select(response => response.Key).Where(status => status[0] != '2').ToList()) responses.Remove(refusal);
        }

        return document;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridCase.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand inside the repository.");
    }
}
