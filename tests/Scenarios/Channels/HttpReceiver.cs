using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCase.Scenarios.Channels;

/// <summary>Takes what is posted to this machine and answers as the test says; remembers all of it in order.</summary>
internal sealed class HttpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Post> posts = new();

    private HttpReceiver(WebApplication app) => this.app = app;

    /// <summary>Status and body of the answer to a post; 202 with nothing at first.</summary>
    public Func<Post, (int Status, string Body)> Answers { get; set; } = _ => (202, "");

    public Uri Address => new(app.Urls.First() + "/notices?of=county");

    public IReadOnlyList<Post> Posts => [.. posts];

    /// <summary>Those that were taken.</summary>
    public IReadOnlyList<Post> Taken => [.. posts.Where(post => post.Status is >= 200 and < 300)];

    public static async Task<HttpReceiver> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new HttpReceiver(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/{**path}", receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var request = http.Request;
        var post = new Post(request.Path + request.QueryString.ToString(), request.ContentType ?? "", request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray(), 0);
        var (status, answer) = Answers(post);
        posts.Enqueue(post with { Status = status });
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(answer);
    }
}

/// <summary>One post as it came, and what it was answered.</summary>
internal sealed record Post(string PathAndQuery, string ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body, int Status)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string Id => Json.GetProperty("id").GetString()!;

    public string Type => Json.GetProperty("type").GetString()!;
}
