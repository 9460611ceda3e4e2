using System.Text;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>What may not come in, each with the code and the field that it is refused with; and that nothing of it stays.</summary>
public sealed class BoundsTests(GateTests.Shared shared) : IClassFixture<GateTests.Shared>
{
    private readonly ApiHost host = shared.Of;

    public static TheoryData<string, string, int, string, string?> Orders => new()
    {
        { "orderNo", "null", 400, "missing-field", "orderNo" },
        { "orderNo", "\"\"", 400, "missing-field", "orderNo" },
        { "orderNo", $"\"{new string('a', 65)}\"", 400, "out-of-bounds", "orderNo" },
        { "orderNo", "\"a b\"", 400, "out-of-bounds", "orderNo" },
        { "orderNo", "\"a/b\"", 400, "out-of-bounds", "orderNo" },
        { "orderNo", "17", 400, "invalid-value", "orderNo" },
        { "receivedAt", "null", 400, "missing-field", "receivedAt" },
        { "receivedAt", "\"2026-02-13T09:00:00\"", 400, "invalid-value", "receivedAt" },
        { "receivedAt", "\"yesterday\"", 400, "invalid-value", "receivedAt" },
        { "receivedAt", "\"0001-01-01T00:00:00Z\"", 400, "invalid-value", "receivedAt" },
        { "receivedAt", "\"9999-12-31T23:59:59Z\"", 400, "invalid-value", "receivedAt" },
        { "receivedAt", "\"2026-02-13T09:06:00+08:00\"", 422, "received-in-future", null },
        { "receivedAt", "\"2025-02-01T09:06:00+08:00\"", 422, "received-too-long-ago", null },
        { "kind", "null", 400, "missing-field", "kind" },
        { "kind", "\"Complaint\"", 400, "invalid-value", "kind" },
        { "kind", "\"unknown\"", 400, "invalid-value", "kind" },
        { "kind", "2", 400, "invalid-value", "kind" },
        { "urgency", "\"URGENT\"", 400, "invalid-value", "urgency" },
        { "category", $"\"{new string('c', 81)}\"", 400, "out-of-bounds", "category" },
        { "title", $"\"{new string('标', 201)}\"", 400, "out-of-bounds", "title" },
        { "text", "null", 400, "missing-field", "text" },
        { "text", "\"  \"", 400, "missing-field", "text" },
        { "text", $"\"{new string('文', 4001)}\"", 400, "out-of-bounds", "text" },
        { "text", "\"a\\u0000b\"", 400, "invalid-value", "text" },
        { "text", "\"\\ud800\"", 400, "malformed-text", null },
        { "text", "[]", 400, "invalid-value", "text" },
        { "address", $"\"{new string('a', 301)}\"", 400, "out-of-bounds", "address" },
        { "gridCode", "\"44080410020100\"", 400, "out-of-bounds", "gridCode" },
        { "gridCode", "440804100201001", 400, "invalid-value", "gridCode" },
        { "gridCode", "\"999999999999999\"", 422, "unknown-grid", null },
        { "lat", "21.3", 422, "position-incomplete", "lon" },
        { "lon", "110.4", 422, "position-incomplete", "lat" },
        { "lat", "91", 400, "out-of-bounds", "lat" },
        { "lat", "1e999", 400, "out-of-bounds", "lat" },
        { "lat", "\"21.3\"", 400, "invalid-value", "lat" },
        { "lat", "NaN", 400, "malformed-json", null },
        { "lon", "-180.5", 400, "out-of-bounds", "lon" },
        { "caller", "{\"name\":\"" + new string('n', 61) + "\"}", 400, "out-of-bounds", "caller.name" },
        { "caller", "{\"phone\":\"call me\"}", 400, "out-of-bounds", "caller.phone" },
        { "caller", "{\"phone\":\"1\"}", 400, "out-of-bounds", "caller.phone" },
        { "caller", "{\"idNumber\":\"!\"}", 400, "out-of-bounds", "caller.idNumber" },
        { "caller", "\"张三\"", 400, "invalid-value", "caller" },
        { "confidential", "\"yes\"", 400, "invalid-value", "confidential" },
        { "dueAt", "\"2026-02-12T09:00:00+08:00\"", 422, "due-before-received", null },
        { "attachments", "[" + string.Join(',', Enumerable.Repeat("{\"name\":\"a\",\"url\":\"https://a/b\"}", 11)) + "]", 400, "out-of-bounds", "attachments" },
        { "attachments", "[{\"name\":\"a\",\"url\":\"file:///etc/passwd\"}]", 400, "out-of-bounds", "attachments[0].url" },
        { "attachments", "[{\"url\":\"https://a/b\"}]", 400, "missing-field", "attachments[0].name" },
        { "attachments", "[null]", 400, "missing-field", "attachments[0]" },
    };

