using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>Administrators change the deadlines: draft, check, publish, confirm, reject, undo.</summary>
public sealed class DeadlineVersionTests : IAsyncLifetime
{
    private const string Path = "/api/policies/deadlines";
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task New_cases_are_under_a_version_from_its_confirmation_on()
    {
        var before = await host.Accept("V-1");
        var draft = await Put("admin", Policy("\"finish\": \"5wd\"", "\"finish\": \"3wd\""));
        Assert.Equal((1, "2026.1", true), (draft["revision"]!.GetValue<int>(), draft["basedOn"]!.GetValue<string>(), draft["canBePublished"]!.GetValue<bool>()));

        var check = await Post("admin", "draft/check");
        var line = Assert.Single(check["diff"]!.AsArray())!;
        Assert.Equal(("一般：办结 5 个工作日 → 3 个工作日", "general: finish 5 → 3 working days"), (line["zh"]!.GetValue<string>(), line["en"]!.GetValue<string>()));
        Assert.Equal(("changed", "5wd", "3wd"), (line["kind"]!.GetValue<string>(), line["before"]!.GetValue<string>(), line["after"]!.GetValue<string>()));

        var waiting = await Post("admin", "draft/publish", new { reason = "市里要求三日办结", openCases = "from-start", draftRevision = 1 });
        Assert.Equal(("2026.2", "awaiting", "from-start"), (waiting["version"]!.GetValue<string>(), waiting["state"]!.GetValue<string>(), waiting["openCases"]!.GetValue<string>()));
        Assert.Equal("2026.1", await PolicyOf(await host.Accept("V-2")));

        host.Clock.Set(ApiHost.Start.AddHours(1));
        var confirmed = await Post("admin2", "2026.2/confirm");
        Assert.Equal(("2026.2", "1", "2026-02-13T10:00:00+08:00"), (confirmed["version"]!.GetValue<string>(), confirmed["rolloutId"]!.GetValue<string>(), confirmed["effectiveFrom"]!.GetValue<string>()));
        Assert.Equal("from-start", confirmed["change"]!["openCases"]!.GetValue<string>());
        Assert.Equal("2026.2", await PolicyOf(await host.Accept("V-3", order => order["receivedAt"] = "2026-02-13T10:00:00+08:00")));
        Assert.NotNull(before);

        var view = await Get("auditor", "");
        Assert.Equal("2026.2", view["version"]!.GetValue<string>());
        var version = view["record"]!["versions"]![0]!;
        Assert.Equal("市里要求三日办结", version["published"]!["reason"]!.GetValue<string>());
        Assert.Equal((ApiHost.PersonOf("admin"), ApiHost.PersonOf("admin2")), (version["published"]!["personId"]!.GetValue<string>(), version["confirmed"]!["personId"]!.GetValue<string>()));
        Assert.Equal(["confirmed", "published", "draft-saved", "begun"], view["record"]!["history"]!.AsArray().Select(deed => deed!["deed"]!.GetValue<string>()));
        var whole = await Get("supervisor-centre", "/2026.2");
        Assert.Equal("general: finish 5 → 3 working days", whole["diff"]![0]!["en"]!.GetValue<string>());
        Assert.Equal("2026.2", whole["document"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_publisher_does_not_confirm_in_whatever_session()
    {
        await Put("admin", Policy("\"finish\": \"5wd\"", "\"finish\": \"3wd\""));
        await Post("admin", "draft/publish", new { reason = "x", openCases = "new-only" });
        await (await Send("admin", HttpMethod.Post, "/2026.2/confirm")).Problem(403, "own-publication");
        var again = await host.Anonymous.PostAsJsonAsync("/api/session", new { user = "admin", password = ApiHost.Password });
        var second = new HttpRequestMessage(HttpMethod.Post, Path + "/2026.2/confirm");
        second.Headers.Add("Cookie", again.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        await (await host.Anonymous.SendAsync(second)).Problem(403, "own-publication");
        foreach (var user in (string[])["auditor", "leader", "dispatcher"]) await (await Send(user, HttpMethod.Post, "/2026.2/confirm")).Problem(403, "role-lacks-operation");
    }

    [Fact]
    public async Task Of_two_administrators_the_one_who_did_not_see_the_other_is_told()
    {
        await Put("admin", new { draftRevision = 0 });
        var problem = await (await Send("admin2", HttpMethod.Put, "/draft", new { draftRevision = 0 })).Problem(409, "draft-changed");
        Assert.Contains("you saw revision 0, it is at revision 1 now, saved by", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await Put("admin2", new { draftRevision = 1 });
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only", draftRevision = 1 })).Problem(409, "draft-changed");
        await (await Send("admin", HttpMethod.Delete, "/draft?draftRevision=1")).Problem(409, "draft-changed");
        Assert.Equal(HttpStatusCode.OK, (await Send("admin", HttpMethod.Delete, "/draft?draftRevision=2")).StatusCode);
        await (await Send("admin", HttpMethod.Get, "/draft")).Problem(404, "no-draft");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Send(i % 2 == 0 ? "admin" : "admin2", HttpMethod.Put, "/draft", new { draftRevision = 0 })));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_does_not_pass_the_check_is_not_published_and_every_finding_says_what_to_do()
    {
        var draft = await Put("admin", Policy("\"finish\": \"5wd\"", "\"finish\": \"5 days\"").Replace("\"attempts\": 3", "\"attempts\": 0", StringComparison.Ordinal));
        Assert.False(draft["canBePublished"]!.GetValue<bool>());
        var fault = draft["findings"]![0]!;
        Assert.Equal(("error", "$.rules[3].clocks.finish"), (fault["severity"]!.GetValue<string>(), fault["path"]!.GetValue<string>()));
        Assert.Null((await Post("admin", "draft/check"))["diff"]);
        var problem = await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only" })).Problem(422, "check-failed");
        Assert.Equal("$.rules[3].clocks.finish", problem["findings"]![0]!["entry"]!.GetValue<string>());
        Assert.StartsWith("The check found 1 error, the first at $.rules[3].clocks.finish: '5 days' is not a time budget.", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        var gap = await Post("admin", "draft/check", Policy("\"dispatch\": \"PT30M\",", "", "\"first-contact\": \"PT30M\",", ""));
        Assert.Equal("No rule gives cases that are L1 a limit for dispatch.", gap["findings"]![0]!["problem"]!.GetValue<string>());
        Assert.Equal(1, (await Get("admin", "/draft"))["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_version_that_was_rejected_can_be_begun_from_again_under_another_name()
    {
        await Put("admin", Policy("\"finish\": \"5wd\"", "\"finish\": \"3wd\""));
        await Post("admin", "draft/publish", new { reason = "x", openCases = "new-only" });
        await Put("admin2", new { });
        await (await Send("admin2", HttpMethod.Post, "/draft/publish", new { reason = "y", openCases = "new-only" })).Problem(409, "awaiting-confirmation");
        var rejected = await Post("admin2", "2026.2/reject", new { reason = "人手不够" });
        Assert.Equal(("rejected", "人手不够"), (rejected["state"]!.GetValue<string>(), rejected["rejected"]!["reason"]!.GetValue<string>()));
        await (await Send("admin2", HttpMethod.Post, "/2026.2/confirm")).Problem(409, "not-awaiting");
        await Put("admin", new { basedOn = "2026.2" });
        Assert.Equal("2026.3", (await Post("admin", "draft/publish", new { reason = "x", openCases = "new-only" }))["version"]!.GetValue<string>());
        Assert.Equal("withdrawn", (await Post("admin", "2026.3/reject", new { reason = "改主意了" }))["state"]!.GetValue<string>());
        await Put("admin", Policy("\"version\": \"2026.1\"", "\"version\": \"2026.2\""));
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only" })).Problem(409, "version-taken");
    }

    [Fact]
    public async Task The_last_change_is_taken_back_by_one_and_confirmed_by_another()
    {
        await Change("3wd", "from-start");
        await (await Send("admin", HttpMethod.Post, "/2026.1/undo", new { reason = "x" })).Problem(409, "not-last-change");
        await (await Send("admin", HttpMethod.Post, "/2099.1/undo", new { reason = "x" })).Problem(404, "unknown-version");
        var undo = await Post("admin2", "2026.2/undo", new { reason = "太快" });
        Assert.Equal(("2026.3", "awaiting", "2026.2"), (undo["version"]!.GetValue<string>(), undo["state"]!.GetValue<string>(), undo["undoes"]!.GetValue<string>()));
        await (await Send("admin2", HttpMethod.Post, "/2026.3/confirm")).Problem(403, "own-publication");
        Assert.Equal("1", (await Post("admin", "2026.3/confirm"))["change"]!["undoesRolloutId"]!.GetValue<string>());
        Assert.Equal("general: finish 3 → 5 working days", (await Get("admin", "/2026.3"))["diff"]![0]!["en"]!.GetValue<string>());
        await (await Send("admin2", HttpMethod.Post, "/2026.3/undo", new { reason = "x" })).Problem(409, "undo-of-undo");
    }

    [Fact]
    public async Task A_date_ahead_leaves_what_is_in_force_in_force()
    {
        await Put("admin", Policy("\"finish\": \"5wd\"", "\"finish\": \"3wd\""));
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only", effectiveFrom = "2026-02-01T00:00:00+08:00" })).Problem(422, "effective-date-past");
        await Post("admin", "draft/publish", new { reason = "x", openCases = "new-only", effectiveFrom = "2026-03-01T00:00:00+08:00" });
        await Post("admin2", "2026.2/confirm");
        Assert.Equal("2026.1", (await Get("admin", ""))["version"]!.GetValue<string>());
        Assert.Equal("2026.1", await PolicyOf(await host.Accept("V-5")));
        await Put("admin", new { });
        var problem = await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only" })).Problem(409, "later-change-scheduled");
        Assert.Contains("2026-03-01 00:00", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        host.Clock.Set(DateTimeOffset.Parse("2026-03-01T00:00:00+08:00", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("2026.2", (await Get("admin", ""))["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_repeat_answers_as_the_first_did()
    {
        await Put("admin", Policy("\"finish\": \"5wd\"", "\"finish\": \"3wd\""));
        var first = await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only" }, "p-1");
        var second = await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only" }, "p-1");
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "y", openCases = "new-only" }, "p-1")).Problem(409, "idempotency-key-reused");
        var confirmed = await Send("admin2", HttpMethod.Post, "/2026.2/confirm", key: "c-1");
        host.Clock.Set(ApiHost.Start.AddDays(1));
        foreach (var key in (string?[])["c-1", null])
            Assert.Equal(await confirmed.Content.ReadAsStringAsync(), await (await Send("admin2", HttpMethod.Post, "/2026.2/confirm", key: key)).Content.ReadAsStringAsync());
        Assert.Single((await Get("admin", ""))["record"]!["changes"]!.AsArray());
    }

    [Fact]
    public async Task A_draft_begins_from_a_preset()
    {
        var presets = await Get("admin", "/../presets");
        Assert.Equal(["beijing", "shandong", "guangdong", "shanghai"], presets["items"]!.AsArray().Select(preset => preset!["name"]!.GetValue<string>()));
        Assert.StartsWith("山东省政务服务热线管理办法", presets["items"]![1]!["source"]!.GetValue<string>(), StringComparison.Ordinal);
        var draft = await Put("admin", new { preset = "shandong" });
        Assert.Equal("5wd", draft["document"]!["rules"]!.AsArray().Single(rule => rule!["id"]!.GetValue<string>() == "L4-complex")!["clocks"]!["finish"]!.GetValue<string>());
        Assert.Contains("complex: finish 15 → 5 working days", (await Post("admin", "draft/check"))["diff"]!.AsArray().Select(line => line!["en"]!.GetValue<string>()));
        await (await Send("admin", HttpMethod.Put, "/draft", new { preset = "mars" })).Problem(422, "unknown-preset");
        await (await Send("admin", HttpMethod.Put, "/draft", new { basedOn = "1999.1" })).Problem(404, "unknown-version");
        await (await Send("admin", HttpMethod.Put, "/draft", """{"document":{"presets":{"x":{"source":"s","rules":[{"id":"a"}]}}},"preset":"x"}""")).Problem(422, "check-failed");
    }

    [Fact]
    public async Task Others_read_what_is_in_force_and_nothing_of_how_it_came_about()
    {
        Assert.Null((await Get("worker-1", ""))["record"]);
        foreach (var path in (string[])["/2026.1", "/draft", "/../presets"]) await (await Send("worker-1", HttpMethod.Get, path)).Problem(403, "role-lacks-operation");
        await (await Send("auditor", HttpMethod.Get, "/2099.1")).Problem(404, "unknown-version");
        foreach (var user in (string[])["auditor", "supervisor-centre", "leader"]) await (await Send(user, HttpMethod.Put, "/draft", new { })).Problem(403, "role-lacks-operation");
    }

    [Fact]
    public async Task What_is_sent_is_bounded_and_named_when_it_is_wrong()
    {
        await (await Send("admin", HttpMethod.Put, "/draft", new string('x', 600_000))).Problem(413, "too-large");
        await (await Send("admin", HttpMethod.Put, "/draft", "{\"document\": 5}")).Problem(400, "invalid-value");
        await (await Send("admin", HttpMethod.Put, "/draft", "{\"documnt\": {}}")).Problem(400, "invalid-value");
        await (await Send("admin", HttpMethod.Put, "/draft", "{\"draftRevision\": -1}")).Problem(400, "out-of-bounds");
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { openCases = "new-only" })).Problem(400, "missing-field");
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x" })).Problem(400, "missing-field");
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = new string('x', 501), openCases = "new-only" })).Problem(400, "out-of-bounds");
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "someday" })).Problem(400, "invalid-value");
        await (await Send("admin", HttpMethod.Post, "/draft/publish", new { reason = "x", openCases = "new-only" })).Problem(404, "no-draft");
        await (await Send("admin", HttpMethod.Post, "/draft/check")).Problem(404, "no-draft");
    }

    private async Task Change(string finish, string openCases)
    {
        await Put("admin", Policy("\"finish\": \"5wd\"", $"\"finish\": \"{finish}\""));
        await Post("admin", "draft/publish", new { reason = "x", openCases });
        await Post("admin2", "2026.2/confirm");
    }

    private static string Policy(params string[] changes)
    {
        var text = Workflows.Deadlines.Policy.BuiltIn.Document;
        for (var i = 0; i < changes.Length; i += 2)
        {
            var at = text.IndexOf(changes[i], StringComparison.Ordinal);
            Assert.True(at >= 0, changes[i]);
            text = text[..at] + changes[i + 1] + text[(at + changes[i].Length)..];
        }

        return text;
    }

    private async Task<string> PolicyOf(string caseId) =>
        (await (await (await host.As("dispatcher")).GetAsync($"/api/cases/{caseId}/clocks")).Json())["items"]![0]!["policyVersion"]!.GetValue<string>();

    private async Task<JsonNode> Get(string user, string path) => await Taken(await Send(user, HttpMethod.Get, path));

    private async Task<JsonNode> Put(string user, object body) => await Taken(await Send(user, HttpMethod.Put, "/draft", body));

    private async Task<JsonNode> Post(string user, string path, object? body = null) => await Taken(await Send(user, HttpMethod.Post, "/" + path, body));

    private static async Task<JsonNode> Taken(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private async Task<HttpResponseMessage> Send(string user, HttpMethod method, string path, object? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, Path + path);
        if (body is not null) request.Content = new StringContent(body as string ?? System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await (await host.As(user)).SendAsync(request);
    }
}
