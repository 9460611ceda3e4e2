using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Records;

/// <summary>How a window of a person and channel takes one more notice that may wait.</summary>
internal static class NoticeWindows
{
    /// <summary>When a notice leaves at the earliest. Never before this piece of work: its window could have ended between the decision and the commit.</summary>
    public static DateTimeOffset LeavesAt(Notice notice, DateTimeOffset now)
    {
        var may = notice.NotBefore > notice.At ? notice.NotBefore : notice.At;
        return may > now ? may : now;
    }

    /// <summary>By itself while there is room, in the digest from then on; a window whose digest was closed passes it on to the next.</summary>
    public static NoticeWay Ask(long singles, bool isSealed, DigestRule rule) =>
        isSealed ? NoticeWay.NextWindow : singles < rule.Over ? NoticeWay.Single : NoticeWay.Digest;
}

/// <summary>How a notice leaves by one channel.</summary>
internal enum NoticeWay
{
    Single,
    Digest,
    NextWindow,
}
