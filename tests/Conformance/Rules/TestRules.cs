using System.Text.Json.Nodes;

namespace GridCase.Conformance.Rules;

/// <summary>Brings the rules that the tests count by into force, by the doors that administrators have. Where they are in force already, they are left.</summary>
internal sealed class TestRules(RunningCounty county)
{
    private const string Calendar = "/api/calendars/cn";
    private const string Policy = "/api/policies/deadlines";

    public async Task InForce()
    {
        var calendar = await DocumentOf(Calendar);
        if (!TestCalendar.Is(calendar)) await Publish(Calendar, Calendar, TestCalendar.From(calendar, await county.Now()), "new-only");
        var policy = await Latest();
        if (!TestPolicy.Is(policy)) await Publish($"{Policy}/draft", Policy, TestPolicy.From(policy), "new-only");
        await county.Until(async () => (await county.As("admin").Read(Policy)).Taken() is var now && now.Text("title") == TestPolicy.Title ? now : null, TimeSpan.FromSeconds(10));
    }

    /// <summary>The whole policy document after every confirmed change.</summary>
    public async Task<JsonObject> Latest()
    {
        var version = (await county.As("admin").Read(Policy)).Taken().Body.GetProperty("record").GetProperty("latest").GetString();
        return await DocumentOf($"{Policy}/{version}");
    }

    /// <summary>Drafts, publishes and confirms a document; what another run left behind half-way is put aside first.</summary>
    private async Task Publish(string draft, string rules, JsonObject document, string openCases)
    {
        var awaiting = (await county.As("admin").Read(rules)).Taken().Body.GetProperty("record").GetProperty("awaiting");
        if (awaiting.ValueKind == System.Text.Json.JsonValueKind.Object)
            (await county.As("admin").Write($"{rules}/{awaiting.GetProperty("version").GetString()}/reject", new { reason = "符合性测试重新开始" })).Taken();
        var saved = (await county.As("admin").Put(draft, document)).Taken();
        Assert.True(saved.Body.GetProperty("canBePublished").GetBoolean(), saved.Body.GetProperty("findings").ToString());
        var published = (await county.As("admin").Write($"{rules}/draft/publish", new { reason = "符合性测试", openCases })).Taken();
        (await county.As("admin2").Write($"{rules}/{published.Text("version")}/confirm")).Taken();
    }

    private async Task<JsonObject> DocumentOf(string path) => JsonNode.Parse((await county.As("admin").Read(path)).Taken().Body.GetProperty("document").GetRawText())!.AsObject();
}
