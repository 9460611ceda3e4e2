using GridCase.Engine;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Storage.Memory;

/// <summary>Rollouts in memory.</summary>
public sealed class MemoryRolloutStore(MemoryJournal journal) : IRolloutStore
{
    private readonly SortedDictionary<int, Rollout> rollouts = [];

    public Task<Rollout?> Find(int change, CancellationToken cancellation = default) => Read(() => rollouts.GetValueOrDefault(change));

    public Task<bool> Save(Rollout rollout, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            var before = rollouts.GetValueOrDefault(rollout.Change);
            if ((before?.Revision ?? 0) != rollout.Revision - 1) return false;
            MemoryCounty.Change(session, () => rollouts[rollout.Change] = rollout, () => PutBack(rollout.Change, before));
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<Rollout>> List(int? beforeChange, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Read<IReadOnlyList<Rollout>>(() => [.. rollouts.Values.Where(rollout => !(rollout.Change >= beforeChange)).Reverse().Take(limit)]);
    }

    public Task<IReadOnlyList<Rollout>> Unfinished(CancellationToken cancellation = default) =>
        Read<IReadOnlyList<Rollout>>(() => [.. rollouts.Values.Where(rollout => !rollout.IsOver)]);

    private void PutBack(int change, Rollout? before)
    {
        if (before is null) rollouts.Remove(change);
        else rollouts[change] = before;
    }

    private Task<T> Read<T>(Func<T> work) => Task.FromResult(journal.Read(_ => work()));
}
