using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>Decides how a notice leaves by one channel: by itself, in a digest, or not at all; and writes down which. Runs on the writer.</summary>
internal static class NoticeDepartures
{
    /// <summary>The parcel to put into its lane, or null when there is nothing new to put.</summary>
    public static Parcel? Leave(JournalSession session, long noticeNo, Notice notice, NoticeChannel channel, NoticeRouting routing)
    {
        if (!routing.Reaches(channel, notice.PersonId))
        {
            Write(session, noticeNo, channel.Id, DeliveryState.NoAddress, null, Deliveries.NoAddress);
            return null;
        }

        var digest = notice.Urgent ? null : DigestFor(session, notice, channel, routing.Digest);
        Write(session, noticeNo, channel.Id, DeliveryState.Waiting, digest?.Id, null);
        return digest ?? Parcels.Of(notice, channel);
    }

    /// <summary>The digest that the notice goes into, or null while its window has room for single ones. A sealed digest passes it on to the next window.</summary>
    private static Parcel? DigestFor(JournalSession session, Notice notice, NoticeChannel channel, DigestRule rule)
    {
        for (var window = rule.WindowOf(NoticeWindows.LeavesAt(notice, session.Now)); ; window = window.Next)
        {
            var statement = session.Statement("SELECT singles, sealed FROM notice_windows WHERE channel = ? AND person = ? AND start = ?")
                .Bind(1, channel.Id).Bind(2, notice.PersonId).Bind(3, window.From.UtcTicks);
            var (singles, isSealed) = statement.Step() ? (statement.Long(0), statement.Long(1) != 0) : (0, false);
            statement.Reset();
            var way = NoticeWindows.Ask(singles, isSealed, rule);
            if (way == NoticeWay.NextWindow) continue;
            if (way == NoticeWay.Digest) return Parcels.OpenDigest(notice, channel, window);
            session
                .Statement("INSERT INTO notice_windows (channel, person, start, singles) VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET singles = singles + 1")
                .Bind(1, channel.Id).Bind(2, notice.PersonId).Bind(3, window.From.UtcTicks).Run();
            return null;
        }
    }

    private static void Write(JournalSession session, long noticeNo, string channel, DeliveryState state, string? digest, string? fault) => session
        .Statement("INSERT OR IGNORE INTO deliveries (notice_no, channel, state, digest, fault) VALUES (?, ?, ?, ?, ?)")
        .Bind(1, noticeNo).Bind(2, channel).Bind(3, (long)state).Bind(4, digest).Bind(5, fault).Run();
}
