using System.Collections.Immutable;
using System.Globalization;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Records;

/// <summary>
/// What became of a notice. The inbox is the table of notices itself: there it is delivered as soon as it may be. Once a copy went out by a channel, that
/// counts instead.
/// </summary>
internal static class Deliveries
{
    /// <summary>What is said of a person who cannot be reached by mail.</summary>
    public const string NoAddress = "no e-mail address is known";

    public static KeptNotice Kept(
        string id, Notice notice, ImmutableArray<ChannelDelivery> deliveries, DateTimeOffset? acknowledgedAt, string? acknowledgedBy, DateTimeOffset now)
    {
        var inInbox = notice.NotBefore > notice.At ? notice.NotBefore : notice.At;
        var sent = deliveries.Where(one => one.SentAt is not null).MinBy(one => one.SentAt);
        DateTimeOffset? delivered = sent?.SentAt ?? (inInbox <= now ? inInbox : null);
        var channel = sent?.Channel ?? (delivered is not null ? "inbox" : null);
        var fault = deliveries.FirstOrDefault(one => one is { State: not DeliveryState.Delivered, LastFault: not null })?.LastFault;
        return new(id, notice, delivered, channel, deliveries.Sum(one => one.Attempts), fault, acknowledgedAt)
        {
            AcknowledgedBy = acknowledgedBy,
            Deliveries = deliveries,
        };
    }
}

/// <summary>Ids of notices: their running number.</summary>
internal static class NoticeIds
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static long? TryRead(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <exception cref="ArgumentException">The text is no place of a list of notices.</exception>
    public static long Read(string place) =>
        TryRead(place) ?? throw new ArgumentException("This is no place of this list; begin again without it.", nameof(place));
}
