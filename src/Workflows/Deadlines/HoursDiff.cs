using System.Globalization;

namespace GridCase.Workflows.Deadlines;

/// <summary>Compares office hours day by day of the year, so that seasons cut in another way but open at the same times are no change.</summary>
internal static class HoursDiff
{
    /// <summary>2024 has every day of the year.</summary>
    private static readonly DateOnly First = new(2024, 1, 1);

    internal static IEnumerable<RuleDifference> Of(CalendarDocument before, CalendarDocument after, Func<string, string>? unitName)
    {
        var county = Stretches(before.Calendar, after.Calendar);
        foreach (var (zh, en) in county) yield return new("$.officeHours", $"全县作息 {zh}", $"county office hours {en}");
        foreach (var code in before.Calendar.UnitsWithOwnHours.Union(after.Calendar.UnitsWithOwnHours).Order(StringComparer.Ordinal))
        {
            var name = unitName?.Invoke(code) ?? code;
            var path = $"$.units.{code}";
            var (had, has) = (before.Calendar.UnitsWithOwnHours.Contains(code), after.Calendar.UnitsWithOwnHours.Contains(code));
            if (!had) yield return new(path, $"{name} 单独设作息", $"{name} keeps hours of its own");
            if (!has) yield return new(path, $"{name} 改随全县作息", $"{name} keeps the county's hours again");
            foreach (var (zh, en) in Stretches(before.Calendar.For(code), after.Calendar.For(code)))
                yield return new(path, $"{name} {zh}", $"{name} {en}");
        }
    }

    private static List<(string Zh, string En)> Stretches(WorkCalendar before, WorkCalendar after)
    {
        var stretches = new List<(DateOnly From, DateOnly To, string Old, string New)>();
        for (var day = First; day.Year == First.Year; day = day.AddDays(1))
        {
            var (old, @new) = (Text(before.HoursOn(day)), Text(after.HoursOn(day)));
            if (old == @new) continue;
            if (stretches.Count > 0 && stretches[^1] is var last && last.To.AddDays(1) == day && last.Old == old && last.New == @new) stretches[^1] = last with { To = day };
            else stretches.Add((day, day, old, @new));
        }

        // A winter that runs over new year is one stretch.
        if (stretches.Count > 1 && stretches[0].From == First && stretches[^1].To.AddDays(1).Year > First.Year && (stretches[0].Old, stretches[0].New) == (stretches[^1].Old, stretches[^1].New))
        {
            stretches[^1] = stretches[^1] with { To = stretches[0].To };
            stretches.RemoveAt(0);
        }

        return [.. stretches.Select(Line)];
    }

    private static (string Zh, string En) Line((DateOnly From, DateOnly To, string Old, string New) stretch)
    {
        var wholeYear = stretch.From == First && stretch.To.AddDays(1).Year > First.Year;
        var (from, to) = (stretch.From.ToString("MM-dd", CultureInfo.InvariantCulture), stretch.To.ToString("MM-dd", CultureInfo.InvariantCulture));
        var (zh, en) = wholeYear ? ("全年", "all year") : ($"{from} 至 {to}", $"{from} to {to}");
        return ($"{zh} {stretch.Old} → {stretch.New}", $"{en}: {stretch.Old} → {stretch.New}");
    }

    private static string Text(OfficeHours hours) => string.Join(' ', hours.Sessions.Select(session => $"{session.From:HH:mm}-{session.To:HH:mm}"));
}
