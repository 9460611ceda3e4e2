using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace GridCase.Api.Tests.Open311;

/// <summary>
/// An Open311 client that forgives nothing: content types to the letter, a declaration with its encoding, no DTD, no namespace, no attribute, no mixed content, no property
/// twice. What it read as XML it gives as the JSON that the standard's mapping makes of it, so that the two can be compared.
/// </summary>
internal sealed class StrictClient(HttpClient http, string format, string root = "/open311/v2")
{
    private static readonly HashSet<string> Containers = ["services", "service_requests", "errors", "attributes", "values", "endpoints", "formats", "notes"];
    private static readonly HashSet<string> Flags = ["metadata", "variable", "required"];
    private static readonly HashSet<string> Numbers = ["lat", "long", "order"];

    public string Format => format;

    public async Task<JsonNode> Get(string path, string query = "", int status = 200) => await Read(await http.GetAsync($"{root}/{path}.{format}{query}"), status);

    /// <summary>Sends a form; a name may stand in it more than once.</summary>
    public async Task<JsonNode> Post(IEnumerable<KeyValuePair<string, string>> form, int status = 201, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/requests.{format}") { Content = new FormUrlEncodedContent(form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") { CharSet = "utf-8" };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Read(await http.SendAsync(request), status);
    }

    public async Task<JsonNode> Read(HttpResponseMessage answer, int status)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = new UTF8Encoding(false, true).GetString(bytes);
        Assert.True(status == (int)answer.StatusCode, $"expected {status}, got {(int)answer.StatusCode} {text}");
        Assert.Equal(format == "json" ? "application/json; charset=utf-8" : "text/xml; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var node = format == "json" ? ReadJson(text) : ReadXml(text);
        if (status >= 400) Shape.Errors(node, status);
        return node;
    }

    public static JsonNode ReadJson(string text) =>
        JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow })!;

    public static JsonNode ReadXml(string text)
    {
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", text, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 0 });
        var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        return Of(document.Root!)!;
    }

    private static JsonNode? Of(XElement element)
    {
        Assert.Equal("", element.Name.NamespaceName);
        Assert.Empty(element.Attributes());
        var name = element.Name.LocalName;
        if (Containers.Contains(name))
        {
            Assert.True(element.Elements().Select(child => child.Name).Distinct().Count() < 2, $"{name} holds different things");
            Assert.Empty(element.Nodes().OfType<XText>());
            return new JsonArray([.. element.Elements().Select(Of)]);
        }

        if (element.HasElements)
        {
            Assert.Empty(element.Nodes().OfType<XText>());
            var fields = new JsonObject();
            foreach (var child in element.Elements()) fields.Add(child.Name.LocalName, Of(child));
            return fields;
        }

        if (element.Value.Length == 0) return null;
        if (Flags.Contains(name)) return JsonValue.Create(XmlConvert.ToBoolean(element.Value));
        return Numbers.Contains(name) || (name == "code" && element.Parent!.Name.LocalName == "error")
            ? JsonValue.Create(decimal.Parse(element.Value, CultureInfo.InvariantCulture))
            : JsonValue.Create(element.Value);
    }
}
