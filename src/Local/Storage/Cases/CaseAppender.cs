using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Storage;

/// <summary>Writes one append in the engine's transaction: head and indexes, facts, texts, receipt, notices, parcels, messages. Runs on the writer.</summary>
internal sealed class CaseAppender(CaseCache cache, ReceiptShelf receipts, Departures departures, RoutingIndex routing)
{
    private readonly Outbox outbox = new(departures);

    /// <summary>Numbers notices and parcels, so there is one for all who write them.</summary>
    public Outbox Outbox => outbox;

    private long lastNo = -1;
    private long lastChanged = -1;

    public AppendOutcome Append(JournalSession session, PreparedAppend prepared)
    {
        var append = prepared.Append;
        if (append.Receipt is { } asked && ReceiptShelf.Has(session, asked.Key)) return AppendOutcome.Repeated;
        var no = 0L;
        CaseFile? before = null;
        if (cache.TryGet(append.CaseId, out var known)) (no, before) = known;
        var version = before?.Version ?? 0;
        if (known is null && CaseRecords.Head(session, append.CaseId) is { } head) (no, version) = head;
        if (version != append.ExpectedVersion)
        {
            cache.Forget(append.CaseId);
            return AppendOutcome.Conflict;
        }

        if ((append.Seen is { } seen && LikenessIndex.HasNewer(session, seen)) || HasMoved(session, append.Seen?.Head) || HasMoved(session, append.Target)) return AppendOutcome.Conflict;
        if (append.Facts.Count > 0) no = WriteCase(session, prepared, no, before);
        if (append.Receipt is { } receipt) receipts.Put(session, receipt, prepared.ReceiptBody);
        outbox.Put(session, no, append.Effects, prepared.HotlineParcels);
        if (departures.Changed is { } changed) session.OnCommitted(() => changed(append.After));
        return AppendOutcome.Appended;
    }

    private bool HasMoved(JournalSession session, (string CaseId, int Version)? other)
    {
        if (other is not { } seen) return false;
        var version = cache.TryGet(seen.CaseId, out var known) ? known.File.Version : CaseRecords.Head(session, seen.CaseId)?.Version;
        return version != seen.Version;
    }

    private long WriteCase(JournalSession session, PreparedAppend prepared, long no, CaseFile? before)
    {
        var append = prepared.Append;
        var changed = NextChanged(session);
        // What the cache has forgotten is read again before it is added to: the indexes follow from the difference.
        if (append.ExpectedVersion > 0) before ??= CaseRecords.Case(session, append.CaseId)?.File;
        if (append.ExpectedVersion > 0) PartingSql.Note(session, no, changed, before, append);
        if (append.ExpectedVersion == 0) CaseHead.Create(session, no = NextNo(session), changed, append.After, append.NextAt);
        else if (!CaseHead.Move(session, no, append.ExpectedVersion, changed, before, append.After, append.NextAt))
            throw new InvalidDataException($"The head of case {append.CaseId} is not as it was read. Run verify.");
        LikenessIndex.Write(session, no, before, append.After);
        routing.Write(session, before, append.After);
        WriteFacts(session, prepared, no);
        WriteTexts(session, prepared, no);
        var appended = new CachedCase(no, append.After);
        var staged = cache.Stage(appended);
        session.OnRolledBack(() => cache.Restore(append.CaseId, staged));
        session.OnCommitted(() => cache.Publish(appended));
        return no;
    }

    private static void WriteFacts(JournalSession session, PreparedAppend prepared, long no)
    {
        Span<byte> hash = stackalloc byte[32];
        var insert = session.Statement("INSERT INTO facts (key, json, hash) VALUES (?, ?, ?)");
        var facts = prepared.Append.Facts;
        for (var i = 0; i < facts.Count; i++)
        {
            Convert.FromHexString(facts[i].Hash, hash, out _, out _);
            insert.Bind(1, CaseKeys.Fact(no, facts[i].Number)).BindText(2, prepared.FactJson[i]).Bind(3, hash).Run();
            if (facts[i].Fact is SubtaskAdded task)
                session.Statement("INSERT OR IGNORE INTO helpers (unit, case_no) VALUES (?, ?)").Bind(1, task.UnitCode).Bind(2, no).Run();
            foreach (var helper in (facts[i].Fact as GridMoved)?.Helpers ?? [])
            {
                session.Statement("INSERT OR IGNORE INTO helpers (unit, case_no) VALUES (?, ?)").Bind(1, helper.ToUnit).Bind(2, no).Run();
                session.Statement("DELETE FROM helpers WHERE unit = ? AND case_no = ?").Bind(1, helper.FromUnit).Bind(2, no).Run();
            }
        }
    }

    private static void WriteTexts(JournalSession session, PreparedAppend prepared, long no)
    {
        var texts = prepared.Append.Texts;
        if (texts.Count == 0) return;
        var insert = session.Statement("INSERT INTO texts (key, field, value) VALUES (?, ?, ?)");
        var ordinal = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            ordinal = i > 0 && texts[i].FactNumber == texts[i - 1].FactNumber ? ordinal + 1 : 0;
            insert.Bind(1, CaseKeys.Text(no, texts[i].FactNumber, ordinal)).Bind(2, texts[i].Field).Bind(3, prepared.Texts[i]).Run();
        }
    }

    private long NextNo(JournalSession session)
    {
        if (lastNo < 0) lastNo = Largest(session, "SELECT max(no) FROM cases");
        return ++lastNo;
    }

    /// <summary>The instant of this change, made later where needed: no two changes bear the same, and none an earlier one than the change before.</summary>
    private long NextChanged(JournalSession session)
    {
        if (lastChanged < 0) lastChanged = Largest(session, "SELECT max(changed) FROM cases");
        return lastChanged = Math.Max(session.Now.UtcTicks, lastChanged + 1);
    }

    private static long Largest(JournalSession session, string sql)
    {
        var statement = session.Statement(sql);
        var largest = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return largest;
    }
}
