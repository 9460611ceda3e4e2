using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>The lanes in the database: parcels of one lane leave in the order in which they came; a dead one in front parks it.</summary>
internal static class Lanes
{
    private const string Select =
        """
        SELECT p.id, p.lane, c.id, p.type, p.at, p.not_before, p.data, p.fact, p.attempts, p.state, p.fault, p.channel, p.failed
        FROM parcels p LEFT JOIN cases c ON c.no = p.case_no
        """;

    public static Parcel? First(JournalSession session, string lane)
    {
        var statement = session.Statement(Select + " WHERE p.lane = ? AND p.queued = 1 ORDER BY p.no LIMIT 1").Bind(1, lane);
        var first = statement.Step() ? Row(statement) : null;
        statement.Reset();
        return first;
    }

    public static DateTimeOffset? Opens(JournalSession session, string lane)
    {
        var statement = session.Statement("SELECT min(not_before) FROM parcels WHERE lane = ? AND queued = 1").Bind(1, lane);
        var opens = statement.Step() ? Instants.Of(statement.LongOrNull(0)) : null;
        statement.Reset();
        return opens;
    }

    public static List<string> Waiting(JournalSession session, string after, int limit)
    {
        // With min(), SQLite takes the other columns from the row that has the least.
        var statement = session
            .Statement("SELECT lane, min(no), state FROM parcels WHERE queued = 1 AND lane > ? GROUP BY lane HAVING state = 0 ORDER BY lane LIMIT ?")
            .Bind(1, after).Bind(2, limit);
        var lanes = new List<string>();
        while (statement.Step()) lanes.Add(statement.Text(0));
        statement.Reset();
        return lanes;
    }

    /// <summary>A parcel that has not left its lane.</summary>
    public static Parcel? Queued(JournalSession session, string parcelId)
    {
        var statement = session.Statement(Select + " WHERE p.id = ? AND p.queued = 1").Bind(1, parcelId);
        var found = statement.Step() ? Row(statement) : null;
        statement.Reset();
        return found;
    }

    public static List<Parcel> Dead(JournalSession session, int limit, string? channel, string? after)
    {
        var from = 0L;
        if (after is not null) from = DeadNo(session, after) ?? throw new ArgumentException($"There is no dead letter {after}.", nameof(after));
        var which = channel is null ? "p.state = 2" : "p.queued = 1 AND p.state = 2 AND p.channel = ?3";
        var statement = session.Statement($"{Select} WHERE {which} AND p.no > ?1 ORDER BY p.no LIMIT ?2").Bind(1, from).Bind(2, limit);
        if (channel is not null) statement.Bind(3, channel);
        var dead = new List<Parcel>();
        while (statement.Step()) dead.Add(Row(statement));
        statement.Reset();
        return dead;
    }

    public static void Record(JournalSession session, string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at)
    {
        var statement = session.Statement("SELECT no, state FROM parcels WHERE id = ? AND queued = 1").Bind(1, parcelId);
        var isQueued = statement.Step();
        var (no, state) = isQueued ? (statement.Long(0), (ParcelState)statement.Long(1)) : default;
        statement.Reset();
        if (!isQueued) return;
        var (next, fault) = Attempts.After(state, outcome, detail);
        var counts = outcome == AttemptOutcome.Deferred ? 0L : 1L;
        session.Statement("UPDATE parcels SET attempts = attempts + ?, state = ?, queued = ?, fault = ?, failed = ? WHERE no = ?")
            .Bind(1, counts).Bind(2, (long)next).Bind(3, next == ParcelState.Delivered ? null : 1L).Bind(4, fault).Bind(5, outcome == AttemptOutcome.Failed ? at.UtcTicks : null).Bind(6, no).Run();
        Tell(session, no, "attempts = attempts + ?2, state = ?3, fault = ?4, sent = ?5", told => told
            .Bind(2, counts).Bind(3, (long)next).Bind(4, fault).Bind(5, next == ParcelState.Delivered ? at.UtcTicks : null));
    }

