using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GridCase.Api.Phone;

/// <summary>
/// Does many writes at once by sending each through the very door that it has by itself: the same roles and scope, the same checks, the same kept answers. An item that
/// the rules refuse is tried again after another item has moved the same case, so that the order in a batch does not matter; nothing is kept of a refusal.
/// </summary>
internal sealed class BatchDoor
{
    /// <summary>How often an item may wait for others of its case; longer chains go on with the next batch.</summary>
    private const int MostRounds = 16;

    private readonly Lazy<FrozenDictionary<string, RouteEndpoint>> doors;
    private readonly IOptions<RateLimiterOptions> limits;
    private readonly RequestDelegate pipeline;

    public BatchDoor(EndpointDataSource endpoints, IOptions<RateLimiterOptions> limits, IHostProbe probe, ILogger<ProblemMiddleware> log)
    {
        this.limits = limits;
        // Asked for at the first batch, when every door has been hung.
        doors = new(() => endpoints.Endpoints.OfType<RouteEndpoint>().Where(door => door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) == true)
            .GroupBy(door => door.RoutePattern.RawText!).ToFrozenDictionary(group => group.Key, group => group.First()));
        pipeline = new ProblemMiddleware(new Gate(Through).Invoke, probe, log).Invoke;
    }

    /// <summary>The answers, in the order of the items.</summary>
    public async Task<BatchAnswer> Run(HttpContext http, IReadOnlyList<JsonElement> items)
    {
        var answers = new BatchItemAnswer[items.Count];
        var (pending, targets) = (Enumerable.Range(0, items.Count).ToList(), new string?[items.Count]);
        for (var round = 0; round < MostRounds && pending.Count > 0; round++)
        {
            // What moved a case, and when: an item waits only for what came after its own try.
            var moved = new Dictionary<string, int>();
            var refused = new List<(int Item, int At)>();
            for (var at = 0; at < pending.Count; at++)
            {
                var item = pending[at];
                (answers[item], targets[item]) = await Try(http, items[item], round == 0);
                if (targets[item] is not { } target) continue;
                if (answers[item] is { Status: < 300, Replayed: false }) moved[target] = at;
                else if (MayWait(answers[item])) refused.Add((item, at));
            }

            pending = [.. refused.Where(one => moved.GetValueOrDefault(targets[one.Item]!, -1) > one.At).Select(one => one.Item)];
        }

        return new(answers);
    }

    /// <summary>Refusals that another item may remove: not there yet, not possible yet, not yours yet.</summary>
    private static bool MayWait(BatchItemAnswer answer) =>
        answer.Status is StatusCodes.Status404NotFound or StatusCodes.Status403Forbidden
        || (answer.Status == StatusCodes.Status409Conflict && answer.Body?.GetProperty("code").GetString() != "idempotency-key-reused");

    private static Task Through(HttpContext http) => http.GetEndpoint()!.RequestDelegate!(http);

    private async Task<(BatchItemAnswer Answer, string? Target)> Try(HttpContext outer, JsonElement item, bool counts)
    {
        string? key = null;
        var inner = new DefaultHttpContext { RequestServices = outer.RequestServices, RequestAborted = outer.RequestAborted, TraceIdentifier = outer.TraceIdentifier };
        using var body = new MemoryStream();
        inner.Response.Body = body;
        inner.SetCaller(outer.Caller());
        BatchRoute? route = null;
        try
        {
            if (item.ValueKind != JsonValueKind.Object) throw ProblemException.Malformed("invalid-value", "An item is an object.", "items");
            key = BatchRoute.Text(item, "key") ?? throw ProblemException.Malformed("missing-field", "key is required.", "key");
            route = BatchRoute.Of(item, key, outer.Caller());
            Address(inner, route, key, item);
            if (counts && limits.Value.GlobalLimiter?.AttemptAcquire(inner) is { IsAcquired: false })
                throw new ProblemException(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests; send this item again later.");
            await pipeline(inner);
        }
        catch (ProblemException problem)
        {
            await ProblemWriter.Write(inner, problem);
        }

        outer.RequestAborted.ThrowIfCancellationRequested();
        return (new(key, inner.Response.StatusCode, inner.Response.Headers.ContainsKey(RepeatGuard.ReplayedHeader), Read(body)), route?.Target);
    }

    private void Address(DefaultHttpContext inner, BatchRoute route, string key, JsonElement item)
    {
        if (!doors.Value.TryGetValue(route.Pattern, out var door)) throw ProblemException.Malformed("invalid-value", "This county has no such door.", "do");
        inner.SetEndpoint(door);
        var request = inner.Request;
        (request.Method, request.Scheme, request.Path) = (HttpMethods.Post, "http", route.Path);
        foreach (var (name, value) in route.Values) request.RouteValues[name] = value;
        request.Headers[RepeatGuard.Header] = key;
        if (BatchRoute.Texts(item, "after") is { Count: > 0 } before) request.Headers[RepeatGuard.AfterHeader] = string.Join(',', before);
        if (!item.TryGetProperty("body", out var body)) return;
        // The bytes as they came: whether they are well-formed is for the door to say.
        var bytes = JsonMarshal.GetRawUtf8Value(body).ToArray();
        (request.ContentType, request.ContentLength, request.Body) = ("application/json", bytes.Length, new MemoryStream(bytes, writable: false));
    }

    private static JsonElement? Read(MemoryStream body)
    {
        if (body.Length == 0) return null;
        using var document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
        return document.RootElement.Clone();
    }
}
