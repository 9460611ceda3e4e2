using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using GridCase.Api.SignIn;

namespace GridCase.Scenarios.Hosts;

/// <summary>People with cookies and the hotline with its signature, calling one host by HTTP. Accounts and key are those of the folder's first start.</summary>
internal sealed class CountyClient : IDisposable
{
    /// <summary>The name under which the hotline's system signs; every other name is an account.</summary>
    public const string Hotline = "12345";

    private readonly HttpClient http;
    private readonly ConcurrentDictionary<string, string> passwords;
    private readonly ConcurrentDictionary<string, string> cookies;
    private (string Key, string Secret) hotline;

    private readonly Func<DateTimeOffset> watch;

    /// <param name="signsAhead">How far the hotline's watch is ahead. Time stamps count whole seconds, and no signature may come again after a restart.</param>
    public CountyClient(Uri address, string folder, TimeSpan signsAhead = default)
        : this(address, folder, () => DateTimeOffset.UtcNow + signsAhead)
    {
    }

    /// <param name="watch">The time by which the hotline signs.</param>
    /// <param name="cookies">Sessions that were begun already, by account; they are shared with whoever else uses them.</param>
    public CountyClient(Uri address, string folder, Func<DateTimeOffset> watch, ConcurrentDictionary<string, string>? cookies = null)
    {
        this.watch = watch;
        this.cookies = cookies ?? [];
        http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        var first = FirstAccounts.Read(Path.Combine(folder, "first-run.json"));
        passwords = new(first.Passwords);
        hotline = (first.HotlineKey, first.HotlineSecret);
    }

    /// <summary>From now on the hotline signs with another key.</summary>
    public void SignWith(string key, string secret) => hotline = (key, secret);

    /// <summary>An account that was made after the first start.</summary>
    public void Know(string user, string password) => passwords[user] = password;

    public Task<Reply> Get(string user, string path) => Send(user, HttpMethod.Get, path);

    public Task<Reply> Post(string user, string path, object? body = null, string? key = null, string? after = null) => Send(user, HttpMethod.Post, path, body, key, after);

    /// <summary>Sends one file.</summary>
    public async Task<Reply> Upload(string user, string name, byte[] content, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(http.BaseAddress!, "/api/attachments")) { Content = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } } };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add("Cookie", await SignIn(user));
        return await Answer(request);
    }

    public Task<Reply> Command(string user, string caseId, object command, string? key = null) => Post(user, $"/api/cases/{caseId}/commands", command, key);

    public Task<Reply> Order(object order) => Post(Hotline, "/api/hotline/orders", order);

    /// <exception cref="HttpRequestException">Nobody answered, or the host died while it did.</exception>
    public async Task<Reply> Send(string user, HttpMethod method, string path, object? body = null, string? key = null, string? after = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(http.BaseAddress!, path));
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        if (body is not null) request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (after is not null) request.Headers.Add("Idempotency-After", after);
        if (user == Hotline) RequestSignature.Sign(request, bytes, hotline.Key, hotline.Secret, watch());
        else if (user.Length > 0) request.Headers.Add("Cookie", await SignIn(user));
        return await Answer(request);
    }

    /// <summary>Sends a form, as citizens' applications do; nobody signs in for it.</summary>
    /// <exception cref="HttpRequestException">Nobody answered, or the host died while it did.</exception>
    public async Task<Reply> SendForm(string path, IReadOnlyDictionary<string, string> fields, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(http.BaseAddress!, path)) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Idempotency-Key", key);
        return await Answer(request);
    }

    private async Task<Reply> Answer(HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request);
        return await Reply.Of(answer);
    }

    /// <summary>A stream of the host's answer, for server-sent events.</summary>
    public async Task<Stream> Open(string user, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", await SignIn(user));
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
    }

    public void Dispose() => http.Dispose();

    private async Task<string> SignIn(string user)
    {
        if (cookies.TryGetValue(user, out var cookie)) return cookie;
        using var answer = await http.PostAsJsonAsync("/api/session", new { user, password = passwords[user] });
        answer.EnsureSuccessStatusCode();
        return cookies[user] = answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }
}