    public static TheoryData<string, int, string> Bodies => new()
    {
        { "", 400, "missing-body" },
        { "{", 400, "malformed-json" },
        { "[]", 400, "malformed-json" },
        { "\"text\"", 400, "malformed-json" },
        { "null", 400, "malformed-json" },
        { "{} {}", 400, "malformed-json" },
        { "{/* a remark */}", 400, "malformed-json" },
        { "{\"orderNo\":\"a\",}", 400, "malformed-json" },
        { "{\"orderNo\":\"a\",\"orderNo\":\"b\"}", 400, "duplicate-property" },
        { "{\"x\":" + new string('[', 16) + new string(']', 16) + "}", 400, "too-deep" },
        { "{\"x\":" + new string('[', 200) + new string(']', 200) + "}", 400, "too-deep" },
        { "{\"x\":\"" + new string('x', 66_000) + "\"}", 413, "too-large" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task An_order_out_of_bounds_is_refused_by_field(string field, string value, int status, string code, string? named)
    {
        var order = ApiHost.Order("B-1");
        order.Remove(field);
        var text = order.ToJsonString();
        var problem = await (await host.Signed(HttpMethod.Post, "/api/hotline/orders", text[..^1] + $",\"{field}\":{value}}}")).Problem(status, code);
        Assert.Equal(named, problem["field"]?.GetValue<string>());
        Assert.Null(await host.Stores.Cases.Find(Workflows.Cases.CaseIds.Of(Workflows.Cases.Channel.Hotline, "B-1")));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_object_in_bounds_is_refused(string body, int status, string code) =>
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders", body)).Problem(status, code);

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"orderNo\":\"a\",\"text\":\"?\"}");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders", bytes)).Problem(400, "malformed-text");
    }

    [Fact]
    public async Task The_longest_of_everything_is_taken()
    {
        var order = ApiHost.Order(new string('n', 64));
        order["title"] = new string('标', 200);
        order["text"] = new string('文', 4000);
        order["address"] = new string('址', 300);
        order["lat"] = 90;
        order["lon"] = -180;
        order["category"] = new string('c', 80);
        order["attachments"] = new JsonArray([.. Enumerable.Range(0, 10).Select(i => new JsonObject { ["name"] = $"{i}.jpg", ["contentType"] = "image/jpeg", ["url"] = $"https://example.org/{i}" })]);
        Assert.Equal(System.Net.HttpStatusCode.Created, (await host.Signed(HttpMethod.Post, "/api/hotline/orders", Encoding.UTF8.GetBytes(order.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })))).StatusCode);
    }

    [Fact]
    public async Task Nothing_internal_is_in_a_problem()
    {
        var problem = await (await host.Signed(HttpMethod.Post, "/api/hotline/orders", "{\"kind\":{}}")).Problem(400, "invalid-value");
        Assert.DoesNotContain("GridCase.", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.ToJsonString(), StringComparison.Ordinal);
    }
}
