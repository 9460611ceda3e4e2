using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace GridCase.Api.Tests;

/// <summary>Whatever is sent, the answer is never a fault of ours, and an error is always a problem with a code.</summary>
public sealed class FuzzTests(GateTests.Shared shared) : IClassFixture<GateTests.Shared>
{
    private static readonly string[] Names =
    [
        "orderNo", "receivedAt", "kind", "category", "urgency", "title", "text", "address", "gridCode", "lat", "lon", "caller", "name", "phone", "confidential", "dueAt", "attachments", "url",
        "command", "unit", "helpers", "grade", "expectedVersion", "approve", "uphold", "outcome", "satisfaction", "until", "reasonCode", "days", "remark", "into", "document", "basedOn", "preset", "draftRevision", "rules", "years", "version", "reason", "openCases", "",
    ];

    private static readonly string[] Words =
    [
        "", " ", "complaint", "normal", "triage", "dispatch", "sign-off", "visit", "merge", "reached", "l1", "L1", "440804-cgj", "440804100201001", "2026-02-13T09:00:00+08:00", "2026-02-13", "9999-12-31T23:59:59Z",
        "😀", "\u0000", "\u202E", "'; DROP TABLE cases; --", "<script>", "../..", "NaN", "!-2", "1-!-!-2", new('x', 5000),
    ];

    private readonly ApiHost host = shared.Of;

    [Fact]
    public void No_object_however_odd_is_answered_with_a_fault() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(80),
        Prop.ForAll(Objects(3).ToArbitrary(), body => Ask(body.ToJsonString()).GetAwaiter().GetResult()));

    [Fact]
    public void No_bytes_however_torn_are_answered_with_a_fault() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(
            Objects(2).Zip(Gen.Choose(0, 400)).Zip(Gen.Choose(0, 255)).ToArbitrary(),
            torn =>
            {
                var bytes = Encoding.UTF8.GetBytes(torn.Item1.Item1.ToJsonString());
                bytes[torn.Item1.Item2 % bytes.Length] = (byte)torn.Item2;
                return Ask(bytes).GetAwaiter().GetResult();
            }));

    private static Gen<JsonObject> Objects(int depth) =>
        from names in Gen.Elements(Names).ListOf()
        from values in Values(depth).ListOf(names.Count)
        select new JsonObject(names.Distinct().Zip(values, (name, value) => KeyValuePair.Create(name, value?.DeepClone())));

    private static Gen<JsonNode?> Values(int depth)
    {
        Gen<JsonNode?>[] plain =
        [
            Gen.Constant<JsonNode?>(null),
            Gen.Elements(Words).Select(word => (JsonNode?)JsonValue.Create(word)),
            Gen.Elements(0, 1, -1, 5, 90, 91, int.MaxValue, int.MinValue).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(0.5, -180.1, 1e300, 1e-300).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
        ];
        if (depth == 0) return Gen.OneOf(plain);
        return Gen.OneOf([
            .. plain,
            Values(depth - 1).ListOf(3).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Objects(depth - 1).Select(inner => (JsonNode?)inner),
        ]);
    }

    private Task<bool> Ask(string body) => Ask(Encoding.UTF8.GetBytes(body));

    private async Task<bool> Ask(byte[] body)
    {
        var dispatcher = await host.As("dispatcher");
        var admin = await host.As("admin");
        var caseId = Workflows.Cases.CaseIds.Of(Workflows.Cases.Channel.Hotline, "fuzz");
        if (await host.Stores.Cases.Find(caseId) is null) await host.Accept("fuzz");
        HttpResponseMessage[] answers =
        [
            await host.Signed(HttpMethod.Post, "/api/hotline/orders", body),
            await host.Signed(HttpMethod.Post, "/api/hotline/orders/fuzz/visits", body, Guid.NewGuid().ToString()),
            await Post(dispatcher, $"/api/cases/{caseId}/commands", body),
            await Post(dispatcher, $"/api/cases/{caseId}/reveal", body),
            await Post(dispatcher, "/api/intake/orders", body),
            await Post(admin, "/api/policies/deadlines/draft/check", body),
            await Post(admin, "/api/policies/deadlines/draft/publish", body),
            await Post(admin, "/api/calendars/cn/import", body),
        ];
        foreach (var answer in answers)
        {
            if (answer.IsSuccessStatusCode) continue;
            var code = (await answer.Json())["code"]!.GetValue<string>();
            if ((int)answer.StatusCode >= 500 || code.Length == 0) return false;
        }

        return true;
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return client.SendAsync(request);
    }
}
