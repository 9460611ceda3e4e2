using System.Text.Json;
using GridCase.Conformance.Lives;
using GridCase.Conformance.Rules;

namespace GridCase.Conformance.Sight;

/// <summary>Who is told, in the inbox that everybody has.</summary>
public sealed class NoticeTests : Scenario
{
    private const string Unit = "440804-zjj";
    private const string Post = "unit-duty-lead@" + Unit;

    [Fact]
    public async Task The_clerk_of_the_unit_finds_the_dispatch_in_the_inbox_and_the_supervisor_the_urge()
    {
        var life = await Life.Dispatched(County);
        var told = await Told(() => County.As(Life.Clerk).All("/api/notices"), life, "dispatched");
        Assert.True(told.GetProperty("toMe").GetBoolean());
        (await County.Hotline().Write($"/api/hotline/orders/{life.OrderNo}/supplements", new { text = "请尽快", urge = true }, County.Fresh())).Taken();
        await Told(() => OfCase(life), life, "urged", "unit-duty-lead@" + Life.Unit);
        Assert.Equal(1, (await life.OrderView()).Body.GetProperty("urges").GetInt32());
    }

    [Fact]
    public async Task While_the_duty_lead_is_away_the_deputy_is_told()
    {
        var post = (await County.As("admin").All("/api/directory/posts")).Single(one => one.GetProperty("code").GetString() == Post);
        var (away, deputy) = (post.GetProperty("personId").GetString(), post.GetProperty("deputyId").GetString());
        // What a run that was broken off left behind.
        await Back(away!);
        var from = (await County.Now()).AddMinutes(-1);
        (await County.As("admin").Write("/api/directory/absences", new { personId = away, from, to = from.AddHours(1), reason = "符合性测试" })).Taken();
        var life = await Life.Dispatched(County, TestPolicy.Hasty, Unit);
        var told = await Told(() => OfCase(life), life, "rung-1");
        Assert.Equal((deputy, Post), (told.GetProperty("personId").GetString(), told.GetProperty("instead").GetString()));
        await life.Do("clerk-zjj", new { command = "sign-off" });
        await Back(away!);
    }

    private async Task Back(string personId)
    {
        var absences = (await County.As("admin").All("/api/directory/absences")).Where(one => one.GetProperty("personId").GetString() == personId);
        foreach (var absence in absences)
            (await County.As("admin").Ask(HttpMethod.Delete, "/api/directory/absences/" + Uri.EscapeDataString(absence.GetProperty("absenceId").GetString()!))).Taken();
    }

    private Task<IReadOnlyList<JsonElement>> OfCase(Life life) => County.As("supervisor-centre").All($"/api/cases/{life.CaseId}/notices");

    private async Task<JsonElement> Told(Func<Task<IReadOnlyList<JsonElement>>> look, Life life, string purpose, string? post = null) => (await County.Until(
        async () => (await look()).Where(one => Is(one, "caseId", life.CaseId) && Is(one, "purpose", purpose) && (post is null || Is(one, "post", post))).Select(one => new Heard(one)).FirstOrDefault(),
        TimeSpan.FromSeconds(30))).Notice;

    private static bool Is(JsonElement one, string property, string value) => one.GetProperty(property).GetString() == value;

    private sealed record Heard(JsonElement Notice);
}
