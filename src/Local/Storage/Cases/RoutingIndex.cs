using System.Collections.Immutable;
using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Local.Storage;

/// <summary>What cases teach of units, and how dispatches kept to the proposals: counts in narrow rows, and the same in memory as of the last commit.</summary>
internal sealed class RoutingIndex
{
    private readonly RoutingTables learned = new();

    /// <summary>Reads what was learned so far; before anything is appended through the same stores.</summary>
    public RoutingIndex(Journal journal)
    {
        foreach (var lesson in journal.Read(Lessons)) learned.Add(lesson);
    }

    public RoutingEvidence Evidence(IEnumerable<string> contexts) => learned.Evidence(contexts);

    /// <summary>Writes what an append changed, and learns it once that is on the disk.</summary>
    public void Write(JournalSession session, CaseFile? before, CaseFile after)
    {
        var (old, now) = (before is null ? [] : RoutingLesson.Of(before), RoutingLesson.Of(after));
        if (!old.SequenceEqual(now))
        {
            foreach (var lesson in old) Count(session, lesson, -lesson.Count);
            foreach (var lesson in now) Count(session, lesson, lesson.Count);
            session.OnCommitted(() => Learn(old, now));
        }

        if (after.FirstChoice is { } choice && before?.FirstChoice is null) Count(session, choice, 1);
    }

    /// <summary>Adds the rows of one case, for those that nobody learned from yet.</summary>
    public static void WriteRows(JournalSession session, CaseFile file)
    {
        foreach (var lesson in RoutingLesson.Of(file)) Count(session, lesson, lesson.Count);
        if (file.FirstChoice is { } choice) Count(session, choice, 1);
    }

    public static void Clear(JournalSession session)
    {
        session.Statement("DELETE FROM routing").Run();
        session.Statement("DELETE FROM choices").Run();
    }

    public static List<RoutingLesson> Lessons(JournalSession session)
    {
        var lessons = new List<RoutingLesson>();
        var statement = session.Statement("SELECT category, village, unit, year, resolved, returned, precedents FROM routing");
        while (statement.Step())
            lessons.Add(new(statement.Text(0), statement.Text(1), statement.Text(2), (int)statement.Long(3), new((int)statement.Long(4), (int)statement.Long(5), (int)statement.Long(6))));
        statement.Reset();
        return lessons;
    }

    public static List<(DispatchChoice Choice, int Cases)> Choices(JournalSession session, DateOnly from, DateOnly to)
    {
        var choices = new List<(DispatchChoice, int)>();
        var statement = session.Statement("SELECT day, category, rank, cases FROM choices WHERE day BETWEEN ? AND ?").Bind(1, from.DayNumber).Bind(2, to.DayNumber);
        while (statement.Step()) choices.Add((new(DateOnly.FromDayNumber((int)statement.Long(0)), statement.Text(1), (int)statement.Long(2)), (int)statement.Long(3)));
        statement.Reset();
        return choices;
    }

    public static void Count(JournalSession session, RoutingLesson lesson, RoutingCount count)
    {
        session.Statement(
            """
            INSERT INTO routing (category, village, unit, year, resolved, returned, precedents) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET resolved = resolved + excluded.resolved, returned = returned + excluded.returned, precedents = precedents + excluded.precedents
            """)
            .Bind(1, lesson.Category).Bind(2, lesson.Village).Bind(3, lesson.Unit).Bind(4, lesson.Year).Bind(5, count.Resolved).Bind(6, count.Returned).Bind(7, count.Precedents).Run();
        if (count.Resolved >= 0 && count.Returned >= 0 && count.Precedents >= 0) return;
        session.Statement("DELETE FROM routing WHERE category = ? AND village = ? AND unit = ? AND year = ? AND resolved = 0 AND returned = 0 AND precedents = 0")
            .Bind(1, lesson.Category).Bind(2, lesson.Village).Bind(3, lesson.Unit).Bind(4, lesson.Year).Run();
    }

    public static void Count(JournalSession session, DispatchChoice choice, int cases) =>
        session.Statement("INSERT INTO choices (day, category, rank, cases) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET cases = cases + excluded.cases")
            .Bind(1, choice.Day.DayNumber).Bind(2, choice.Category).Bind(3, choice.Rank).Bind(4, cases).Run();

    private void Learn(ImmutableArray<RoutingLesson> old, ImmutableArray<RoutingLesson> now)
    {
        foreach (var lesson in old) learned.Remove(lesson);
        foreach (var lesson in now) learned.Add(lesson);
    }
}
