using System.Collections.Immutable;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases;

/// <summary>
/// What the facts say of one clock: when it started, under which versions, what paused or extended it, which marks were passed. Its due time
/// is derived from this by the policy and calendar of its versions, and is nowhere stored.
/// </summary>
/// <param name="Id">The kind in kebab-case, with <c>:</c> and the sub-task's id for a sub-task; the latest run of a kind bears the plain name.</param>
/// <param name="Cycle">1 for the first; grows by one each time a clock of this id starts again and each time its due time moves later.</param>
/// <param name="OwnBudget">A budget named for this clock in place of the policy's: by a person for a sub-task, by a checklist for the rectification of what an inspection found.</param>
/// <param name="Passed">Marks reached in this cycle.</param>
public sealed record CaseClock(
    string Id,
    ClockKind Kind,
    int Cycle,
    DateTimeOffset StartedAt,
    CaseTraits Traits,
    string PolicyVersion,
    string CalendarVersion,
    DateTimeOffset? FixedDue,
    string? OwnBudget,
    ImmutableArray<Pause> Pauses,
    ImmutableArray<Extension> Extensions,
    DateTimeOffset? StoppedAt,
    ImmutableArray<PassedMark> Passed)
{
    /// <summary>The unit whose office hours count; null for the clocks of the centre and the citizen, which keep the county's.</summary>
    public string? UnitCode { get; init; }

    /// <summary>From when a full new budget counts, after a rule change that gave one; null while it counts from the start.</summary>
    public DateTimeOffset? CountFrom { get; init; }

    /// <summary>Each time new rules derived it anew, in order.</summary>
    public ImmutableArray<Rederivation> Rederivations { get; init; } = [];

    public bool IsRunning => StoppedAt is null;

    public bool IsPaused => StoppedAt is null && Pauses.Length > 0 && Pauses[^1].To is null;

    /// <summary>The light of this clock alone: green while it runs and nothing was passed.</summary>
    public Light Light
    {
        get
        {
            var light = Light.Green;
            foreach (var passed in Passed)
            {
                var shown = passed.Mark.IsRung ? Light.Purple : passed.Mark == MarkName.Due ? Light.Red : Light.Yellow;
                if (shown > light) light = shown;
            }

            return light;
        }
    }

    public bool HasPassed(MarkName mark)
    {
        foreach (var passed in Passed)
            if (passed.Mark == mark) return true;
        return false;
    }
}

/// <summary>A mark that was reached, and who has seen it.</summary>
public sealed record PassedMark(MarkName Mark, DateTimeOffset At, DateTimeOffset? AcknowledgedAt);

/// <summary>One re-derivation of a clock, with what it was under before, so that it can be taken back.</summary>
/// <param name="Change">The number of the rule change.</param>
public sealed record Rederivation(
    int Change,
    DateTimeOffset At,
    DateTimeOffset? OldDue,
    DateTimeOffset? NewDue,
    string FromPolicy,
    string FromCalendar,
    DateTimeOffset? FromCountFrom);
