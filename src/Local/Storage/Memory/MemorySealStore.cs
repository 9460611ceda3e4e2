using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage.Memory;

/// <summary>Seals of a county in memory.</summary>
public sealed class MemorySealStore(MemoryCounty county, KeyRing keys) : ISealStore
{
    private readonly SortedDictionary<DateOnly, (DaySeal Seal, long Changed)> seals = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The day is not over, or a later one is sealed already.</exception>
    public Task<DaySeal> SealDay(DateOnly day, CancellationToken cancellation = default) =>
        county.Journal.Write(session => seals.TryGetValue(day, out var known) ? known.Seal : Made(session, day), cancellation);

    public Task<DateOnly?> LastSealed(CancellationToken cancellation = default) =>
        Task.FromResult<DateOnly?>(county.Journal.Read(_ => seals.Count == 0 ? (DateOnly?)null : seals.Last().Key));

    private DaySeal Made(JournalSession session, DateOnly day)
    {
        var (before, changed) = seals.Count == 0 ? (null, 0L) : (seals.Last().Value.Seal, seals.Last().Value.Changed);
        SealDays.RequireOver(day, before?.Day, session.Now);
        using var signer = new SealSigner(keys, day, before is null ? [] : Convert.FromHexString(before.Mac));
        var heads = 0;
        foreach (var kept in county.InOrder)
        {
            if (kept.Changed <= changed) continue;
            signer.Add(Convert.FromHexString(kept.File.Id), kept.File.Version, Convert.FromHexString(kept.File.LastHash));
            heads++;
        }

        var made = new DaySeal(day, heads, Convert.ToHexStringLower(signer.Mac()));
        MemoryCounty.Change(session, () => seals.Add(day, (made, county.LastChanged)), () => seals.Remove(day));
        return made;
    }
}
