using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>What the care register takes, and what it answers to who sends again.</summary>
public sealed class CareDoorTests : IAsyncLifetime
{
    private static readonly string Clerk = "clerk-" + ApiHost.AccountOf("worker-1").Unit;

    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("name", "missing-field")]
    [InlineData("address", "out-of-bounds")]
    [InlineData("phone", "out-of-bounds")]
    public async Task Nobody_is_taken_in_with_a_blank(string field, string code)
    {
        var entry = Entry();
        entry[field] = " ";
        Assert.Equal(field, (await (await Send(HttpMethod.Post, "/api/care", entry, "c")).Problem(400, code))["field"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("name")]
    [InlineData("address")]
    [InlineData("phone")]
    public async Task Nothing_is_changed_to_a_blank(string field)
    {
        var path = $"/api/care/{await Add()}";
        Assert.Equal(field, (await (await Send(HttpMethod.Put, path, new JsonObject { [field] = " \t" }, null)).Problem(400, "out-of-bounds"))["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_sent_again_is_answered_though_the_entry_is_out_of_scope_by_now()
    {
        var id = await Add();
        var path = $"/api/care/{id}";
        (HttpMethod Method, string Path, JsonObject? Body)[] writes =
        [
            (HttpMethod.Post, "/api/care", Entry()),
            (HttpMethod.Put, path, new() { ["expectedVersion"] = 1, ["tier"] = "general", ["gridCode"] = ApiHost.GridOf("worker-1") }),
            (HttpMethod.Post, path + "/events", null),
            (HttpMethod.Post, path + "/visits", new() { ["outcome"] = "done", ["doneAt"] = "2026-02-13T08:50:00+08:00" }),
            (HttpMethod.Post, path + "/end", new() { ["expectedVersion"] = 4 }),
        ];
        var firsts = new List<string>();
        foreach (var (method, at, body) in writes) firsts.Add(await Done(await Send(method, at, body, "k"), false));
        var county = (await host.Stores.Directory.Load())!;
        await host.Stores.Directory.Save(
            county with { People = [.. county.People.Select(person => person.Id == ApiHost.PersonOf(Clerk) ? person with { UnitCode = ApiHost.AccountOf("worker-3").Unit, Scope = ApiHost.AccountOf("worker-3").Unit! } : person)] }, county.Version);

        foreach (var ((method, at, body), first) in writes.Zip(firsts)) Assert.Equal(first, await Done(await Send(method, at, body, "k"), true));
        foreach (var (method, at, body) in writes.Skip(1)) await (await Send(method, at, body, "anew")).Problem(404, "unknown-care");
        await (await Send(HttpMethod.Post, "/api/care", Entry(), "anew")).Problem(422, "unknown-grid");
    }

    private static JsonObject Entry() => new() { ["gridCode"] = ApiHost.GridOf("worker-1"), ["tier"] = "high", ["name"] = "王小明", ["phone"] = "13800001234" };

    private static async Task<string> Done(HttpResponseMessage answer, bool replayed)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal(replayed, answer.Headers.Contains("Idempotent-Replayed"));
        return text;
    }

    private async Task<string> Add() => (await (await Send(HttpMethod.Post, "/api/care", Entry(), "add")).Json())["id"]!.GetValue<string>();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, JsonObject? body, string? key)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await (await host.As(Clerk)).SendAsync(request);
    }
}
