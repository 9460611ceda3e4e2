using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>Writes what leaves with an append: notices into the inbox, parcels into their lanes, messages to the orchestrations. Runs on the writer.</summary>
internal sealed class Outbox(Departures departures)
{
    private static readonly TimeSpan ParcelLife = TimeSpan.FromDays(30);
    private const int PruneEvery = 256;
    private long lastNotice = -1;
    private int sincePruned;

    /// <param name="caseNo">0 for what is about no case.</param>
    public void Put(JournalSession session, long caseNo, Effects effects, IReadOnlyList<Parcel> hotlineParcels)
    {
        List<string>? lanes = null;
        if (departures.TellsHotline)
            foreach (var parcel in hotlineParcels) Fill(session, caseNo, null, parcel, ref lanes);
        if (!effects.Notices.IsDefaultOrEmpty)
        {
            var routing = departures.Routing();
            foreach (var notice in effects.Notices)
            {
                var no = NextNotice(session);
                if (!Insert(session, no, caseNo, notice)) continue;
                foreach (var channel in routing.Channels)
                    if (channel.Carries(notice) && NoticeDepartures.Leave(session, no, notice, channel, routing) is { } parcel) Fill(session, caseNo, no, parcel, ref lanes);
            }
        }

        if (!effects.Messages.IsDefaultOrEmpty)
            foreach (var message in effects.Messages) departures.Message(session, message);
        if (lanes is not null)
            foreach (var lane in lanes) departures.LaneFilled(session, lane);
    }

    private static bool Insert(JournalSession session, long no, long caseNo, Notice notice) => session
        .Statement(
            """
            INSERT INTO notices (no, case_no, key, fact, purpose, clock, cycle, rung, mark, person, audience, post, instead, urgent, at, not_before, acknowledge_by,
                due, because, about, about_kind, about_code, about_area, about_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_no, key) DO NOTHING
            """)
        .Bind(1, no).Bind(2, caseNo).Bind(3, notice.Key).Bind(4, notice.FactNumber).Bind(5, notice.Purpose).Bind(6, notice.Clock).Bind(7, notice.Cycle)
        .Bind(8, notice.Rung).Bind(9, notice.IsMark ? 1 : 0).Bind(10, notice.PersonId).Bind(11, notice.Audience).Bind(12, notice.PostCode)
        .Bind(13, notice.Instead).Bind(14, notice.Urgent ? 1 : 0).Bind(15, notice.At.UtcTicks).Bind(16, notice.NotBefore.UtcTicks)
        .Bind(17, notice.AcknowledgeBy?.UtcTicks).Bind(18, notice.DueAt?.UtcTicks).Bind(19, notice.Because)
        .Bind(20, notice.About?.Id).Bind(21, (long?)notice.About?.Kind).Bind(22, notice.About is null ? null : notice.CaseCode).Bind(23, notice.About?.Area)
        .Bind(24, notice.About?.Count)
        .Run() == 1;

    private void Fill(JournalSession session, long caseNo, long? noticeNo, Parcel parcel, ref List<string>? lanes)
    {
        var isNew = session
            .Statement(
                """
                INSERT OR IGNORE INTO parcels (id, lane, case_no, notice_no, type, at, not_before, data, fact, channel, state, queued)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)
                """)
            .Bind(1, parcel.Id).Bind(2, parcel.Lane).Bind(3, caseNo).Bind(4, noticeNo).Bind(5, parcel.Type).Bind(6, parcel.At.UtcTicks)
            .Bind(7, parcel.NotBefore.UtcTicks).Bind(8, parcel.Data).Bind(9, parcel.FactNumber).Bind(10, parcel.Channel)
            .Run() == 1;
        if (!isNew) return;
        lanes ??= [];
        if (!lanes.Contains(parcel.Lane)) lanes.Add(parcel.Lane);
        if (++sincePruned < PruneEvery) return;
        sincePruned = 0;
        Prune(session);
    }

    /// <summary>Removes some of the oldest parcels that left their lane long ago, and windows that nothing can fall into any more.</summary>
    private static void Prune(JournalSession session)
    {
        session.Statement("DELETE FROM notice_windows WHERE start <= ?").Bind(1, (session.Now - ParcelLife).UtcTicks).Run();
        session
            .Statement($"DELETE FROM parcels WHERE no IN (SELECT no FROM (SELECT no, at, queued FROM parcels ORDER BY no LIMIT {PruneEvery * 2}) WHERE queued IS NULL AND at <= ?)")
            .Bind(1, (session.Now - ParcelLife).UtcTicks)
            .Run();
    }

    private long NextNotice(JournalSession session)
    {
        if (lastNotice < 0)
        {
            var statement = session.Statement("SELECT max(no) FROM notices");
            lastNotice = statement.Step() ? statement.Long(0) : 0;
            statement.Reset();
        }

        return ++lastNotice;
    }
}
