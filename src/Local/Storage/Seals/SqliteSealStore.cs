using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>
/// Seals in SQLite, made with a key that lies outside of it. A seal covers the heads of all cases that changed since the seal before, as they
/// are when it is made: at the end of the day these are the day's.
/// </summary>
public sealed class SqliteSealStore(Journal journal, KeyRing keys) : ISealStore
{
    private const int RowsPerWrite = 2_000;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The day is not over, or a later one is sealed already.</exception>
    public async Task<DaySeal> SealDay(DateOnly day, CancellationToken cancellation = default)
    {
        if (journal.Read(session => Find(session, day.DayNumber)) is { } known) return Seal(day, known);
        var (before, now) = journal.Read(session => (Last(session), session.Now));
        SealDays.RequireOver(day, before is null ? null : DateOnly.FromDayNumber(before.Day), now);
        var (heads, changed) = journal.Read(session => Heads(session, before?.Changed ?? 0));
        using var signer = new SealSigner(keys, day, before?.Mac ?? []);
        foreach (var head in heads) signer.Add(head.CaseId, head.Version, head.Hash);
        var mac = signer.Mac();

        // The heads first, a part at a time so that the writer is never held up; they count for nothing until the seal itself is written.
        await journal.Write(session => session.Statement("DELETE FROM sealed_heads WHERE day = ?").Bind(1, day.DayNumber).Run(), cancellation).ConfigureAwait(false);
        foreach (var part in heads.Chunk(RowsPerWrite))
            await journal.Write(session => WriteHeads(session, day.DayNumber, part), cancellation).ConfigureAwait(false);
        await journal.Write(
            session => session.Statement("INSERT INTO seals (day, heads, changed, mac) VALUES (?, ?, ?, ?)")
                .Bind(1, day.DayNumber).Bind(2, heads.Count).Bind(3, changed).Bind(4, mac.AsSpan()).Run(),
            cancellation).ConfigureAwait(false);
        return new(day, heads.Count, Convert.ToHexStringLower(mac));
    }

    public Task<DateOnly?> LastSealed(CancellationToken cancellation = default) =>
        Task.FromResult<DateOnly?>(journal.Read(Last) is { } last ? DateOnly.FromDayNumber(last.Day) : null);

    private static DaySeal Seal(DateOnly day, StoredSeal stored) => new(day, stored.Heads, Convert.ToHexStringLower(stored.Mac));

    private static StoredSeal? Last(JournalSession session) => Read(session.Statement("SELECT day, heads, changed, mac FROM seals ORDER BY day DESC LIMIT 1"));

    private static StoredSeal? Find(JournalSession session, int day) => Read(session.Statement("SELECT day, heads, changed, mac FROM seals WHERE day = ?").Bind(1, day));

    private static StoredSeal? Read(Statement statement)
    {
        var found = statement.Step() ? new StoredSeal((int)statement.Long(0), (int)statement.Long(1), statement.Long(2), statement.Bytes(3)) : null;
        statement.Reset();
        return found;
    }

    /// <summary>In the order of their numbers, which is that in which they are read back; and up to which change they go.</summary>
    private static (List<Head> Heads, long Changed) Heads(JournalSession session, long changedAfter)
    {
        var heads = new List<Head>();
        var changed = changedAfter;
        var statement = session.Statement("SELECT no, id, version, hash, changed FROM cases WHERE changed > ? ORDER BY changed").Bind(1, changedAfter);
        while (statement.Step())
        {
            heads.Add(new(statement.Long(0), statement.Bytes(1), (int)statement.Long(2), statement.Bytes(3)));
            changed = statement.Long(4);
        }

        statement.Reset();
        heads.Sort((one, other) => one.No.CompareTo(other.No));
        return (heads, changed);
    }

    private static void WriteHeads(JournalSession session, int day, Head[] heads)
    {
        var insert = session.Statement("INSERT INTO sealed_heads (day, case_no, version, hash) VALUES (?, ?, ?, ?)");
        foreach (var head in heads) insert.Bind(1, day).Bind(2, head.No).Bind(3, head.Version).Bind(4, head.Hash.AsSpan()).Run();
    }

    private sealed record StoredSeal(int Day, int Heads, long Changed, byte[] Mac);

    private sealed record Head(long No, byte[] CaseId, int Version, byte[] Hash);
}
