using System.Net;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Http;

/// <summary>What integrators and phones do: send twice, at once, too late, in the wrong order, from a stale page. Nothing is lost, doubled or half-written.</summary>
public sealed class TwiceAndLateTests
{
    private const string Now = "2026-02-10 09:00";
    private const string Clerk = "clerk-cgj";

    [Fact]
    public async Task The_same_order_is_one_case_and_other_content_under_its_number_is_a_conflict()
    {
        await using var county = await HttpCounty.Open(Now);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => county.Order("Z-1", Now)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        var id = Assert.Single(answers.Select(answer => answer.Text("caseId")).Distinct())!;
        (await county.Order("Z-1", Now, "路灯不亮")).Refused(HttpStatusCode.Conflict, "order-conflict");
        await county.Restart();
        Assert.Equal((HttpStatusCode.OK, id), ((await county.Order("Z-1", Now)).Status, (await county.Order("Z-1", Now)).Text("caseId")));
        (await county.Order("Z-1", Now, "路灯不亮")).Refused(HttpStatusCode.Conflict, "order-conflict");
        Assert.Single(await county.Facts(id));
        Assert.Equal("路口的井盖不见了", (await county.Client.Get("dispatcher", "/api/cases/" + id)).Text("text"));
    }

    [Fact]
    public async Task What_comes_before_its_order_is_unknown_and_counts_once_when_sent_again()
    {
        await using var county = await HttpCounty.Open(Now);
        (await Supplement(county, "Z-1", "s-1", "井盖在公园门口")).Refused(HttpStatusCode.NotFound, "unknown-order");
        (await Visit(county, "Z-1", "v-1")).Refused(HttpStatusCode.NotFound, "unknown-order");
        var id = (await county.Order("Z-1", Now)).Taken().Text("caseId")!;
        (await Visit(county, "Z-1", "v-1")).Refused(HttpStatusCode.Conflict, "wrong-stage");
        Assert.False((await Supplement(county, "Z-1", "s-1", "井盖在公园门口")).Taken().Replayed);
        Assert.True((await Supplement(county, "Z-1", "s-1", "井盖在公园门口")).Taken().Replayed);
        (await Supplement(county, "Z-1", "s-1", "说错了，在学校门口")).Refused(HttpStatusCode.Conflict, "idempotency-key-reused");
        Assert.Equal((1, 0), (await county.Count(id, "supplemented"), await county.Count(id, "visited")));
        // The key of the visit that came too early is not used up: a refused write keeps nothing.
        await Finish(county, id);
        Assert.False((await Visit(county, "Z-1", "v-1")).Taken().Replayed);
        Assert.Equal(1, await county.Count(id, "visited"));
    }

    [Fact]
    public async Task What_comes_after_the_close_is_refused_and_changes_nothing()
    {
        await using var county = await HttpCounty.Open(Now);
        var id = (await county.Order("Z-1", Now)).Taken().Text("caseId")!;
        (await Supplement(county, "Z-1", "s-1", "井盖在公园门口")).Taken();
        await Finish(county, id);
        (await Visit(county, "Z-1", "v-1")).Taken();
        await county.Do("hotline-operator", id, new { command = "close" });
        var facts = (await county.Facts(id)).Count;
        (await Supplement(county, "Z-1", "s-2", "还有一个井盖")).Refused(HttpStatusCode.Conflict, "wrong-state");
        (await county.Client.Post(CountyClient.Hotline, "/api/hotline/orders/Z-1/withdrawal", new { reason = "不用了" }, "w-1")).Refused(HttpStatusCode.Conflict, "wrong-state");
        (await Visit(county, "Z-1", "v-2")).Refused(HttpStatusCode.Conflict, "wrong-state");
        (await county.Client.Command(Clerk, id, new { command = "contact", text = "迟到的联系" })).Refused(HttpStatusCode.Conflict, "wrong-state");
        // What was taken before is still answered as it was then.
        Assert.True((await Supplement(county, "Z-1", "s-1", "井盖在公园门口")).Taken().Replayed);
        Assert.Equal((facts, "closed"), ((await county.Facts(id)).Count, (await county.Client.Get(CountyClient.Hotline, "/api/hotline/orders/Z-1")).Text("state")));
    }

