using System.Net;

namespace GridCase.Conformance.Lives;

/// <summary>集中诉求: several callers, one matter. They share its handling, and each keeps the own limit, reply and visit.</summary>
public sealed class KinTests : Scenario
{
    [Fact]
    public async Task Children_share_the_handling_and_hear_the_same_reply()
    {
        var parent = await Life.Signed(County);
        var child = await Life.Begin(County);
        await child.Do("dispatcher", new { command = "merge", into = parent.CaseId, asChild = true });
        await parent.Until("child-joined", Life.Soon);
        var whole = await parent.Case();
        Assert.Equal(child.CaseId, Assert.Single(whole.Body.GetProperty("children").EnumerateArray()).GetString());
        (await child.Try("dispatcher", new { command = "dispatch", unit = Life.Unit })).Refused(HttpStatusCode.Conflict, "handled-by-parent");
        await parent.Do(Life.Clerk, new { command = "resolve", text = "已更换", reply = "井盖已更换。" });
        await child.Until("replied", Life.Soon);
        var order = await child.OrderView();
        Assert.Equal(("井盖已更换。", true), (order.Text("reply"), order.Body.GetProperty("continuesIn").GetProperty("shared").GetBoolean()));
        await parent.Do(Life.Worker, new { command = "verify" });
        await child.Until("verified", Life.Soon);
        await child.Visit("yes", 5);
        await child.Do("hotline-operator", new { command = "close" });
        Assert.Equal(("closed", "visit"), ((await child.OrderView()).Text("state"), (await parent.OrderView()).Text("stage")));
    }

    [Fact]
    public async Task The_same_caller_with_the_same_matter_at_the_same_spot_is_joined_by_rule()
    {
        var caller = new { name = "李四", phone = County.FreshPhone() };
        var door = $"测试路{County.Fresh()}号";
        void Same(Dictionary<string, object?> order) => (order["caller"], order["address"]) = (caller, door);
        var head = await Life.Begin(County, with: Same);
        var repeat = await Life.Begin(County, with: Same);
        await repeat.Until("merged-into", Life.Soon);
        await head.Until("child-joined", Life.Soon);
        Assert.Equal(("merged", head.CaseId), ((await repeat.OrderView()).Text("state"), (await repeat.Case()).Text("mergedInto")));
    }
}
