using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>Checks a calendar before it is published: by itself, against the one it is to replace, and against today.</summary>
public static class CalendarCheck
{
    private const int FarEnough = 60;
    private const int FewestDaysOff = 11;
    private static readonly TimeSpan Short = TimeSpan.FromHours(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(16);

    /// <summary>Everything there is to say, in the order of the document; empty when nothing is.</summary>
    /// <param name="json">The document to publish. One that cannot be read gives its faults as errors and nothing else.</param>
    /// <param name="previous">The document in force, or null for the first.</param>
    /// <param name="today">The local day; without it nothing is said of past and horizon.</param>
    /// <param name="knownUnits">Codes of the directory; without them unit codes are not looked up.</param>
    /// <exception cref="RuleDocumentException">The previous document cannot be read.</exception>
    public static ImmutableArray<RuleFinding> Findings(string json, string? previous = null, DateOnly? today = null, IReadOnlySet<string>? knownUnits = null)
    {
        CalendarDocument document;
        try
        {
            document = CalendarDocument.Read(json);
        }
        catch (RuleDocumentException refusal)
        {
            return [.. refusal.Faults.Select(RuleFinding.Of)];
        }

        var before = previous is null ? null : CalendarDocument.Read(previous);
        return [.. Replacing(document, before), .. OfficeHours(document, knownUnits), .. Years(document, today), .. Past(document, before, today), .. Horizon(document, today)];
    }

    private static IEnumerable<RuleFinding> Replacing(CalendarDocument document, CalendarDocument? before)
    {
        if (before is null) yield break;
        if (document.Id != before.Id)
            yield return RuleFinding.Error("$.id", $"{document.Id} cannot replace {before.Id}.", "Keep the id; only the version changes.");
        if (document.Version == before.Version && document.Write() != before.Write())
            yield return RuleFinding.Error("$.version", $"{document.Version} is published already with other content.", "Give the change a version of its own.");
        foreach (var year in before.Years.Except(document.Years))
            yield return RuleFinding.Error("$.years", $"The published year {year} is missing.", "Put it back: clocks of that year are counted with it.");
    }

    private static IEnumerable<RuleFinding> OfficeHours(CalendarDocument document, IReadOnlySet<string>? knownUnits)
    {
        foreach (var finding in Lengths(document.File.OfficeHours, "$.officeHours")) yield return finding;
        foreach (var (code, unit) in document.File.Units ?? [])
        {
            var path = $"$.units.{code}";
            if (knownUnits?.Contains(code) == false)
                yield return RuleFinding.Warning(path, $"There is no unit {code} in the directory.", "Correct the code, or remove the entry: it has no effect.");
            foreach (var finding in Lengths(unit.OfficeHours, $"{path}.officeHours")) yield return finding;
            if (FarApart(document.Calendar, document.Calendar.For(code)) is { } day)
                yield return RuleFinding.Warning(
                    $"{path}.officeHours",
                    $"On {day:MM-dd} the unit is open {Text(document.Calendar.For(code), day)} a day, the county {Text(document.Calendar, day)}.",
                    "See whether a session is missing: a working day then counts less than half or more than double the office time.");
        }
    }

    private static IEnumerable<RuleFinding> Lengths(CalendarSeason[] seasons, string path)
    {
        var read = OfficeSeasons.Read(seasons, path, []);
        for (var i = 0; i < read.Length; i++)
        {
            var open = read[i].Hours.PerDay;
            if (open < Short || open > Long)
                yield return RuleFinding.Warning($"{path}[{i}].sessions", $"The office is open {open.TotalHours:0.##} h a day.", "See whether the sessions are typed right.");
        }
    }

    private static DateOnly? FarApart(WorkCalendar county, WorkCalendar unit)
    {
        for (var day = new DateOnly(2024, 1, 1); day.Year == 2024; day = day.AddDays(1))
        {
            var (one, other) = (county.HoursOn(day).PerDay, unit.HoursOn(day).PerDay);
            if (one > other * 2 || other > one * 2) return day;
        }

        return null;
    }

    private static string Text(WorkCalendar calendar, DateOnly day) => $"{calendar.HoursOn(day).PerDay.TotalHours:0.##} h";

    private static IEnumerable<RuleFinding> Years(CalendarDocument document, DateOnly? today)
    {
        for (var i = 0; i < document.File.Years.Length; i++)
        {
            var year = document.File.Years[i];
            var path = $"$.years[{i}]";
            var off = year.Holidays.Sum(holiday => holiday.To.DayNumber - holiday.From.DayNumber + 1);
            if (off == 0)
                yield return RuleFinding.Error($"{path}.holidays", $"{year.Year} has no holiday at all.", "Leave a year out until its notice is published, so that what falls in it stays provisional.");
            else if (off < FewestDaysOff)
                yield return RuleFinding.Warning($"{path}.holidays", $"{year.Year} has only {off} days off; a notice names at least {FewestDaysOff}.", "Compare with the notice.");
            if (year.Year > today?.Year + 1)
                yield return RuleFinding.Warning($"{path}.year", $"{year.Year} cannot have been announced by {today:yyyy-MM-dd}.", "A notice comes out in the autumn before its year.");
        }
    }

    private static IEnumerable<RuleFinding> Past(CalendarDocument document, CalendarDocument? before, DateOnly? today)
    {
        if (before is null) yield break;
        var changed = CalendarDiff.ChangedDays(before.Calendar, document.Calendar).ToArray();
        var past = changed.Where(day => day < today).ToArray();
        if (past.Length > 0)
            yield return RuleFinding.Warning(
                "$.years",
                $"{Count(past)} of the past changes: {Listed(past)}.",
                "Closed cases keep the calendar they were counted under. Open clocks counted over these days move when they are derived again; publish for new cases only to leave them.");
        var ahead = changed.Where(day => !(day < today)).ToArray();
        if (ahead.Length > 0)
            yield return RuleFinding.Warning(
                "$.years",
                $"{Count(ahead)} of a year already published changes: {Listed(ahead)}.",
                "Due times counted over these days were not provisional; open clocks keep them until they are derived again.");
    }

    private static string Count(DateOnly[] days) => days.Length == 1 ? "1 day" : $"{days.Length} days";

    private static string Listed(DateOnly[] days) =>
        string.Join(", ", days.Take(10).Select(day => $"{day:yyyy-MM-dd}")) + (days.Length > 10 ? " and others" : string.Empty);

    private static IEnumerable<RuleFinding> Horizon(CalendarDocument document, DateOnly? today)
    {
        if (today is not { } day) yield break;
        var left = document.Calendar.Horizon.DayNumber - day.DayNumber;
        if (left >= FarEnough) yield break;
        yield return RuleFinding.Warning(
            "$.years",
            left < 0 ? $"The calendar ended on {document.Calendar.Horizon:yyyy-MM-dd}; every due time is provisional." : $"The calendar ends on {document.Calendar.Horizon:yyyy-MM-dd}, in {left} days; due times after it are provisional.",
            $"Import {document.Calendar.Horizon.Year + 1} as soon as its notice is out.");
    }
}
