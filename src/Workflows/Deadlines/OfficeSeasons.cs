using System.Collections.Immutable;
using System.Globalization;

namespace GridCase.Workflows.Deadlines;

/// <summary>Office hours from one day of the year to another, both included; the stretch may run over new year.</summary>
internal sealed record Season(int From, int To, OfficeHours Hours)
{
    public bool Holds(int monthDay) => From <= To ? monthDay >= From && monthDay <= To : monthDay >= From || monthDay <= To;
}

/// <summary>The office hours of a whole year, season by season, as the county or one unit keeps them.</summary>
internal static class OfficeSeasons
{
    private const int Most = 24;

    /// <summary>It has every day of the year.</summary>
    private static readonly DateOnly LeapYear = new(2024, 1, 1);

    /// <summary>Reads the seasons of a document. What is wrong with them is added to the faults, and then they are not to be used.</summary>
    internal static ImmutableArray<Season> Read(CalendarSeason[] seasons, string path, List<RuleFault> faults)
    {
        var before = faults.Count;
        if (seasons.Length > Most) faults.Add(new(path, $"{seasons.Length} seasons are too many.", $"Give at most {Most}."));
        ImmutableArray<Season> read = [.. seasons.Select((season, i) => Read(season, $"{path}[{i}]", faults)).OfType<Season>()];
        if (faults.Count == before) CheckCover(read, path, faults);
        return read;
    }

    /// <summary>Which season each day of the year belongs to, by month and day as <see cref="MonthDay(DateOnly)"/> writes them.</summary>
    internal static byte[] ByMonthDay(ImmutableArray<Season> seasons)
    {
        var index = new byte[1232];
        for (var day = LeapYear; day.Year == LeapYear.Year; day = day.AddDays(1))
            for (var i = 0; i < seasons.Length; i++)
                if (seasons[i].Holds(MonthDay(day))) index[MonthDay(day)] = (byte)i;
        return index;
    }

    /// <summary>501 for the first of May.</summary>
    internal static int MonthDay(DateOnly date) => (date.Month * 100) + date.Day;

    private static Season? Read(CalendarSeason season, string path, List<RuleFault> faults)
    {
        if (MonthDay(season.From) is not { } from || MonthDay(season.To) is not { } to)
        {
            faults.Add(new(path, $"'{season.From}' to '{season.To}' is not a stretch of the year.", "Write days as 05-01."));
            return null;
        }

        try
        {
            return new(from, to, new([.. season.Sessions.Select(Session)]));
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            faults.Add(new($"{path}.sessions", error.Message, "Write sessions in order, as 08:30-12:00."));
            return null;
        }
    }

    private static void CheckCover(ImmutableArray<Season> seasons, string path, List<RuleFault> faults)
    {
        for (var day = LeapYear; day.Year == LeapYear.Year; day = day.AddDays(1))
        {
            var held = seasons.Count(season => season.Holds(MonthDay(day)));
            if (held == 1) continue;
            faults.Add(new(path, $"{day:MM-dd} has {held} sets of office hours.", "Let the seasons cover the year once."));
            return;
        }
    }

    private static int? MonthDay(string text) =>
        DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? MonthDay(day)
            : null;

    private static OfficeSession Session(string text) => text.Split('-') is [var from, var to]
        ? new(Time(from), Time(to))
        : throw new FormatException($"'{text}' is not a session.");

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
