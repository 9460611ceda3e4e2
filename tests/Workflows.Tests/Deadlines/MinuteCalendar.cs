using System.Globalization;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>
/// A calendar that knows nothing of the one under test: it walks minute by minute and day by day through 2024 to 2026, with the days off typed again from domain.md §4.
/// Local times are plain, without an offset.
/// </summary>
internal static class MinuteCalendar
{
    private const string Off =
        "2024-01-01 2024-02-10..02-17 2024-04-04..04-06 2024-05-01..05-05 2024-06-10 2024-09-15..09-17 2024-10-01..10-07 "
        + "2025-01-01 2025-01-28..02-04 2025-04-04..04-06 2025-05-01..05-05 2025-05-31..06-02 2025-10-01..10-08 "
        + "2026-01-01..01-03 2026-02-15..02-23 2026-04-04..04-06 2026-05-01..05-05 2026-06-19..06-21 2026-09-25..09-27 2026-10-01..10-07";

    private const string Worked =
        "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 "
        + "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 "
        + "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10";

    private static readonly HashSet<DateTime> DaysOff = [.. Off.Split(' ').SelectMany(Days)];
    private static readonly HashSet<DateTime> DaysWorked = [.. Worked.Split(' ').SelectMany(Days)];

    public static bool IsWorked(DateTime day) =>
        DaysWorked.Contains(day.Date) || (!DaysOff.Contains(day.Date) && day.DayOfWeek != DayOfWeek.Saturday && day.DayOfWeek != DayOfWeek.Sunday);

    /// <summary>True when the minute that begins then is office time, of the county unless other hours are given.</summary>
    public static bool IsOffice(DateTime minute, MinuteHours? hours = null) => IsWorked(minute) && (hours ?? MinuteHours.County).Holds(minute);

    public static int OfficeMinutes(DateTime from, DateTime to, MinuteHours? hours = null)
    {
        var minutes = 0;
        for (var at = from; at < to; at = at.AddMinutes(1))
            if (IsOffice(at, hours)) minutes++;
        return minutes;
    }

    /// <summary>Walks on until so many minutes have passed that count and are not in a pause.</summary>
    public static DateTime Walk(DateTime from, int minutes, bool officeOnly, DateTime pauseFrom = default, DateTime pauseTo = default) =>
        Walk(from, minutes, officeOnly, null, (pauseFrom, pauseTo));

    public static DateTime Walk(DateTime from, int minutes, bool officeOnly, MinuteHours? hours, params (DateTime From, DateTime To)[] pauses)
    {
        var at = from;
        for (; minutes > 0; at = at.AddMinutes(1))
            if ((!officeOnly || IsOffice(at, hours)) && !pauses.Any(pause => at >= pause.From && at < pause.To)) minutes--;
        return at;
    }

    public static DateTime WorkingDay(DateTime from, int n)
    {
        var day = from.Date;
        while (n > 0)
        {
            day = day.AddDays(1);
            if (IsWorked(day)) n--;
        }

        return day;
    }

    /// <summary>The same time of day on the working day before.</summary>
    public static DateTime WorkingDayBefore(DateTime at)
    {
        do at = at.AddDays(-1);
        while (!IsWorked(at));
        return at;
    }

    public static int WorkingDaysAfter(DateTime from, DateTime to)
    {
        var n = 0;
        for (var day = from.Date.AddDays(1); day <= to.Date; day = day.AddDays(1))
            if (IsWorked(day)) n++;
        return n;
    }

    public static DateTime Rolled(DateTime day)
    {
        while (!IsWorked(day)) day = day.AddDays(1);
        return day.Date;
    }

    private static IEnumerable<DateTime> Days(string block)
    {
        var ends = block.Split("..");
        var from = DateTime.ParseExact(ends[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var to = ends.Length == 1 ? from : DateTime.ParseExact($"{from.Year}-{ends[1]}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var day = from; day <= to; day = day.AddDays(1)) yield return day;
    }
}
