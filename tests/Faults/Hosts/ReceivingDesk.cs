using System.Collections.Concurrent;
using System.Text.Json;
using GridCase.Checker;
using GridCase.Scenarios.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridCase.Faults;

/// <summary>
/// One who takes what the county sends, and remembers all of it. It answers late, refuses, takes and says it did not, takes and hangs up, asks for patience, and is
/// away for a while; which of these a parcel meets at its first two tries the seed says. It shares nothing with the host.
/// </summary>
internal sealed class ReceivingDesk(int seed, string channel) : IAsyncDisposable
{
    private const int MoodyTries = 2;

    private readonly int port = HostProcess.FreePort();
    private readonly ConcurrentQueue<ReceivedParcel> received = new();
    private readonly ConcurrentDictionary<string, int> tries = new();
    private readonly object writing = new();
    private readonly SemaphoreSlim moving = new(1, 1);
    private WebApplication? app;
    private long order;

    public Uri Url => new($"http://127.0.0.1:{port}/{channel}");

    public IReadOnlyList<ReceivedParcel> Received => [.. received];

    public int Outages { get; private set; }

    public async Task ComeUp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
        app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.MapPost("/" + channel, Take);
        await app.StartAsync();
    }

    /// <summary>Nobody listens for so long.</summary>
    public async Task GoAway(TimeSpan time)
    {
        await moving.WaitAsync();
        try
        {
            Outages++;
            await app!.StopAsync();
            await app.DisposeAsync();
            await Task.Delay(time);
            await ComeUp();
        }
        finally
        {
            moving.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        moving.Dispose();
    }

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var told = JsonSerializer.Deserialize<JsonElement>(body.ToArray());
        var id = told.GetProperty("id").GetString()!;
        var mood = MoodOf(id, tries.AddOrUpdate(id, 1, (_, count) => count + 1));
        var isTaken = mood is not (DeskMood.Refuses or DeskMood.AsksForPatience);
        lock (writing) received.Enqueue(new(id, channel, told.GetProperty("subject").GetString(), told.GetProperty("type").GetString()!, told.GetProperty("data").GetRawText(), isTaken, ++order));
        if (mood == DeskMood.IsLate) await Task.Delay(700);
        if (mood == DeskMood.HangsUp) http.Abort();
        if (mood == DeskMood.AsksForPatience) http.Response.Headers.RetryAfter = "2";
        http.Response.StatusCode = mood switch
        {
            DeskMood.Refuses or DeskMood.TakesAndDenies => StatusCodes.Status500InternalServerError,
            DeskMood.AsksForPatience => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status202Accepted,
        };
    }

    private DeskMood MoodOf(string id, int tried)
    {
        if (tried > MoodyTries) return DeskMood.Takes;
        var drawn = $"{seed} {tried} {id}".Aggregate(17u, (sum, letter) => unchecked((sum * 31) + letter));
        return ((drawn >> 3) % 40) switch
        {
            0 or 1 => DeskMood.Refuses,
            2 or 3 => DeskMood.TakesAndDenies,
            4 or 5 => DeskMood.HangsUp,
            6 or 7 => DeskMood.IsLate,
            8 => DeskMood.AsksForPatience,
            _ => DeskMood.Takes,
        };
    }

    private enum DeskMood
    {
        Takes,
        Refuses,
        TakesAndDenies,
        HangsUp,
        IsLate,
        AsksForPatience,
    }
}
