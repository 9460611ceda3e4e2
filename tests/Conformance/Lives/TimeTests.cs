using System.Net;

namespace GridCase.Conformance.Lives;

/// <summary>延期 and 挂起: how a due time moves, and what stays of the old one.</summary>
public sealed class TimeTests : Scenario
{
    [Fact]
    public async Task An_extension_that_somebody_else_grants_moves_the_due_time_and_keeps_the_original()
    {
        var life = await Life.Signed(County);
        var before = (await life.Clock("unit-finish")).GetProperty("due").GetDateTimeOffset();
        await life.Do(Life.Clerk, new { command = "request-extension", amount = "PT5M", reason = "等待材料" });
        (await life.Try(Life.Clerk, new { command = "decide-extension", approve = true })).Refused(HttpStatusCode.Forbidden, "role-lacks-command");
        await life.Do("supervisor-centre", new { command = "decide-extension", approve = true });
        var clock = await life.Clock("unit-finish");
        Assert.Equal(before.AddMinutes(5), clock.GetProperty("due").GetDateTimeOffset());
        Assert.Equal((before, "PT5M"), (clock.GetProperty("originalDue").GetDateTimeOffset(), Assert.Single(clock.GetProperty("extensions").EnumerateArray()).GetProperty("amount").GetString()));
        (await life.Try(Life.Clerk, new { command = "request-extension", amount = "PT5M", reason = "再等等" })).Refused(HttpStatusCode.Conflict, "extensions-used-up");
    }

    [Fact]
    public async Task A_suspension_ends_by_itself_and_gives_the_time_back()
    {
        var life = await Life.Signed(County);
        var before = (await life.Clock("citizen-finish")).GetProperty("due").GetDateTimeOffset();
        await life.Do(Life.Clerk, new { command = "request-suspension", reasonCode = "citizen-evidence", reason = "等照片" });
        await life.Do("supervisor-centre", new { command = "decide-suspension", approve = true });
        var standing = await life.OrderView();
        Assert.Equal(("suspended", ""), (standing.Text("state"), standing.Text("citizenDueAt")));
        var resumed = await life.Until("resumed", TimeSpan.FromSeconds(60));
        Assert.Equal(("system:clock", true), (resumed.GetProperty("by").GetString(), resumed.GetProperty("data").GetProperty("byItself").GetBoolean()));
        var clock = await life.Clock("citizen-finish");
        var pause = Assert.Single(clock.GetProperty("pauses").EnumerateArray());
        var stood = pause.GetProperty("to").GetDateTimeOffset() - pause.GetProperty("from").GetDateTimeOffset();
        Assert.Equal(before + stood, clock.GetProperty("due").GetDateTimeOffset());
        Assert.Equal("open", (await life.OrderView()).Text("state"));
    }
}
