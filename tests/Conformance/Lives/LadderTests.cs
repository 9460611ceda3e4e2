using System.Text.Json;
using GridCase.Conformance.Rules;

namespace GridCase.Conformance.Lives;

/// <summary>Nobody signs: the case warns, falls due, and climbs to people who can see why.</summary>
public sealed class LadderTests : Scenario
{
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task While_nobody_signs_each_mark_is_passed_once_and_the_duty_lead_is_told()
    {
        var life = await Life.Dispatched(County, TestPolicy.Hasty);
        await life.Until("warned", Whole, OfSignOff);
        var due = await life.Until("fell-due", Whole, OfSignOff);
        Assert.Contains((await life.Case()).Text("light"), (string[])["red", "purple"]);
        var rung = await life.Until("escalated", Whole, data => OfSignOff(data) && data.GetProperty("rung").GetInt32() == 1);
        Assert.Equal("purple", (await life.Case()).Text("light"));
        Assert.True(rung.GetProperty("number").GetInt32() > due.GetProperty("number").GetInt32());
        var escalation = await Told(life);
        Assert.StartsWith("unit-duty-lead@", escalation.GetProperty("post").GetString(), StringComparison.Ordinal);
        await Acknowledged(life, escalation);
        // Signed for at last, it climbs no further.
        await life.Do(Life.Clerk, new { command = "sign-off" });
        var marks = (await life.Facts()).Where(fact => fact.GetProperty("type").GetString() is "warned" or "fell-due" or "escalated").Select(Mark).ToList();
        Assert.Equal(marks.Count, marks.Distinct().Count());
        Assert.Equal("stopped", (await life.Clock("sign-off")).GetProperty("state").GetString());
    }

    private async Task<JsonElement> Told(Life life)
    {
        var found = await County.Until(
            async () => (await Open(life)).Where(one => one.GetProperty("clock").GetString() == "sign-off" && one.GetProperty("rung").GetInt32() == 1).ToList() is { Count: > 0 } some ? some : null, Life.Soon);
        return Assert.Single(found);
    }

    private async Task Acknowledged(Life life, JsonElement escalation)
    {
        var id = escalation.GetProperty("id").GetString();
        var answered = (await County.As("supervisor-centre").Write($"/api/escalations/{id}/acknowledgement", new { remark = "已督促" })).Taken();
        var at = answered.Body.GetProperty("acknowledgedAt").GetDateTimeOffset();
        var again = (await County.As("supervisor-centre").Write($"/api/escalations/{id}/acknowledgement")).Taken();
        Assert.Equal(at, again.Body.GetProperty("acknowledgedAt").GetDateTimeOffset());
        Assert.DoesNotContain(await Open(life), one => one.GetProperty("id").GetString() == id);
    }

    private Task<IReadOnlyList<JsonElement>> Open(Life life) => County.As("supervisor-centre").All($"/api/escalations?open=true&caseId={life.CaseId}");

    private static bool OfSignOff(JsonElement data) => data.GetProperty("clock").GetString() == "sign-off";

    private static string Mark(JsonElement fact)
    {
        var data = fact.GetProperty("data");
        return $"{fact.GetProperty("type").GetString()} {data.GetProperty("clock").GetString()} {(data.TryGetProperty("cycle", out var cycle) ? cycle.GetInt32() : 0)} {(data.TryGetProperty("rung", out var rung) ? rung.GetInt32() : 0)}";
    }
}
