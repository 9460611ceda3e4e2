namespace GridCase.Checker;

/// <summary>Counts a change anew from the facts of the cases, as its rollout should have counted it.</summary>
internal static class RolloutSums
{
    public static IEnumerable<Breach> Of(CountyRecord record, ChangeRecord change, RolloutRecord rollout)
    {
        if (rollout.Standing is RolloutStanding.Waiting) yield break;
        var (sure, late) = (new List<RolloutCounts>(), 0);
        foreach (var one in record.Cases)
        {
            var fact = one.Texts.FirstOrDefault(fact => fact.Type == "clocks-rederived" && fact.Whole("change") == change.Number);
            if (fact is null) continue;
            if (IsLate(one, fact, change)) late++;
            else sure.Add(Count(one, fact));
        }

        var sum = sure.Aggregate(new RolloutCounts(0, 0, 0, 0, 0, 0, 0, 0), Plus);
        var counted = rollout.Counts;
        var isDone = rollout.Standing == RolloutStanding.Done;
        if (counted.Rederived > sum.Rederived + late || (isDone && counted.Rederived < sum.Rederived))
            yield return Broken($"counted {counted.Rederived} cases; {sum.Rederived} took the change over{(late > 0 ? $", and {late} more when they were taken up again" : "")}.");
        else if (isDone && late == 0 && counted != sum)
            yield return Broken($"counted {counted}; the facts say {sum}.");

        Breach Broken(string what) => new(Promises.Rollouts, null, $"the rollout of change {change.Number} {what}");
    }

    /// <summary>A case that had ended, or was only just being registered, may take the change over after the rollout went past it.</summary>
    private static bool IsLate(CaseRecord one, FactText fact, ChangeRecord change) =>
        one.Texts[0].At >= change.At || one.Texts.Any(earlier => earlier.Number < fact.Number && earlier.At >= change.At && earlier.Type is "reopened" or "separated");

    private static RolloutCounts Count(CaseRecord one, FactText fact)
    {
        var story = new CaseStory();
        foreach (var earlier in one.Texts.Where(earlier => earlier.Number < fact.Number)) story.Tell(earlier);
        var before = story.Light;
        story.Tell(fact);
        var (after, marks) = (story.Light, 0);
        foreach (var later in one.Texts.Where(later => later.Number > fact.Number))
        {
            story.Tell(later);
            if (later.Whole("because") != fact.Whole("change")) continue;
            (after, marks) = (story.Light, marks + 1);
        }

        var clocks = fact.Rederived();
        var sooner = clocks.Any(clock => clock.NewDue < clock.OldDue);
        var further = clocks.Any(clock => clock.NewDue > clock.OldDue);
        return new(
            1,
            sooner || further ? 1 : 0,
            sooner ? 1 : 0,
            further ? 1 : 0,
            clocks.Any(clock => clock.OldDue > fact.At && clock.NewDue <= fact.At) ? 1 : 0,
            clocks.Any(clock => clock.OldDue <= fact.At && clock.NewDue > fact.At) ? 1 : 0,
            before != after ? 1 : 0,
            marks);
    }

    private static RolloutCounts Plus(RolloutCounts one, RolloutCounts other) => new(
        one.Rederived + other.Rederived, one.Moved + other.Moved, one.Sooner + other.Sooner, one.Later + other.Later, one.BecameOverdue + other.BecameOverdue,
        one.NoLongerOverdue + other.NoLongerOverdue, one.ColourChanged + other.ColourChanged, one.MarksAtOnce + other.MarksAtOnce);
}