    [Fact]
    public async Task A_key_is_answered_as_it_was_the_first_time_also_after_a_restart()
    {
        await using var county = await HttpCounty.Open(Now);
        var id = (await county.Order("Z-1", Now)).Taken().Text("caseId")!;
        var first = (await county.Client.Command("dispatcher", id, new { command = "triage" }, "t-1")).Taken();
        await county.Do("dispatcher", id, new { command = "dispatch", unit = "440804-cgj" });
        var report = new { kind = "help", category = "facility.manhole-cover", title = "井盖", text = "井盖松动", gridCode = "440804001001001", observedAt = HttpCounty.Instant(Now) };
        var reported = (await county.Client.Post("worker-1", "/api/reports", report, "phone-1")).Taken();
        await county.Restart();
        var again = (await county.Client.Command("dispatcher", id, new { command = "triage" }, "t-1")).Taken();
        Assert.True(again.Replayed);
        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal(1, await county.Count(id, "triaged"));
        (await county.Client.Command("dispatcher", id, new { command = "triage", grade = "l2" }, "t-1")).Refused(HttpStatusCode.Conflict, "idempotency-key-reused");
        var reportedAgain = (await county.Client.Post("worker-1", "/api/reports", report, "phone-1")).Taken();
        Assert.Equal((HttpStatusCode.Created, reported.Text("caseId")), (reportedAgain.Status, reportedAgain.Text("caseId")));
    }

    [Fact]
    public async Task Of_two_clients_that_make_the_same_move_at_once_one_wins()
    {
        await using var county = await HttpCounty.Open(Now);
        for (var round = 0; round < 10; round++)
        {
            var id = (await county.Order($"Z-{round}", Now)).Taken().Text("caseId")!;
            await county.Do("dispatcher", id, new { command = "triage" });
            var rivals = await Task.WhenAll(
                county.Client.Command("dispatcher", id, new { command = "dispatch", unit = "440804-cgj" }, $"d-{round}"),
                county.Client.Command("supervisor-centre", id, new { command = "withdraw", reason = "" }),
                county.Client.Command("dispatcher", id, new { command = "dispatch", unit = "440804-cgj" }, $"d-{round}"));
            Assert.Equal(HttpStatusCode.Forbidden, rivals[1].Status);
            Assert.Equal(rivals[0].Taken().Body.GetRawText(), rivals[2].Taken().Body.GetRawText());
            Assert.Equal(1, await county.Count(id, "dispatched"));
            var signers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => county.Client.Command(Clerk, id, new { command = "sign-off" }, $"s-{round}-{n}")));
            Assert.Single(signers, signer => signer.IsTaken);
            Assert.All(signers.Where(signer => !signer.IsTaken), loser => loser.Refused(HttpStatusCode.Conflict, "wrong-stage"));
            Assert.Equal(1, await county.Count(id, "signed-off"));
        }
    }

    [Fact]
    public async Task A_move_from_a_stale_page_is_refused()
    {
        await using var county = await HttpCounty.Open(Now);
        var id = (await county.Order("Z-1", Now)).Taken().Text("caseId")!;
        var seen = (await county.Client.Get("dispatcher", "/api/cases/" + id)).Body.GetProperty("version").GetInt32();
        await county.Do("dispatcher", id, new { command = "comment", text = "先看看" });
        (await county.Client.Command("dispatcher", id, new { command = "triage", expectedVersion = seen })).Refused(HttpStatusCode.Conflict, "stale-version");
        Assert.Equal(0, await county.Count(id, "triaged"));
        await county.Do("dispatcher", id, new { command = "triage", expectedVersion = seen + 1 });
        await county.Do("dispatcher", id, new { command = "dispatch", unit = "440804-cgj", expectedVersion = seen + 2 });
    }

    private static Task<Reply> Supplement(HttpCounty county, string order, string key, string text) =>
        county.Client.Post(CountyClient.Hotline, $"/api/hotline/orders/{order}/supplements", new { text }, key);

    private static Task<Reply> Visit(HttpCounty county, string order, string key) => county.Client.Post(
        CountyClient.Hotline, $"/api/hotline/orders/{order}/visits", new { attemptedAt = HttpCounty.Instant(Now), outcome = "reached", solved = "yes", satisfaction = 5 }, key);

    private static async Task Finish(HttpCounty county, string id)
    {
        await county.Do("dispatcher", id, new { command = "triage" });
        await county.Do("dispatcher", id, new { command = "dispatch", unit = "440804-cgj" });
        await county.Do(Clerk, id, new { command = "sign-off" });
        await county.Do(Clerk, id, new { command = "contact" });
        await county.Do(Clerk, id, new { command = "resolve", text = "已补装井盖" });
        await county.Do("supervisor-centre", id, new { command = "verify" });
    }
}
