using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Escalation;

namespace GridCase.Api.Tests;

/// <summary>Setting channels up, trying them out, and taking their dead letters up again.</summary>
public sealed class ChannelTests : IAsyncLifetime
{
    private const string Key = "693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa";
    private const string Password = "a-password-of-the-mail-server";

    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Channels_are_set_as_one_list_and_no_secret_is_ever_answered()
    {
        var answer = await Put(0, Webhook(), Robot(), Mail());
        Assert.Equal(1, answer["version"]!.GetValue<int>());
        var admin = await host.As("admin");
        foreach (var reader in new[] { admin, await host.As("auditor") })
        {
            var text = await reader.GetStringAsync("/api/channels");
            Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain("token-in-the-address", text, StringComparison.Ordinal);
            var channels = JsonNode.Parse(text)!["channels"]!.AsArray();
            Assert.Equal(["oa", "group", "mail"], channels.Select(channel => channel!["id"]!.GetValue<string>()));
            Assert.Equal([false, true, true], channels.Select(channel => channel!["hasSecret"]!.GetValue<bool>()));
            Assert.All(channels, channel => Assert.Null(channel!["secret"]));
        }

        Assert.Equal((Key, ChannelCheck.WecomAddress), (host.Stores.Channels.Current.Find("group")!.Secret, host.Stores.Channels.Current.Find("group")!.Url));
        Assert.Equal("in-app", (await (await admin.GetAsync("/api/channels")).Json())["given"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_shown_may_come_back_and_keeps_its_secrets()
    {
        await Put(0, Webhook(), Robot(), Mail());
        var admin = await host.As("admin");
        var shown = (await (await admin.GetAsync("/api/channels")).Json())["channels"]!.AsArray().Select(channel => channel!.DeepClone()).ToArray();
        shown[0]["enabled"] = false;
        await Put(1, shown);

        var kept = host.Stores.Channels.Current;
        Assert.False(kept.Find("oa")!.Enabled);
        Assert.Equal("https://oa.example.gov.cn/notices?token=token-in-the-address", kept.Find("oa")!.Url!.AbsoluteUri);
        Assert.Equal((Key, Password), (kept.Find("group")!.Secret, kept.Find("mail")!.Secret));
        shown[2]["secret"] = "";
        shown[2]["user"] = null;
        await Put(2, shown);
        Assert.Null(host.Stores.Channels.Current.Find("mail")!.Secret);
    }

    [Fact]
    public async Task A_kept_secret_does_not_go_to_another_place()
    {
        await Put(0, Mail());
        var mail = Mail();
        mail.Remove("secret");
        mail["host"] = "smtp.elsewhere.example";
        var problem = await (await Send(1, mail)).Problem(422, "secret-needed");
        Assert.Equal("channels[0].secret", problem["field"]!.GetValue<string>());
        Assert.Equal("smtp.example.gov.cn", host.Stores.Channels.Current.Find("mail")!.Host);
    }

    [Fact]
    public async Task A_stale_list_is_refused()
    {
        await Put(0, Webhook());
        await (await Send(0, Mail())).Problem(409, "channels-changed");
        Assert.Equal("oa", host.Stores.Channels.Current.Channels.Single().Id);
    }

    [Theory]
    [InlineData("url", "http://oa.example.gov.cn/notices", "channels[0].url")]
    [InlineData("url", "ftp://oa.example.gov.cn", "channels[0].url")]
    [InlineData("url", "https://user:pass@oa.example.gov.cn/", "channels[0].url")]
    [InlineData("url", "no address", "channels[0].url")]
    [InlineData("id", "hotline", "channels[0].id")]
    [InlineData("id", "O A", "channels[0].id")]
    public async Task What_cannot_be_is_refused_by_its_field(string field, string value, string named)
    {
        var webhook = Webhook();
        webhook[field] = value;
        var problem = await (await Send(0, webhook)).Problem(422, "channel-invalid");
        Assert.Equal(named, problem["field"]!.GetValue<string>());
        if (value.StartsWith("http:", StringComparison.Ordinal)) Assert.Contains("https", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_of_one_id_and_a_list_without_end_are_refused()
    {
        await (await Send(0, Webhook(), Webhook())).Problem(422, "channel-twice");
        await (await Send(0, [.. Enumerable.Range(0, ChannelCheck.Most + 1).Select(_ => Webhook())])).Problem(400, "out-of-bounds");
    }

    [Theory]
    [InlineData(SendFault.None, "taken")]
    [InlineData(SendFault.SignIn, "sign-in")]
    [InlineData(SendFault.NotReached, "not-reached")]
    [InlineData(SendFault.Tls, "tls")]
    public async Task A_trial_says_what_happened(SendFault fault, string outcome)
    {
        await Put(0, Webhook());
        host.Tester.Result = fault == SendFault.None ? SendResult.Arrived : new(false, "answered 401") { Fault = fault };
        var result = await (await (await host.As("admin")).PostAsync("/api/channels/oa/test", null)).Json();
        Assert.Equal(outcome, result["outcome"]!.GetValue<string>());
        Assert.Equal("oa", host.Tester.Tried!.Value.Channel.Id);
    }

    [Fact]
    public async Task A_test_mail_needs_somebody_to_go_to()
    {
        await Put(0, Mail());
        var admin = await host.As("admin");
        await (await admin.PostAsync("/api/channels/mail/test", null)).Problem(422, "no-address");
        await (await admin.PostAsJsonAsync("/api/channels/mail/test", new { to = "a@b.cn\r\nBcc: c@d.cn" })).Problem(422, "no-address");
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsJsonAsync("/api/channels/mail/test", new { to = "admin@example.gov.cn" })).StatusCode);
        Assert.Equal("admin@example.gov.cn", host.Tester.Tried!.Value.Receiver.Email);
        await (await admin.PostAsync("/api/channels/none/test", null)).Problem(404, "unknown-channel");
        await (await admin.PostAsync("/api/channels/in-app/test", null)).Problem(422, "nothing-to-test");
    }

    [Fact]
    public async Task Dead_letters_of_a_channel_are_listed_and_released_together()
    {
        host.Outgoing.Add(new("oa", NoticeChannelKind.Webhook) { Url = new("https://oa.example.gov.cn/") });
        for (var i = 0; i < 3; i++) await host.Accept($"D-{i}");
        foreach (var lane in await host.Stores.Notices.WaitingLanes(null, 100))
            if (lane.StartsWith("oa/", StringComparison.Ordinal)) await host.Stores.Notices.RecordAttempt((await host.Stores.Notices.NextParcel(lane))!.Id, AttemptOutcome.Dead, "answered 400", host.Clock.GetUtcNow());
        var admin = await host.As("admin");

        var page = await (await admin.GetAsync("/api/channels/oa/dead-letters?limit=2")).Json();
        Assert.Equal(["oa", "oa"], page["items"]!.AsArray().Select(dead => dead!["channel"]!.GetValue<string>()));
        var rest = await (await admin.GetAsync($"/api/channels/oa/dead-letters?limit=2&after={Uri.EscapeDataString(page["next"]!.GetValue<string>())}")).Json();
        Assert.Single(rest["items"]!.AsArray());
        Assert.Null(rest["next"]);
        await (await admin.GetAsync("/api/channels/oa/dead-letters?after=what")).Problem(400, "bad-cursor");
        Assert.Equal(3, (await (await admin.PostAsJsonAsync("/api/channels/oa/release", new { skip = false })).Json())["released"]!.GetValue<int>());
        await (await admin.PostAsJsonAsync("/api/channels/oa/release", new { skip = false })).Problem(404, "unknown-channel");
        Assert.Equal(0, (await (await admin.PostAsJsonAsync("/api/channels/hotline/release", new { skip = true })).Json())["released"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("dispatcher")]
    [InlineData("leader")]
    [InlineData("supervisor-centre")]
    [InlineData("readonly")]
    public async Task Channels_are_the_administrators(string user)
    {
        var client = await host.As(user);
        await (await client.GetAsync("/api/channels")).Problem(403, "role-lacks-operation");
        await (await client.PutAsJsonAsync("/api/channels", new { })).Problem(403, "role-lacks-operation");
        await (await client.PostAsync("/api/channels/oa/test", null)).Problem(403, "role-lacks-operation");
        await (await client.PostAsJsonAsync("/api/channels/oa/release", new { skip = true })).Problem(403, "role-lacks-operation");
        var auditor = await host.As("auditor");
        await (await auditor.PutAsJsonAsync("/api/channels", new { })).Problem(403, "role-lacks-operation");
    }

    private static JsonObject Webhook() => new() { ["id"] = "oa", ["kind"] = "webhook", ["url"] = "https://oa.example.gov.cn/notices?token=token-in-the-address" };

    private static JsonObject Robot() => new() { ["id"] = "group", ["kind"] = "wecom", ["takes"] = "marks", ["url"] = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + Key };

    private static JsonObject Mail() => new()
    {
        ["id"] = "mail",
        ["kind"] = "email",
        ["host"] = "smtp.example.gov.cn",
        ["port"] = 587,
        ["from"] = "gridcase@example.gov.cn",
        ["user"] = "gridcase",
        ["secret"] = Password,
    };

    private async Task<HttpResponseMessage> Send(int expected, params JsonNode[] channels) =>
        await (await host.As("admin")).PutAsJsonAsync("/api/channels", new JsonObject { ["expectedVersion"] = expected, ["channels"] = new JsonArray([.. channels.Select(channel => channel.DeepClone())]) });

    private async Task<JsonNode> Put(int expected, params JsonNode[] channels)
    {
        var answer = await Send(expected, channels);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
