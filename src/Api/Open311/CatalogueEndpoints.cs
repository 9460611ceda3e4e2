using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Open311;

/// <summary>What is offered by Open311: one document, read and replaced as a whole.</summary>
internal static class CatalogueEndpoints
{
    /// <summary>200 services with their questions and choices, in Chinese.</summary>
    private const int LargestCatalogue = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/open311/services", Get).For(Administrator, Auditor)
            .Summary("What is offered by Open311", "Services with their categories and questions, contact, key service, and what is withheld.").Gives<CatalogueView>();
        routes.MapPut("/api/open311/services", Put).For(Administrator).Takes<CatalogueDocument>().Limit(LargestCatalogue)
            .Summary("Set what is offered by Open311", "The whole document; what is left out is gone. Disputes, danger and the county's own inspections are never public. The changeset of discovery moves.")
            .Gives<CatalogueView>().Refuses(409, "catalogue-changed").Refuses(422, "catalogue-invalid");
    }

    private static IResult Get(ICatalogueStore catalogue, IDirectorySource directory) => Answer.Ok(Shown(catalogue.Current, directory));

    private static async Task<IResult> Put(HttpContext http, ICatalogueStore store, IDirectorySource directory, TimeProvider time)
    {
        var document = await Body.ReadStrict<CatalogueDocument>(http, LargestCatalogue);
        var kept = store.Current;
        if (kept.Version != document.ExpectedVersion) throw Changed(kept.Version);
        // Sortable even when two changes fall into one tick of the clock.
        var now = time.GetUtcNow();
        var changed = CatalogueReading.Read(document, http.Caller().Id, now > kept.ChangedAt ? now : kept.ChangedAt.AddTicks(1)) ?? throw Invalid([new("publicUrl", "An address of http or https.")]);
        var faults = CatalogueCheck.Faults(changed, directory.Current).ToList();
        if (faults.Count > 0) throw Invalid(faults);
        if (!await store.Save(changed, kept.Version, CancellationToken.None)) throw Changed(store.Current.Version);
        return Answer.Ok(Shown(store.Current, directory));
    }

    private static CatalogueView Shown(ServiceCatalogue catalogue, IDirectorySource directory) => CatalogueReading.Show(catalogue, new(catalogue, directory.Current));

    private static ProblemException Changed(int version) =>
        ProblemException.Conflict("catalogue-changed", $"Somebody else saved it meanwhile; it is at version {version}. Read it again and repeat the change.");

    private static ProblemException Invalid(IReadOnlyList<CatalogueFault> faults) =>
        new(StatusCodes.Status422UnprocessableEntity, "catalogue-invalid", $"{faults[0].Place}: {faults[0].Problem}", faults[0].Place)
        {
            Findings = [.. faults.Select(fault => new ProblemFinding(fault.Place, fault.Problem))],
        };
}
