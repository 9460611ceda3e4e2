namespace GridCase.Checker;

/// <summary>Every open case has an orchestration that waits no longer than for what comes next; nothing is set aside, and at rest nothing is left to do.</summary>
internal static class WaitCheck
{
    /// <summary>How much later than the next mark an orchestration may mean to wake: the watchdog lets that much pass.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside)
    {
        if (record.Instances is null) yield break;
        var instances = record.Instances.DistinctBy(instance => instance.Id).ToDictionary(instance => instance.Id);
        foreach (var instance in record.Instances)
        {
            if (instance.Standing is InstanceStanding.Parked or InstanceStanding.Failed) yield return new(Promises.Waits, CaseOf(instance.Id), $"{instance.Id} is {instance.Standing}: {instance.Trouble}.");
            if (record.RestAt is not { } rest) continue;
            if (instance.Standing == InstanceStanding.Running && instance.Unread > 0) yield return new(Promises.Waits, CaseOf(instance.Id), $"{instance.Id} has {instance.Unread} messages that nobody takes up.");
            if (instance.Timers.Count > 0 && instance.Timers[0] < rest) yield return new(Promises.Waits, CaseOf(instance.Id), $"a timer of {instance.Id} was due at {instance.Timers[0]:O} and has not fired by {rest:O}.");
        }

        foreach (var one in record.Cases)
            if (Waiting(one, instances, record.RestAt) is { } what) yield return new(Promises.Waits, one.Id, what);
    }

    private static string? Waiting(CaseRecord one, Dictionary<string, InstanceRecord> instances, DateTimeOffset? rest)
    {
        var story = CaseStory.Of(one);
        if (!story.IsAlive) return one.NextAt is null ? null : $"it has ended, and something is still to happen at {one.NextAt:O}.";
        if (rest is { } at && one.NextAt < at) return $"what was to happen at {one.NextAt:O} has not happened by {at:O}.";
        var id = (story.Stage == "look-back" ? "look-back:" : "case:") + one.Id;
        if (!instances.TryGetValue(id, out var instance)) return $"it is open ({story.Stage}) and nothing waits for it: there is no {id}.";
        if (instance.Standing != InstanceStanding.Running) return $"it is open ({story.Stage}) and nothing waits for it: {id} is {instance.Standing}.";
        // While messages or activities are under way it is about to look.
        if (instance.Unread > 0 || instance.Tasks.Count > 0) return null;
        if (instance.Timers.Count == 0) return $"it is open ({story.Stage}) and {id} waits for no timer.";
        return rest is not null && one.NextAt is { } next && instance.Timers[0] > next + Grace
            ? $"what is to happen at {next:O} is waited for until {instance.Timers[0]:O}."
            : null;
    }

    private static string? CaseOf(string instance) => instance.StartsWith("case:", StringComparison.Ordinal) || instance.StartsWith("look-back:", StringComparison.Ordinal) ? instance.Split(':')[1] : null;
}
