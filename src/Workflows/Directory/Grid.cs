namespace GridCase.Workflows.Directory;

/// <summary>How a grid was drawn (网格类型). Kept outside the code; domain.md §2.5.</summary>
public enum GridKind
{
    /// <summary>基础网格: a piece of a village.</summary>
    Basic,

    /// <summary>专属网格: a campus, an industrial park, a market.</summary>
    Special,
}

/// <summary>The smallest area someone answers for (网格). It always belongs to a village, never straight to a town or the county.</summary>
/// <param name="Code">15 digits <c>AAAAAASSSCCCGGG</c>: county, town, village, serial. Text, never a number: zeros may lead. domain.md §2.7.</param>
/// <param name="Name">As publicised on site.</param>
/// <param name="VillageUnit">Code of the village unit; its 12-digit area code is how <paramref name="Code"/> begins.</param>
/// <param name="WorkerId">The grid worker, or nobody for the moment.</param>
/// <param name="Kind">Basic or special.</param>
public sealed record Grid(string Code, string Name, string VillageUnit, string? WorkerId, GridKind Kind);
