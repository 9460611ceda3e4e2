namespace GridCase.Workflows.Intake.Open311;

/// <summary>Keeps what the county offers by Open311. Every implementation passes one contract suite.</summary>
public interface ICatalogueStore
{
    /// <summary>The catalogue as last saved; asked for each request, so it costs nothing.</summary>
    ServiceCatalogue Current { get; }

    /// <summary>Saves the catalogue as version <paramref name="expectedVersion"/> + 1, whatever version it carries; false when somebody else saved meanwhile, and nothing was written.</summary>
    Task<bool> Save(ServiceCatalogue catalogue, int expectedVersion, CancellationToken cancellation = default);
}
