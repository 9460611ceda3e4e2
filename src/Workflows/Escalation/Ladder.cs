using System.Collections.Immutable;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Escalation;

/// <summary>Who is told as a clock warns, falls due and stays unmet. Audiences are post codes, resolved to people when the mark is reached.</summary>
public sealed record Ladder(string Name, ImmutableArray<string> WarnAudience, ImmutableArray<string> DueAudience, ImmutableArray<Rung> Rungs)
{
    /// <summary>The channels by which warn, due and rungs without their own leave, by id or kind; empty for every one that is on.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>True when its notices, warn and due among them, do not wait for office hours.</summary>
    public bool IsUrgent => !Rungs.IsDefaultOrEmpty && Rungs[0].Urgent;

    /// <summary>The audience of a mark; none for a rung that this ladder does not have.</summary>
    public ImmutableArray<string> AudienceOf(MarkName mark)
    {
        if (mark == MarkName.Warn) return WarnAudience;
        if (mark == MarkName.Due) return DueAudience;
        return RungNumbered(mark.RungNumber)?.Audience ?? [];
    }

    /// <summary>The channels of a mark: the rung's own, else the ladder's; empty for every one that is on.</summary>
    public ImmutableArray<string> ChannelsOf(MarkName mark) => RungNumbered(mark.RungNumber) is { Channels.IsEmpty: false } rung ? rung.Channels : Channels;

    /// <summary>The rung of this number, or null.</summary>
    public Rung? RungNumbered(int number)
    {
        foreach (var rung in Rungs)
            if (rung.Number == number) return rung;
        return null;
    }
}

/// <summary>
/// One step of a ladder. The offset counts from the due time; <c>PT0S</c> is the due time itself. Silence past <see cref="AcknowledgeWithin"/>
/// climbs to the next rung. An urgent rung does not wait for office hours.
/// </summary>
public sealed record Rung(int Number, Budget Offset, ImmutableArray<string> Audience, Budget? AcknowledgeWithin, bool Urgent)
{
    /// <summary>Its own channels, by id or kind; empty for the ladder's.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];
}
