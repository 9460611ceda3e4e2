using System.Text.Json.Serialization;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Facts;

/// <summary>期限重算: new rules came into force while the case was open. From here on the case is under the versions named.</summary>
/// <param name="Change">The number of the rule change.</param>
/// <param name="Clocks">The clocks that were derived anew; those that were met, fixed by the hotline or kept are not among them.</param>
public sealed record ClocksRederived(
    int Change, OpenCases Treatment, string PolicyVersion, string CalendarVersion, IReadOnlyList<RederivedClock> Clocks) : Fact
{
    /// <summary>The number of the change that this one takes back, if it does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Undoes { get; init; }
}

/// <summary>One clock before and after.</summary>
/// <param name="OldDue">Null while it stood still, or where the old rules had no such clock.</param>
/// <param name="NewDue">Null while it stands still, or where the new rules have no such clock.</param>
/// <param name="Rule">The rule that now gives its budget; null where there is none.</param>
/// <param name="CountFrom">From when the budget counts, when not from the clock's start.</param>
public sealed record RederivedClock(
    string Clock,
    int Cycle,
    DateTimeOffset? OldDue,
    DateTimeOffset? NewDue,
    string? Rule,
    string PolicyVersion,
    string CalendarVersion,
    DateTimeOffset? CountFrom = null);
