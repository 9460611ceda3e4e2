using System.Net;

namespace GridCase.Conformance.Lives;

/// <summary>What a grid worker reports from the street.</summary>
public sealed class ReportTests : Scenario
{
    [Fact]
    public async Task What_was_handled_on_the_spot_is_reported_and_resolved_in_one_step()
    {
        var done = (await Report(County.Fresh(), "已当场清理")).Taken();
        var life = new Life(County, done.Text("caseId")!, "");
        Assert.Equal(("closed", "on-site"), (done.Text("state"), (await life.Case()).Text("outcome")));
        Assert.Equal(["registered", "triaged", "resolved", "verified", "visit-skipped", "closed"], (await life.Facts()).Take(6).Select(fact => fact.GetProperty("type").GetString()!));
    }

    [Fact]
    public async Task A_report_that_a_phone_sends_twice_is_one_case()
    {
        var key = County.Fresh();
        var observed = await County.Now();
        var answers = await Task.WhenAll(Report(key, null, observed), Report(key, null, observed), Report(key, null, observed));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var id = Assert.Single(answers.Select(answer => answer.Text("caseId")!).Distinct());
        var late = (await Report(key, null, observed)).Taken();
        Assert.Equal((id, true), (late.Text("caseId"), late.Replayed));
        (await Report(key, "别的内容", observed)).Refused(HttpStatusCode.Conflict, "idempotency-key-reused");
        var facts = await new Life(County, id, "").Facts();
        Assert.Single(facts, fact => fact.GetProperty("type").GetString() == "registered");
    }

    private async Task<Reply> Report(string key, string? handled, DateTimeOffset? observedAt = null) => await County.As(Life.Worker).Write(
        "/api/reports",
        new { kind = "report", category = "environment.garbage", title = "垃圾", text = "路边有垃圾", gridCode = Life.Grid, observedAt = observedAt ?? await County.Now(), handledOnSite = handled is null ? null : new { text = handled } },
        key);
}
