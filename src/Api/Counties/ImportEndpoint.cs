using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Import;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Counties;

/// <summary>What a file did to the directory, or in a dry run would do.</summary>
/// <param name="Rows">Rows of the file, without its first and blank ones.</param>
/// <param name="Added">Entries that are new.</param>
/// <param name="Unchanged">Rows that say what stands there already.</param>
/// <param name="PassedOver">Rows of another county.</param>
/// <param name="Changes">The first 5,000 entries that are new or differ, each with its row.</param>
public sealed record ImportResult(
    ImportWhat What, bool DryRun, bool Saved, int Version, int Rows, int Added, int Changed, int Unchanged, int PassedOver, IReadOnlyList<ImportChange> Changes);

/// <param name="Row">Null for an entry that follows from others, such as a worker who got a grid.</param>
/// <param name="Fields">For a changed entry, the fields that differ.</param>
public sealed record ImportChange(string Entry, EntryChangeKind Kind, int? Row, IReadOnlyList<string> Fields);

/// <summary>CSV files into the directory: all of a file or nothing.</summary>
internal static class ImportEndpoint
{
    private const int MostChanges = 5_000;
    private const int MostReason = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/directory/import", (Delegate)Post).For(Administrator).Limit(CsvUpload.RequestLimit).DisableAntiforgery()
        .Summary("Import a CSV file", "Units, grids, posts, people, absences, or the state's division codes. At most 5 MB and 50,000 rows, UTF-8. A row adds or changes the entry that it names; a column left out keeps what stood there, an empty cell empties it. "
            + "Every fault is named by row and column in one answer, and nothing is changed then. A dry run says what would become different and writes nothing.")
        .Accepts<IFormFile>("multipart/form-data", "text/csv").Gives<ImportResult>()
        .Refuses(400, "missing-field", "invalid-value", "empty-file", "not-utf8", "missing-file", "malformed-multipart").Refuses(409, "directory-changed", "unit-has-cases", "last-administrator")
        .Refuses(413, "too-large").Refuses(415, "unsupported-media-type").Refuses(422, "import-has-faults", "too-many-rows");

    private static async Task<IResult> Post(HttpContext http, DirectoryDesk desk, TimeProvider time, string? what, string? dryRun, string? expectedVersion, string? county, string? reason)
    {
        var list = Asked.Word<ImportWhat>(what, "what") ?? throw ProblemException.Malformed("missing-field", "what is required: units, grids, posts, people, absences or divisions.", "what");
        var dry = Asked.Flag(dryRun, "dryRun");
        var seen = Asked.Version(expectedVersion, "expectedVersion");
        int? expected = dry ? seen : DirectoryDoor.Expected(http, seen);
        var order = new DirectoryOrder(http.Caller().Id, time.GetUtcNow(), "import-" + KebabCase.Of(list), Asked.Text(reason, "reason", MostReason) ?? "");
        var target = Asked.Text(county, "county", 6);
        var table = CsvFile.Read(await CsvUpload.Read(http));
        ImportPlan? plan = null;
        var answer = await desk.Change(Edit, order, expected, dry, http.RequestAborted);
        if (plan is { FaultCount: > 0 }) throw ImportFaults.Of(plan.Faults, plan.FaultCount);
        return Shown(http, list, dry, table, plan!, DirectoryDoor.Accepted(answer));

        CountyEdited Edit(County current)
        {
            plan = CountyImport.Plan(current, list, table, target);
            return plan.After is { } after ? CountyEdited.To(after) : new(null, new(RefusalKind.Inconsistent, "import-has-faults", "The file has faults."));
        }
    }

    private static IResult Shown(HttpContext http, ImportWhat what, bool dryRun, ImportTable table, ImportPlan plan, DirectoryAnswer answer)
    {
        DirectoryDoor.Tag(http, answer.County.Version);
        var rows = answer.Changes.Select(change => plan.Entries.GetValueOrDefault(change.Entry)).Where(row => row > 0).Distinct().Count();
        return Answer.Ok(new ImportResult(
            what, dryRun, answer.Saved, answer.County.Version, table.Rows.Length, answer.Changes.Count(change => change.Kind == EntryChangeKind.Added),
            answer.Changes.Count(change => change.Kind == EntryChangeKind.Changed), table.Rows.Length - plan.PassedOver - rows, plan.PassedOver,
            [.. answer.Changes.Take(MostChanges).Select(change => new ImportChange(change.Entry, change.Kind, plan.Entries.TryGetValue(change.Entry, out var row) ? row : null, change.Fields))]));
    }
}
