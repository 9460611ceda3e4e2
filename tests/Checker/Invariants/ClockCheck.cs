namespace GridCase.Checker;

/// <summary>
/// The books of the clocks: the case passes from holder to holder without a gap or an overlap, what is opened is closed once, cycles grow where a due time moved
/// later and nowhere else, and each re-derivation goes on from the due time before.
/// </summary>
internal static class ClockCheck
{
    private static readonly HashSet<string> MayBeginCycles =
        ["extension-granted", "resumed", "struck-off", "regraded", "triaged", "observed-time-accepted", "clocks-rederived"];

    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside) => record.Cases.SelectMany(Of);

    private static IEnumerable<Breach> Of(CaseRecord one)
    {
        var story = new CaseStory();
        foreach (var fact in one.Texts)
        {
            if (fact.Number > 1)
                foreach (var what in Holding(fact, story).Concat(Pairs(fact, story)).Concat(Cycles(fact, story)).Concat(Chained(fact, story)))
                    yield return new(Promises.Clocks, one.Id, $"{fact} at {fact.At:O}: {what}.");
            story.Tell(fact);
        }
    }

    /// <summary>From intake to the end each minute is charged to one holder: another unit takes over all of it, with clocks of its own.</summary>
    private static IEnumerable<string> Holding(FactText fact, CaseStory story)
    {
        if (fact.Type is "dispatched" or "arbitrated")
        {
            var changes = fact.Text("unitCode") != story.Unit;
            if (changes != fact.Flag("restarts"))
                yield return changes ? $"{fact.Text("unitCode")} takes over and {story.Unit ?? "the centre"} is charged on" : $"{story.Unit} holds it already and is charged anew";
        }

        if (fact.Type == "stepped-up" && fact.Text("fromUnit") != story.Unit) yield return $"it goes up from {fact.Text("fromUnit")}, and {story.Unit ?? "the centre"} holds it";
        if (fact.Type == "grid-moved" && fact.Text("fromUnit") != story.Unit) yield return $"it follows from {fact.Text("fromUnit") ?? "no unit"}, and {story.Unit ?? "the centre"} holds it";
        if (fact.Type is "signed-off" or "objected" && story.Unit is null) yield return "no unit holds it";
    }

    private static IEnumerable<string> Pairs(FactText fact, CaseStory story)
    {
        if (fact.Type is "suspended" or "entered-in-ledger" && story.Status != "open") yield return $"it is {story.Status} already";
        if (fact.Type == "resumed" && story.Status != "suspended") yield return $"it is {story.Status}, not suspended";
        if (fact.Type == "struck-off" && story.Status != "ledger") yield return $"it is {story.Status}, not in the ledger";
        if (fact.Type is "suspended" or "entered-in-ledger")
            foreach (var id in fact.Words("clocks").Where(id => story.Clock(id) is not { IsRunning: true, IsPaused: false })) yield return $"{id} does not run";
        if (fact.Type == "subtask-added" && story.OpenTasks.Contains(fact.Text("subtaskId")!)) yield return $"sub-task {fact.Text("subtaskId")} is there already";
        if (fact.Type == "subtask-completed" && !story.OpenTasks.Contains(fact.Text("subtaskId")!)) yield return $"sub-task {fact.Text("subtaskId")} is not open";
        if (fact.Type == "closed" && story.Status == "closed") yield return "it is closed already";
        if (fact.Type == "looked-back" && story.Stage != "look-back") yield return "no look-back is pending";
    }

    private static IEnumerable<string> Cycles(FactText fact, CaseStory story)
    {
        var begun = fact.Words("newCycles");
        if (begun.Count == 0) yield break;
        if (!MayBeginCycles.Contains(fact.Type)) yield return $"it begins new cycles of {string.Join(", ", begun)} and moves no due time";
        if (begun.Distinct().Count() != begun.Count) yield return "it begins a cycle twice";
        foreach (var id in begun.Where(id => story.Clock(id) is not { IsRunning: true })) yield return $"it begins a new cycle of {id}, which does not run";
    }

    private static IEnumerable<string> Chained(FactText fact, CaseStory story)
    {
        var begun = fact.Words("newCycles");
        foreach (var entry in fact.Rederived())
        {
            if (story.Clock(entry.Clock) is not { IsRunning: true } clock)
            {
                yield return $"{entry.Clock} is derived anew and does not run";
                continue;
            }

            if (clock.Cycle != entry.Cycle) yield return $"{entry.Clock} is in cycle {clock.Cycle}, not {entry.Cycle}";
            if (clock.IsFixed && entry.NewDue != entry.OldDue) yield return $"{entry.Clock} was fixed by the hotline and moves from {entry.OldDue:O} to {entry.NewDue:O}";
            if (clock.IsPaused != (entry.OldDue is null) && (clock.IsPaused || clock.KnownDue is not null)) yield return $"{entry.Clock} {(clock.IsPaused ? "stands still and had a due time" : "ran and had no due time")}";
            if (clock.KnownDue is { } due && entry.OldDue is { } old && due != old) yield return $"{entry.Clock} was due at {due:O}, and its old due time is said to be {old:O}";
            if (entry is { OldDue: not null, NewDue: not null } && entry.NewDue > entry.OldDue != begun.Contains(entry.Clock))
                yield return $"{entry.Clock} goes from {entry.OldDue:O} to {entry.NewDue:O} and {(begun.Contains(entry.Clock) ? "begins" : "does not begin")} a new cycle";
        }
    }
}
