using System.Text.Json.Nodes;
using GridCase.Conformance.Lives;

namespace GridCase.Conformance.Rules;

/// <summary>An administrator tunes a limit while cases are open: previewed, published by one, confirmed by another, rolled out, taken back.</summary>
public sealed class RuleChangeTests : Scenario
{
    private const string Policy = "/api/policies/deadlines";
    private static readonly TimeSpan Rollout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_change_of_the_rules_moves_open_cases_says_why_and_is_taken_back()
    {
        var life = await Life.Signed(County, TestPolicy.Moved);
        var other = await Life.Signed(County);
        var (before, untouched) = (await Due(life), await Due(other));
        var version = await Drafted();
        await Previewed(version);
        var (published, change) = await Published();
        await RolledOut(change);
        Assert.Equal((before.AddMinutes(-20), untouched), (await Due(life), await Due(other)));
        await SaysWhy(life, published, before);
        var undone = (await County.As("admin").Write($"{Policy}/{published}/undo", new { reason = "恢复原时限" })).Taken();
        await RolledOut(await Confirmed(undone.Text("version")!));
        Assert.Equal(before, await Due(life));
        Assert.Equal(2, await life.Count("clocks-rederived"));
        Assert.Equal(TestPolicy.Title, (await County.As("admin").Read(Policy)).Text("title"));
    }

    /// <summary>A draft that is wrong is said to be; the right one says what it changes.</summary>
    private async Task<string> Drafted()
    {
        var document = await new TestRules(County).Latest();
        document["title"] = "符合性测试 in between";
        MovedFinish(document, "no budget");
        var wrong = (await County.As("admin").Write($"{Policy}/draft/check", new { document })).Taken();
        Assert.False(wrong.Body.GetProperty("canBePublished").GetBoolean());
        Assert.Contains(wrong.Body.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("path").GetString()!.Contains("finish", StringComparison.Ordinal));
        MovedFinish(document, "PT10M");
        (await County.As("admin").Put($"{Policy}/draft", document)).Taken();
        var right = (await County.As("admin").Write($"{Policy}/draft/check")).Taken();
        Assert.True(right.Body.GetProperty("canBePublished").GetBoolean(), right.Body.ToString());
        Assert.NotEmpty(right.Body.GetProperty("diff").EnumerateArray());
        return right.Text("comparedWith")!;
    }

    private async Task Previewed(string inForce)
    {
        var now = await County.Now();
        var begun = (await County.As("admin").Write($"{Policy}/draft/preview", new { from = now.AddDays(-1), to = now, openCases = "from-start" })).Taken();
        var preview = await County.Until(
            async () => (await County.As("admin").Read($"/api/previews/{begun.Text("previewId")}")).Taken() is var look && look.Text("state") == "done" ? look : null, Rollout);
        Assert.Equal(100, preview.Body.GetProperty("progress").GetProperty("percent").GetInt32());
        Assert.True(preview.Body.GetProperty("result").GetProperty("open").GetProperty("cases").GetInt32() >= 2);
        Assert.Equal(inForce, (await County.As("admin").Read(Policy)).Text("version"));
    }

    private async Task<(string Version, string Change)> Published()
    {
        var published = (await County.As("admin").Write($"{Policy}/draft/publish", new { reason = "排水问题从严", openCases = "from-start" })).Taken().Text("version")!;
        (await County.As("admin").Write($"{Policy}/{published}/confirm")).Refused(System.Net.HttpStatusCode.Forbidden, "own-publication");
        return (published, await Confirmed(published));
    }

    private async Task<string> Confirmed(string version) => (await County.As("admin2").Write($"{Policy}/{version}/confirm")).Taken().Text("rolloutId")!;

    private async Task RolledOut(string change)
    {
        var rollout = await County.Until(async () => (await County.As("admin").Read($"/api/rollouts/{change}")).Taken() is var look && look.Text("state") == "done" ? look : null, Rollout);
        Assert.Equal((rollout.Body.GetProperty("cases").GetInt32(), 100), (rollout.Body.GetProperty("visited").GetInt32(), rollout.Body.GetProperty("percent").GetInt32()));
    }

    private static async Task SaysWhy(Life life, string version, DateTimeOffset before)
    {
        var clock = await life.Clock("unit-finish");
        var moved = Assert.Single(clock.GetProperty("rederivations").EnumerateArray());
        Assert.Equal((version, before), (moved.GetProperty("policy").GetString(), moved.GetProperty("oldDue").GetDateTimeOffset()));
        Assert.Contains(version, moved.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Contains(TestPolicy.MovedRule, clock.GetProperty("rulePath").GetString(), StringComparison.Ordinal);
        Assert.Equal((before, version), (clock.GetProperty("firstDue").GetDateTimeOffset(), clock.GetProperty("policyVersion").GetString()));
    }

    private static void MovedFinish(JsonObject document, string budget) =>
        document["rules"]!.AsArray().Single(rule => (string?)rule!["id"] == TestPolicy.MovedRule)!["clocks"]!["finish"] = budget;

    private static async Task<DateTimeOffset> Due(Life life) => (await life.Clock("unit-finish")).GetProperty("due").GetDateTimeOffset();
}
