using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>What a rule change would do to many cases, summed. Parts of a preview add up to the whole.</summary>
public sealed record Impact(
    OpenImpact Open,
    PastImpact Past,
    ImmutableSortedDictionary<string, PersonImpact> People,
    ImmutableSortedDictionary<string, GroupImpact> Units,
    ImmutableSortedDictionary<string, GroupImpact> Categories);

/// <summary>Open cases.</summary>
/// <param name="Cases">Looked at.</param>
/// <param name="Counts">What the rollout of the change would count.</param>
/// <param name="FixedByHotline">Cases with a running clock that is not affected because the hotline fixed it.</param>
/// <param name="HorizonExceeded">Cases with a due time on days that no published calendar covers.</param>
public sealed record OpenImpact(
    int Cases, RederivedCounts Counts, int FixedByHotline, int HorizonExceeded, int NoticesAtOnce, int NoticesAheadBefore, int NoticesAheadAfter)
{
    public static OpenImpact None { get; } = new(0, RederivedCounts.None, 0, 0, 0, 0, 0);

    public OpenImpact Plus(OpenImpact other) => new(
        Cases + other.Cases,
        Counts.Plus(other.Counts),
        FixedByHotline + other.FixedByHotline,
        HorizonExceeded + other.HorizonExceeded,
        NoticesAtOnce + other.NoticesAtOnce,
        NoticesAheadBefore + other.NoticesAheadBefore,
        NoticesAheadAfter + other.NoticesAheadAfter);
}

/// <summary>Past cases.</summary>
/// <param name="Moved">Of which some due time would have been another.</param>
/// <param name="BecameOverdue">Finished in time, and would not have been.</param>
/// <param name="NoLongerOverdue">Finished late, and would not have been.</param>
/// <param name="Clocks">By kind of clock.</param>
public sealed record PastImpact(
    int Cases,
    int Moved,
    int BecameOverdue,
    int NoLongerOverdue,
    int FixedByHotline,
    int HorizonExceeded,
    int NoticesBefore,
    int NoticesAfter,
    ImmutableSortedDictionary<ClockKind, Timeliness> Clocks)
{
    public static PastImpact None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, ImmutableSortedDictionary<ClockKind, Timeliness>.Empty);
}

/// <summary>How many clocks were met in time, and would have been. Of the two finish clocks only those that ended the work of a closed case.</summary>
public sealed record Timeliness(int Met, int Moved, int InTimeBefore, int InTimeAfter, int BecameOverdue, int NoLongerOverdue)
{
    public static Timeliness None { get; } = new(0, 0, 0, 0, 0, 0);

    public Timeliness Plus(Timeliness other) => new(
        Met + other.Met,
        Moved + other.Moved,
        InTimeBefore + other.InTimeBefore,
        InTimeAfter + other.InTimeAfter,
        BecameOverdue + other.BecameOverdue,
        NoLongerOverdue + other.NoLongerOverdue);
}

/// <summary>The notices to one person.</summary>
/// <param name="Days">About past cases, by the day they leave.</param>
public sealed record PersonImpact(int AtOnce, int AheadBefore, int AheadAfter, ImmutableSortedDictionary<DateOnly, DayNotices> Days)
{
    public static PersonImpact None { get; } = new(0, 0, 0, ImmutableSortedDictionary<DateOnly, DayNotices>.Empty);
}

public sealed record DayNotices(int Before, int After);

/// <summary>The cases of one unit or category.</summary>
/// <param name="Moved">Cases of which the outcome or some due time is another under the new rules.</param>
/// <param name="Finished">Finish clocks of past cases, and how many of them were in time.</param>
public sealed record GroupImpact(int Cases, int Moved, int Finished, int InTimeBefore, int InTimeAfter)
{
    public static GroupImpact None { get; } = new(0, 0, 0, 0, 0);

    public GroupImpact Plus(GroupImpact other) => new(
        Cases + other.Cases, Moved + other.Moved, Finished + other.Finished, InTimeBefore + other.InTimeBefore, InTimeAfter + other.InTimeAfter);
}
