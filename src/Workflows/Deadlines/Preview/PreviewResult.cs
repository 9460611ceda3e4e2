using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>What a finished preview says (预演结果).</summary>
/// <param name="AheadDays">How many days the notices ahead were followed.</param>
/// <param name="WorkingDays">Working days of the stretch of past cases, by the calendar in force.</param>
/// <param name="People">Whose notices change most, first; at most 200.</param>
/// <param name="Units">The ten units with most cases moved.</param>
/// <param name="Categories">The ten categories with most cases moved.</param>
public sealed record PreviewResult(
    OpenImpact Open,
    int AheadDays,
    PastImpact Past,
    int WorkingDays,
    ImmutableArray<PersonNotices> People,
    ImmutableArray<MovedGroup> Units,
    ImmutableArray<MovedGroup> Categories)
{
    private const int MostPeople = 200;
    private const int MostGroups = 10;

    /// <summary>Sums a preview up.</summary>
    public static PreviewResult Of(Impact impact, PreviewRules rules)
    {
        var (from, to) = (WorkCalendar.DayOf(rules.Question.From), WorkCalendar.DayOf(rules.Question.To.AddTicks(-1)));
        var days = rules.Before.CalendarAt(rules.Change.At).WorkingDaysBetween(from.AddDays(-1), to);
        return new(
            impact.Open, PreviewRules.Ahead.Days, impact.Past, days,
            [.. impact.People.Select(pair => PersonNotices.Of(pair.Key, pair.Value)).OrderByDescending(person => person.Changed).ThenBy(person => person.PersonId, StringComparer.Ordinal).Take(MostPeople)],
            Most(impact.Units), Most(impact.Categories));
    }

    private static ImmutableArray<MovedGroup> Most(ImmutableSortedDictionary<string, GroupImpact> groups) =>
    [
        .. groups.Where(group => group.Value.Moved > 0).OrderByDescending(group => group.Value.Moved).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MostGroups).Select(group => new MovedGroup(group.Key, group.Value)),
    ];
}

/// <summary>How often one person is told, before and after.</summary>
/// <param name="PastBefore">About past cases in the whole stretch; divided by its working days it is the daily rate.</param>
/// <param name="BusiestDayBefore">The most on one day.</param>
public sealed record PersonNotices(
    string PersonId, int AtOnce, int AheadBefore, int AheadAfter, int PastBefore, int PastAfter, int BusiestDayBefore, int BusiestDayAfter)
{
    internal int Changed => AtOnce + Math.Abs(AheadAfter - AheadBefore) + Math.Abs(PastAfter - PastBefore);

    internal static PersonNotices Of(string personId, PersonImpact person)
    {
        var days = person.Days.Values;
        return new(
            personId, person.AtOnce, person.AheadBefore, person.AheadAfter, days.Sum(day => day.Before), days.Sum(day => day.After),
            days.Select(day => day.Before).DefaultIfEmpty().Max(), days.Select(day => day.After).DefaultIfEmpty().Max());
    }
}

/// <summary>A unit or category with its cases.</summary>
public sealed record MovedGroup(string Code, GroupImpact Impact);
