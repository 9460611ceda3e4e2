using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCase.Benchmarks;

/// <summary>Takes the events that go out to the city's hotline, and counts under which keys each of them came.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<(string CaseId, string Type), ConcurrentDictionary<string, int>> events = new();

    private EventReceiver(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First() + "/events");

    /// <summary>Events, of sorts that a case has once, that came under more than one key.</summary>
    public int UnderTwoKeys => events.Values.Count(keys => keys.Count > 1);

    /// <summary>Arrivals under a key that had come before, for a receiver to pass over.</summary>
    public int Repeats => events.Values.Sum(keys => keys.Values.Sum() - keys.Count);

    public static async Task<EventReceiver> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var receiver = new EventReceiver(builder.Build());
        receiver.app.Urls.Add("http://127.0.0.1:0");
        receiver.app.MapPost("/events", receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Whether the hotline was told that the case's order was accepted.</summary>
    public bool HeardOf(string caseId) => events.ContainsKey((caseId, "cn.gridcase.order.accepted"));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var told = await JsonDocument.ParseAsync(http.Request.Body);
        var what = (told.RootElement.GetProperty("subject").GetString()!, told.RootElement.GetProperty("type").GetString()!);
        events.GetOrAdd(what, _ => new()).AddOrUpdate(told.RootElement.GetProperty("id").GetString()!, 1, (_, count) => count + 1);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }
}
