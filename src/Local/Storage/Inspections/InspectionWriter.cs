using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Local.Storage;

/// <summary>Writes one change of the inspections' books in one transaction. Runs on the writer.</summary>
internal sealed class InspectionWriter(TextCipher cipher, Outbox outbox, ReceiptShelf receipts, Departures departures)
{
    private long lastChanged = -1;

    public AppendOutcome Save(JournalSession session, PreparedInspections prepared)
    {
        var change = prepared.Change;
        if (change.Receipt is { } asked && ReceiptShelf.Has(session, asked.Key)) return AppendOutcome.Repeated;
        if (!IsNext(session, change)) return AppendOutcome.Conflict;
        var changed = NextChanged(session);
        if (change.Sweep is { } sweep) Write(session, sweep, prepared.Sweep!);
        var touched = new HashSet<string>();
        for (var i = 0; i < change.Inspections.Length; i++)
        {
            Write(session, change.Inspections[i], prepared.Inspections[i], changed);
            if (change.Inspections[i].SweepId is { } of) touched.Add(of);
        }

        if (change is { RestBecome: { } state, Sweep: { } all }) Rest(session, all.Id, state, changed);
        for (var i = 0; i < change.Places.Length; i++) Write(session, change.Places[i], prepared.Places[i]);
        foreach (var text in change.Texts)
            session.Statement("INSERT OR REPLACE INTO inspection_texts (subject, field, value) VALUES (?, ?, ?)")
                .Bind(1, text.Subject).Bind(2, text.Field).Bind(3, cipher.Encrypt(text.Value, InspectionJson.PlaceOf(text))).Run();
        if (change.Receipt is { } receipt) receipts.Put(session, receipt, prepared.ReceiptBody);
        outbox.Put(session, 0, new(change.Notices, [], change.Messages), []);
        if (change.Sweep is null)
            foreach (var id in touched.Where(id => IsAllDone(session, id))) departures.Message(session, new(WorkflowMessageKind.RunSweep, id));
        return AppendOutcome.Appended;
    }

    private static bool IsNext(JournalSession session, InspectionChange change)
    {
        if (change.Sweep is { } sweep && Version(session, "SELECT version FROM sweeps WHERE id = ?", sweep.Id) != sweep.Version - 1) return false;
        foreach (var inspection in change.Inspections)
            if (Version(session, "SELECT version FROM inspections WHERE id = ?", inspection.Id) != inspection.Version - 1) return false;
        foreach (var place in change.Places)
            if (Version(session, "SELECT version FROM places WHERE id = ?", place.Id) != place.Version - 1) return false;
        return true;
    }

    private static long Version(JournalSession session, string sql, string id) => InspectionRows.Number(session, sql, id) ?? 0;

    private static void Write(JournalSession session, Sweep sweep, string json) => session
        .Statement(
            """
            INSERT INTO sweeps (id, version, plan, state, json) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (id) DO UPDATE SET version = ?2, state = ?4, json = ?5
            """)
        .Bind(1, sweep.Id).Bind(2, (long)sweep.Version).Bind(3, sweep.PlanId).Bind(4, (long)sweep.State).Bind(5, json).Run();

    private static void Write(JournalSession session, Place place, string json) => session
        .Statement(
            """
            INSERT INTO places (id, version, kind, grid, colour, active, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (id) DO UPDATE SET version = ?2, kind = ?3, grid = ?4, colour = ?5, active = ?6, json = ?7
            """)
        .Bind(1, place.Id).Bind(2, (long)place.Version).Bind(3, place.Kind).Bind(4, place.GridCode).Bind(5, (long)place.Colour).Bind(6, place.Active ? 1L : 0L).Bind(7, json).Run();

