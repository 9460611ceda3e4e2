using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Api.Tests;

/// <summary>What the doors tell of orders that were attached, and to whom.</summary>
public sealed class RepeatOrderTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task What_was_said_in_a_repeat_is_read_on_the_first_case()
    {
        var (head, repeat) = await Twice(false);
        var view = await Show("dispatcher", head);
        var line = Assert.Single(view["repeats"]!.AsArray())!;
        Assert.Equal((repeat, "还是没人来。"), (line["caseId"]!.GetValue<string>(), line["text"]!.GetValue<string>()));
        Assert.Equal(1, view["urges"]!.GetValue<int>());
        var attached = await Show("dispatcher", repeat);
        Assert.Equal(("merged", head), (attached["state"]!.GetValue<string>(), attached["mergedInto"]!.GetValue<string>()));
        Assert.Contains("separate", attached["allowedCommands"]!.AsArray().Select(move => move!.GetValue<string>()));
    }

    [Theory]
    [InlineData("dispatcher", false)]
    [InlineData("supervisor-centre", false)]
    [InlineData("leader", false)]
    [InlineData("auditor", false)]
    [InlineData("hotline-operator", true)]
    public async Task That_a_confidential_order_is_of_the_same_caller_is_told_to_the_hotline_alone(string user, bool told)
    {
        var (head, repeat) = await Twice(true);
        var client = await host.As(user);
        var first = await client.GetStringAsync($"/api/cases/{head}");
        var second = await client.GetStringAsync($"/api/cases/{repeat}");
        Assert.Equal(told, first.Contains(repeat, StringComparison.Ordinal));
        Assert.Equal(told, second.Contains(head, StringComparison.Ordinal));
        Assert.Equal(told, (await client.GetStringAsync($"/api/cases/{head}/facts")).Contains(repeat, StringComparison.Ordinal));
        Assert.Equal(told, (await client.GetStringAsync($"/api/cases/{repeat}/facts")).Contains(head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nor_is_it_told_to_whoever_follows_the_own_order_unless_it_is_the_hotline(bool confidential)
    {
        await host.Stores.Accounts.SaveKey(new("window", ApiHost.Secret, ApiHost.PersonOf("dispatcher"), null) { Purpose = KeyPurpose.Window });
        var dispatcher = await host.As("dispatcher");
        foreach (var (order, isConfidential) in new[] { ("W-1", false), ("W-2", confidential) }) Assert.Equal(HttpStatusCode.Created, (await dispatcher.PostText("/api/intake/orders", Window(order, isConfidential), key: order)).StatusCode);
        await Twice(confidential);

        foreach (var order in new[] { await (await dispatcher.GetAsync("/api/intake/orders/window/W-2")).Json(), await (await SignedForWindow("/api/intake/orders/window/W-2")).Json() })
            Assert.Equal(("merged", !confidential), (order["state"]!.GetValue<string>(), order["continuesIn"] is not null));
        Assert.NotNull((await (await host.Signed(HttpMethod.Get, "/api/hotline/orders/R-2")).Json())["continuesIn"]);
    }

    [Fact]
    public async Task Separating_wants_a_reason_and_gives_back_the_case()
    {
        var (_, repeat) = await Twice(false);
        var dispatcher = await host.As("dispatcher");
        await (await dispatcher.PostAsJsonAsync($"/api/cases/{repeat}/commands", new { command = "separate" })).Problem(422, "reason-required");
        var alone = await host.Move("dispatcher", repeat, new { command = "separate", reason = "不是同一户" });
        Assert.Equal(("open", "triage", null), (alone["state"]!.GetValue<string>(), alone["stage"]!.GetValue<string>(), alone["mergedInto"]?.GetValue<string>()));
    }

    [Fact]
    public async Task The_keyed_hashes_of_caller_and_address_leave_by_no_door()
    {
        var (head, _) = await Twice(false);
        var facts = await (await host.As("auditor")).GetStringAsync($"/api/cases/{head}/facts");
        Assert.DoesNotContain("addressKey", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("callerKey", facts, StringComparison.Ordinal);
    }

    private async Task<(string Head, string Repeat)> Twice(bool confidential)
    {
        var head = await host.Accept("R-1");
        var repeat = await host.Accept("R-2", order =>
        {
            order["caller"] = new JsonObject { ["name"] = "张三丰", ["phone"] = ApiHost.PhoneOf("R-1") };
            order["address"] = ApiHost.DoorOf("R-1");
            order["text"] = "还是没人来。";
            order["confidential"] = confidential;
        });
        // The lifecycle of the attached order tells the first one.
        await new RecordActivities(host.Service<CaseDesk>(), host.Stores.Cases).TellFamily(repeat, host.Clock.GetUtcNow());
        return (head, repeat);
    }

    /// <summary>An order of the counter by one caller at one door.</summary>
    private static string Window(string orderNo, bool confidential)
    {
        var order = ApiHost.Order(orderNo);
        (order["channel"], order["confidential"], order["address"]) = ("window", confidential, ApiHost.DoorOf("W-1"));
        order["caller"] = new JsonObject { ["name"] = "张三丰", ["phone"] = ApiHost.PhoneOf("W-1") };
        return order.ToJsonString();
    }

    private Task<HttpResponseMessage> SignedForWindow(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Anonymous.BaseAddress!, path));
        RequestSignature.Sign(request, [], "window", ApiHost.Secret, host.Clock.GetUtcNow());
        return host.Anonymous.SendAsync(request);
    }

    private async Task<JsonNode> Show(string user, string caseId)
    {
        var answer = await (await host.As(user)).GetAsync($"/api/cases/{caseId}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }
}
