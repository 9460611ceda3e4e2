using System.Net;
using System.Text.Json;
using GridCase.Conformance.Lives;

namespace GridCase.Conformance.Sight;

/// <summary>Who the caller is: for the hotline alone where the caller wished so, masked and revealed with a reason for the others.</summary>
public sealed class ConfidentialTests : Scenario
{
    [Fact]
    public async Task A_confidential_caller_is_shown_to_the_hotline_only_and_every_look_is_recorded()
    {
        var life = await Life.Dispatched(County, with: order => order["confidential"] = true);
        foreach (var user in new[] { "supervisor-centre", Life.Clerk, "leader" })
            Assert.True(Hidden((await life.Case(user)).Body), $"{user} saw the caller");
        (await Reveal("supervisor-centre", life)).Refused(HttpStatusCode.Forbidden, "confidential-caller");
        Assert.False(Hidden((await life.Case("hotline-operator")).Body));
        Assert.Equal("张三", (await Reveal("hotline-operator", life)).Taken().Text("value"));
        var look = Assert.Single(await Looks(life));
        Assert.Equal(("caller-name", "回访前核对"), (look.GetProperty("field").GetString(), look.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task An_ordinary_caller_is_masked_until_the_unit_asks_with_a_reason()
    {
        var life = await Life.Dispatched(County);
        Assert.Equal("张**", (await life.Case(Life.Clerk)).Body.GetProperty("caller").GetProperty("name").GetString());
        (await Reveal("auditor", life)).Refused(HttpStatusCode.Forbidden, "role-lacks-operation");
        Assert.Empty(await Looks(life));
        Assert.Equal("张三", (await Reveal(Life.Clerk, life)).Taken().Text("value"));
        Assert.Single(await Looks(life));
    }

    private Task<Reply> Reveal(string user, Life life) => County.As(user).Write($"/api/cases/{life.CaseId}/reveal", new { field = "caller-name", reason = "回访前核对" });

    private async Task<IReadOnlyList<JsonElement>> Looks(Life life) => [.. (await County.As("auditor").Read($"/api/audit?caseId={life.CaseId}")).Taken().Body.GetProperty("looks").EnumerateArray()];

    private static bool Hidden(JsonElement body) => body.GetProperty("caller").ValueKind == JsonValueKind.Null;
}
