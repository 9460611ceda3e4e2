using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>What a preview is asked (影响预演): what would come of these rules if they were confirmed at one instant.</summary>
/// <param name="Document">The policy or calendar document, JSON.</param>
/// <param name="Change">The number that the change would get; only changes before it are in force in the preview.</param>
/// <param name="At">The frozen instant: what has happened by then counts, nothing later.</param>
/// <param name="From">Past cases: clocks that were met from here…</param>
/// <param name="To">…until just before here.</param>
/// <param name="Undoes">The number of the change that is taken back, if it is an undo.</param>
public sealed record PreviewQuestion(
    RuleSort Sort,
    [property: JsonIgnore] string Document,
    int Change,
    DateTimeOffset At,
    OpenCases Treatment,
    DateTimeOffset From,
    DateTimeOffset To,
    PreviewScope Scope,
    int? Undoes = null);

/// <summary>Which cases are looked at; all that is given must hold.</summary>
/// <param name="Unit">The unit that holds or held the case.</param>
/// <param name="Grid">A grid, or any prefix of its code.</param>
/// <param name="Category">A category, with all below it.</param>
public sealed record PreviewScope(string? Unit = null, string? Grid = null, string? Category = null, Channel? Channel = null)
{
    public static PreviewScope Everything { get; } = new();

    public bool Covers(CaseFile file) =>
        (Unit is null || file.UnitCode == Unit)
        && (Grid is null || file.GridCode?.StartsWith(Grid, StringComparison.Ordinal) == true)
        && (Channel is null || file.Origin.Channel == Channel)
        && (Category is null || file.Category == Category || file.Category.StartsWith(Category + ".", StringComparison.Ordinal));
}
