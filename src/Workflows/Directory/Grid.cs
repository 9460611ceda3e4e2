using System.Collections.Immutable;

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
public sealed record Grid(string Code, string Name, string VillageUnit, string? WorkerId, GridKind Kind)
{
    /// <summary>How many people a grid may list beside its worker.</summary>
    public const int MostStaff = 100;

    /// <summary>
    /// The N of 1+N: who works in the grid beside its full-time worker, at most <see cref="MostStaff"/>. Whoever of them has the role grid-worker sees the grid's
    /// cases as the worker does; the others are listed so that one knows whom to ask, and see nothing by it. domain.md §2.5.
    /// </summary>
    public ImmutableArray<GridStaff> Staff { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>Somebody who works in a grid beside its worker.</summary>
public sealed record GridStaff(string PersonId, GridStaffKind Kind);

/// <summary>In which part somebody works in a grid (网格力量).</summary>
public enum GridStaffKind
{
    /// <summary>兼职网格员.</summary>
    PartTime,

    /// <summary>楼栋长、组长: answers for a building or a group of households.</summary>
    BuildingHead,

    /// <summary>社区民警、辅警.</summary>
    Police,

    /// <summary>党员.</summary>
    PartyMember,

    /// <summary>志愿者.</summary>
    Volunteer,

    /// <summary>专业力量: a mediator, a lawyer, a doctor.</summary>
    Specialist,

    /// <summary>其他力量.</summary>
    Other,
}
