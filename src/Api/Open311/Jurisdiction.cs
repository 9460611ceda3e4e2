using GridCase.Api.Problems;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;
using Microsoft.Extensions.Primitives;

namespace GridCase.Api.Open311;

/// <summary>One county, one jurisdiction: its id may be left out. Another's is unknown here.</summary>
internal static class Jurisdiction
{
    public const string Name = "jurisdiction_id";

    /// <exception cref="ProblemException">404 for an id that is not this county's.</exception>
    public static void Check(StringValues given, ServiceCatalogue catalogue, CountyDirectory directory)
    {
        foreach (var id in given)
            if (!string.IsNullOrWhiteSpace(id) && id != directory.Code && !string.Equals(id, catalogue.JurisdictionId, StringComparison.OrdinalIgnoreCase))
                throw new ProblemException(StatusCodes.Status404NotFound, "unknown-jurisdiction", "There is no such jurisdiction_id here; it may be left out.");
    }
}
