using System.Net;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

public sealed class HotlineTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task An_order_becomes_a_case_and_says_when_the_citizen_is_answered()
    {
        var answer = await host.Signed(HttpMethod.Post, "/api/hotline/orders", ApiHost.Order("20260213-1").ToJsonString());
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var order = await answer.Json();
        Assert.Equal("/api/hotline/orders/20260213-1", answer.Headers.Location!.ToString());
        Assert.Equal(32, order["caseId"]!.GetValue<string>().Length);
        Assert.Equal("20260213-1", order["orderNo"]!.GetValue<string>());
        Assert.Equal("open", order["state"]!.GetValue<string>());
        Assert.Equal("triage", order["stage"]!.GetValue<string>());
        Assert.Equal("l3", order["grade"]!.GetValue<string>());
        Assert.Null(order["advice"]);
        Assert.StartsWith("440804-260213-", order["code"]!.GetValue<string>(), StringComparison.Ordinal);
        // 13 February 2026, a complaint: five working days, the Spring Festival (15 to 23 February) not counted and the make-up Saturdays counted.
        Assert.Equal("2026-02-27T17:30:00+08:00", order["citizenDueAt"]!.GetValue<string>());
        Assert.Equal("/api/hotline/orders/20260213-1", order["links"]!["self"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_order_again_is_the_same_case_however_it_is_written()
    {
        var caseId = await host.Accept("A-1");
        var backwards = new JsonObject(ApiHost.Order("A-1").Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))
        {
            ["receivedAt"] = "2026-02-13T01:00:00Z",
            ["somethingNew"] = 1,
            ["dueAt"] = null,
        };
        host.Clock.Set(ApiHost.Start.AddDays(40));
        var answer = await host.Signed(HttpMethod.Post, "/api/hotline/orders", "  " + backwards.ToJsonString(new() { WriteIndented = true }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(caseId, (await answer.Json())["caseId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sent_twice_within_one_second_it_is_answered_twice()
    {
        var body = ApiHost.Order("A-2").ToJsonString();
        Assert.Equal(HttpStatusCode.Created, (await host.Signed(HttpMethod.Post, "/api/hotline/orders", body)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Signed(HttpMethod.Post, "/api/hotline/orders", body)).StatusCode);
    }

    [Fact]
    public async Task The_same_number_with_other_content_is_a_conflict_and_changes_nothing()
    {
        var caseId = await host.Accept("A-3");
        var other = ApiHost.Order("A-3");
        other["text"] = "另一件事。";
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders", other.ToJsonString())).Problem(409, "order-conflict");
        Assert.Equal(1, (await host.Stores.Cases.Find(caseId))!.Version);
    }

    [Fact]
    public async Task Danger_to_life_is_L1_and_says_whom_to_call_now()
    {
        var order = ApiHost.Order("A-4");
        order["text"] = "有人被困火灾现场";
        var answer = await (await host.Signed(HttpMethod.Post, "/api/hotline/orders", order.ToJsonString())).Json();
        Assert.Equal("l1", answer["grade"]!.GetValue<string>());
        Assert.Contains("110/119/120", answer["advice"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_due_time_of_the_hotlines_own_is_kept()
    {
        var order = ApiHost.Order("A-5");
        order["dueAt"] = "2026-03-02T12:00:00+08:00";
        var answer = await (await host.Signed(HttpMethod.Post, "/api/hotline/orders", order.ToJsonString())).Json();
        Assert.Equal("2026-03-02T12:00:00+08:00", answer["citizenDueAt"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_hotline_follows_its_order_to_the_reply_and_visits()
    {
        var caseId = await ToTheVisit("A-6");
        var early = await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-6/visits", new { attemptedAt = "2026-02-13T08:00:00+08:00", outcome = "reached", solved = "yes" }, "v-0");
        await early.Problem(409, "attempt-too-early");
        var unreachable = await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-6/visits", new { attemptedAt = Now(), outcome = "unreachable" }, "v-1");
        Assert.Equal(HttpStatusCode.OK, unreachable.StatusCode);
        var reached = await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-6/visits", new { attemptedAt = Now(), outcome = "reached", solved = "partly", satisfaction = 4, remark = "尚可" }, "v-2");
        Assert.Equal(HttpStatusCode.OK, reached.StatusCode);
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-6/visits", new { attemptedAt = Now(), outcome = "reached" }, "v-3")).Problem(409, "already-visited");
        var order = await (await host.Signed(HttpMethod.Get, "/api/hotline/orders/A-6")).Json();
        Assert.Equal(caseId, order["caseId"]!.GetValue<string>());
        Assert.Equal("visit", order["stage"]!.GetValue<string>());
        Assert.Equal("已劝阻，约定施工时间。", order["reply"]!.GetValue<string>());
        Assert.Equal(["unreachable", "reached"], order["visits"]!.AsArray().Select(visit => visit!["outcome"]!.GetValue<string>()));
        Assert.Equal(4, order["visits"]![1]!["satisfaction"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_visit_before_there_is_anything_to_visit_is_refused()
    {
        await host.Accept("A-7");
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-7/visits", new { attemptedAt = Now(), outcome = "reached" }, "v")).Problem(409, "wrong-stage");
    }

    [Fact]
    public async Task An_urge_is_counted_once_however_often_it_is_sent()
    {
        var caseId = await host.Accept("A-8");
        for (var i = 0; i < 3; i++)
        {
            var answer = await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-8/supplements", new { text = "请快一点", urge = true }, "u-1");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(i > 0, answer.Headers.Contains("Idempotent-Replayed"));
        }

        Assert.Equal(1, (await host.Stores.Cases.Find(caseId))!.Urges);
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-8/supplements", new { text = "别的" }, "u-1")).Problem(409, "idempotency-key-reused");
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-8/supplements", new { text = "请快一点" })).Problem(400, "idempotency-key-required");
    }

    [Fact]
    public async Task A_withdrawn_order_ends_and_takes_nothing_more()
    {
        await host.Accept("A-9");
        var answer = await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-9/withdrawal", new { reason = "已自行解决" });
        Assert.Equal("withdrawn", (await answer.Json())["state"]!.GetValue<string>());
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-9/withdrawal", new { reason = "再次撤回" })).Problem(409, "wrong-state");
        await (await host.Signed(HttpMethod.Post, "/api/hotline/orders/A-9/supplements", new { text = "又有了" }, "s")).Problem(409, "wrong-state");
    }

    [Theory]
    [InlineData("GET", "/api/hotline/orders/NONE")]
    [InlineData("POST", "/api/hotline/orders/NONE/supplements")]
    [InlineData("POST", "/api/hotline/orders/NONE/visits")]
    [InlineData("POST", "/api/hotline/orders/NONE/withdrawal")]
    public async Task An_order_that_never_came_is_unknown(string method, string path)
    {
        object? body = method == "GET" ? null : new { text = "x", reason = "x", attemptedAt = Now(), outcome = "reached" };
        await (await host.Signed(new(method), path, body, method == "GET" ? null : "k")).Problem(404, "unknown-order");
    }

    private string Now() => host.Clock.GetUtcNow().ToString("O");

    private async Task<string> ToTheVisit(string orderNo)
    {
        var caseId = await host.Accept(orderNo);
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = ApiHost.AccountOf("clerk-cgj").Unit });
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        await host.Move("clerk-cgj", caseId, new { command = "resolve", text = "已处理", reply = "已劝阻，约定施工时间。" });
        host.Clock.Set(host.Clock.GetUtcNow().AddHours(1));
        await host.Move("worker-1", caseId, new { command = "verify", ok = true });
        return caseId;
    }
}
