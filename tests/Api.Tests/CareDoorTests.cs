using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>What the care register takes.</summary>
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

    private static JsonObject Entry() => new() { ["gridCode"] = ApiHost.GridOf("worker-1"), ["tier"] = "high", ["name"] = "王小明", ["phone"] = "13800001234" };

    private async Task<string> Add() => (await (await Send(HttpMethod.Post, "/api/care", Entry(), "add")).Json())["id"]!.GetValue<string>();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, JsonObject? body, string? key)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await (await host.As(Clerk)).SendAsync(request);
    }
}
