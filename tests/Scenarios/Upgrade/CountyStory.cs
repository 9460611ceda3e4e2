using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Upgrade;

/// <summary>
/// Four days of March 2026 after which a case stands in every stage and state, beside a campaign half done, a rule change rolled out and another paused, previews,
/// and notices that nobody took. Monday is the 2nd; there is no holiday before Qingming.
/// </summary>
internal sealed class CountyStory(StoryTeller county)
{
    public const string Begins = "2026-03-02 09:00";

    /// <summary>From here on nobody takes what leaves the county.</summary>
    public const string ReceiverGone = "2026-03-05 09:30";

    private const string Urban = "440804-cgj";
    private const string Traffic = "440804-jtj";
    private readonly StoryBeside beside = new(county);

    /// <summary>The first three days and half a morning.</summary>
    public async Task Tell()
    {
        await Monday();
        await Tuesday();
        await Wednesday();
        await ThursdayMorning();
    }

    /// <summary>What happens while nobody takes what leaves: more comes to the dispatcher than leaves by itself, so that a digest is open, and lanes wait.</summary>
    public async Task TellUnheard()
    {
        await county.Until(ReceiverGone);
        for (var number = 1; number <= 3; number++) await county.Order($"unheard-{number}", ReceiverGone);
        await county.Dispatch("unheard-3", Urban);
        await county.Handle("unheard-to-the-end", ReceiverGone);
        await county.Resolve("unheard-to-the-end");
        await county.Post(CountyClient.Hotline, "/api/hotline/orders/UP-unheard-3/supplements", new { text = "请快一点", urge = true });
        await county.Until("2026-03-05 09:40");
    }

    private async Task Monday()
    {
        const string now = Begins;
        await county.Order("untriaged-for-days", now);
        await county.Order("not-dispatched-for-days", now);
        await county.Do("dispatcher", "not-dispatched-for-days", new { command = "triage" });
        foreach (var name in new[] { "nobody-signs", "nobody-signs-acknowledged" })
        {
            await county.Order(name, now);
            await county.Dispatch(name, Urban);
        }

        await county.Order("emergency-climbs", now, "emergency");
        await county.Dispatch("emergency-climbs", Urban);
        await county.Handle("overdue-in-handling", now, urgency: "urgent");
        await county.Handle("resumed", now);
        await county.Do("clerk-cgj", "resumed", new { command = "request-suspension", reasonCode = "citizen-evidence", reason = "等来电人补充照片" });
        await county.Do("dispatcher", "resumed", new { command = "decide-suspension", approve = true });
        await county.Handle("suspended", now);
        await county.Do("clerk-cgj", "suspended", new { command = "request-suspension", reasonCode = "statutory-procedure", reason = "等待鉴定" });
        await county.Do("dispatcher", "suspended", new { command = "decide-suspension", approve = true });
        await county.Handle("visit-handed-over", now);
        foreach (var name in Visited) await county.Handle(name, now);
        await county.Until("2026-03-02 10:00");
        foreach (var name in Visited.Append("visit-handed-over"))
        {
            await county.Resolve(name);
            await county.Verify(name);
        }

        await county.Until("2026-03-02 15:00");
        foreach (var name in Ended)
        {
            await county.Visit(name, solved: "yes", satisfaction: 5);
            if (name != "visited-not-closed") await county.Close(name);
        }

        foreach (var name in Dissatisfied) await county.Visit(name, solved: "no", satisfaction: 1);
        foreach (var name in NotReached) await county.Visit(name, "unreachable");
        await county.Do("worker-1", "looked-back", new { command = "look-back", recurred = false, text = "没有复发" });
        await county.Do("worker-1", "recurred", new { command = "look-back", recurred = true, text = "井盖又松动" });
        await county.Do("hotline-operator", "reopened", new { command = "reopen", reason = "来电人不同意结案" });
        await beside.Rounds();
    }

    private static readonly string[] Ended = ["closed", "looked-back", "recurred", "reopened", "visited-not-closed"];
    private static readonly string[] Dissatisfied = ["rework", "reworked-and-supervised", "leader-called"];
    private static readonly string[] NotReached = ["not-reached-once", "not-reached-twice", "not-reached-at-all"];
    private static readonly string[] Visited = [.. Ended, .. Dissatisfied, .. NotReached];

    private async Task Tuesday()
    {
        const string now = "2026-03-03 09:30";
        await county.Until(now);
        await county.Do("clerk-cgj", "resumed", new { command = "resume" });
        foreach (var name in Dissatisfied[1..])
        {
            await county.Resolve(name);
            await county.Verify(name);
            await county.Visit(name, solved: "no", satisfaction: 1);
        }

        await county.Order("withdrawn", now);
        await county.Post(CountyClient.Hotline, "/api/hotline/orders/UP-withdrawn/withdrawal", new { reason = "已自行解决" });
        await county.Order("refused", now);
        await county.Do("dispatcher", "refused", new { command = "refuse", refusalClass = "litigation-arbitration", remark = "已向法院起诉" });
        await county.Order("merge-target", now);
        await county.Order("merged", now);
        await county.Do("dispatcher", "merged", new { command = "merge", into = county.Cases["merge-target"] });
        await county.Order("attached-by-rule", now, sameAs: "merge-target");
        await county.Handle("parent", now);
        foreach (var child in new[] { "child", "child-separated" })
        {
            await county.Order(child, now);
            await county.Do("dispatcher", child, new { command = "merge", into = county.Cases["parent"], asChild = true });
        }

        await county.Settle();
        await county.Do("dispatcher", "child-separated", new { command = "separate", reason = "是两件事" });
        await county.Until("2026-03-03 16:00");
        await county.Resolve("leader-called");
        await county.Verify("leader-called");
        await county.Visit("leader-called", solved: "no", satisfaction: 1);
        foreach (var name in NotReached[1..]) await county.Visit(name, "unreachable");
        await county.Do("dispatcher", "hazard-to-be-reinspected", new { command = "triage" });
        await beside.ChangeRules("PT20H", "从严", null);
    }

