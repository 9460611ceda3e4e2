namespace GridCase.Checker;

/// <summary>Each notice has one key and tells of a fact that is there; nothing is said to a person twice; what somebody must hear of was told.</summary>
internal static class NoticeCheck
{
    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside)
    {
        var cases = record.Cases.DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        var ofCases = record.Notices.Where(notice => notice.CaseId.Length > 0).ToLookup(notice => notice.CaseId);
        return ofCases.SelectMany(told => Told(told.Key, cases.GetValueOrDefault(told.Key), [.. told])).Concat(record.Cases.SelectMany(one => Untold(one, [.. ofCases[one.Id]])));
    }

    private static IEnumerable<Breach> Told(string caseId, CaseRecord? one, IReadOnlyList<NoticeRecord> notices)
    {
        foreach (var same in notices.GroupBy(notice => notice.Key).Where(same => same.Count() > 1)) yield return Broken($"{same.Count()} notices bear the key {same.Key}.");
        foreach (var same in notices.GroupBy(notice => (notice.Fact, notice.Purpose, notice.PersonId)).Where(same => same.Count() > 1))
            yield return Broken($"fact {same.Key.Fact} ({same.Key.Purpose}) was told to {same.Key.PersonId} {same.Count()} times, under {string.Join(", ", same.Select(notice => notice.Key))}.");
        foreach (var same in notices.Where(IsMark).GroupBy(notice => (notice.Clock, notice.Cycle, notice.Purpose, notice.PersonId)).Where(same => same.Count() > 1))
            yield return Broken($"{same.Key.Clock}/{same.Key.Cycle}/{same.Key.Purpose} was told to {same.Key.PersonId} {same.Count()} times.");
        foreach (var notice in notices)
        {
            if (one?.Texts.FirstOrDefault(fact => fact.Number == notice.Fact) is not { } fact) yield return Broken($"the notice {notice.Key} tells of fact {notice.Fact}, which there is not.");
            else if (IsMark(notice) && !Fits(notice, fact)) yield return Broken($"the notice {notice.Key} tells of {fact}, which is another mark.");
            else if (notice.At < fact.At) yield return Broken($"the notice {notice.Key} was written before {fact} happened.");
        }

        Breach Broken(string what) => new(Promises.Notices, caseId, what);
    }

    /// <summary>Of marks that come at once only the last is told; a dispatch tells the unit in any case.</summary>
    private static IEnumerable<Breach> Untold(CaseRecord one, IReadOnlyList<NoticeRecord> notices)
    {
        var told = notices.Select(notice => notice.Fact).ToHashSet();
        var marks = one.Texts.Where(fact => CaseStory.MarkOf(fact) is not null).GroupBy(fact => (fact.Text("clock"), fact.Whole("cycle"))).Select(cycle => cycle.Last());
        var handed = one.Texts.Where(fact => fact.Type is "dispatched" or "arbitrated" or "stepped-up");
        return marks.Concat(handed).Where(fact => !told.Contains(fact.Number)).Select(fact => new Breach(Promises.Notices, one.Id, $"nobody was told of {fact}."));
    }

    private static bool IsMark(NoticeRecord notice) => notice.Clock is not null;

    private static bool Fits(NoticeRecord notice, FactText fact) =>
        CaseStory.MarkOf(fact) is { } mark && fact.Text("clock") == notice.Clock && fact.Whole("cycle") == notice.Cycle
        && notice.Purpose == (mark == 0 ? "warn" : mark == 1 ? "due" : $"rung-{mark - 1}") && notice.Rung == Math.Max(0, mark - 1);
}
