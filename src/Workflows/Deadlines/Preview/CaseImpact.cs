using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>What a rule change would do to one case: as an open case, as a past one, or as both while it waits for its look-back.</summary>
public sealed record CaseImpact(CaseFile File, OpenCaseImpact? Open, PastCaseImpact? Past)
{
    /// <summary>Whether some due time or some outcome is another under the new rules.</summary>
    public bool IsMoved => Open is { IsMoved: true } || Past is { IsMoved: true };
}

/// <summary>An open case.</summary>
/// <param name="Taken">How it would take the change over; null when the change is nothing to it.</param>
/// <param name="Colour">Set when its light would change.</param>
/// <param name="FixedByHotline">Some running clock is the hotline's own and is not affected.</param>
/// <param name="HorizonExceeded">Some due time would rest on days beyond the calendar's last published year.</param>
/// <param name="AtOnce">Who would be told at once, by person.</param>
/// <param name="AheadBefore">Who is told in the next 14 days under the rules as they are, if nobody acts.</param>
/// <param name="AheadAfter">The same under the new rules, without those told at once.</param>
public sealed record OpenCaseImpact(
    TakenChange? Taken,
    ColourChange? Colour,
    bool FixedByHotline,
    bool HorizonExceeded,
    ImmutableArray<string> AtOnce,
    ImmutableArray<string> AheadBefore,
    ImmutableArray<string> AheadAfter)
{
    public bool IsMoved
    {
        get
        {
            if (Taken is null) return false;
            foreach (var clock in Taken.Fact.Clocks)
                if (clock.NewDue != clock.OldDue) return true;
            return false;
        }
    }
}

/// <summary>A case whose light would change.</summary>
/// <param name="Clock">The clock that shows the light that goes or comes.</param>
public sealed record ColourChange(
    string CaseId,
    string Code,
    string? Unit,
    Grade Grade,
    string Clock,
    DateTimeOffset? OldDue,
    DateTimeOffset? NewDue,
    Light LightBefore,
    Light LightAfter);

/// <summary>A past case: what its people did stays as it was, only the rules are others.</summary>
/// <param name="Before">Who was told, on which day, under the rules it had.</param>
/// <param name="After">Who would have been told.</param>
public sealed record PastCaseImpact(
    ImmutableArray<PastClock> Clocks,
    bool FixedByHotline,
    bool HorizonExceeded,
    ImmutableArray<PastNotice> Before,
    ImmutableArray<PastNotice> After)
{
    public bool IsMoved => Any(clock => clock.IsMoved);

    public bool BecomesOverdue => Any(clock => clock is { IsFinish: true, WasInTime: true, IsInTime: false });

    public bool NoLongerOverdue => Any(clock => clock is { IsFinish: true, WasInTime: false, IsInTime: true });

    private bool Any(Func<PastClock, bool> holds)
    {
        foreach (var clock in Clocks)
            if (holds(clock)) return true;
        return false;
    }
}

/// <summary>A clock that was met, with its due time under the rules it had and under the new ones; null where there is no such clock.</summary>
/// <param name="IsFinish">It ended the work of a closed case: on-time rates are made of these.</param>
public sealed record PastClock(ClockKind Kind, DateTimeOffset StoppedAt, DateTimeOffset? OldDue, DateTimeOffset? NewDue, bool IsFinish)
{
    public bool IsMoved => OldDue != NewDue;

    public bool WasInTime => !(StoppedAt > OldDue);

    public bool IsInTime => !(StoppedAt > NewDue);
}

/// <summary>A notice to a person, on the day it leaves.</summary>
public readonly record struct PastNotice(string PersonId, DateOnly Day);
