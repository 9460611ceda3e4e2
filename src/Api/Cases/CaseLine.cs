using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Cases;

/// <summary>A case in a list.</summary>
/// <param name="Code">一案一码.</param>
/// <param name="Version">How many facts there are; commands may name it as expectedVersion.</param>
/// <param name="NextAt">When the case next moves by itself: a mark of a clock, the end of a suspension.</param>
public record CaseLine(
    string CaseId,
    string Code,
    int Version,
    Channel Channel,
    CaseKind Kind,
    string Category,
    string? CategoryName,
    Grade Grade,
    Stage Stage,
    CaseStatus State,
    Light Light,
    string? Unit,
    string? UnitName,
    string? GridCode,
    string? HolderId,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? NextAt)
{
    /// <summary>The person named at sign-off, or the leader who took over.</summary>
    public string? HolderName { get; init; }

    /// <summary>When the first of its running clocks falls due, or fell; only in the case list.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The clock that falls due then.</summary>
    public string? DueClock { get; init; }

    internal static CaseLine Of(CaseRow row, CountyDirectory directory) => new(
        row.CaseId, row.Code, row.Version, row.Channel, row.Kind, row.Category, directory.Category(row.Category)?.Name, row.Grade, row.Stage, row.Status, row.Light, row.UnitCode,
        row.UnitCode is { } unit ? directory.Unit(unit)?.Name : null, row.GridCode, row.HolderPersonId, row.RegisteredAt, row.ChangedAt, row.NextAt)
    {
        HolderName = row.HolderPersonId is { } holder ? directory.Person(holder)?.DisplayName : null,
    };
}
