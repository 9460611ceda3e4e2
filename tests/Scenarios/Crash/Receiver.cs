using System.Collections.Concurrent;
using System.Text.Json;
using GridCase.Api.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCase.Scenarios.Crash;

/// <summary>
/// Takes what the host sends to the hotline and to the webhook, and remembers all of it. Of each hundred parcels it answers one with 500 at first and one
/// late. It shares nothing with the host: what it remembers is what the outside world saw.
/// </summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string secret;
    private readonly ConcurrentQueue<Arrival> arrivals = new();
    private readonly ConcurrentDictionary<string, int> tries = new();

    private Receiver(WebApplication app, string secret)
    {
        this.app = app;
        this.secret = secret;
    }

    public Uri Hotline => new(app.Urls.First() + "/hotline");

    public Uri Webhook => new(app.Urls.First() + "/webhook");

    /// <summary>Everything that came, in the order in which it came.</summary>
    public IReadOnlyList<Arrival> Arrivals => [.. arrivals];

    public static async Task<Receiver> Open(string folder)
    {
        using var first = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "first-run.json")));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app, first.RootElement.GetProperty("hotline").GetProperty("secret").GetString()!);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/hotline", http => receiver.Take(http, true));
        app.MapPost("/webhook", http => receiver.Take(http, false));
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http, bool isHotline)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var told = JsonSerializer.Deserialize<JsonElement>(body.ToArray());
        var id = told.GetProperty("id").GetString()!;
        var isFirst = tries.AddOrUpdate(id, 1, (_, count) => count + 1) == 1;
        var mood = id.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)) & 0xFFFF;
        var answer = isFirst && mood % 100 == 0 ? 500 : 202;
        var headers = http.Request.Headers;
        var isSigned = !isHotline || RequestSignature.Of(secret, headers[RequestSignature.TimestampHeader].ToString(), "POST", "/hotline", body.ToArray()) == headers[RequestSignature.SignatureHeader];
        arrivals.Enqueue(new(isHotline, id, told.GetProperty("subject").GetString()!, told.GetProperty("type").GetString()!, told.GetProperty("data"), answer == 202, isSigned));
        // Late: the host may be killed while it waits, and then it cannot know that this arrived.
        if (mood % 100 == 1) await Task.Delay(400);
        http.Response.StatusCode = answer;
    }
}

/// <summary>One parcel as it came.</summary>
/// <param name="Taken">False when it was answered with 500.</param>
internal sealed record Arrival(bool IsHotline, string Id, string CaseId, string Type, JsonElement Data, bool Taken, bool IsSigned);
