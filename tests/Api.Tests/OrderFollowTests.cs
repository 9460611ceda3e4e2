using System.Net;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>An order can be followed at any time, whatever became of it.</summary>
public sealed class OrderFollowTests : IAsyncLifetime
{
    private static readonly string Unit = ApiHost.AccountOf("clerk-cgj").Unit!;

    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_merged_order_tells_how_the_case_it_went_into_stands_and_nothing_of_the_other_caller()
    {
        var first = await host.Accept("F-1", order => order["caller"] = new JsonObject { ["name"] = "李别人", ["phone"] = "13900001111" });
        await ToHandling(first);
        var second = await host.Accept("F-2");
        await host.Move("dispatcher", second, new { command = "merge", into = first });
        var early = await Follow("F-2");
        Assert.Equal("merged", early["state"]!.GetValue<string>());
        Assert.NotNull(early["endedAt"]);
        var goesOn = early["continuesIn"]!;
        Assert.Equal((false, "open", "handling", Unit), (goesOn["shared"]!.GetValue<bool>(), goesOn["state"]!.GetValue<string>(), goesOn["stage"]!.GetValue<string>(), goesOn["unit"]!.GetValue<string>()));
        Assert.Equal((await Follow("F-1"))["citizenDueAt"]!.GetValue<string>(), goesOn["citizenDueAt"]!.GetValue<string>());
        Assert.Null(goesOn["reply"]);

        await host.Move("clerk-cgj", first, new { command = "resolve", text = "已劝阻李别人的邻居", reply = "噪声已停止。" });
        var late = await Follow("F-2");
        Assert.Equal("噪声已停止。", late["continuesIn"]!["reply"]!.GetValue<string>());
        Assert.NotNull(late["continuesIn"]!["repliedAt"]);
        foreach (var secret in new[] { "F-1", first, "李", "1111", "劝阻" }) Assert.DoesNotContain(secret, late.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reply_of_a_confidential_case_is_not_told_to_another_caller()
    {
        var first = await host.Accept("F-1", order => order["confidential"] = true);
        await ToHandling(first);
        await host.Move("dispatcher", await host.Accept("F-2"), new { command = "merge", into = first });
        await host.Move("clerk-cgj", first, new { command = "resolve", text = "好", reply = "噪声已停止。" });
        var goesOn = (await Follow("F-2"))["continuesIn"]!;
        Assert.Null(goesOn["reply"]);
        Assert.NotNull(goesOn["repliedAt"]);
        Assert.Equal("噪声已停止。", (await Follow("F-1"))["reply"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_chain_of_merges_is_followed_to_its_end()
    {
        var ids = new[] { await host.Accept("F-1"), await host.Accept("F-2"), await host.Accept("F-3") };
        await host.Move("dispatcher", ids[0], new { command = "merge", into = ids[1] });
        await host.Move("dispatcher", ids[1], new { command = "merge", into = ids[2] });
        var last = (await Follow("F-3"))["code"]!.GetValue<string>();
        Assert.Equal((last, last), ((await Follow("F-1"))["continuesIn"]!["code"]!.GetValue<string>(), (await Follow("F-2"))["continuesIn"]!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_the_caller_of_a_merged_order_adds_reaches_the_case_it_went_into()
    {
        var first = await host.Accept("F-1");
        await ToHandling(first);
        await host.Move("dispatcher", await host.Accept("F-2"), new { command = "merge", into = first });
        var answer = await Supplement("F-2", "又吵了", true, "u-1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("F-2", (await answer.Json())["orderNo"]!.GetValue<string>());
        Assert.Equal(1, (await host.Stores.Cases.Find(first))!.Urges);
        Assert.True((await Supplement("F-2", "又吵了", true, "u-1")).Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(1, (await host.Stores.Cases.Find(first))!.Urges);
    }

    [Fact]
    public async Task A_child_keeps_its_own_due_time_and_shows_whose_handling_it_shares()
    {
        var parent = await host.Accept("F-1");
        await ToHandling(parent);
        var child = await host.Accept("F-2");
        await host.Move("dispatcher", child, new { command = "merge", into = parent, asChild = true });
        var order = await Follow("F-2");
        Assert.Equal(("open", true, Unit), (order["state"]!.GetValue<string>(), order["continuesIn"]!["shared"]!.GetValue<bool>(), order["continuesIn"]!["unit"]!.GetValue<string>()));
        Assert.NotNull(order["citizenDueAt"]);
    }

    [Fact]
    public async Task A_refused_order_tells_the_path_that_is_open()
    {
        var id = await host.Accept("F-1");
        await host.Move("dispatcher", id, new { command = "refuse", refusalClass = "litigation-arbitration", remark = "已在法院立案" });
        var order = await Follow("F-1");
        Assert.Equal(("refused", "litigation-arbitration"), (order["state"]!.GetValue<string>(), order["refusal"]!["code"]!.GetValue<string>()));
        Assert.Contains("法院", order["refusal"]!["pathZh"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(order["endedAt"]);
        Assert.Null(order["continuesIn"]);
    }

    [Fact]
    public async Task A_withdrawn_a_regraded_and_a_reopened_order_say_so()
    {
        await host.Accept("F-1");
        await host.Signed(HttpMethod.Post, "/api/hotline/orders/F-1/withdrawal", new { reason = "好了" });
        var withdrawn = await Follow("F-1");
        Assert.Equal("withdrawn", withdrawn["state"]!.GetValue<string>());
        Assert.Equal(host.Clock.GetUtcNow(), withdrawn["endedAt"]!.GetValue<DateTimeOffset>());

        var id = await host.Accept("F-2");
        await ToHandling(id);
        await host.Move("dispatcher", id, new { command = "regrade", grade = "l2" });
        var regraded = await Follow("F-2");
        Assert.Equal("l2", regraded["grade"]!.GetValue<string>());
        Assert.Equal(["accepted", "dispatched", "signed-off", "rescheduled"], Steps(regraded));

        await host.Move("clerk-cgj", id, new { command = "resolve", text = "好", reply = "好了" });
        await host.Move("worker-1", id, new { command = "verify", ok = true });
        await host.Signed(HttpMethod.Post, "/api/hotline/orders/F-2/visits", new { attemptedAt = host.Clock.GetUtcNow(), outcome = "reached", satisfaction = 5 }, "v");
        await host.Move("hotline-operator", id, new { command = "close" });
        await host.Move("hotline-operator", id, new { command = "reopen", reason = "又坏了" });
        var reopened = await Follow("F-2");
        Assert.Equal(("open", "handling"), (reopened["state"]!.GetValue<string>(), reopened["stage"]!.GetValue<string>()));
        Assert.Null(reopened["endedAt"]);
        Assert.Equal(["replied", "closed", "reopened"], Steps(reopened).Skip(4));
    }

    [Fact]
    public async Task Urging_again_within_minutes_is_one_urge()
    {
        await host.Accept("F-1");
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await Supplement("F-1", "快", true, $"u-{i}")).StatusCode);
        Assert.Equal(1, (await Follow("F-1"))["urges"]!.GetValue<int>());
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(10));
        await Supplement("F-1", "快", true, "u-9");
        Assert.Equal(2, (await Follow("F-1"))["urges"]!.GetValue<int>());
    }

    private static IEnumerable<string> Steps(JsonNode order) => order["progress"]!.AsArray().Select(step => step!["event"]!.GetValue<string>());

    private async Task<JsonNode> Follow(string orderNo) => await (await host.Signed(HttpMethod.Get, $"/api/hotline/orders/{orderNo}")).Json();

    private Task<HttpResponseMessage> Supplement(string orderNo, string text, bool urge, string key) => host.Signed(HttpMethod.Post, $"/api/hotline/orders/{orderNo}/supplements", new { text, urge }, key);

    private async Task ToHandling(string caseId)
    {
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = Unit });
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
    }
}
