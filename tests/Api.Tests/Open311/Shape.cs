using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GridCase.Api.Tests.Open311;

/// <summary>What the published schemas and the validator ask of each answer, field by field. No field is let through that is not named here.</summary>
internal static partial class Shape
{
    private static readonly string[] Datatypes = ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"];

    private static readonly string[] RequestFields =
    [
        "service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice", "requested_datetime", "updated_datetime",
        "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
    ];

    public static void Discovery(JsonNode answer, DateTimeOffset now)
    {
        Has(answer, "changeset", "contact", "key_service", "endpoints");
        Assert.True(Date(answer["changeset"]) <= now);
        Assert.NotEmpty(Text(answer["contact"]));
        Assert.NotEmpty(Text(answer["key_service"]));
        var endpoints = answer["endpoints"]!.AsArray();
        Assert.NotEmpty(endpoints);
        foreach (var endpoint in endpoints)
        {
            Has(endpoint!, "specification", "url", "changeset", "type", "formats");
            Assert.Equal("http://wiki.open311.org/GeoReport_v2", Text(endpoint!["specification"]));
            Assert.Contains(new Uri(Text(endpoint["url"])).Scheme, new[] { "http", "https" });
            Assert.True(Date(endpoint["changeset"]) <= now);
            Assert.Contains(Text(endpoint["type"]), new[] { "production", "test" });
            var formats = endpoint["formats"]!.AsArray().Select(Text).ToList();
            Assert.Contains("text/xml", formats);
            Assert.Equal(formats.Distinct(), formats);
        }
    }

    public static void Services(JsonNode answer)
    {
        foreach (var service in answer.AsArray())
        {
            Has(service!, "service_code", "service_name", "description", "metadata", "type", "keywords", "group");
            Assert.NotEmpty(Text(service!["service_code"]));
            Assert.NotEmpty(Text(service["service_name"]));
            Assert.Contains(service["metadata"]!.GetValueKind(), new[] { JsonValueKind.True, JsonValueKind.False });
            Assert.Equal("realtime", Text(service["type"]));
            foreach (var name in new[] { "description", "keywords", "group" }) TextOrNull(service[name]);
        }

        var codes = answer.AsArray().Select(service => Text(service!["service_code"])).ToList();
        Assert.Equal(codes.Distinct(), codes);
    }

    public static void Definition(JsonNode answer)
    {
        Has(answer, "service_code", "attributes");
        Assert.NotEmpty(Text(answer["service_code"]));
        var attributes = answer["attributes"]!.AsArray();
        Assert.NotEmpty(attributes);
        foreach (var attribute in attributes)
        {
            var isList = Text(attribute!["datatype"]).EndsWith("valuelist", StringComparison.Ordinal);
            string[] fields = ["variable", "code", "datatype", "required", "datatype_description", "order", "description", .. isList ? new[] { "values" } : []];
            Has(attribute, fields);
            Assert.Contains(Text(attribute["datatype"]), Datatypes);
            foreach (var name in new[] { "variable", "required" }) Assert.Contains(attribute[name]!.GetValueKind(), new[] { JsonValueKind.True, JsonValueKind.False });
            foreach (var name in new[] { "datatype_description", "description" }) TextOrNull(attribute[name]);
            if (!isList) continue;
            var keys = attribute["values"]!.AsArray().Select(value => (Key: Text(value!["key"]), Name: Text(value["name"]))).ToList();
            Assert.NotEmpty(keys);
            Assert.Equal(keys.Distinct(), keys);
        }

        var orders = attributes.Select(attribute => attribute!["order"]!.GetValue<decimal>()).ToList();
        Assert.Equal(Enumerable.Range(1, orders.Count).Select(number => (decimal)number), orders.Order());
        var codes = attributes.Select(attribute => Text(attribute!["code"])).ToList();
        Assert.Equal(codes.Distinct(), codes);
    }

    public static void Requests(JsonNode answer, bool extended = false)
    {
        foreach (var request in answer.AsArray())
        {
            string[] fields = [.. RequestFields, .. extended ? new[] { "extended_attributes", "notes" } : []];
            Has(request!, fields);
            Assert.NotEmpty(Text(request!["service_request_id"]));
            Assert.NotEmpty(Text(request["service_code"]));
            Assert.Contains(Text(request["status"]), new[] { "open", "closed" });
            var requested = Date(request["requested_datetime"]);
            Assert.True(Date(request["updated_datetime"]) >= requested);
            if (request["expected_datetime"] is { } expected) Assert.True(Date(expected) > requested);
            foreach (var name in new[] { "status_notes", "service_name", "agency_responsible", "service_notice", "address", "address_id", "zipcode", "media_url" }) TextOrNull(request[name]);
            TextOrNull(request["description"], 4_000);
            Assert.Equal(request["lat"] is null, request["long"] is null);
            if (request["lat"] is { } lat) Assert.InRange(lat.GetValue<decimal>(), -90, 90);
            if (request["long"] is { } lon) Assert.InRange(lon.GetValue<decimal>(), -180, 180);
            if (!extended) continue;
            Has(request["extended_attributes"]!, "stage", "state");
            foreach (var note in request["notes"]!.AsArray())
            {
                Has(note!, "datetime", "description", "type");
                Date(note!["datetime"]);
                Assert.NotEmpty(Text(note["description"]));
            }
        }
    }

    /// <summary>The answer to a POST: one request, with its id and no token.</summary>
    public static (string Id, string Notice) Sent(JsonNode answer)
    {
        var request = Assert.Single(answer.AsArray())!;
        Has(request, "service_request_id", "service_notice");
        return (Text(request["service_request_id"]), Text(request["service_notice"]));
    }

    public static void Errors(JsonNode answer, int status)
    {
        Assert.NotEmpty(answer.AsArray());
        foreach (var error in answer.AsArray())
        {
            Has(error!, "code", "description");
            Assert.Equal(status, error!["code"]!.GetValue<decimal>());
            Assert.NotEmpty(Text(error["description"]));
        }
    }

    public static IReadOnlyList<string> Faults(JsonNode errors) => [.. errors.AsArray().Select(error => Text(error!["description"]))];

    public static string Text(JsonNode? node)
    {
        Assert.Equal(JsonValueKind.String, node?.GetValueKind());
        return node!.GetValue<string>();
    }

    private static void TextOrNull(JsonNode? node, int most = int.MaxValue)
    {
        if (node is not null) Assert.InRange(Text(node).Length, 1, most);
    }

    private static DateTimeOffset Date(JsonNode? node)
    {
        var text = Text(node);
        Assert.Matches(W3C(), text);
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Has(JsonNode node, params string[] names) => Assert.Equal(names, node.AsObject().Select(field => field.Key));

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex W3C();
}
