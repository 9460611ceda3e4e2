using System.Net;
using System.Text.Json;

namespace GridCase.Conformance.Lives;

/// <summary>The whole life of an order of the hotline, from its acceptance to the day on which someone goes back to look.</summary>
public sealed class WholeLifeTests : Scenario
{
    /// <summary>What the file says, whatever the host: what happened, in which order, and who did it.</summary>
    private static readonly string[] Recorded =
    [
        "registered hotline-operator",
        "triaged dispatcher",
        "dispatched dispatcher",
        "signed-off clerk-cgj",
        "contacted clerk-cgj",
        "resolved clerk-cgj",
        "replied clerk-cgj",
        "verified worker-1",
        "visited hotline-operator",
        "closed hotline-operator",
        "warned system:clock",
        "fell-due system:clock",
        "escalated system:clock",
        "looked-back worker-1",
    ];

    [Fact]
    public async Task An_order_is_accepted_handled_visited_closed_and_looked_back_at_and_its_file_is_the_same_on_every_host()
    {
        var life = await Accepted();
        await Handled(life);
        var before = await life.Facts();
        await Answered(life);
        await LookedBack(life);
        await FileIsWhole(life, before);
    }

    private async Task<Life> Accepted()
    {
        var order = Life.Order(County, County.Fresh(), await County.Now());
        var first = await County.Hotline().Write("/api/hotline/orders", order);
        Assert.Equal((HttpStatusCode.Created, "open"), (first.Status, first.Text("state")));
        var again = await County.Hotline().Write("/api/hotline/orders", order);
        Assert.Equal((HttpStatusCode.OK, first.Text("caseId")), (again.Status, again.Text("caseId")));
        order["text"] = "路灯不亮";
        (await County.Hotline().Write("/api/hotline/orders", order)).Refused(HttpStatusCode.Conflict, "order-conflict");
        return new(County, first.Text("caseId")!, first.Text("orderNo")!);
    }

    private async Task Handled(Life life)
    {
        await life.Do("dispatcher", new { command = "triage" });
        await life.Do("dispatcher", new { command = "dispatch", unit = Life.Unit });
        var me = (await County.As(Life.Clerk).Read("/api/me")).Taken().Text("personId");
        var promisedAt = (await County.Now()).AddMinutes(10);
        await life.Do(Life.Clerk, new { command = "sign-off", personId = me, promisedAt });
        var signed = await life.Case();
        Assert.Equal((me, promisedAt), (signed.Body.GetProperty("holder").GetProperty("personId").GetString(), signed.Body.GetProperty("promisedAt").GetDateTimeOffset()));
        await life.Do(Life.Clerk, new { command = "contact", text = "已与来电人联系" });
        await life.Do(Life.Clerk, new { command = "resolve", text = "已补装井盖", reply = "您反映的井盖已补装。" });
        // Whoever handled it is not the one who looks whether it was done.
        (await life.Try(Life.Clerk, new { command = "verify" })).Refused(HttpStatusCode.Forbidden, "role-lacks-command");
    }

    private static async Task Answered(Life life)
    {
        await life.Do(Life.Worker, new { command = "verify", text = "现场已看" });
        await life.Visit("yes", 5);
        await life.Do("hotline-operator", new { command = "close" });
        var order = await life.OrderView();
        Assert.Equal(("closed", "您反映的井盖已补装。"), (order.Text("state"), order.Text("reply")));
        Assert.Equal(5, Assert.Single(order.Body.GetProperty("visits").EnumerateArray()).GetProperty("satisfaction").GetInt32());
        Assert.Equal(["accepted", "dispatched", "signed-off", "replied", "closed"], order.Body.GetProperty("progress").EnumerateArray().Select(step => step.GetProperty("event").GetString()!));
    }

    private static async Task LookedBack(Life life)
    {
        // Nothing is moved by hand: the clock of the look-back runs out, and the worker is told.
        await life.Until("escalated", TimeSpan.FromSeconds(30), data => data.GetProperty("clock").GetString() == "look-back");
        await life.Do(Life.Worker, new { command = "look-back", recurred = false, text = "未复发" });
        Assert.Equal("ended", (await life.Case()).Text("stage"));
    }

    private static async Task FileIsWhole(Life life, IReadOnlyList<JsonElement> before)
    {
        var facts = await life.Facts();
        var hashes = facts.Select(fact => fact.GetProperty("hash").GetString()!).ToList();
        Assert.Equal(before.Select(fact => fact.GetProperty("hash").GetString()!), hashes.Take(before.Count));
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => fact.GetProperty("number").GetInt32()));
        Assert.Equal(Recorded, await life.File(IsChance, "hotline-operator", "dispatcher", Life.Clerk, Life.Worker));
    }

    /// <summary>How far the ladder climbs before the worker comes depends on the host's pace, and whether rules are changed meanwhile on who else is at work.</summary>
    private static bool IsChance(JsonElement fact) => fact.GetProperty("type").GetString() switch
    {
        "escalated" => fact.GetProperty("data").GetProperty("rung").GetInt32() > 1,
        "clocks-rederived" => true,
        _ => false,
    };
}
