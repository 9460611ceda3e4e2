namespace GridCase.Checker;

/// <summary>Each mark once in its cycle, the warning before the due time before the rungs, on a clock that runs, and not before its instant.</summary>
internal static class MarkCheck
{
    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside)
    {
        var told = record.Notices.Where(notice => notice.Clock is not null).ToLookup(notice => notice.CaseId);
        return record.Cases.SelectMany(one => Of(one, told[one.Id].ToLookup(notice => notice.Fact)));
    }

    private static IEnumerable<Breach> Of(CaseRecord one, ILookup<int, NoticeRecord> told)
    {
        var story = new CaseStory();
        var passed = new Dictionary<(string, int), SortedDictionary<int, FactText>>();
        foreach (var fact in one.Texts)
        {
            if (CaseStory.MarkOf(fact) is { } mark)
            {
                var name = (fact.Text("clock") ?? "", fact.Whole("cycle") ?? 0);
                if (!passed.TryGetValue(name, out var cycle)) passed.Add(name, cycle = []);
                if (!cycle.TryAdd(mark, fact)) yield return Broken(fact, $"repeats {cycle[mark]}");
                else if (cycle.Keys.Max() > mark) yield return Broken(fact, $"comes after {cycle[cycle.Keys.Max()]}");
                foreach (var what in Untimely(fact, mark, story, told)) yield return Broken(fact, what);
            }

            story.Tell(fact);
        }

        Breach Broken(FactText fact, string what) => new(Promises.Marks, one.Id, $"{fact} of {fact.Text("clock")}/{fact.Whole("cycle")} at {fact.At:O} {what}.");
    }

    private static IEnumerable<string> Untimely(FactText fact, int mark, CaseStory story, ILookup<int, NoticeRecord> told)
    {
        var clock = story.Clock(fact.Text("clock"));
        if (clock is not { IsRunning: true }) yield return "is on a clock that does not run";
        else if (clock.Cycle != fact.Whole("cycle")) yield return $"is of another cycle than the clock's {clock.Cycle}";
        else if (clock.IsPaused) yield return "is on a clock that stands still";
        if (clock?.KnownDue is { } due && mark >= 1 && fact.At < due) yield return $"comes before the due time {due:O}";
        foreach (var notice in told[fact.Number])
        {
            if (notice.At < fact.At) yield return $"was told at {notice.At:O}, before its instant";
            if (notice.Due is { } said && mark >= 1 && fact.At < said) yield return $"comes before the due time {said:O} that the notice names";
        }
    }
}
