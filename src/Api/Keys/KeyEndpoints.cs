using System.Globalization;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Keys;

/// <summary>The keys of systems (系统密钥): made, retired and looked at by administrators, whose deeds auditors read. No secret is ever shown again.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/keys", List).For(Administrator, Auditor)
            .Summary("Keys of systems", "Every key there ever was, the newest first: whose, what for, when made, last used (to the hour) and retired. Secrets are never answered.").Gives<Page<KeyLine>>();
        routes.MapPost("/api/keys", Post).For(Administrator).Takes<KeyDocument>()
            .Summary("Make a key", "The answer holds the secret, this once; who loses it retires the key and makes another. The same name again is refused, so a repeat makes no second key.")
            .Gives<NewKey>(201).Refuses(409, "key-name-taken", "keys-changed").Refuses(422, "unknown-person", "acts-as-required", "person-lacks-role");
        routes.MapPost("/api/keys/{keyId}/retire", Retire).For(Administrator).MayTake<RetirementDocument>()
            .Summary("Retire a key", "Now, or at an instant to come that may be moved until it has passed. A retired key never comes back. A repeat answers as the first did.")
            .Gives<KeyLine>().Refuses(404, "unknown-key").Refuses(409, "key-retired", "last-hotline-key", "keys-changed").Refuses(422, "retirement-in-past", "retirement-too-far");
        routes.MapGet("/api/keys/history", History).For(Administrator, Auditor).Paged()
            .Summary("What was done to keys", "The newest first: who made or retired which key, and when.").Gives<Page<KeyDeedLine>>().Refuses(400, "bad-cursor");
    }

    private static async Task<IResult> List(HttpContext http, KeyDesk desk) => Answer.Ok(new Page<KeyLine>(await desk.List(http.Caller(), http.RequestAborted), null));

    private static async Task<IResult> Post(HttpContext http, KeyDesk desk)
    {
        var document = await Body.Read<KeyDocument>(http);
        return Answer.Created("/api/keys", await desk.Make(document, http.Caller()));
    }

    private static async Task<IResult> Retire(string keyId, HttpContext http, KeyDesk desk)
    {
        var document = http.Request.ContentLength is null or 0 && http.Request.ContentType is null ? new() : await Body.Read<RetirementDocument>(http);
        return Answer.Ok(await desk.Retire(keyId, document, http.Caller()));
    }

    private static async Task<IResult> History(HttpContext http, IAccountStore accounts, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        int? before = null;
        if (!string.IsNullOrEmpty(after)) before = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CaseFilter.BadCursor();
        var deeds = await accounts.KeyDeeds(before, most + 1, http.RequestAborted);
        var directory = http.Caller().Directory;
        return Answer.Ok(new Page<KeyDeedLine>(
            [.. deeds.Take(most).Select(deed => new KeyDeedLine(deed.Number, deed.At, deed.By, directory.Person(deed.By)?.DisplayName, deed.KeyId, deed.What, deed.RetiresAt, deed.Forced))],
            deeds.Count > most ? deeds[most - 1].Number.ToString(CultureInfo.InvariantCulture) : null));
    }
}
