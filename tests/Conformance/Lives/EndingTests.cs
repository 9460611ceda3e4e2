using System.Net;

namespace GridCase.Conformance.Lives;

/// <summary>Orders that end before they are handled.</summary>
public sealed class EndingTests : Scenario
{
    [Fact]
    public async Task A_caller_withdraws_and_nothing_more_happens()
    {
        var life = await Life.Dispatched(County);
        (await County.Hotline().Write($"/api/hotline/orders/{life.OrderNo}/withdrawal", new { reason = "已自行解决" }, County.Fresh())).Taken();
        Assert.Equal("withdrawn", (await life.OrderView()).Text("state"));
        (await life.Try(Life.Clerk, new { command = "sign-off" })).Refused(HttpStatusCode.Conflict, "wrong-state");
        Assert.All((await County.As("supervisor-centre").All($"/api/cases/{life.CaseId}/clocks")), clock => Assert.Equal("stopped", clock.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_refusal_names_the_path_that_is_open_to_the_citizen()
    {
        var life = await Life.Begin(County);
        (await life.Try("dispatcher", new { command = "refuse", refusalClass = "litigation-arbitration" })).Refused(HttpStatusCode.UnprocessableEntity, "reason-required");
        await life.Do("dispatcher", new { command = "refuse", refusalClass = "litigation-arbitration", remark = "已向法院起诉" });
        var order = await life.OrderView();
        var refusal = order.Body.GetProperty("refusal");
        Assert.Equal(("refused", "litigation-arbitration"), (order.Text("state"), refusal.GetProperty("code").GetString()));
        Assert.Contains("人民法院", refusal.GetProperty("pathZh").GetString(), StringComparison.Ordinal);
        Assert.Contains("court", refusal.GetProperty("pathEn").GetString(), StringComparison.Ordinal);
    }
}
