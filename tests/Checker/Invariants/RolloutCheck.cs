namespace GridCase.Checker;

/// <summary>
/// What a change of the rules owes each case: taken over once by every case that was open at its instant, in the order of the changes, by all the clocks that it
/// is for and by no other; an undo gives back what was, clock by clock. And when a rollout says that it is done, it is.
/// </summary>
internal static class RolloutCheck
{
    /// <summary>Clocks for which every rule sets a budget. The others may run without one, and then a calendar has nothing to move.</summary>
    private static readonly HashSet<string> AlwaysTimed = ["dispatch", "sign-off", "unit-finish", "citizen-finish"];

    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside)
    {
        var changes = record.Changes.ToDictionary(change => change.Number);
        var done = record.Rollouts.Where(rollout => rollout.Standing == RolloutStanding.Done).Select(rollout => rollout.Change).DefaultIfEmpty(0).Max();
        return record.Cases.Where(one => one.Texts.Count > 0).SelectMany(one => Taken(one, changes).Concat(Missed(one, record.Changes, done)))
            .Concat(Standings(record)).Concat(record.Rollouts.Where(rollout => changes.ContainsKey(rollout.Change)).SelectMany(rollout => RolloutSums.Of(record, changes[rollout.Change], rollout)));
    }

    /// <summary>A change by which open cases go on as they are.</summary>
    public static bool IsForNobody(ChangeRecord change) => change is { Sort: "policy", Treatment: "new-only", Undoes: null };

    private static IEnumerable<Breach> Taken(CaseRecord one, Dictionary<int, ChangeRecord> changes)
    {
        var story = new CaseStory();
        var last = one.Texts[0].Whole("ruleChange") ?? 0;
        foreach (var fact in one.Texts)
        {
            if (fact.Type == "clocks-rederived")
            {
                var number = fact.Whole("change") ?? 0;
                if (!changes.TryGetValue(number, out var change)) yield return Broken(fact, $"takes over change {number}, which there is not");
                else foreach (var what in Wrong(fact, change, changes, story, last)) yield return Broken(fact, what);
                last = Math.Max(last, number);
            }

            story.Tell(fact);
        }

        Breach Broken(FactText fact, string what) => new(Promises.Rollouts, one.Id, $"{fact} at {fact.At:O} {what}.");
    }

    private static IEnumerable<string> Wrong(FactText fact, ChangeRecord change, Dictionary<int, ChangeRecord> changes, CaseStory story, int last)
    {
        if (change.Number <= last) yield return $"takes over change {change.Number} behind change {last}";
        if (fact.At < change.At) yield return $"takes over change {change.Number}, which is in force from {change.At:O} on";
        if (IsForNobody(change)) yield return $"takes over change {change.Number}, which is for new cases only";
        if (fact.Text("treatment") != change.Treatment) yield return $"treats the case {fact.Text("treatment")}, not {change.Treatment}";
        if (fact.Whole("undoes") != change.Undoes) yield return $"is said to undo {fact.Whole("undoes")?.ToString() ?? "nothing"}";
        if (!story.IsAlive) yield return "comes to a case that has ended";
        var undone = change.Undoes is { } number ? changes.GetValueOrDefault(number) : null;
        foreach (var what in Versions(fact, change, undone, story).Concat(Clocks(fact, change, undone, story))) yield return what;
    }

    private static IEnumerable<string> Versions(FactText fact, ChangeRecord change, ChangeRecord? undone, CaseStory story)
    {
        var isPolicy = change.Sort == "policy";
        var (before, other) = isPolicy ? (story.Policy, story.Calendar) : (story.Calendar, story.Policy);
        var (now, otherNow) = isPolicy ? (fact.Text("policyVersion"), fact.Text("calendarVersion")) : (fact.Text("calendarVersion"), fact.Text("policyVersion"));
        if (otherNow != other) yield return $"goes from {other} to {otherNow} though only the {change.Sort} changed";
        var taken = undone is null ? null : story.Taken.FindLast(one => one.Change == undone.Number);
        var expected = undone is null ? change.Version : (isPolicy ? taken?.Policy : taken?.Calendar) ?? change.Version;
        if (now != expected) yield return $"puts the case under {now}, not {expected}";
        if (undone is not null && before != undone.Version) yield return $"takes back {undone.Version} from a case that is under {before}";
    }

    private static IEnumerable<string> Clocks(FactText fact, ChangeRecord change, ChangeRecord? undone, CaseStory story)
    {
        var entries = fact.Rederived();
        var derived = entries.Select(entry => entry.Clock).ToList();
        if (derived.Distinct().Count() != derived.Count) yield return "derives a clock twice";
        foreach (var clock in story.Clocks.Where(clock => clock.IsRunning))
        {
            var (owed, may) = Owes(clock, change, undone);
            if (owed && !derived.Contains(clock.Id)) yield return $"leaves out {clock.Id}, which runs";
            if (!may && derived.Contains(clock.Id)) yield return $"derives {clock.Id} anew, which {(clock.IsFixed ? "the hotline fixed" : "was to stay")}";
            if (undone is not null && entries.FirstOrDefault(entry => entry.Clock == clock.Id) is { } entry && clock.Taken.FindLast(one => one.Change == undone.Number) is { } taken)
            {
                var (back, was) = change.Sort == "policy" ? (entry.Policy, taken.Policy) : (entry.Calendar, taken.Calendar);
                if (back != was) yield return $"puts {clock.Id} under {back}; it was under {was}";
                // A calendar that came in between, where a policy is taken back, or the other way round, stays and may count other days.
                var isAllElseSame = change.Sort == "policy" ? entry.Calendar == taken.Calendar : entry.Policy == taken.Policy;
                if (isAllElseSame && taken.Due is { } due && entry.NewDue is { } now && due != now) yield return $"gives {clock.Id} the due time {now:O}; it had {due:O}";
            }
        }
    }

    /// <summary>Whether a running clock must, and may, be derived anew by a change.</summary>
    private static (bool Owed, bool May) Owes(ClockRun clock, ChangeRecord change, ChangeRecord? undone)
    {
        var isPolicy = change.Sort == "policy";
        if (undone is not null)
        {
            var isUnder = (isPolicy ? clock.Policy : clock.Calendar) == undone.Version;
            return (isUnder, isUnder);
        }

        var moves = !clock.IsFixed && change.Treatment != "new-only" && !(change.Treatment == "keep-warned" && clock.Passed.Count > 0);
        // Of a new calendar each clock takes what lay beyond the old one's horizon, whatever the treatment.
        return (moves && (isPolicy || AlwaysTimed.Contains(clock.Kind) || clock.KnownDue is not null || clock.Passed.Count > 0), moves || !isPolicy);
    }

    /// <summary>Behind a finished rollout no case waits for its change, nor for an earlier one.</summary>
    private static IEnumerable<Breach> Missed(CaseRecord one, IReadOnlyList<ChangeRecord> changes, int done)
    {
        var taken = one.Texts.Where(fact => fact.Type == "clocks-rederived").Select(fact => fact.Whole("change") ?? 0).ToHashSet();
        foreach (var change in changes.Where(change => change.Number <= done && change.Number > (one.Texts[0].Whole("ruleChange") ?? 0) && !IsForNobody(change)))
        {
            if (taken.Contains(change.Number)) continue;
            var story = new CaseStory();
            foreach (var fact in one.Texts.TakeWhile(fact => fact.At <= change.At && !(fact.Type == "clocks-rederived" && fact.Whole("change") > change.Number))) story.Tell(fact);
            var undone = change.Undoes is { } number ? changes.FirstOrDefault(other => other.Number == number) : null;
            if (undone is not null && (change.Sort == "policy" ? story.Policy : story.Calendar) != undone.Version) continue;
            if (story.Stage != "intake" && story.IsAlive)
                yield return new(Promises.Rollouts, one.Id, $"it was open at {change.At:O} and has not taken over change {change.Number} ({change.Version}, {change.Treatment}), whose rollout is over.");
        }
    }

    private static IEnumerable<Breach> Standings(CountyRecord record)
    {
        var standing = record.Rollouts.ToDictionary(rollout => rollout.Change, rollout => rollout.Standing);
        foreach (var change in record.Changes.Where(change => change.At <= record.RestAt))
        {
            var paused = record.Rollouts.Any(rollout => rollout.Standing == RolloutStanding.Paused && rollout.Change <= change.Number);
            if (!paused && standing.GetValueOrDefault(change.Number) is not (RolloutStanding.Done or RolloutStanding.Superseded))
                yield return new(Promises.Rollouts, null, $"change {change.Number} is in force since {change.At:O} and its rollout is {standing.GetValueOrDefault(change.Number)}.");
        }

        foreach (var rollout in record.Rollouts.Where(rollout => rollout.Standing == RolloutStanding.Superseded && !record.Changes.Any(change => change.Undoes == rollout.Change)))
            yield return new(Promises.Rollouts, null, $"the rollout of change {rollout.Change} gave way to an undo that there is not.");
    }
}
