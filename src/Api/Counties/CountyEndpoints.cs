using System.Globalization;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Counties;

/// <summary>The directory as one document, and its history.</summary>
internal static class CountyEndpoints
{
    /// <summary>10 MB: a county of a million people with all its grids, posts and staff.</summary>
    private const int Limit = 10 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/directory", Get).For(Administrator, Auditor).Summary("The whole directory", "One document with its version, which is the ETag too. Work contacts are shown to administrators only.").Gives<DirectoryView>();
        routes.MapPut("/api/directory", Put).For(Administrator).Takes<DirectoryDocument>().Limit(Limit)
            .Summary("Replace the whole directory", "At most 10 MB. What the document leaves out is removed. Every contradiction is listed at once, and nothing is changed then.").Gives<DirectoryChanged>()
            .Refuses(409, "directory-changed", "unit-has-cases", "grid-has-cases", "person-has-cases", "last-administrator").Refuses(422, "directory-inconsistent");
        routes.MapGet("/api/directory/history", History).For(Administrator, Auditor).Paged()
            .Summary("History of the directory", "Who changed what, when and why; newest first.").Gives<Page<DirectoryChange>>().Refuses(400, "bad-cursor");
    }

    private static IResult Get(HttpContext http)
    {
        var caller = http.Caller();
        var county = caller.Directory.County;
        DirectoryDoor.Tag(http, county.Version);
        return Answer.Ok(new DirectoryView(county.Version, caller.Has(Administrator) ? county : county with { People = [.. county.People.Select(person => person.WithoutContacts())] }));
    }

    private static async Task<IResult> Put(HttpContext http, DirectoryDoor door)
    {
        var document = await Body.ReadStrict<DirectoryDocument>(http, Limit);
        return await door.Change(http, "replace", document.Reason!, document.ExpectedVersion, _ => CountyEdited.To(document.County!));
    }

    private static async Task<IResult> History(HttpContext http, IDirectoryStore store, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        int? before = after is null ? null : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw CaseFilter.BadCursor();
        var page = await store.History(before, most, http.RequestAborted);
        return Answer.Ok(new Page<DirectoryChange>(page, page.Count < most ? null : page[^1].Version.ToString(CultureInfo.InvariantCulture)));
    }
}