    private static void Write(JournalSession session, Inspection inspection, string json, long changed)
    {
        if (inspection.SweepId is { } sweep) Count(session, sweep, inspection.Id, -1);
        session
            .Statement(
                """
                INSERT INTO inspections (id, version, changed, sweep_no, kind, place, grid, case_id, assignee, deputy, due, state, late, settled, colour, findings, homes_done, homes, json)
                VALUES (?1, ?2, ?3, (SELECT no FROM sweeps WHERE id = ?4), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
                ON CONFLICT (id) DO UPDATE SET version = ?2, changed = ?3, grid = ?7, assignee = ?9, deputy = ?10, due = ?11, state = ?12, late = ?13, settled = ?14,
                    findings = ?16, homes_done = ?17, homes = ?18, json = ?19
                """)
            .Bind(1, inspection.Id).Bind(2, (long)inspection.Version).Bind(3, changed).Bind(4, inspection.SweepId).Bind(5, (long)inspection.Kind).Bind(6, inspection.PlaceId)
            .Bind(7, inspection.GridCode).Bind(8, inspection.CaseId).Bind(9, inspection.AssigneeId).Bind(10, inspection.DeputyId).Bind(11, inspection.DueAt.UtcTicks)
            .Bind(12, (long)inspection.State).Bind(13, inspection.Late ? 1L : 0L).Bind(14, inspection.Settled ? 1L : 0L).Bind(15, (long?)inspection.Colour)
            .Bind(16, (long)inspection.Findings).Bind(17, (long)inspection.HouseholdsDone).Bind(18, (long)inspection.HouseholdsTotal).Bind(19, json).Run();
        if (inspection.SweepId is { } counted) Count(session, counted, inspection.Id, 1);
        foreach (var part in inspection.Parts)
            if (inspection.Version == 1 && part.UnitCode is { } unit)
                session.Statement("INSERT OR IGNORE INTO inspection_signers (unit, inspection_no) SELECT ?, no FROM inspections WHERE id = ?").Bind(1, unit).Bind(2, inspection.Id).Run();
    }

    /// <summary>Takes an inspection out of its sweep's counts, or puts it in as it now stands.</summary>
    private static void Count(JournalSession session, string sweepId, string inspectionId, long sign) => session
        .Statement(
            """
            UPDATE sweeps SET total = total + ?3, open = open + ?3 * (i.state = 0), done = done + ?3 * (i.state = 1), missed = missed + ?3 * (i.state = 2),
                cancelled = cancelled + ?3 * (i.state = 3), late = sweeps.late + ?3 * i.late, findings = sweeps.findings + ?3 * i.findings, homes_done = sweeps.homes_done + ?3 * i.homes_done,
                homes = sweeps.homes + ?3 * i.homes
            FROM inspections i WHERE sweeps.id = ?1 AND i.id = ?2
            """)
        .Bind(1, sweepId).Bind(2, inspectionId).Bind(3, sign).Run();

    private static void Rest(JournalSession session, string sweepId, InspectionState state, long changed)
    {
        var from = state == InspectionState.Missed ? "(0)" : "(0, 2)";
        session
            .Statement($"UPDATE inspections SET state = ?2, version = version + 1, changed = ?3 WHERE sweep_no = (SELECT no FROM sweeps WHERE id = ?1) AND state IN {from}")
            .Bind(1, sweepId).Bind(2, (long)state).Bind(3, changed).Run();
        session
            .Statement(
                """
                UPDATE sweeps SET (open, missed, cancelled) = (SELECT coalesce(sum(state = 0), 0), coalesce(sum(state = 2), 0), coalesce(sum(state = 3), 0) FROM inspections WHERE sweep_no = sweeps.no)
                WHERE id = ?
                """)
            .Bind(1, sweepId).Run();
    }

    private static bool IsAllDone(JournalSession session, string sweepId) =>
        InspectionRows.Number(session, "SELECT 1 FROM sweeps WHERE id = ? AND state = 1 AND open = 0 AND missed = 0", sweepId) is not null;

    /// <summary>The instant of this change, made later where needed: none bears the same as a change before it.</summary>
    private long NextChanged(JournalSession session)
    {
        if (lastChanged < 0)
        {
            var statement = session.Statement("SELECT max(changed) FROM inspections");
            lastChanged = statement.Step() ? statement.Long(0) : 0;
            statement.Reset();
        }

        return lastChanged = Math.Max(session.Now.UtcTicks, lastChanged + 1);
    }
}

/// <summary>A change encoded by the caller's thread, so that the writer only has to write it.</summary>
internal sealed record PreparedInspections(InspectionChange Change, string? Sweep, IReadOnlyList<string> Inspections, IReadOnlyList<string> Places, byte[]? ReceiptBody)
{
    public static PreparedInspections Of(InspectionChange change, TextCipher cipher) => new(
        change,
        change.Sweep is { } sweep ? InspectionJson.Of(sweep with { Counts = SweepCounts.None }) : null,
        [.. change.Inspections.Select(InspectionJson.Of)],
        [.. change.Places.Select(InspectionJson.Of)],
        change.Receipt is { } kept ? cipher.Encrypt(kept.Body, ReceiptShelf.PlaceOf(kept.Key)) : null);
}
