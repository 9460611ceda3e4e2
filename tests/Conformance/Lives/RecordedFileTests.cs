using System.Text.Json;

namespace GridCase.Conformance.Lives;

/// <summary>A life with everything that goes wrong in it, whose file is written down here: whatever host it is lived on, the file says the same.</summary>
public sealed class RecordedFileTests : Scenario
{
    private const string Helper = "clerk-jtj";

    private static readonly string[] Recorded =
    [
        "registered hotline-operator",
        "supplemented hotline-operator",
        "triaged dispatcher",
        "dispatched dispatcher",
        "subtask-added dispatcher",
        "signed-off clerk-cgj",
        "contacted clerk-cgj",
        "extension-requested clerk-cgj",
        "extension-denied supervisor-centre",
        "progressed clerk-cgj",
        "subtask-completed clerk-jtj",
        "resolved clerk-cgj",
        "replied clerk-cgj",
        "verification-failed worker-1",
        "rework-ordered worker-1",
        "resolved clerk-cgj",
        "replied clerk-cgj",
        "verified worker-1",
        "visited hotline-operator",
        "rework-ordered hotline-operator",
        "supervised leader",
        "resolved clerk-cgj",
        "replied clerk-cgj",
        "verified worker-1",
        "visit-unreachable hotline-operator",
        "visited hotline-operator",
        "commented supervisor-centre",
        "closed hotline-operator",
    ];

    [Fact]
    public async Task A_case_that_is_reworked_twice_has_the_same_file_on_every_host()
    {
        var life = await Life.Begin(County);
        (await County.Hotline().Write($"/api/hotline/orders/{life.OrderNo}/supplements", new { text = "请尽快", urge = true }, County.Fresh())).Taken();
        await Handled(life);
        await Resolved(life);
        await life.Do(Life.Worker, new { command = "verify", ok = false, text = "井盖仍松动" });
        await Resolved(life);
        await life.Do(Life.Worker, new { command = "verify" });
        await life.Visit("no", 1);
        await life.Do("leader", new { command = "supervise", reason = "两次未办好" });
        await Resolved(life);
        await life.Do(Life.Worker, new { command = "verify" });
        await Visited(life);
        Assert.Equal(Recorded, await life.File(ByTheClock, "hotline-operator", "dispatcher", Life.Clerk, Helper, Life.Worker, "supervisor-centre", "leader"));
    }

    private static async Task Handled(Life life)
    {
        await life.Do("dispatcher", new { command = "triage" });
        await life.Do("dispatcher", new { command = "dispatch", unit = Life.Unit, helpers = new[] { "440804-jtj" } });
        await life.Do(Life.Clerk, new { command = "sign-off" });
        await life.Do(Life.Clerk, new { command = "contact", text = "已联系" });
        await life.Do(Life.Clerk, new { command = "request-extension", amount = "PT5M", reason = "等待材料" });
        await life.Do("supervisor-centre", new { command = "decide-extension", approve = false });
        await life.Do(Life.Clerk, new { command = "progress", text = "材料已到" });
        (await life.Try(Life.Clerk, new { command = "resolve", text = "已办" })).Refused(System.Net.HttpStatusCode.Conflict, "open-subtasks");
        await life.Do(Helper, new { command = "complete-subtask", subtaskId = "s1", text = "已封路" });
    }

    private static Task<Reply> Resolved(Life life) => life.Do(Life.Clerk, new { command = "resolve", text = "已处理", reply = "井盖已处理。" });

    private async Task Visited(Life life)
    {
        (await County.Hotline().Write($"/api/hotline/orders/{life.OrderNo}/visits", new { attemptedAt = await County.Now(), outcome = "unreachable" }, County.Fresh())).Taken();
        await life.Visit("yes", 4);
        await life.Do("supervisor-centre", new { command = "comment", text = "已办结" });
        await life.Do("hotline-operator", new { command = "close" });
        Assert.Equal(3, (await life.OrderView()).Body.GetProperty("visits").GetArrayLength());
    }

    /// <summary>The marks of clocks come when the host's pace brings them, and new rules when somebody makes them.</summary>
    private static bool ByTheClock(JsonElement fact) => fact.GetProperty("type").GetString() is "warned" or "fell-due" or "escalated" or "clocks-rederived";
}
