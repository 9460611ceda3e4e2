using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Counties;

/// <summary>One entry of each list of the directory: to read, to put, to remove.</summary>
internal static class EntryEndpoints
{
    private const int MostReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, new EntryList<Unit>("units", "unit", "Open cases that the unit holds or helps with keep it.", (directory, code) => directory.Unit(code), unit => unit.Code, CountyEdit.Put, CountyEdit.DeleteUnit), "unit-has-cases");
        Map(routes, new EntryList<Grid>("grids", "grid", "Cases in the grid that are open or wait for their look-back keep it.", (directory, code) => directory.Grid(code), grid => grid.Code, CountyEdit.Put, CountyEdit.DeleteGrid), "grid-has-cases");
        Map(routes, new EntryList<Post>("posts", "post", "A rung that waits for it reaches the next in the chain.", (directory, code) => directory.Post(code), post => post.Code, CountyEdit.Put, CountyEdit.DeletePost));
        Map(routes, new EntryList<Person>("people", "person", "Their posts become vacant. Open cases that they hold keep them.", (directory, id) => directory.Person(id), person => person.Id, CountyEdit.Put, CountyEdit.DeletePerson), "person-has-cases", "last-administrator");
        Map(routes, new EntryList<Category>("categories", "category", "Cases that bear it keep it.", (directory, code) => directory.Category(code), category => category.Code, CountyEdit.Put, CountyEdit.DeleteCategory));
    }

    private static void Map<T>(IEndpointRouteBuilder routes, EntryList<T> list, params string[] kept)
        where T : class
    {
        var path = $"/api/directory/{list.Path}/{{code}}";
        routes.MapGet(path, (string code, HttpContext http) => Get(http, list, code)).For(Administrator, Auditor)
            .Summary($"One {list.Word}", "With the directory's version. Work contacts are shown to administrators only.").Gives<EntryView<T>>().Refuses(404, "unknown-entry");
        routes.MapPut(path, (string code, HttpContext http, DirectoryDoor door) => Put(http, door, list, code)).For(Administrator).Takes<EntryDocument<T>>()
            .Summary($"Add or replace one {list.Word}", "A new version of the directory; as it stands already, nothing.").Gives<DirectoryChanged>()
            .Refuses(409, "directory-changed").Refuses(422, "directory-inconsistent");
        routes.MapDelete(path, (string code, HttpContext http, DirectoryDoor door, string? expectedVersion, string? reason) => Delete(http, door, list, code, expectedVersion, reason)).For(Administrator)
            .Summary($"Remove one {list.Word}", list.Removal).Gives<DirectoryChanged>().Refuses(400, "missing-field", "out-of-bounds", "invalid-value").Refuses(404, "unknown-entry")
            .Refuses(409, ["directory-changed", .. kept]).Refuses(422, "directory-inconsistent");
    }

    private static IResult Get<T>(HttpContext http, EntryList<T> list, string code)
        where T : class
    {
        var caller = http.Caller();
        var entry = list.Find(caller.Directory, Uri.UnescapeDataString(code)) ?? throw Unknown(list.Word);
        DirectoryDoor.Tag(http, caller.Directory.Version);
        return Answer.Ok(new EntryView<T>(caller.Directory.Version, entry is Person person && !caller.Has(Administrator) ? (T)(object)person.WithoutContacts() : entry));
    }

    private static async Task<IResult> Put<T>(HttpContext http, DirectoryDoor door, EntryList<T> list, string code)
        where T : class
    {
        var document = await Body.ReadStrict<EntryDocument<T>>(http);
        if (list.Key(document.Entry!) != Uri.UnescapeDataString(code)) throw ProblemException.Malformed("invalid-value", $"The {list.Word} in the body is not the one of the address.", "entry");
        return await door.Change(http, "edit", document.Reason!, document.ExpectedVersion, county => CountyEdited.To(list.PutIn(county, document.Entry!)));
    }

    private static Task<IResult> Delete<T>(HttpContext http, DirectoryDoor door, EntryList<T> list, string code, string? expectedVersion, string? reason)
        where T : class
    {
        var why = Asked.Text(reason, "reason", MostReason) ?? throw ProblemException.Malformed("missing-field", "reason is required.", "reason");
        return door.Change(http, "edit", why, Asked.Version(expectedVersion, "expectedVersion"), county => list.DeleteFrom(county, Uri.UnescapeDataString(code)));
    }

    private static ProblemException Unknown(string word) => new(StatusCodes.Status404NotFound, "unknown-entry", $"The directory has no such {word}.");
}

/// <summary>One list of the directory as its doors know it.</summary>
/// <param name="Word">How people and findings call an entry.</param>
/// <param name="Removal">What removing one means.</param>
internal sealed record EntryList<T>(
    string Path, string Word, string Removal, Func<CountyDirectory, string, T?> Find, Func<T, string> Key, Func<County, T, County> PutIn, Func<County, string, CountyEdited> DeleteFrom)
    where T : class;
