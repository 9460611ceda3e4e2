using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Local.Storage;

/// <summary>Compares with the facts what is kept beside the heads (likenesses, what units resolved, which proposals were taken), and writes it from them.</summary>
internal sealed class KinBooks(Findings findings)
{
    private readonly Dictionary<(string, string, string, int), RoutingCount> lessons = [];
    private readonly Dictionary<DispatchChoice, int> choices = [];
    private long due;

    /// <summary>What the facts of a case say is to be in the index is there.</summary>
    public void Examine(JournalSession session, StoredHead head, CaseFile file)
    {
        Learn(file);
        foreach (var key in LikenessIndex.KeysOf(file))
        {
            due++;
            if (!LikenessIndex.Has(session, head.No, key)) findings.Add($"{head.Name}: it is missing from the index of likenesses.");
        }
    }

    /// <summary>After every case: whether the index holds more than they do.</summary>
    public void Close(JournalSession session)
    {
        var count = session.Statement("SELECT count(*) FROM likenesses");
        var kept = count.Step() ? count.Long(0) : 0;
        count.Reset();
        if (!RoutingHolds(session)) findings.Add("What the index says of which units resolved what, or of which proposals were taken, is not what the facts say.");
        if (kept > due) findings.Add($"The index of likenesses has {kept - due} entries that no case has.");
    }

    public void Rebuild(JournalSession session, long no, CaseFile file)
    {
        Learn(file);
        foreach (var key in LikenessIndex.KeysOf(file))
        {
            due++;
            if (LikenessIndex.Add(session, no, key)) findings.Rewritten++;
        }
    }

    /// <summary>After every case: writes the counts that are not what the cases add up to.</summary>
    public void RebuildRouting(JournalSession session)
    {
        if (RoutingHolds(session)) return;
        RoutingIndex.Clear(session);
        foreach (var ((category, village, unit, year), count) in lessons) RoutingIndex.Count(session, new(category, village, unit, year, count), count);
        foreach (var (choice, cases) in choices) RoutingIndex.Count(session, choice, cases);
        findings.Rewritten++;
    }

    /// <summary>Removes what no case has; the index is read through only when it holds too much.</summary>
    public void RemoveStrays(JournalSession session)
    {
        var entries = new List<(long Key, long No)>();
        var statement = session.Statement("SELECT key, case_no FROM likenesses WHERE (SELECT count(*) FROM likenesses) > ? ORDER BY case_no").Bind(1, due);
        while (statement.Step()) entries.Add((statement.Long(0), statement.Long(1)));
        statement.Reset();
        foreach (var entry in entries.GroupBy(entry => entry.No))
        {
            HashSet<long> keys = CaseRecords.IdOf(session, entry.Key) is { } id && CaseRecords.Case(session, id) is { } known ? [.. LikenessIndex.KeysOf(known.File)] : [];
            foreach (var stray in entry.Where(one => !keys.Contains(one.Key))) LikenessIndex.Remove(session, stray.No, stray.Key);
        }
    }

    private void Learn(CaseFile file)
    {
        foreach (var lesson in RoutingLesson.Of(file))
        {
            var key = (lesson.Category, lesson.Village, lesson.Unit, lesson.Year);
            lessons[key] = lessons.GetValueOrDefault(key) + lesson.Count;
        }

        if (file.FirstChoice is { } choice) choices[choice] = choices.GetValueOrDefault(choice) + 1;
    }

    private bool RoutingHolds(JournalSession session)
    {
        var kept = RoutingIndex.Lessons(session);
        var taken = RoutingIndex.Choices(session, DateOnly.MinValue, DateOnly.MaxValue);
        return kept.Count == lessons.Count && kept.TrueForAll(lesson => lessons.GetValueOrDefault((lesson.Category, lesson.Village, lesson.Unit, lesson.Year)) == lesson.Count)
            && taken.Count == choices.Count && taken.TrueForAll(row => choices.GetValueOrDefault(row.Choice) == row.Cases);
    }
}
