using System.Net;
using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests;

public sealed class ProposalTests : IAsyncLifetime
{
    private const string Urban = "440804-cgj";
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task What_a_unit_resolved_is_proposed_with_its_share_and_why()
    {
        for (var i = 0; i < 5; i++) await Resolved($"Q-{i}");
        var fresh = await host.Accept("Q-9");
        var proposals = await Proposals("dispatcher", fresh);
        var unit = Assert.Single(proposals["units"]!.AsArray())!;
        Assert.Equal((Urban, 1, 5, 5, 1d), (unit["unit"]!.GetValue<string>(), unit["rank"]!.GetValue<int>(), unit["resolved"]!.GetValue<int>(), unit["of"]!.GetValue<int>(), unit["share"]!.GetValue<double>()));
        Assert.StartsWith("5 of 5 cases of 邻里纠纷", unit["why"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("complaint", "dispute.neighbour"), (proposals["kind"]!.GetValue<string>(), proposals["categories"]![0]!["category"]!.GetValue<string>()));
        Assert.NotNull(proposals["grade"]!["rule"]);
    }

    [Fact]
    public async Task How_good_the_proposals_were_is_followed_by_category()
    {
        // The first was dispatched when nothing was learned: nothing was proposed, so it does not count.
        await Resolved("Q-1");
        await Resolved("Q-2");
        var other = await Triaged("Q-3");
        await host.Move("dispatcher", other, new { command = "dispatch", unit = "440804-jtj" });
        var quality = await (await (await host.As("supervisor-centre")).GetAsync("/api/proposals/quality")).Json();
        Assert.Equal((2, 0.5, 0.5), (quality["cases"]!.GetValue<int>(), quality["top1"]!.GetValue<double>(), quality["top3"]!.GetValue<double>()));
        var line = Assert.Single(quality["items"]!.AsArray())!;
        Assert.Equal(("dispute.neighbour", 1, 1), (line["category"]!.GetValue<string>(), line["first"]!.GetValue<int>(), line["other"]!.GetValue<int>()));
        var earlier = await (await (await host.As("auditor")).GetAsync("/api/proposals/quality?from=2026-01-01&to=2026-01-31")).Json();
        Assert.Equal((0, null), (earlier["cases"]!.GetValue<int>(), earlier["top1"]));
        await (await (await host.As("auditor")).GetAsync("/api/proposals/quality?from=yesterday")).Problem(400, "invalid-value");
        await (await (await host.As("auditor")).GetAsync("/api/proposals/quality?from=2026-02-01&to=2026-01-01")).Problem(400, "out-of-bounds");
    }

    [Theory]
    [InlineData("clerk-cgj", HttpStatusCode.Forbidden)]
    [InlineData("worker-1", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("supervisor-centre", HttpStatusCode.OK)]
    public async Task Proposals_are_for_those_who_dispatch(string user, HttpStatusCode status) =>
        Assert.Equal(status, (await (await host.As(user)).GetAsync($"/api/cases/{await host.Accept("Q-1")}/proposals")).StatusCode);

    [Fact]
    public async Task A_repeat_of_a_matter_that_is_over_is_proposed_and_not_attached()
    {
        var first = await host.Accept("Q-1");
        await host.Move("dispatcher", first, new { command = "withdraw", reason = "已和解" });
        var again = await host.Accept("Q-2", SameCaller);
        var duplicate = Assert.Single((await Proposals("dispatcher", again))["duplicates"]!.AsArray())!;
        Assert.Equal((first, "repeat-of-ended", false), (duplicate["caseId"]!.GetValue<string>(), duplicate["relation"]!.GetValue<string>(), duplicate["byItself"]!.GetValue<bool>()));
        Assert.Contains("new fact", duplicate["why"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_a_confidential_order_is_no_proposal_tells()
    {
        var first = await host.Accept("Q-1");
        await host.Move("dispatcher", first, new { command = "withdraw", reason = "已和解" });
        var again = await host.Accept("Q-2", order =>
        {
            SameCaller(order);
            order["confidential"] = true;
        });
        Assert.Empty((await Proposals("dispatcher", again))["duplicates"]!.AsArray());
    }

    private static void SameCaller(JsonObject order) => order["caller"] = new JsonObject { ["phone"] = ApiHost.PhoneOf("Q-1") };

    private async Task<JsonNode> Proposals(string user, string caseId) => await (await (await host.As(user)).GetAsync($"/api/cases/{caseId}/proposals")).Json();

    private async Task<string> Triaged(string no)
    {
        var id = await host.Accept(no);
        if ((await host.Stores.Cases.Find(id))!.Stage == Stage.Triage) await host.Move("dispatcher", id, new { command = "triage" });
        return id;
    }

    private async Task Resolved(string no)
    {
        var id = await Triaged(no);
        await host.Move("dispatcher", id, new { command = "dispatch", unit = Urban });
        await host.Move("clerk-cgj", id, new { command = "sign-off" });
        await host.Move("clerk-cgj", id, new { command = "resolve", text = "已调解" });
    }
}
