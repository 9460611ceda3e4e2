using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Api.SignIn;

namespace GridCase.Api.Tests;

/// <summary>The counter, 信访, the police and the public on the same path as the hotline, each system by its own key.</summary>
public sealed class ChannelOrderTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-a-channel";

    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("window")]
    [InlineData("petition")]
    [InlineData("police")]
    [InlineData("public")]
    public async Task A_system_hands_in_and_follows_orders_of_its_own_channel(string channel)
    {
        await Key(channel);
        var accepted = await (await Post(channel, channel, "N-1")).Json();
        var self = accepted["links"]!["self"]!.GetValue<string>();
        Assert.Equal($"/api/intake/orders/{channel}/N-1", self);
        var order = await (await Signed(channel, HttpMethod.Get, self)).Json();
        Assert.Equal((accepted["caseId"]!.GetValue<string>(), "N-1"), (order["caseId"]!.GetValue<string>(), order["orderNo"]!.GetValue<string>()));
        foreach (var urge in new[] { false, true })
            Assert.Equal(HttpStatusCode.OK, (await Signed(channel, HttpMethod.Post, self + "/supplements", new { text = "再说一次", urge }, $"s-{urge}")).StatusCode);
        Assert.Equal(1, (await host.Stores.Cases.Find(accepted["caseId"]!.GetValue<string>()))!.Urges);
        Assert.Equal("withdrawn", (await (await Signed(channel, HttpMethod.Post, self + "/withdrawal", new { reason = "解决了" })).Json())["state"]!.GetValue<string>());
        await (await Signed(channel, HttpMethod.Post, self + "/supplements", new { text = "晚了" }, "late")).Problem(409, "wrong-state");
    }

    [Fact]
    public async Task The_same_order_is_one_case_and_other_content_a_conflict()
    {
        await Key("petition");
        var first = await Post("petition", "petition", "X-1");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var again = await Post("petition", "petition", "X-1", idempotencyKey: "another-key");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal((await first.Json())["caseId"]!.GetValue<string>(), (await again.Json())["caseId"]!.GetValue<string>());
        await (await Post("petition", "petition", "X-1", text: "另一件事", idempotencyKey: "a-third")).Problem(409, "order-conflict");
        await (await Post("petition", "petition", "X-1", text: "另一件事")).Problem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task The_same_number_in_two_channels_is_two_orders()
    {
        await Key("petition");
        await Key("police");
        var petition = await (await Post("petition", "petition", "X-1")).Json();
        var police = await (await Post("police", "police", "X-1")).Json();
        Assert.NotEqual(petition["caseId"]!.GetValue<string>(), police["caseId"]!.GetValue<string>());
        await (await Signed("police", HttpMethod.Get, "/api/intake/orders/public/X-1")).Problem(403, "key-of-other-channel");
    }

    [Theory]
    [InlineData("police", "petition")]
    [InlineData("police", "window")]
    [InlineData("public", "police")]
    public async Task A_key_is_for_its_channel_only(string key, string channel)
    {
        await Key(key);
        await (await Post(key, channel, "X-1")).Problem(403, "key-of-other-channel");
        await (await Signed(key, HttpMethod.Get, $"/api/intake/orders/{channel}/X-1")).Problem(403, "key-of-other-channel");
        await (await Signed(key, HttpMethod.Post, $"/api/intake/orders/{channel}/X-1/supplements", new { text = "x" }, "k")).Problem(403, "key-of-other-channel");
        await (await Signed(key, HttpMethod.Post, $"/api/intake/orders/{channel}/X-1/withdrawal", new { reason = "x" })).Problem(403, "key-of-other-channel");
    }

    [Theory]
    [InlineData("hotline")]
    [InlineData("grid")]
    [InlineData("nonsense")]
    public async Task Only_these_channels_have_these_doors(string channel) =>
        await (await (await host.As("dispatcher")).GetAsync($"/api/intake/orders/{channel}/X-1")).Problem(400, "invalid-value");

    [Fact]
    public async Task People_follow_what_they_handed_in_and_what_is_within_scope()
    {
        var order = Body("window", "W-1", "材料不齐");
        var clerk = await host.As("clerk-cgj");
        Assert.Equal(HttpStatusCode.Created, (await Send(clerk, order, "w")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync("/api/intake/orders/window/W-1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await host.As("dispatcher")).GetAsync("/api/intake/orders/window/W-1")).StatusCode);
        await (await (await host.As("clerk-maxie")).GetAsync("/api/intake/orders/window/W-1")).Problem(404, "unknown-order");
        await (await (await host.As("worker-1")).GetAsync("/api/intake/orders/window/W-1")).Problem(403, "role-lacks-operation");
        await (await (await host.As("dispatcher")).GetAsync("/api/intake/orders/window/NONE")).Problem(404, "unknown-order");
    }

    [Fact]
    public async Task A_visit_by_the_sender_counts_as_the_centres_own()
    {
        await Key("petition");
        var id = (await (await Post("petition", "petition", "V-1")).Json())["caseId"]!.GetValue<string>();
        await (await Visit("V-1", "v-0")).Problem(409, "wrong-stage");
        await host.Move("dispatcher", id, new { command = "triage" });
        await host.Move("dispatcher", id, new { command = "dispatch", unit = ApiHost.AccountOf("clerk-cgj").Unit });
        await host.Move("clerk-cgj", id, new { command = "sign-off" });
        await host.Move("clerk-cgj", id, new { command = "tell-acceptance", text = "受理告知书已送达" });
        await host.Move("clerk-cgj", id, new { command = "resolve", text = "好", reply = "已办结" });
        await host.Move("worker-1", id, new { command = "verify", ok = true });
        Assert.Equal(HttpStatusCode.OK, (await Visit("V-1", "v-1")).StatusCode);
        var order = await (await Signed("petition", HttpMethod.Get, "/api/intake/orders/petition/V-1")).Json();
        // Fifteen days after Friday 13 February is Saturday the 28th, a make-up working day; thirty are Sunday 15 March, which gives way to Monday.
        var petition = order["petition"]!;
        Assert.Equal(
            ("2026-02-28T17:30:00+08:00", "2026-02-13T09:00:00+08:00", "2026-03-16T17:30:00+08:00"),
            (petition["acceptanceDueAt"]!.GetValue<string>(), petition["acceptanceToldAt"]!.GetValue<string>(), petition["reviewUntil"]!.GetValue<string>()));
        Assert.Equal(("已办结", 4), (order["reply"]!.GetValue<string>(), order["visits"]![0]!["satisfaction"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("police", "normal", "邻居吵架", null)]
    [InlineData("police", "urgent", "邻居吵架", "Call 110 now.")]
    [InlineData("police", "emergency", "邻居吵架", "Call 110/119/120 now.")]
    [InlineData("police", "normal", "有人持刀", "Call 110/119/120 now.")]
    [InlineData("window", "urgent", "邻居吵架", null)]
    public async Task What_is_urgent_for_the_police_says_to_call_them_now(string channel, string urgency, string text, string? advice)
    {
        await Key(channel);
        var said = (await (await Post(channel, channel, "U-1", text, urgency: urgency)).Json())["advice"]?.GetValue<string>();
        if (advice is null) Assert.Null(said);
        else Assert.Contains(advice, said, StringComparison.Ordinal);
    }

    private static JsonObject Body(string channel, string? orderNo, string text, string urgency = "normal")
    {
        var order = ApiHost.Order(orderNo ?? "-");
        if (orderNo is null) order.Remove("orderNo");
        (order["channel"], order["text"], order["urgency"]) = (channel, text, urgency);
        return order;
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, JsonObject body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/intake/orders") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    private Task Key(string purpose) => host.Stores.Accounts.SaveKey(
        new(purpose, Secret, ApiHost.PersonOf("dispatcher"), null) { Purpose = Enum.Parse<KeyPurpose>(purpose, true), Name = purpose });

    private Task<HttpResponseMessage> Post(string key, string channel, string orderNo, string text = "楼上夜里装修", string idempotencyKey = "k-1", string urgency = "normal") =>
        Signed(key, HttpMethod.Post, "/api/intake/orders", Body(channel, orderNo, text, urgency), idempotencyKey);

    private Task<HttpResponseMessage> Visit(string orderNo, string key) =>
        Signed("petition", HttpMethod.Post, $"/api/intake/orders/petition/{orderNo}/visits", new { attemptedAt = host.Clock.GetUtcNow(), outcome = "reached", satisfaction = 4 }, key);

    private Task<HttpResponseMessage> Signed(string key, HttpMethod method, string path, object? body = null, string? idempotencyKey = null) => host.Signed(method, path, body, idempotencyKey, request =>
    {
        foreach (var header in new[] { RequestSignature.KeyHeader, RequestSignature.TimestampHeader, RequestSignature.SignatureHeader }) request.Headers.Remove(header);
        RequestSignature.Sign(request, request.Content?.ReadAsByteArrayAsync().GetAwaiter().GetResult() ?? [], key, Secret, host.Clock.GetUtcNow());
    });
}
