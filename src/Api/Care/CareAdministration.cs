using GridCase.Api.Counties;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Care;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Care;

/// <summary>What a file did to the register, or in a dry run would do.</summary>
/// <param name="Rows">Rows of the file, without its first and blank ones.</param>
public sealed record CareImported(bool DryRun, bool Saved, int Rows, int Added, int Changed, int Unchanged);

/// <summary>The numbers of care visits, and whole files into the register.</summary>
internal static class CareAdministration
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/care/terms", Get).For(UnitClerk, Supervisor, Leader, Administrator, Auditor).Summary("The numbers of care visits", "How often each tier is visited, how soon after an event, and who is told. The ETag is the version.").Gives<CareTerms>();
        routes.MapPut("/api/care/terms", Put).For(Administrator).Takes<CareTermsDocument>()
            .Summary("Change the numbers", "Every next date follows from the last visit; nobody becomes overdue by it.").Gives<CareTerms>().Refuses(409, "stale-version").Refuses(422, "bad-care-terms");
        routes.MapPost("/api/care/import", (Delegate)Import).For(Supervisor, Administrator).Limit(CsvUpload.RequestLimit).DisableAntiforgery()
            .Summary("Import a CSV file", "Columns reference 编号, grid 网格编码, tier 走访等级, name 姓名, and address 地址, phone 电话, firstVisitBy 首访期限. At most 5,000 rows. A reference that is known changes tier and grid. All of the file or nothing; every fault is named by row. A dry run writes nothing.")
            .Accepts<IFormFile>("multipart/form-data", "text/csv").Gives<CareImported>()
            .Refuses(400, "missing-field", "invalid-value", "empty-file", "not-utf8", "missing-file", "malformed-multipart").Refuses(409, "busy").Refuses(413, "too-large").Refuses(415, "unsupported-media-type")
            .Refuses(422, "import-has-faults", "too-many-rows");
    }

    private static async Task<IResult> Get(HttpContext http, ICareStore care)
    {
        var terms = await care.Terms(http.RequestAborted);
        DirectoryDoor.Tag(http, terms.Version);
        return Answer.Ok(terms);
    }

    private static async Task<IResult> Put(HttpContext http, CareDesk desk)
    {
        var document = await Body.ReadStrict<CareTermsDocument>(http);
        var expected = DirectoryDoor.Expected(http, document.ExpectedVersion);
        var asked = new CareTerms(
            expected, Every(document.High!, "high"), Every(document.Key!, "key"), Every(document.General!, "general"), document.EventWithinHours!.Value, document.WarnHours!.Value,
            [.. document.Ladder!.Select(rung => new CareRung(rung.AfterHours!.Value, [.. rung.Audience!]))]);
        var (terms, refusal) = await desk.ChangeTerms(asked, expected, CancellationToken.None);
        if (refusal is not null) throw ProblemWriter.Of(refusal);
        DirectoryDoor.Tag(http, terms.Version);
        return Answer.Ok(terms);
    }

    private static async Task<IResult> Import(HttpContext http, ICareStore care, CareImportDesk desk, TimeProvider time, string? dryRun)
    {
        var caller = http.Caller();
        var dry = Asked.Flag(dryRun, "dryRun");
        var table = CsvFile.Read(await CsvUpload.Read(http));
        if (table.Rows.Length > CareImport.MostRows) throw ProblemException.Inconsistent("too-many-rows", $"A file has at most {CareImport.MostRows} rows; send it in parts.");
        var known = new Dictionary<string, CarePerson?>();
        foreach (var reference in CareImport.References(table))
            if (await care.FindByReference(reference, http.RequestAborted) is { } person) known[reference] = person;
        var plan = CareImport.Plan(table, caller.Directory, known.GetValueOrDefault, grid => CareDoor.CoversGrid(caller, grid));
        if (plan.FaultCount > 0) throw ImportFaults.Of(plan.Faults, plan.FaultCount);
        if (!dry && !await desk.Take(plan, caller.Id, time.GetUtcNow(), CancellationToken.None)) throw ProblemException.Conflict("busy", "Others changed the register meanwhile; send the file again.");
        var added = plan.Rows.Count(row => row.Known is null);
        var unchanged = plan.Rows.Count(row => row.IsUnchanged);
        return Answer.Ok(new CareImported(dry, !dry && unchanged < plan.Rows.Length, plan.Rows.Length, added, plan.Rows.Length - added - unchanged, unchanged));
    }

    private static CareEvery Every(string text, string field) =>
        CareEvery.TryParse(text, out var every) ? every : throw ProblemException.Malformed("invalid-value", $"{field} is a period such as P1W, P10D or P3M.", field);
}
