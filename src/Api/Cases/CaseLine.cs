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
    internal static CaseLine Of(CaseRow row, CountyDirectory directory) => new(
        row.CaseId, row.Code, row.Version, row.Channel, row.Kind, row.Category, directory.Category(row.Category)?.Name, row.Grade, row.Stage, row.Status, row.Light, row.UnitCode,
        row.UnitCode is { } unit ? directory.Unit(unit)?.Name : null, row.GridCode, row.HolderPersonId, row.RegisteredAt, row.ChangedAt, row.NextAt);
}