    private async Task Wednesday()
    {
        const string now = "2026-03-04 14:30";
        await county.Until(now);
        await county.Visit("not-reached-at-all", "unreachable");
        await Objections(now);
        foreach (var name in new[] { "extension-asked", "extension-granted" })
        {
            await county.Handle(name, now);
            await county.Do("clerk-cgj", name, new { command = "request-extension", days = 3, reason = "需要采购" });
        }

        await county.Do("supervisor-centre", "extension-granted", new { command = "decide-extension", approve = true });
        await county.Handle("suspension-asked", now);
        await county.Do("clerk-cgj", "suspension-asked", new { command = "request-suspension", reasonCode = "citizen-evidence", reason = "等照片" });
        await county.Handle("ledger", now);
        await county.Do("dispatcher", "ledger", new { command = "ledger", reasonCode = "funding", reason = "等资金" });
        await county.Handle("struck-off", now);
        await county.Do("dispatcher", "struck-off", new { command = "ledger", reasonCode = "seasonal", reason = "等天晴" });
        await county.Do("dispatcher", "struck-off", new { command = "strike-off" });
        await county.Order("sub-tasks", now);
        await county.Dispatch("sub-tasks", Urban, Traffic, "440804-zjj");
        await county.Do("clerk-cgj", "sub-tasks", new { command = "sign-off" });
        await county.Do("clerk-jtj", "sub-tasks", new { command = "complete-subtask", subtaskId = "s1", text = "已协办" });
        await county.Handle("stepped-up", now);
        await county.Do("dispatcher", "stepped-up", new { command = "step-up", unit = Traffic, reason = "超出能力" });
        await county.Handle("regraded-and-supervised", now);
        await county.Do("supervisor-centre", "regraded-and-supervised", new { command = "regrade", grade = "l4", remark = "情况复杂" });
        await county.Do("supervisor-centre", "regraded-and-supervised", new { command = "supervise", reason = "群众关注" });
        await county.Handle("taken-over", now);
        await county.Do("leader", "taken-over", new { command = "take-over", reason = "领导包案" });
        await county.Handle("not-verified", now);
        await county.Resolve("not-verified");
        await county.Do("worker-1", "not-verified", new { command = "verify", ok = false, text = "没有修好" });
        await county.Order("fixed-due-and-confidential", now, confidential: true, dueAt: "2026-03-06 12:00");
    }

    /// <summary>退单: waiting for the centre, turned down, upheld, before arbitration, and after it.</summary>
    private async Task Objections(string now)
    {
        foreach (var (name, returns) in new[] { ("objected", 1), ("objection-rejected", 1), ("objection-upheld", 1), ("before-arbitration", 3), ("arbitrated", 3) })
        {
            await county.Order(name, now);
            await county.Dispatch(name, Urban);
            for (var number = 1; number <= returns; number++)
            {
                await county.Do("clerk-cgj", name, new { command = "object", reasonCode = "wrong-area", reason = "不属于本单位" });
                if (number < 3 && name != "objected") await county.Do("dispatcher", name, new { command = "decide-objection", uphold = name == "objection-upheld" });
            }
        }

        await county.Do("supervisor-centre", "arbitrated", new { command = "arbitrate", unit = Traffic });
    }

    private async Task ThursdayMorning()
    {
        const string now = "2026-03-05 09:00";
        await county.Until(now);
        var card = (await county.All("supervisor-centre", $"/api/escalations?open=true&caseId={county.Cases["nobody-signs-acknowledged"]}"))[0];
        await county.Post("supervisor-centre", $"/api/escalations/{card.GetProperty("id").GetString()}/acknowledgement", new { remark = "已督促" });
        await county.Order("untriaged", now);
        await county.Order("triaged", now);
        await county.Do("dispatcher", "triaged", new { command = "triage" });
        await county.Order("dispatched", now);
        await county.Dispatch("dispatched", Urban);
        await county.Order("signed-with-promise", now);
        await county.Dispatch("signed-with-promise", Urban);
        await county.Do("clerk-cgj", "signed-with-promise", new { command = "sign-off", promisedAt = HttpCounty.Instant("2026-03-09 12:00") });
        await county.Handle("in-progress", now);
        await county.Do("clerk-cgj", "in-progress", new { command = "progress", text = "已到现场", remark = "下午继续" });
        await county.Handle("in-verification", now);
        await county.Resolve("in-verification");
        await county.Handle("in-visit", now);
        await county.Resolve("in-visit");
        await county.Verify("in-visit");
        await beside.Doors(now);
        await beside.ChangeRules("PT30H", "放宽", "2026-03-05 09:20");
        await county.Until("2026-03-05 09:25");
        Assert.Equal("paused", (await county.All("admin", "/api/rollouts"))[0].GetProperty("state").GetString());
    }
}
