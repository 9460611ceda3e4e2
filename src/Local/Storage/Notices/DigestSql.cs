using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>Closes digests in the database, so that each says what was held for it and nothing comes into it afterwards.</summary>
internal static class DigestSql
{
    /// <summary>The digest as it is to leave; null when no such parcel waits.</summary>
    public static Parcel? Seal(JournalSession session, string parcelId)
    {
        if (Lanes.Queued(session, parcelId) is not { } parcel) return null;
        var open = Parcels.ReadDigest(parcel.Data);
        if (open.Total > 0) return parcel;
        var data = Parcels.Write(Digest.Of(open.PersonId, open.From, open.To, Held(session, parcelId)));
        session.Statement("UPDATE parcels SET data = ? WHERE id = ? AND queued = 1").Bind(1, data).Bind(2, parcelId).Run();
        session.Statement("UPDATE notice_windows SET sealed = 1 WHERE channel = ? AND person = ? AND start = ?")
            .Bind(1, parcel.Channel).Bind(2, open.PersonId).Bind(3, open.From.UtcTicks).Run();
        return parcel with { Data = data };
    }

    private static List<(string Purpose, string CaseCode)> Held(JournalSession session, string parcelId)
    {
        var statement = session
            .Statement(
                """
                SELECT n.purpose, coalesce(n.about_code, c.code) FROM deliveries d CROSS JOIN notices n ON n.no = d.notice_no LEFT JOIN cases c ON c.no = n.case_no
                WHERE d.digest = ? ORDER BY d.notice_no
                """)
            .Bind(1, parcelId);
        var held = new List<(string, string)>();
        while (statement.Step()) held.Add((statement.Text(0), statement.Text(1)));
        statement.Reset();
        return held;
    }
}
