using System.Text.Json.Serialization;
using GridCase.Api.Care;
using GridCase.Api.Cases;
using GridCase.Api.Live;
using GridCase.Api.Supervision;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Phone;

/// <summary>What changed for me. Parts that are left out have not changed since the cursor; a part that is there replaces what the phone holds of it.</summary>
/// <param name="Items">Cases within scope that changed, the oldest change first; each replaces what the phone holds of it, its tasks included.</param>
/// <param name="Gone">Cases that went out of scope, to another unit or grid: the phone forgets them and their tasks.</param>
/// <param name="Cursor">What to give as <c>since</c> next time.</param>
/// <param name="More">True when there is more already: ask again at once. The parts come with the last page.</param>
/// <param name="Reset">True when this begins from the beginning, because there was no cursor, or roles, unit or grids have changed, or the cursor is older than 90 days: forget all cases first.</param>
public sealed record SyncPage(IReadOnlyList<SyncCase> Items, IReadOnlyList<GoneCase> Gone, string Cursor, bool More, bool Reset)
{
    /// <summary>Notices to me: all that wait for my acknowledgement, and the newest 50 others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EscalationLine>? Notices { get; init; }

    /// <summary>Files that cases of mine name and that my phone has not sent yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AwaitedLine>? Awaited { get; init; }

    /// <summary>Inspections that I am to make, or may make as the deputy, and those that my unit has still to sign: the 200 of each that have waited longest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SyncInspection>? Inspections { get; init; }

    /// <summary>The checklists of these inspections, in the versions that count for them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SyncChecklist>? Checklists { get; init; }

    /// <summary>People whom I am to visit in my grids, soonest due first: at most 200. Names are masked, and nothing says why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CareLine>? CareVisits { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SyncCategory>? Categories { get; init; }

    /// <summary>The grids that I work in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SyncGrid>? Grids { get; init; }

    /// <summary>When my unit's office is open: today and the 13 days after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OfficeDay>? Hours { get; init; }
}

/// <summary>A case as the phone shows it when there is no network.</summary>
public sealed record SyncCase : CaseLine
{
    internal SyncCase(CaseLine line)
        : base(line)
    {
    }

    /// <summary>What was said; null for those who do not handle cases, and once the case has ended.</summary>
    public required string? Title { get; init; }

    public required string? Text { get; init; }

    /// <summary>What was written last since then: what the unit did, for whoever looks on the spot whether it was done.</summary>
    public required string? LatestNote { get; init; }

    public required string? Address { get; init; }

    public required double? Lat { get; init; }

    public required double? Lon { get; init; }

    /// <summary>When the citizen is to be answered.</summary>
    public required DateTimeOffset? CitizenDueAt { get; init; }

    /// <summary>What to do at once in a matter of life and death; null otherwise.</summary>
    public required string? Advice { get; init; }

    public required IReadOnlyList<string> AttachmentIds { get; init; }

    /// <summary>What waits for me in this case now; what is not here any more waits no longer.</summary>
    public required IReadOnlyList<TaskLine> Tasks { get; init; }

    /// <summary>The commands that I may try now.</summary>
    public required IReadOnlyList<string> AllowedCommands { get; init; }
}

/// <summary>A case that is no longer in scope.</summary>
public sealed record GoneCase(string CaseId, string Code, DateTimeOffset At);

/// <summary>A file that a case names and that has not arrived.</summary>
/// <param name="Until">When the case ceases to wait for it.</param>
public sealed record AwaitedLine(string Id, string CaseId, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>An inspection that waits for me.</summary>
/// <param name="Items">The items to hand in, in the order of the checklist: of a re-inspection those that had failed, never those of another part.</param>
/// <param name="CaseId">Of a re-inspection: the case whose rectification is looked at.</param>
/// <param name="Unit">联合巡查: my unit, for whose part the result is handed in and signed; null for the worker's part.</param>
public sealed record SyncInspection(
    string Id, InspectionKind Kind, InspectionState State, string? PlaceId, string GridCode, string Name, string Checklist, int ChecklistVersion, DateTimeOffset OpensAt, DateTimeOffset DueAt,
    IReadOnlyList<string> Items, string? CaseId, int Version, string? Unit);

public sealed record SyncChecklist(string Code, int Version, string Name, IReadOnlyList<SyncChecklistItem> Items);

/// <param name="Department">The unit that looks at it and signs; null for the grid worker.</param>
/// <param name="Evidence">Why a photo is necessary; null where it is not.</param>
public sealed record SyncChecklistItem(string Id, string Zh, string En, string? Department, string? Evidence);

/// <param name="Parent">The node above; null for a root.</param>
public sealed record SyncCategory(string Code, string Name, string? Parent);

public sealed record SyncGrid(string Code, string Name, GridKind Kind, string? Village, string? Town);

/// <summary>One day of the county's calendar.</summary>
/// <param name="Holiday">Its name, where it is one.</param>
/// <param name="Sessions">Empty on a day off.</param>
public sealed record OfficeDay(DateOnly Day, bool Working, string? Holiday, IReadOnlyList<OfficeStretch> Sessions);

public sealed record OfficeStretch(TimeOnly From, TimeOnly To);
