using System.Net;
using System.Text.Json;

namespace GridCase.Tests.Shared;

/// <summary>What the host answered.</summary>
/// <param name="Body">The JSON, or undefined when the answer has none.</param>
/// <param name="Replayed">True for the kept answer to a repeat.</param>
internal sealed record Reply(HttpStatusCode Status, JsonElement Body, bool Replayed, string? ContentType)
{
    public bool IsTaken => Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted;

    /// <summary>The code of a problem, or null.</summary>
    public string? Code => Text("code");

    /// <summary>Reads an answer to its end.</summary>
    public static async Task<Reply> Of(HttpResponseMessage answer)
    {
        var content = await answer.Content.ReadAsByteArrayAsync();
        var type = answer.Content.Headers.ContentType?.MediaType;
        var json = content.Length > 0 && type?.EndsWith("json", StringComparison.Ordinal) == true ? JsonSerializer.Deserialize<JsonElement>(content) : default;
        return new(answer.StatusCode, json, answer.Headers.Contains("Idempotent-Replayed"), type);
    }

    public string? Text(string property) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(property, out var value) ? value.ToString() : null;

    /// <summary>The answer to what must be taken.</summary>
    /// <exception cref="UnexpectedReplyException">It was refused.</exception>
    public Reply Taken() => IsTaken ? this : throw new UnexpectedReplyException($"{(int)Status}: {Body}");

    /// <summary>The answer to what must be refused, and how.</summary>
    /// <exception cref="UnexpectedReplyException">It was taken, or refused in another way.</exception>
    public Reply Refused(HttpStatusCode status, string code) => (Status, Code, ContentType) == (status, code, "application/problem+json")
        ? this
        : throw new UnexpectedReplyException($"Not {(int)status} {code} but {(int)Status} {ContentType}: {Body}");
}

/// <summary>The host answered something else than it must.</summary>
internal sealed class UnexpectedReplyException(string message) : Exception(message);
