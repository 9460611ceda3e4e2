using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Where the lifecycle of a case stands: all that one execution hands to the next.</summary>
public sealed record CaseCursor(string CaseId, Stage Stage);

/// <summary>How a lifecycle ended.</summary>
public sealed record CaseEnd(string CaseId, CaseStatus Status);

/// <summary>What the record says when it is looked at: ids, versions and instants only.</summary>
/// <param name="Exists">False when there is no such case.</param>
/// <param name="NextAt">The next thing that will happen by itself.</param>
/// <param name="HasFamily">True when other cases have to hear of this one.</param>
public sealed record RecordLook(bool Exists, Stage Stage, CaseStatus Status, int Version, DateTimeOffset? NextAt, bool HasFamily, string? RecurrenceId)
{
    /// <summary>The lifecycle walks a case to its close; the look-back has an orchestration of its own.</summary>
    public bool IsOver => !Exists || Stage is Stage.LookBack or Stage.Ended;
}
