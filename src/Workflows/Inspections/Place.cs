using System.Collections.Immutable;

namespace GridCase.Workflows.Inspections;

/// <summary>A place that is inspected (场所). Who runs it is nobody's business here: no operator's name and no number.</summary>
/// <param name="Id">Stable: letters, digits and hyphens, 1 to 64.</param>
/// <param name="Name">As the sign says, at most 120 characters.</param>
/// <param name="Kind">Code of a <see cref="PlaceKind"/>.</param>
/// <param name="GridCode">The grid it lies in, 15 digits.</param>
/// <param name="Active">False once it has closed: no new inspections, and open ones need not be done.</param>
/// <param name="Version">How often it was saved; 1 for a new one.</param>
public sealed record Place(string Id, string Name, string Kind, string GridCode, RiskColour Colour, double? Latitude, double? Longitude, bool Active, int Version)
{
    /// <summary>How many colour changes are remembered.</summary>
    public const int MostHistory = 50;

    /// <summary>Checks in a row without a finding since the colour last changed.</summary>
    public int CleanChecks { get; init; }

    /// <summary>Hazards that a re-inspection found unrectified since the colour last changed.</summary>
    public int Unrectified { get; init; }

    /// <summary>When an inspection of it was last received.</summary>
    public DateTimeOffset? LastCheckedAt { get; init; }

    /// <summary>The colour's changes, oldest first, at most <see cref="MostHistory"/>.</summary>
    public ImmutableArray<ColourMove> History { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>One change of a place's colour.</summary>
/// <param name="Why">By rule or by a person; a person's reason is a private text of the place, see <see cref="InspectionText"/>.</param>
/// <param name="By">The person, or <c>system:inspections</c>.</param>
/// <param name="InspectionId">The inspection that brought it, where one did.</param>
public sealed record ColourMove(DateTimeOffset At, RiskColour From, RiskColour To, ColourCause Why, string By, string? InspectionId);

/// <summary>Why a colour changed.</summary>
public enum ColourCause
{
    /// <summary>So many hazards unrectified after re-inspection.</summary>
    Unrectified,

    /// <summary>So many clean checks in a row.</summary>
    CleanChecks,

    /// <summary>A person said so, with a reason.</summary>
    Person,
}
