using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>The doors to rollouts: who may look and stop them, and what a repeat does.</summary>
public sealed class RolloutDoorTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_confirmed_change_has_a_rollout_that_is_paused_and_resumed()
    {
        await Confirm();
        Assert.Equal(("waiting", "2026.2", "from-start", 0), Told(await Get("auditor", "/api/rollouts/1")));
        // Counted once more as of the confirmation, and once only.
        var counted = (await Get("auditor", "/api/rollouts/1"))["previewId"]!.GetValue<string>();
        Assert.Equal("1", (await Get("auditor", $"/api/previews/{counted}"))["ofChange"]!.ToString());
        Assert.Equal("paused", Told(await Post("admin", "/api/rollouts/1/pause")).State);
        Assert.Equal("paused", Told(await Post("admin2", "/api/rollouts/1/pause")).State);
        var listed = Assert.Single((await Get("supervisor-centre", "/api/rollouts"))["items"]!.AsArray())!;
        Assert.Equal("paused", Told(listed).State);
        Assert.Equal("waiting", Told(await Post("admin", "/api/rollouts/1/resume")).State);
        Assert.Equal("waiting", Told(await Post("admin", "/api/rollouts/1/resume")).State);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999")]
    public async Task A_rollout_that_is_none_is_not_found(string id)
    {
        await Confirm();
        await (await (await host.As("admin")).GetAsync($"/api/rollouts/{id}")).Problem(404, "unknown-rollout");
        await (await (await host.As("admin")).PostAsync($"/api/rollouts/{id}/pause", null)).Problem(404, "unknown-rollout");
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("supervisor-centre")]
    [InlineData("dispatcher")]
    [InlineData("hotline-operator")]
    public async Task Only_an_administrator_stops_a_rollout(string user)
    {
        await Confirm();
        await (await (await host.As(user)).PostAsync("/api/rollouts/1/pause", null)).Problem(403, "role-lacks-operation");
    }

    private static (string State, string Version, string Treatment, int Visited) Told(JsonNode rollout) =>
        (rollout["state"]!.GetValue<string>(), rollout["version"]!.GetValue<string>(), rollout["openCases"]!.GetValue<string>(), rollout["visited"]!.GetValue<int>());

    private async Task Confirm()
    {
        const string policies = "/api/policies/deadlines";
        var admin = await host.As("admin");
        (await admin.PutAsJsonAsync(policies + "/draft", new { basedOn = "2026.1" })).EnsureSuccessStatusCode();
        (await admin.PostAsJsonAsync(policies + "/draft/publish", new { reason = "x", openCases = "from-start" })).EnsureSuccessStatusCode();
        (await (await host.As("admin2")).PostAsync(policies + "/2026.2/confirm", null)).EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> Get(string user, string path) => await (await (await host.As(user)).GetAsync(path)).EnsureSuccessStatusCode().Json();

    private async Task<JsonNode> Post(string user, string path) => await (await (await host.As(user)).PostAsync(path, null)).EnsureSuccessStatusCode().Json();
}
