using System.Collections.Immutable;
using System.Globalization;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Functions.Storage;

/// <summary>What a case contributes where: to each context it lies in what units did with it, and to the day of its first dispatch whether a proposal was taken.</summary>
internal static class CaseLessons
{
    public static SortedDictionary<string, Sums> Of(CaseFile file)
    {
        var lessons = new SortedDictionary<string, Sums>(StringComparer.Ordinal);
        foreach (var lesson in RoutingLesson.Of(file))
            foreach (var context in RoutingRules.Contexts(new(lesson.Category, lesson.Village)))
                At(PlaceOf(context)).Add(UnitName(lesson.Unit, lesson.Year), [lesson.Count.Resolved, lesson.Count.Returned, lesson.Count.Precedents]);
        if (file.FirstChoice is { } choice) At(PlaceOf(choice.Day)).Add($"{choice.Rank} {choice.Category}", [1]);
        return lessons;

        Sums At(SumPlace place) => lessons.TryGetValue(NameOf(place), out var known) ? known : lessons[NameOf(place)] = new();
    }

    public static SumPlace PlaceOf(string context) => new("context|" + TableKeys.Safe(context), "units");

    /// <summary>A partition a year, a sum a day.</summary>
    public static SumPlace PlaceOf(DateOnly day) => new(YearOf(day.Year), day.ToString("MMdd", CultureInfo.InvariantCulture));

    public static string YearOf(int year) => "choices|" + year.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>A place as one word, and back.</summary>
    public static string NameOf(SumPlace place) => $"{place.Partition}\n{place.Key}";

    public static SumPlace PlaceOfName(string name) => name.Split('\n') is [var partition, var key] ? new(partition, key) : throw new InvalidDataException($"'{name}' is no place of a sum.");

    /// <summary>The counts of a context as proposals ask for them; null where there are none.</summary>
    public static RoutingContext? ContextOf(Sums sums)
    {
        var years = new SortedSet<int>();
        var units = new Dictionary<string, RoutingCount>(StringComparer.Ordinal);
        foreach (var (name, numbers) in sums)
        {
            var (unit, year) = (name[5..], int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture));
            units[unit] = units.GetValueOrDefault(unit) + new RoutingCount(numbers[0], numbers[1], numbers[2]);
            if (numbers[0] != 0) years.Add(year);
        }

        return units.Count == 0 ? null : new(units.ToImmutableDictionary(StringComparer.Ordinal), years.Count == 0 ? null : years.Min);
    }

    /// <summary>First dispatches by category and rank, the names of which sums of days are made.</summary>
    public static IReadOnlyList<ChoiceCount> ChoicesOf(Sums sums) =>
        [.. sums.Select(entry => new ChoiceCount(entry.Key[(entry.Key.IndexOf(' ', StringComparison.Ordinal) + 1)..], int.Parse(entry.Key.Split(' ')[0], CultureInfo.InvariantCulture), entry.Value[0]))
            .OrderBy(count => (count.Category, count.Rank))];

    private static string UnitName(string unit, int year) => $"{year.ToString("D4", CultureInfo.InvariantCulture)} {unit}";
}
