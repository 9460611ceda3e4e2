using System.Text.Json;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Phone;

/// <summary>What changed for me, and what I did meanwhile: the two ways of a phone that was away.</summary>
internal static class PhoneEndpoints
{
    /// <summary>1 MB; each item by itself has the bound of its own door, 64 KB.</summary>
    public const int BatchLimit = 1024 * 1024;

    private const int MostItems = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/sync", Get).Everyone().Paged()
            .Summary("What changed for me", "Cases within scope that changed since a cursor, with my tasks in them, oldest change first; cases that left my scope; and notices, files awaited, categories, grids and office hours when they are others than before. Without a cursor, or with reset, from the beginning.")
            .Gives<SyncPage>().Refuses(400, "bad-cursor");
        routes.MapPost("/api/sync", Post).For(Hotline, GridWorker, UnitClerk, Dispatcher, Supervisor, Leader).Takes<BatchDocument>().Limit(BatchLimit)
            .Summary("Send what I did", "Up to 200 writes in any order, each answered as its own address would: one bad item harms no other, and the whole may be sent again. Rate limits count items.")
            .Gives<BatchAnswer>();
    }

    private static async Task<IResult> Get(HttpContext http, SyncFeed feed, string? since, string? limit) =>
        Answer.Ok(await feed.Since(SyncCursor.Read(since), http.Caller(), Asked.Limit(limit), http.RequestAborted));

    private static async Task<IResult> Post(HttpContext http, BatchDoor batch)
    {
        Body.RequireJson(http.Request);
        using var json = Parse(await Body.ReadBytes(http, BatchLimit));
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            throw ProblemException.Malformed("missing-field", "items is required: a list.", "items");
        if (items.GetArrayLength() is < 1 or > MostItems) throw ProblemException.Malformed("out-of-bounds", $"items has 1 to {MostItems} entries.", "items");
        return Answer.Ok(await batch.Run(http, [.. items.EnumerateArray()]));
    }

    /// <summary>No more than its frame is looked at: what is in an item is that item's affair.</summary>
    private static JsonDocument Parse(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? throw ProblemException.Malformed("missing-body", "Send a JSON object.") : JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            throw ProblemException.Malformed("malformed-json", "The body is no JSON.");
        }
    }
}
