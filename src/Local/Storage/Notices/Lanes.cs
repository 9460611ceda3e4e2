using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>The lanes in the database: parcels of one lane leave in the order in which they came; a dead one in front parks it.</summary>
internal static class Lanes
{
    /// <summary>What is kept of a fault.</summary>
    public const int LongestFault = 500;

    private const string Select =
        """
        SELECT p.id, p.lane, c.id, p.type, p.at, p.not_before, p.data, p.fact, p.attempts, p.state, p.fault
        FROM parcels p CROSS JOIN cases c ON c.no = p.case_no
        """;

    public static Parcel? First(JournalSession session, string lane)
    {
        var statement = session.Statement(Select + " WHERE p.lane = ? AND p.queued = 1 ORDER BY p.no LIMIT 1").Bind(1, lane);
        var first = statement.Step() ? Row(statement) : null;
        statement.Reset();
        return first;
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

    public static List<Parcel> Dead(JournalSession session, int limit)
    {
        var statement = session.Statement(Select + " WHERE p.state = 2 ORDER BY p.no LIMIT ?").Bind(1, limit);
        var dead = new List<Parcel>();
        while (statement.Step()) dead.Add(Row(statement));
        statement.Reset();
        return dead;
    }

    public static void Record(JournalSession session, string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at)
    {
        var statement = session.Statement("SELECT no, notice_no, state FROM parcels WHERE id = ? AND queued = 1").Bind(1, parcelId);
        var isQueued = statement.Step();
        var (no, noticeNo, state) = isQueued ? (statement.Long(0), statement.LongOrNull(1), (ParcelState)statement.Long(2)) : default;
        statement.Reset();
        if (!isQueued) return;
        var (next, fault) = After(state, outcome, detail);
        session.Statement("UPDATE parcels SET attempts = attempts + 1, state = ?, queued = ?, fault = ? WHERE no = ?")
            .Bind(1, (long)next).Bind(2, next == ParcelState.Delivered ? null : 1L).Bind(3, fault).Bind(4, no).Run();
        if (noticeNo is not { } notice) return;
        session.Statement("UPDATE notices SET attempts = attempts + 1, fault = ?, sent = ? WHERE no = ?")
            .Bind(1, fault).Bind(2, next == ParcelState.Delivered ? at.UtcTicks : null).Bind(3, notice).Run();
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
        else session.Statement("UPDATE parcels SET state = 0, attempts = 0 WHERE no = ?").Bind(1, no).Run();
        return lane;
    }

    /// <summary>Where a parcel in a lane stands after an attempt. One that is dead stays dead until it is released or turns out to have arrived.</summary>
    public static (ParcelState State, string? Fault) After(ParcelState before, AttemptOutcome outcome, string? detail) => outcome switch
    {
        AttemptOutcome.Delivered => (ParcelState.Delivered, null),
        AttemptOutcome.Dead => (ParcelState.Dead, Cut(detail)),
        _ => (before, Cut(detail)),
    };

    private static string? Cut(string? detail) => detail?.Length > LongestFault ? detail[..LongestFault] : detail;

    private static Parcel Row(Statement row) => new(
        row.Text(0), row.Text(1), CaseKeys.IdOf(row.Bytes(2)), row.Text(3), Instants.Of(row.Long(4)), Instants.Of(row.Long(5)), row.Text(6), (int)row.Long(7),
        (int)row.Long(8), (ParcelState)row.Long(9), row.TextOrNull(10));
}
