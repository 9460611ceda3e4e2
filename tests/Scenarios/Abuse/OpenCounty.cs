using System.Globalization;
using System.Text;
using GridCase.Api.SignIn;
using GridCase.Local.Hosting;

namespace GridCase.Scenarios.Abuse;

/// <summary>One county with its doors open on a real port, for everybody who means it ill.</summary>
public sealed class OpenCounty : IAsyncLifetime
{
    private CountyFolder? folder;
    private CountyHost? host;
    private string? cookie;
    private (string Key, string Secret) hotline;
    private int orders;

    public Uri Address => host!.Address;

    /// <summary>The folder of the county, with its secrets.</summary>
    public string Folder => folder!.Path;

    public async Task InitializeAsync()
    {
        folder = await CountyFolder.Copy();
        host = await CountyHost.Start(new() { Folder = folder.Path, Port = 0, ManualClock = true });
        var first = FirstAccounts.Read(folder.InFolder("first-run.json"));
        hotline = (first.HotlineKey, first.HotlineSecret);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        using var body = new StringContent($$"""{"user":"admin","password":"{{first.Passwords["admin"]}}"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/session", body);
        cookie = answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    public async Task DisposeAsync()
    {
        await host!.DisposeAsync();
        folder!.Dispose();
    }

    /// <summary>The head of a request by an administrator, without its last line.</summary>
    public string Head(string method, string target, string more = "") => $"{method} {target} HTTP/1.1\r\nHost: localhost:{Address.Port}\r\nCookie: {cookie}\r\nIdempotency-Key: abuse\r\n{more}";

    /// <summary>The head of a request that the hotline signed, without its last line.</summary>
    public string SignedHead(string method, string target, byte[] body, string more = "")
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{method} {target} HTTP/1.1\r\nHost: localhost:{Address.Port}\r\nX-GridCase-Key: {hotline.Key}\r\nX-GridCase-Timestamp: {at}\r\nX-GridCase-Signature: {RequestSignature.Of(hotline.Secret, at, method, target, body)}\r\nContent-Type: application/json\r\n{more}";
    }

    /// <summary>Whether somebody who means well is served meanwhile: the hotline hands in an order on a line of its own.</summary>
    public async Task<int> TakesAnOrder()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"orderNo":"MEANWHILE-{{Interlocked.Increment(ref orders)}}","receivedAt":"2026-01-05T09:00:00+08:00","kind":"complaint","text":"路灯不亮","gridCode":"440804001001001"}""");
        using var line = await RawLine.Open(Address);
        await line.Say([.. Encoding.Latin1.GetBytes(SignedHead("POST", "/api/hotline/orders", body, $"Content-Length: {body.Length}\r\n\r\n")), .. body]);
        return (await line.Hear()).Status;
    }

    /// <summary>Answers that were a fault of the host, as it counts them itself.</summary>
    public async Task<IReadOnlyList<string>> Faults()
    {
        using var http = new HttpClient { BaseAddress = Address };
        return [.. (await http.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("gridcase_http_request_seconds_count", StringComparison.Ordinal) && line.Contains("status=\"5", StringComparison.Ordinal))];
    }
}
