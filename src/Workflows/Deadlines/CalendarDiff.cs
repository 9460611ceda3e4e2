using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>Says in the words of the field what changes from one calendar document to the next.</summary>
public static class CalendarDiff
{
    /// <summary>
    /// The changes, years first, then single days, then office hours of the county and of each unit. Days of a year that only one of the two has are not
    /// listed one by one. Empty when the documents say the same; the version alone is no change.
    /// </summary>
    /// <param name="old">The document in force.</param>
    /// <param name="new">The document to come.</param>
    /// <param name="unitName">The name of a unit by its code; without it the code is shown.</param>
    /// <exception cref="RuleDocumentException">One of them cannot be read.</exception>
    public static ImmutableArray<RuleDifference> Between(string old, string @new, Func<string, string>? unitName = null)
    {
        var (before, after) = (CalendarDocument.Read(old), CalendarDocument.Read(@new));
        ImmutableArray<RuleDifference> changes = [.. Years(before, after), .. Days(before, after), .. HoursDiff.Of(before, after, unitName)];
        if (changes.Length == 0 && after.NewVersion("same").Write() != before.NewVersion("same").Write())
            return [new("$", "只改了出处、备注或写法", "only sources, notes or wording changed")];
        return changes;
    }

    /// <summary>The days of years that both calendars have and that are worked in only one of them.</summary>
    internal static IEnumerable<DateOnly> ChangedDays(WorkCalendar before, WorkCalendar after) =>
        CommonDays(before, after).Where(day => before.IsWorkingDay(day) != after.IsWorkingDay(day));

    private static IEnumerable<DateOnly> CommonDays(WorkCalendar before, WorkCalendar after)
    {
        for (var day = before.FirstPublished; day <= before.Horizon; day = day.AddDays(1))
            if (after.Covers(day)) yield return day;
    }

    private static IEnumerable<RuleDifference> Years(CalendarDocument before, CalendarDocument after)
    {
        for (var i = 0; i < after.File.Years.Length; i++)
        {
            var year = after.File.Years[i];
            var known = before.File.Years.FirstOrDefault(one => one.Year == year.Year);
            if (known is null)
            {
                var off = year.Holidays.Sum(holiday => holiday.To.DayNumber - holiday.From.DayNumber + 1);
                var worked = year.Holidays.Sum(holiday => holiday.MakeUp.Length);
                yield return new(
                    $"$.years[{i}]",
                    $"{year.Year} 年已发布：放假 {off} 天，调休上班 {worked} 天（{year.Source}）",
                    $"year {year.Year} added: {Number(off, "day")} off, {Number(worked, "make-up day")} ({year.Source})");
            }
            else if (known.Source != year.Source)
                yield return new($"$.years[{i}].source", $"{year.Year} 年出处 {known.Source} → {year.Source}", $"source of {year.Year}: {known.Source} → {year.Source}");
        }

        foreach (var year in before.Years.Except(after.Years)) yield return new("$.years", $"{year} 年已删除", $"year {year} removed");
    }

    private static IEnumerable<RuleDifference> Days(CalendarDocument before, CalendarDocument after)
    {
        var run = new List<DateOnly>();
        ((string Zh, string En) Old, (string Zh, string En) New) last = default;
        foreach (var day in CommonDays(before.Calendar, after.Calendar))
        {
            var change = (Old: Word(before.Calendar, day), New: Word(after.Calendar, day));
            if (run.Count > 0 && (change != last || run[^1].AddDays(1) != day))
            {
                yield return Line(run, last.Old, last.New, after);
                run.Clear();
            }

            last = change;
            if (change.Old != change.New) run.Add(day);
        }

        if (run.Count > 0) yield return Line(run, last.Old, last.New, after);
    }

    private static RuleDifference Line(List<DateOnly> run, (string Zh, string En) old, (string Zh, string En) @new, CalendarDocument after)
    {
        var path = $"$.years[{Array.FindIndex(after.File.Years, year => year.Year == run[0].Year)}].holidays";
        var (zh, en) = run.Count == 1 ? ($"{run[0]:yyyy-MM-dd}", $"{run[0]:yyyy-MM-dd}") : ($"{run[0]:yyyy-MM-dd} 至 {run[^1]:yyyy-MM-dd}", $"{run[0]:yyyy-MM-dd} to {run[^1]:yyyy-MM-dd}");
        return new(path, $"{zh} {old.Zh} → {@new.Zh}", $"{en}: {old.En} → {@new.En}");
    }

    private static (string Zh, string En) Word(WorkCalendar calendar, DateOnly day)
    {
        var name = calendar.HolidayOf(day);
        return calendar.TypeOf(day) switch
        {
            DayType.Holiday => ($"{name}放假", $"day off ({name})"),
            DayType.MakeUp => ($"{name}调休上班", $"make-up working day ({name})"),
            DayType.Weekend => ("休息", "weekend"),
            _ => ("上班", "working day"),
        };
    }

    private static string Number(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
