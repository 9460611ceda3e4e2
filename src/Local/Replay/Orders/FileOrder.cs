using System.Collections.Immutable;
using GridCase.Local.Counties;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Replay.Orders;

/// <summary>One order of the file, its words mapped and its time shifted.</summary>
/// <param name="Line">Where it stands in the file; the header is line 1.</param>
/// <param name="Levels">The category's levels, the widest first; a level that the file leaves blank ends them.</param>
/// <param name="InTime">Whether the file says that its unit was in time; null when it does not say.</param>
/// <param name="ContentHash">Of the row as it stands.</param>
/// <param name="ChannelWord">What the file says in place of the channel, if it has such a column.</param>
/// <param name="KindWord">What the file says in place of the kind, if it has such a column.</param>
public sealed record FileOrder(
    long Line,
    string Id,
    DateTimeOffset ReceivedAt,
    Channel Channel,
    CaseKind Kind,
    ImmutableArray<OrderFileCategory> Levels,
    OrderFilePlace Place,
    OrderFileUnit Unit,
    bool? InTime,
    string ContentHash,
    string? ChannelWord,
    string? KindWord)
{
    /// <summary>The most precise category, if any.</summary>
    public string? Category => Levels.IsEmpty ? null : Levels[^1].Code;
}