    /// <summary>Writes how a parcel fares to the notices it carries: one, or all of a digest.</summary>
    private static void Tell(JournalSession session, long parcelNo, string change, Func<Statement, Statement> bind)
    {
        var parcel = session.Statement("SELECT notice_no, channel, type, id FROM parcels WHERE no = ?").Bind(1, parcelNo);
        var (noticeNo, channel, isDigest, id) = parcel.Step() ? (parcel.LongOrNull(0), parcel.Text(1), parcel.Text(2) == Digest.Type, parcel.Text(3)) : default;
        parcel.Reset();
        if (isDigest) bind(session.Statement($"UPDATE deliveries SET {change} WHERE digest = ?1").Bind(1, id)).Run();
        else if (noticeNo is { } notice) bind(session.Statement($"UPDATE deliveries SET {change} WHERE notice_no = ?1 AND channel = ?6").Bind(1, notice).Bind(6, channel)).Run();
    }

    /// <summary>Frees a lane of its dead letter; gives the lane, or null when the parcel is not dead.</summary>
    public static string? Release(JournalSession session, string parcelId, bool skip)
    {
        var statement = session.Statement("SELECT no, lane FROM parcels WHERE id = ? AND queued = 1 AND state = 2").Bind(1, parcelId);
        var isDead = statement.Step();
        var (no, lane) = isDead ? (statement.Long(0), statement.Text(1)) : default;
        statement.Reset();
        if (!isDead) return null;
        if (skip) session.Statement("UPDATE parcels SET state = 3, queued = NULL WHERE no = ?").Bind(1, no).Run();
        else session.Statement("UPDATE parcels SET state = 0, attempts = 0, failed = NULL WHERE no = ?").Bind(1, no).Run();
        Tell(session, no, "state = ?2", told => told.Bind(2, (long)(skip ? ParcelState.Skipped : ParcelState.Waiting)));
        return lane;
    }

    /// <summary>The number of the latest parcel; 0 when there is none.</summary>
    public static long LastNo(JournalSession session)
    {
        var statement = session.Statement("SELECT max(no) FROM parcels");
        var last = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return last;
    }

    /// <summary>The dead letters of a channel between two places, by number.</summary>
    public static List<(long No, string Id)> DeadOf(JournalSession session, string channel, long after, long last, int limit)
    {
        var statement = session.Statement("SELECT no, id FROM parcels WHERE channel = ? AND state = 2 AND queued = 1 AND no > ? AND no <= ? ORDER BY no LIMIT ?")
            .Bind(1, channel).Bind(2, after).Bind(3, last).Bind(4, limit);
        var dead = new List<(long, string)>();
        while (statement.Step()) dead.Add((statement.Long(0), statement.Text(1)));
        statement.Reset();
        return dead;
    }

    public static List<ChannelLoad> Loads(JournalSession session)
    {
        var statement = session.Statement("SELECT channel, sum(state = 0), sum(state = 2) FROM parcels WHERE queued = 1 GROUP BY channel ORDER BY channel");
        var loads = new List<ChannelLoad>();
        while (statement.Step()) loads.Add(new(statement.Text(0), (int)statement.Long(1), (int)statement.Long(2)));
        statement.Reset();
        return loads;
    }

    private static long? DeadNo(JournalSession session, string parcelId)
    {
        var statement = session.Statement("SELECT no FROM parcels WHERE id = ? AND queued = 1 AND state = 2").Bind(1, parcelId);
        long? no = statement.Step() ? statement.Long(0) : null;
        statement.Reset();
        return no;
    }

    private static Parcel Row(Statement row) => new(
        row.Text(0), row.Text(1), row.IsNull(2) ? "" : CaseKeys.IdOf(row.Bytes(2)), row.Text(3), Instants.Of(row.Long(4)), Instants.Of(row.Long(5)), row.Text(6), (int)row.Long(7),
        (int)row.Long(8), (ParcelState)row.Long(9), row.TextOrNull(10))
    { Channel = row.Text(11), FailedAt = Instants.Of(row.LongOrNull(12)) };
}
