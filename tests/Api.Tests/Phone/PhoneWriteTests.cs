using System.Net;
using System.Text.Json.Nodes;
using static GridCase.Api.Tests.Phone.PhoneHost;

namespace GridCase.Api.Tests.Phone;

/// <summary>Every write that a grid worker's phone makes, sent as phones send: twice, late, at once, after the session ran out, under a key that somebody else has too.</summary>
public sealed class PhoneWriteTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    public static TheoryData<string> Writes =>
    [
        "report", "on-site report", "upload", "sign-off", "contact", "progress", "resolve", "complete-subtask", "verify", "look-back", "comment", "comment on own report", "acknowledgement",
    ];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Sent_again_even_after_29_days_it_is_answered_as_the_first_was_and_done_once(string write)
    {
        var (user, send, _) = await Prepare(write);
        var client = await host.As(user);
        var first = await send(client, "k");
        Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync());
        var facts = await host.Facts();
        var then = host.Clock.GetUtcNow();
        for (var days = 0; days <= 29; days += 29)
        {
            host.Clock.Set(then.AddDays(days));
            var again = await send(client, "k");
            Assert.Equal(first.StatusCode, again.StatusCode);
            Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
            Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        }

        Assert.Equal(facts, await host.Facts());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task The_same_key_with_other_content_is_a_conflict_and_changes_nothing(string write)
    {
        var (user, send, other) = await Prepare(write);
        var client = await host.As(user);
        Assert.True((await send(client, "k")).IsSuccessStatusCode);
        var facts = await host.Facts();
        await (await other(client, "k")).Problem(409, "idempotency-key-reused");
        Assert.Equal(facts, await host.Facts());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Sent_at_once_from_many_threads_it_is_done_once_and_answered_alike(string write)
    {
        var (user, send, _) = await Prepare(write);
        var before = await host.Facts();
        var client = await host.As(user);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => send(client, "k"))));
        Assert.All(answers, answer => Assert.Equal(answers[0].StatusCode, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.True(answers[0].IsSuccessStatusCode);
        var after = await host.Facts();
        Assert.True((await send(client, "k")).Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(after, await host.Facts());
        Assert.InRange(after - before, 0, 6);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_session_that_ran_out_costs_a_sign_in_and_not_the_write(string write)
    {
        var (user, send, _) = await Prepare(write);
        var facts = await host.Facts();
        await (await send(host.Anonymous, "k")).Problem(401, "not-signed-in");
        Assert.Equal(facts, await host.Facts());
        var answer = await send(await host.As(user), "k");
        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(answer.Headers.Contains("Idempotent-Replayed"));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task The_key_of_another_person_means_nothing(string write)
    {
        var (user, send, _) = await Prepare(write);
        Assert.True((await send(await host.As(user), "k")).IsSuccessStatusCode);
        foreach (var other in new[] { "worker-2", "dispatcher", "supervisor-centre" }.Where(one => one != user))
            Assert.False((await send(await host.As(other), "k")).Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task What_was_done_is_answered_as_then_though_the_case_has_gone_elsewhere_since()
    {
        var caseId = await host.Held("W-1");
        var worker = await host.As(Worker);
        var first = await worker.Send(Commands(caseId), Command("sign-off"), "s");
        var elsewhere = ApiHost.County.Grids.First(grid => grid.VillageUnit != Village);
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj", remark = "转办" });
        var report = await worker.Send("/api/reports", Report(), "r");
        await host.Move("dispatcher", (await report.Json())["caseId"]!.GetValue<string>(), new { command = "triage", gridCode = elsewhere.Code });
        Assert.Equal(await first.Content.ReadAsStringAsync(), await (await worker.Send(Commands(caseId), Command("sign-off"), "s")).Content.ReadAsStringAsync());
        Assert.Equal(await report.Content.ReadAsStringAsync(), await (await worker.Send("/api/reports", Report(), "r")).Content.ReadAsStringAsync());
        await (await worker.Send("/api/cases/by-key/r/commands", Command("comment", "补充"), "c")).Problem(404, "unknown-case");
    }

    [Fact]
    public async Task A_comment_on_a_report_that_is_not_there_yet_is_taken_once_it_is()
    {
        var worker = await host.As(Worker);
        await (await worker.Send("/api/cases/by-key/r%2F1/commands", Command("comment", "补充"), "c")).Problem(404, "report-not-arrived");
        var caseId = (await (await worker.Send("/api/reports", Report(), "r/1")).Json())["caseId"]!.GetValue<string>();
        var taken = await worker.Send("/api/cases/by-key/r%2F1/commands", Command("comment", "补充"), "c");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        // By the case's own address it is the same write.
        var again = await worker.Send(Commands(caseId), Command("comment", "补充"), "c");
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        await (await (await host.As("worker-2")).Send("/api/cases/by-key/r%2F1/commands", Command("comment", "别人"), "c")).Problem(404, "report-not-arrived");
        await (await (await host.As("dispatcher")).Send("/api/cases/by-key/r%2F1/commands", Command("comment", "别人"), "c")).Problem(403, "role-lacks-operation");
    }

    [Fact]
    public async Task A_move_waits_for_those_that_the_phone_wants_before_it()
    {
        var caseId = await host.Held("W-2");
        var worker = await host.As(Worker);
        await worker.Send(Commands(caseId), Command("sign-off"), "s");
        await (await worker.Send(Commands(caseId), Command("resolve", "修好"), "r", "s, p")).Problem(409, "waits-for-others");
        Assert.True((await worker.Send(Commands(caseId), Command("progress", "去看了"), "p")).IsSuccessStatusCode);
        Assert.True((await worker.Send(Commands(caseId), Command("resolve", "修好"), "r", "s, p")).IsSuccessStatusCode);
        await (await worker.Send(Commands(caseId), Command("comment", "x"), "x", string.Join(',', Enumerable.Range(0, 17)))).Problem(400, "out-of-bounds");
    }

    private async Task<(string User, Func<HttpClient, string, Task<HttpResponseMessage>> Send, Func<HttpClient, string, Task<HttpResponseMessage>> Other)> Prepare(string write)
    {
        switch (write)
        {
            case "report": return Post("/api/reports", Report(), Report("别的事"));
            case "on-site report": return Post("/api/reports", OnSite(), OnSite("别的事"));
            case "upload": return (Worker, (client, key) => client.Upload("a.jpg", Pictures.Jpeg(), key), (client, key) => client.Upload("a.png", Pictures.Png(Pictures.Chunk("IDAT", "x"u8)), key));
            case "sign-off": return Move(await host.Held("P-1"), Command(write));
            case "contact" or "progress": return Move(await host.Held("P-1"), Command(write, "已联系"));
            case "resolve":
                var held = await host.Held("P-1");
                await host.Move(Worker, held, new { command = "sign-off" });
                return Move(held, Command(write, "已修复"));
            case "complete-subtask":
                var (helped, subtask) = await host.Helped("P-1");
                return Move(helped, new() { ["command"] = write, ["subtaskId"] = subtask });
            case "verify": return Move(await host.ToVerify("P-1"), Command(write));
            case "look-back": return Move(await host.ToLookBack("P-1"), new() { ["command"] = write, ["recurred"] = false });
            case "comment": return Move(await host.Accept("P-1"), Command(write, "补充"));
            case "comment on own report":
                await (await host.As(Worker)).Send("/api/reports", Report(), "own");
                return Post("/api/cases/by-key/own/commands", Command("comment", "补充"), Command("comment", "别的"));
            default: return await Acknowledgement();
        }

        static (string, Func<HttpClient, string, Task<HttpResponseMessage>>, Func<HttpClient, string, Task<HttpResponseMessage>>) Post(string path, JsonObject body, JsonObject other, string user = Worker) =>
            (user, (client, key) => client.Send(path, body, key), (client, key) => client.Send(path, other, key));

        static (string, Func<HttpClient, string, Task<HttpResponseMessage>>, Func<HttpClient, string, Task<HttpResponseMessage>>) Move(string caseId, JsonObject command)
        {
            var other = command.DeepClone().AsObject();
            other["remark"] = "别的";
            return Post(Commands(caseId), command, other);
        }

        async Task<(string, Func<HttpClient, string, Task<HttpResponseMessage>>, Func<HttpClient, string, Task<HttpResponseMessage>>)> Acknowledgement()
        {
            const string receiver = "supervisor-centre";
            var late = await host.Accept("P-1");
            host.Clock.Set(ApiHost.Start.AddDays(15));
            await host.Move("dispatcher", late, new { command = "comment", text = "逾期" });
            var notice = (await (await (await host.As(receiver)).GetAsync("/api/escalations?open=true")).Json())["items"]![0]!["id"]!.GetValue<string>();
            return Post($"/api/escalations/{notice}/acknowledgement", new() { ["remark"] = "知道了" }, new() { ["remark"] = "别的" }, receiver);
        }
    }
}
