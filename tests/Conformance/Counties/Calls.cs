using System.Text.Json;

namespace GridCase.Conformance.Counties;

/// <summary>Requests as callers make them: JSON, and a key where a write bears one.</summary>
internal static class Calls
{
    public static Task<Reply> Read(this HttpClient caller, string path) => caller.Ask(HttpMethod.Get, path);

    public static Task<Reply> Write(this HttpClient caller, string path, object? body = null, string? key = null) => caller.Ask(HttpMethod.Post, path, body, key);

    public static Task<Reply> Put(this HttpClient caller, string path, object body, string? key = null) => caller.Ask(HttpMethod.Put, path, body, key);

    public static async Task<Reply> Ask(this HttpClient caller, HttpMethod method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        // Of known length: it is signed as it is sent.
        if (body is not null) request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)) { Headers = { ContentType = new("application/json") } };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await caller.SendAsync(request);
        return await Reply.Of(answer);
    }

    /// <summary>Every item of a list, page after page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> All(this HttpClient caller, string path)
    {
        var items = new List<JsonElement>();
        for (string? after = null; ;)
        {
            var page = (await caller.Read($"{path}{(path.Contains('?') ? '&' : '?')}limit=200{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}")).Taken();
            items.AddRange(page.Body.GetProperty("items").EnumerateArray());
            after = page.Body.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            if (after is null) return items;
        }
    }
}
