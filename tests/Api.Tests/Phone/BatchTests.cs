using System.Net;
using System.Text.Json.Nodes;
using static GridCase.Api.Tests.Phone.PhoneHost;

namespace GridCase.Api.Tests.Phone;

/// <summary>Many writes at once, each answered as its own address would.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Items_wait_for_each_other_in_whatever_order_they_stand()
    {
        var caseId = await host.Held("B-1");
        var items = new[]
        {
            Item("c", "command", Command("comment", "补充"), report: "r"),
            Item("res", "command", Command("resolve", "修好"), caseId, after: ["p", "s"]),
            Item("p", "command", Command("progress", "去看了"), caseId, after: ["s"]),
            Item("r", "report", Report()),
            Item("s", "command", Command("sign-off"), caseId),
        };
        var answers = await Batch(await host.As(Worker), items);
        Assert.Equal(["c 200", "res 200", "p 200", "r 201", "s 200"], answers.Select(Words));
        Assert.Equal("verification", answers[1]["body"]!["stage"]!.GetValue<string>());
        var facts = await host.Facts();
        var again = await Batch(await host.As(Worker), [.. items.Reverse()]);
        Assert.All(again, answer => Assert.True(answer["replayed"]!.GetValue<bool>()));
        Assert.Equal(answers.Select(answer => answer["body"]!.ToJsonString()).Reverse(), again.Select(answer => answer["body"]!.ToJsonString()));
        Assert.Equal(facts, await host.Facts());
    }

    [Fact]
    public async Task An_item_is_the_same_write_as_at_its_own_address()
    {
        var worker = await host.As(Worker);
        var caseId = await host.Held("B-2");
        var single = await worker.Send(Commands(caseId), Command("sign-off"), "s");
        var report = await worker.Send("/api/reports", Report(), "r");
        var answers = await Batch(worker, Item("s", "command", Command("sign-off"), caseId), Item("r", "report", Report()), Item("n", "report", Report("新")));
        Assert.Equal(["s 200", "r 201", "n 201"], answers.Select(Words));
        Assert.Equal([true, true, false], answers.Select(answer => answer["replayed"]!.GetValue<bool>()));
        Assert.Equal((await single.Json()).ToJsonString(), answers[0]["body"]!.ToJsonString());
        Assert.Equal((await report.Json()).ToJsonString(), answers[1]["body"]!.ToJsonString());
        Assert.True((await worker.Send("/api/reports", Report("新"), "n")).Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task One_bad_item_harms_no_other()
    {
        var worker = await host.As(Worker);
        var (report, longText) = (Report().ToJsonString(), new string('x', 70_000));
        var body = $$"""
            {"items": [
              5, {"do": "report"}, {"key": "\ud800", "do": "report"}, {"key": "a b", "do": "report", "body": {{report}} }, {"key": "k1", "do": "dance"}, {"key": "k2", "do": "attachment"},
              {"key": "k3", "do": "report", "body": {"kind": "report", "kind": "help"} }, {"key": "k4", "do": "report"}, {"key": "k5", "do": "command", "body": {"command": "comment"} },
              {"key": "k6", "do": "command", "report": "never", "body": {"command": "comment", "text": "x"} }, {"key": "k7", "do": "command", "case": "00000000000000000000000000000000", "body": {"command": "comment", "text": "x"} },
              {"key": "k8", "do": "report", "body": {"text": "{{longText}}"} }, {"key": "k9", "do": "acknowledgement", "id": "no"}, {"key": "ka", "do": "command", "case": "x", "after": 5, "body": {} },
              {"key": "good", "do": "report", "body": {{report}} }
            ]}
            """;
        var answers = await Answers(await worker.PostText("/api/sync", body));
        Assert.Equal(
            [
                "400 invalid-value", "400 missing-field", "400 invalid-value", "400 idempotency-key-invalid", "400 invalid-value", "400 upload-apart", "400 duplicate-property", "415 unsupported-media-type", "400 missing-field",
                "404 report-not-arrived", "404 unknown-case", "413 too-large", "404 unknown-escalation", "400 invalid-value", "201 ",
            ],
            answers.Select(answer => $"{answer["status"]!.GetValue<int>()} {(answer["body"]!["caseId"] is null ? answer["body"]!["code"]!.GetValue<string>() : "")}"));
    }

    [Fact]
    public async Task Roles_and_scope_are_those_of_each_door()
    {
        var answers = await Batch(await host.As("dispatcher"), Item("r", "report", Report()), Item("t", "command", Command("triage"), await host.Accept("B-3")));
        Assert.Equal(["r 403", "t 200"], answers.Select(Words));
        await (await (await host.As("auditor")).Send("/api/sync", new JsonObject { ["items"] = new JsonArray(5) })).Problem(403, "role-lacks-operation");
        await (await host.Anonymous.Send("/api/sync", new JsonObject { ["items"] = new JsonArray(5) })).Problem(401, "not-signed-in");
    }

    [Theory]
    [InlineData("{}", 400, "missing-field")]
    [InlineData("{\"items\": 5}", 400, "missing-field")]
    [InlineData("{\"items\": []}", 400, "out-of-bounds")]
    [InlineData("[", 400, "malformed-json")]
    [InlineData("", 400, "missing-body")]
    public async Task What_is_no_batch_is_refused(string body, int status, string code) => await (await (await host.As(Worker)).PostText("/api/sync", body)).Problem(status, code);

    [Fact]
    public async Task A_batch_is_bounded()
    {
        var worker = await host.As(Worker);
        await (await worker.PostText("/api/sync", $"{{\"items\": [{string.Join(',', Enumerable.Repeat("5", 201))}]}}")).Problem(400, "out-of-bounds");
        await (await worker.PostText("/api/sync", $"{{\"items\": [\"{new string('x', 1024 * 1024)}\"]}}")).Problem(413, "too-large");
        await (await worker.PostText("/api/sync", "x", "text/plain")).Problem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task Limits_count_items_and_what_was_too_much_is_sent_again()
    {
        await using var slow = new ApiHost(options => options.PersonRequestsPerMinute = 60);
        var worker = await slow.As(Worker);
        var items = Enumerable.Range(0, 15).Select(no => Item($"k{no}", "report", Report($"第{no}件"))).ToArray();
        var answers = await Batch(worker, items);
        Assert.Contains(answers, answer => answer["status"]!.GetValue<int>() == 201);
        var refused = answers.Where(answer => answer["status"]!.GetValue<int>() != 201).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal("too-many-requests", answer["body"]!["code"]!.GetValue<string>()));
    }

    private static JsonObject Item(string key, string what, JsonObject body, string? caseId = null, string? report = null, params string[] after) => new()
    {
        ["key"] = key,
        ["do"] = what,
        ["case"] = caseId,
        ["report"] = report,
        ["after"] = new JsonArray([.. after.Select(one => (JsonNode)one)]),
        ["body"] = body,
    };

    private static async Task<IReadOnlyList<JsonNode>> Batch(HttpClient client, params JsonObject[] items) =>
        await Answers(await client.Send("/api/sync", new JsonObject { ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]) }));

    private static async Task<IReadOnlyList<JsonNode>> Answers(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Json())["items"]!.AsArray().Select(item => item!)];
    }

    private static string Words(JsonNode answer) => $"{answer["key"]!.GetValue<string>()} {answer["status"]!.GetValue<int>()}";
}
