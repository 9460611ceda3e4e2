using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GridCase.Api.SignIn;
using GridCase.Tests.Shared;

namespace GridCase.Benchmarks;

/// <summary>
/// The city's hotline handing in signed orders over HTTP at a steady rate, whether the host keeps up or not: each order's time runs from the instant at which it was to be
/// sent, so that a slow answer does not hide those behind it.
/// </summary>
internal sealed class OrderLoad : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 256 }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ReferenceLife life;
    private readonly FirstAccounts keys;
    private readonly TimeProvider time;

    /// <param name="folder">The data folder of the host, begun at least once.</param>
    /// <param name="time">The host's time.</param>
    public OrderLoad(Uri address, string folder, ReferenceLife life, TimeProvider time)
    {
        http.BaseAddress = address;
        (this.life, this.time) = (life, time);
        keys = FirstAccounts.Read(Path.Combine(folder, "first-run.json"));
    }

    /// <summary>Order number → the case that the host answered with.</summary>
    public ConcurrentDictionary<string, string> Taken { get; } = new();

    /// <summary>From when to answer, of each order answered.</summary>
    public Samples Answered { get; } = new();

    /// <summary>Hands in orders numbered from <paramref name="firstNo"/> until told to stop; gives the number after the last.</summary>
    public async Task<int> Run(int firstNo, double perSecond, Func<TimeSpan, bool> goesOn)
    {
        var (began, sent, open) = (Stopwatch.GetTimestamp(), 0, new List<Task>());
        while (Stopwatch.GetElapsedTime(began) is var passed && goesOn(passed))
        {
            for (; sent < passed.TotalSeconds * perSecond; sent++)
            {
                var planned = began + (long)(sent / perSecond * Stopwatch.Frequency);
                open.Add(Send(firstNo + sent, planned));
            }

            if (sent % 1_000 == 0) open.RemoveAll(one => one.IsCompletedSuccessfully);
            await Task.Delay(1);
        }

        await Task.WhenAll(open);
        return firstNo + sent;
    }

    /// <summary>The case of an order as the host tells it, or null when it knows none.</summary>
    public async Task<string?> Ask(string orderNo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.BaseAddress!, $"/api/hotline/orders/{orderNo}"));
        RequestSignature.Sign(request, [], keys.HotlineKey, keys.HotlineSecret, time.GetUtcNow());
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("caseId").GetString();
    }

    /// <summary>Hands in one order now; false when there was no answer.</summary>
    public async Task<bool> Send(int no, long planned)
    {
        var order = life.Order(no, time.GetUtcNow());
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                orderNo = order.ExternalId,
                receivedAt = order.ReceivedAt,
                kind = "complaint",
                category = order.Category,
                urgency = "urgent",
                title = order.Title,
                text = order.Text,
                // Each order from a home of its own: at one house number they would be callers of one matter.
                address = $"{order.Address}{no / 900 % 50 + 1}栋{no / 45_000 % 90 + 1}室",
                gridCode = order.GridCode,
                caller = new { name = order.Caller!.Name, phone = order.Caller.Phone },
            },
            JsonSerializerOptions.Web);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(http.BaseAddress!, "/api/hotline/orders")) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
            RequestSignature.Sign(request, body, keys.HotlineKey, keys.HotlineSecret, time.GetUtcNow());
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Order {order.ExternalId} was refused: {await answer.Content.ReadAsStringAsync()}");
            var accepted = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Taken[order.ExternalId] = accepted.GetProperty("caseId").GetString()!;
            Answered.Add(Stopwatch.GetElapsedTime(planned));
            return true;
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
        {
            // The host was killed; nothing was promised.
            return false;
        }
    }

    public void Dispose() => http.Dispose();
}
