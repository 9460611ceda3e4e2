using System.Globalization;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>
/// What became of a notice. The inbox is the table of notices itself: there it is delivered as soon as it may be. Once its copy went out by the
/// webhook that counts instead.
/// </summary>
internal static class Deliveries
{
    public static KeptNotice Kept(
        long number, Notice notice, DateTimeOffset? sentAt, int attempts, string? fault, DateTimeOffset? acknowledgedAt, DateTimeOffset now)
    {
        var inInbox = notice.NotBefore > notice.At ? notice.NotBefore : notice.At;
        DateTimeOffset? delivered = sentAt ?? (inInbox <= now ? inInbox : null);
        var channel = sentAt is not null ? "webhook" : delivered is not null ? "inbox" : null;
        return new(NoticeIds.Of(number), notice, delivered, channel, attempts, fault, acknowledgedAt);
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
