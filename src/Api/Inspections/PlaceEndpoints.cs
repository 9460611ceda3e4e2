using System.Collections.Immutable;
using GridCase.Api.Care;
using GridCase.Api.Cases;
using GridCase.Api.Counties;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Inspections;

/// <summary>Places (场所), their colours and what was found there.</summary>
internal static class PlaceEndpoints
{
    private const int MostInspections = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/places", List).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor).Paged()
            .Summary("Places", "Within scope, by id: kind, colour, grid (or the beginning of its code), active.").Gives<Page<PlaceLine>>().Refuses(400, "bad-cursor");
        routes.MapGet("/api/places/{id}", Get).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor)
            .Summary("One place", "With the history of its colour and its latest inspections. The ETag is the version.").Gives<PlaceView>().Refuses(404, "unknown-place");
        routes.MapPost("/api/places", Post).For(UnitClerk, Supervisor, Administrator).Takes<PlaceDocument>()
            .Summary("Add a place", "Within scope. The same again is answered as it stands.").Gives<PlaceLine>(201).Gives<PlaceLine>().Refuses(409, "place-exists", "busy").Refuses(422, Wrong);
        foreach (var put in new[]
        {
            routes.MapPut("/api/places/{id}", Put),
            routes.MapPut("/api/places", (HttpContext http, IInspectionStore store, PlaceDesk desk) => Put(null, http, store, desk)),
        })
            put.For(UnitClerk, Supervisor, Administrator).Takes<PlaceDocument>()
            .Summary("Change a place", "By the id in the address or in the body. Name, kind, grid, position, active; the colour stays. Open inspections of a place that closes need not be done.").Gives<PlaceLine>()
            .Refuses(404, "unknown-place").Refuses(409, "stale-version", "busy").Refuses(422, Wrong);
        routes.MapPost("/api/places/{id}/colour", SetColour).For(Supervisor, Administrator).Takes<ColourDocument>()
            .Summary("Set a place's colour", "With a reason, which is private text. The counts of the rules begin anew. A repeat changes nothing.").Gives<PlaceLine>().Refuses(404, "unknown-place").Refuses(409, "busy").Refuses(422, "reason-required");
        routes.MapPost("/api/places/import", (Delegate)Import).For(Supervisor, Administrator).Limit(CsvUpload.RequestLimit).DisableAntiforgery()
            .Summary("Import a CSV file", "Columns id 场所编号, name 名称, kind 类别, grid 网格编码, and colour 风险等级 (of new places), lat 纬度, lon 经度. At most 5,000 rows, UTF-8. All of the file or nothing; every fault is named by row. A dry run writes nothing.")
            .Accepts<IFormFile>("multipart/form-data", "text/csv").Gives<PlacesImported>()
            .Refuses(400, "invalid-value", "empty-file", "not-utf8", "missing-file", "malformed-multipart").Refuses(409, "busy").Refuses(413, "too-large").Refuses(415, "unsupported-media-type")
            .Refuses(422, "import-has-faults", "too-many-rows");
    }

    private static ImmutableArray<string> Wrong => ["bad-code", "bad-name", "unknown-place-kind", "unknown-grid", "bad-position"];

    private static async Task<IResult> List(HttpContext http, IInspectionStore store, string? kind, string? colour, string? grid, string? active, string? after, string? limit)
    {
        var caller = http.Caller();
        var query = new PlaceQuery
        {
            Scope = CareDoor.ScopeOf(caller),
            Kinds = Asked.Text(kind, "kind", 64) is { } one ? [one] : [],
            Colours = Asked.Word<RiskColour>(colour, "colour") is { } shade ? [shade] : [],
            GridPrefixes = CaseFilter.GridOf(grid) is { } prefix ? [prefix] : [],
            ActiveOnly = Asked.Flag(active, "active"),
            After = Asked.Text(after, "after", 64),
            Limit = Asked.Limit(limit),
        };
        var page = await store.ListPlaces(query, http.RequestAborted);
        return Answer.Ok(new Page<PlaceLine>([.. page.Places.Select(place => PlaceShow.Line(place, caller))], page.Next));
    }

    private static async Task<IResult> Get(string id, HttpContext http, IInspectionStore store, TimeProvider time)
    {
        var caller = http.Caller();
        var place = await store.VisiblePlace(id, caller, http.RequestAborted);
        var texts = await store.ReadTexts(InspectionText.OfPlace(id), http.RequestAborted);
        var inspections = new List<Inspection>();
        for (string? after = null; ;)
        {
            var page = await store.ListInspections(new() { Scope = CaseScope.Everything, PlaceId = id, After = after, Limit = 500 }, http.RequestAborted);
            inspections.AddRange(page.Inspections);
            if ((after = page.Next) is null) break;
        }

        DirectoryDoor.Tag(http, place.Version);
        var latest = inspections.OrderByDescending(inspection => inspection.DueAt).Take(MostInspections);
        return Answer.Ok(new PlaceView(PlaceShow.Line(place, caller), PlaceShow.Colours(place, texts, caller), [.. latest.Select(inspection => InspectionShow.Line(inspection, caller, time.GetUtcNow()))]));
    }

    private static async Task<IResult> Post(HttpContext http, IInspectionStore store, PlaceDesk desk)
    {
        var asked = (await Body.Read<PlaceDocument>(http)).Place;
        var caller = http.Caller();
        CareDoor.RequireGrid(caller, asked.GridCode);
        if (await store.FindPlace(asked.Id, http.RequestAborted) is { } there)
        {
            var isSame = CareDoor.CoversGrid(caller, there.GridCode) && (there.Name, there.Kind, there.GridCode, there.Latitude, there.Longitude, there.Active) == (asked.Name, asked.Kind, asked.GridCode, asked.Latitude, asked.Longitude, asked.Active);
            return isSame ? Answer.Ok(PlaceShow.Line(there, caller)) : throw ProblemException.Conflict("place-exists", "There is another place of this id.");
        }

        var answer = await desk.Save(asked, 0, CancellationToken.None);
        if (answer.Refusal is { } refusal) throw ProblemWriter.Of(refusal.Code == "stale-version" ? refusal with { Code = "place-exists" } : refusal);
        DirectoryDoor.Tag(http, answer.Value!.Version);
        return Answer.Created($"/api/places/{asked.Id}", PlaceShow.Line(answer.Value, caller));
    }

    private static async Task<IResult> Put(string? id, HttpContext http, IInspectionStore store, PlaceDesk desk)
    {
        var document = await Body.Read<PlaceDocument>(http);
        var caller = http.Caller();
        await store.VisiblePlace(id ?? document.Id!, caller, http.RequestAborted);
        if (id is not null && document.Id != id) throw ProblemException.Malformed("invalid-value", "The id in the body is not that of the address.", "id");
        CareDoor.RequireGrid(caller, document.GridCode);
        return Shown(http, caller, await desk.Save(document.Place, DirectoryDoor.Expected(http, document.ExpectedVersion), CancellationToken.None));
    }

    private static async Task<IResult> SetColour(string id, HttpContext http, IInspectionStore store, PlaceDesk desk, TimeProvider time)
    {
        var document = await Body.Read<ColourDocument>(http);
        var caller = http.Caller();
        await store.VisiblePlace(id, caller, http.RequestAborted);
        return Shown(http, caller, await desk.SetColour(id, document.Colour!.Value, document.Reason!.Trim(), caller.AsFirst(Supervisor, Administrator), time.GetUtcNow(), CancellationToken.None));
    }

    private static async Task<IResult> Import(HttpContext http, IInspectionStore store, string? dryRun)
    {
        var caller = http.Caller();
        var dry = Asked.Flag(dryRun, "dryRun");
        var table = CsvFile.Read(await CsvUpload.Read(http));
        if (table.Rows.Length > PlaceImport.MostRows) throw ProblemException.Inconsistent("too-many-rows", $"A file has at most {PlaceImport.MostRows} rows; send it in parts.");
        var known = new Dictionary<string, Place>();
        foreach (var id in PlaceImport.Ids(table))
            if (await store.FindPlace(id, http.RequestAborted) is { } place) known[id] = place;
        var plan = PlaceImport.Plan(table, caller.Directory, known.GetValueOrDefault, grid => CareDoor.CoversGrid(caller, grid));
        if (plan.FaultCount > 0) throw ImportFaults.Of(plan.Faults, plan.FaultCount);
        var write = !dry && !plan.Places.IsEmpty;
        if (write && await store.Save(new() { Places = plan.Places }, CancellationToken.None) != AppendOutcome.Appended) throw ProblemException.Conflict("busy", "Others changed a place meanwhile; send the file again.");
        var added = plan.Places.Count(place => place.Version == 1);
        return Answer.Ok(new PlacesImported(dry, write, table.Rows.Length, added, plan.Places.Length - added, table.Rows.Length - plan.Places.Length));
    }

    private static IResult Shown(HttpContext http, Caller caller, InspectionAnswer<Place> answer)
    {
        if (answer.Refusal is { } refusal) throw ProblemWriter.Of(refusal);
        DirectoryDoor.Tag(http, answer.Value!.Version);
        return Answer.Ok(PlaceShow.Line(answer.Value, caller));
    }
}

/// <summary>What a file did to the places, or in a dry run would do.</summary>
/// <param name="Rows">Rows of the file, without its first and blank ones.</param>
public sealed record PlacesImported(bool DryRun, bool Saved, int Rows, int Added, int Changed, int Unchanged);
