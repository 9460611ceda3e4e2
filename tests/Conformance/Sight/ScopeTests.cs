using System.Net;
using System.Text.Json;
using GridCase.Conformance.Lives;

namespace GridCase.Conformance.Sight;

/// <summary>Who sees a case at all, and what a phone hears of those that come and go.</summary>
public sealed class ScopeTests : Scenario
{
    [Fact]
    public async Task A_clerk_of_a_foreign_town_finds_no_such_case()
    {
        var life = await Life.Dispatched(County);
        foreach (var path in new[] { "", "/facts", "/clocks", "/notices" })
            (await County.As("clerk-maxie").Read($"/api/cases/{life.CaseId}{path}")).Refused(HttpStatusCode.NotFound, "unknown-case");
        (await life.Try("clerk-maxie", new { command = "comment", text = "看看" })).Refused(HttpStatusCode.NotFound, "unknown-case");
        Assert.Equal(HttpStatusCode.OK, (await County.As("clerk-nandiao").Read("/api/cases/" + life.CaseId)).Status);
        (await County.Nobody().Read("/api/cases/" + life.CaseId)).Refused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_phone_hears_what_changed_since_its_cursor_and_what_left_its_scope()
    {
        var cursor = Uri.EscapeDataString((await County.Now()).AddSeconds(-5).ToString("O"));
        var life = await Life.Dispatched(County);
        var (come, next) = await Changes(cursor, "items", life);
        Assert.Equal("dispatch", come.GetProperty("stage").GetString());
        await life.Do("dispatcher", new { command = "dispatch", unit = "440804-jtj" });
        await Changes(next, "gone", life);
        Assert.Equal(HttpStatusCode.NotFound, (await County.As(Life.Clerk).Read("/api/cases/" + life.CaseId)).Status);
    }

    /// <summary>Follows the feed of the unit's clerk until the case is heard of.</summary>
    private async Task<(JsonElement Case, string Cursor)> Changes(string cursor, string part, Life life)
    {
        var found = await County.Until(
            async () =>
            {
                var page = (await County.As(Life.Clerk).Read($"/api/sync?since={cursor}")).Taken();
                cursor = page.Text("cursor")!;
                return page.Body.GetProperty(part).EnumerateArray().Where(one => one.GetProperty("caseId").GetString() == life.CaseId).Select(one => new Heard(one)).LastOrDefault();
            },
            Life.Soon);
        return (found.Case, cursor);
    }

    private sealed record Heard(JsonElement Case);
}
