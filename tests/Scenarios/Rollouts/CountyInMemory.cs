using GridCase.Checker;
using GridCase.Local.Hosting;
using GridCase.Workflows.Cases;

namespace GridCase.Scenarios.Rollouts;

/// <summary>Hands over what a county that is not on disk has written down. Its parcels and unread messages no port tells of.</summary>
internal static class CountyInMemory
{
    public static async Task<CountyRecord> Record(CountyRuntime county, DateTimeOffset? restAt)
    {
        List<CaseRecord> cases = [];
        List<NoticeRecord> notices = [];
        var alive = (await county.Cases.ListAlive(null, 10_000)).ToDictionary(open => open.CaseId);
        foreach (var row in (await county.Cases.List(new() { Scope = CaseScope.Everything, Limit = 200 })).Rows.Reverse())
        {
            var file = (await county.Cases.Find(row.CaseId))!;
            var facts = await county.Cases.Facts(row.CaseId, 0, 1_000);
            cases.Add(new(row.CaseId, file.Version, file.LastHash, alive.GetValueOrDefault(row.CaseId)?.NextAt, [.. facts.Select(fact => new FactRecord(fact.Number, fact.Json, fact.Hash))]));
            notices.AddRange((await county.Notices.List(new() { CaseId = row.CaseId, Limit = 200 })).Notices.Select(kept => kept.Notice).Select(notice => new NoticeRecord(
                notice.Key, notice.CaseId, notice.FactNumber, notice.Purpose, notice.Clock, notice.Cycle, notice.Rung, notice.PersonId, notice.At, notice.DueAt)));
        }

        var instances = await county.Engine.List("", null, 1_000);
        return new()
        {
            Cases = cases,
            Notices = notices,
            Instances = [.. instances.Select(one => new InstanceRecord(one.InstanceId, one.Orchestration, (InstanceStanding)one.State, one.NextTimer is { } timer ? [timer] : [], 0, [], one.ParkedReason))],
            Changes = [.. county.Policies.Current.Changes.Select(change => new ChangeRecord(
                change.Number, KebabCase.Of(change.Sort), change.Version, change.At, KebabCase.Of(change.Treatment), change.Undoes))],
            Rollouts = [.. (await county.Stores.Rollouts.List(null, 200)).Reverse().Select(rollout => new RolloutRecord(
                rollout.Change, (RolloutStanding)rollout.State, new(
                    rollout.Counts.Rederived, rollout.Counts.Moved, rollout.Counts.Sooner, rollout.Counts.Later, rollout.Counts.BecameOverdue, rollout.Counts.NoLongerOverdue,
                    rollout.Counts.ColourChanged, rollout.Counts.MarksAtOnce)))],
            RestAt = restAt,
        };
    }
}
