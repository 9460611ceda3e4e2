using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>One inspection that somebody is to make (巡查任务单).</summary>
/// <param name="Id">32 hex digits; follows from the sweep and what is looked at, so that a repeat makes no second.</param>
/// <param name="SweepId">Null for a re-inspection.</param>
/// <param name="PlaceId">The place; null for a grid.</param>
/// <param name="Name">The place's or the grid's name, as of its making.</param>
/// <param name="ChecklistVersion">The version that counts, whatever becomes of the checklist.</param>
/// <param name="AssigneeId">Who is to do it: the grid's worker, or whoever stands in. Null where nobody could be found; the centre does it then.</param>
/// <param name="DeputyId">Who may do it in their place.</param>
/// <param name="Version">Grows with each write; 1 for a new one.</param>
public sealed record Inspection(
    string Id,
    string? SweepId,
    InspectionKind Kind,
    string? PlaceId,
    string GridCode,
    string Name,
    string Checklist,
    int ChecklistVersion,
    string? AssigneeId,
    string? DeputyId,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    InspectionState State,
    int Version)
{
    /// <summary>What share of the time may be gone before it shows yellow.</summary>
    private const double YellowFrom = 0.75;

    /// <summary>The colour of the place when this was made; null for grids and re-inspections.</summary>
    public RiskColour? Colour { get; init; }

    /// <summary>Of a re-inspection (复查): the case whose rectification is looked at.</summary>
    public string? CaseId { get; init; }

    /// <summary>Of a re-inspection: the items that had failed. Empty for the whole checklist.</summary>
    public ImmutableArray<string> Items { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Who looks at which part: the worker's part first, then one for each department that signs.</summary>
    public ImmutableArray<InspectionPart> Parts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What was found, item by item.</summary>
    public ImmutableArray<ItemResult> Results { get; init => field = value.IsDefault ? [] : value; } = [];

    public int HouseholdsDone { get; init; }

    /// <summary>Households of the grid; 0 while nobody has said.</summary>
    public int HouseholdsTotal { get; init; }

    /// <summary>When it was done, as the last phone claims.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When the server received it: what decides whether it was late.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public string? DoneBy { get; init; }

    /// <summary>Received after the due time.</summary>
    public bool Late { get; init; }

    /// <summary>False while what follows from a result (cases, the place's colour, a verification) is still to be done.</summary>
    public bool Settled { get; init; } = true;

    /// <summary>What somebody else found who checked it (过程抽查); null while nobody has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SpotCheck? Check { get; init; }

    /// <summary>Items that are not in order.</summary>
    public int Findings => Results.Count(result => !result.Ok);

    public bool IsOver => State is InspectionState.Done or InspectionState.Cancelled;

    /// <summary>The light it shows at an instant: yellow from three quarters of its time, red from its due time.</summary>
    public Light LightAt(DateTimeOffset now) =>
        IsOver ? Light.None
        : now >= DueAt ? Light.Red
        : now >= OpensAt + ((DueAt - OpensAt) * YellowFrom) ? Light.Yellow
        : Light.Green;
}

/// <summary>What sort of inspection it is.</summary>
public enum InspectionKind
{
    Place,
    Grid,
    Households,

    /// <summary>复查: whether what was found has been put right.</summary>
    Reinspection,
}

/// <summary>Where an inspection is.</summary>
public enum InspectionState
{
    Open,
    Done,

    /// <summary>Past due and not done. It may still be done, late.</summary>
    Missed,

    /// <summary>It need not be done: its sweep was cancelled, its place has closed, or its case went another way.</summary>
    Cancelled,
}

/// <summary>One part of an inspection.</summary>
/// <param name="UnitCode">The department; null for the grid worker's part.</param>
/// <param name="Role">In which role the signer acted.</param>
public sealed record InspectionPart(string? UnitCode, string? SignedBy = null, Role? Role = null, DateTimeOffset? SignedAt = null)
{
    public bool IsSigned => SignedBy is not null;
}

/// <summary>What was found of one item. A remark is a private text of the inspection under the field <c>item/ID</c>.</summary>
/// <param name="FixedOnSite">Not in order, and put right on the spot (即查即改).</param>
/// <param name="CaseId">The case that it opened, once it has.</param>
public sealed record ItemResult(string ItemId, bool Ok, bool FixedOnSite, ImmutableArray<string> Attachments, string? CaseId = null)
{
    public ImmutableArray<string> Attachments { get; init; } = Attachments.IsDefault ? [] : Attachments;
}
