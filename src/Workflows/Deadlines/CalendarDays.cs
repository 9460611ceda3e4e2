using System.Collections.Immutable;
using System.Globalization;

namespace GridCase.Workflows.Deadlines;

/// <summary>Office hours from one day of the year to another, both included; the stretch may run over new year.</summary>
internal sealed record Season(int From, int To, OfficeHours Hours)
{
    public bool Holds(int monthDay) => From <= To ? monthDay >= From && monthDay <= To : monthDay >= From || monthDay <= To;
}

/// <summary>The days of a calendar document, checked.</summary>
internal sealed class CalendarDays
{
    private readonly List<RuleFault> faults = [];

    internal CalendarDays(CalendarFile file)
    {
        Id = file.Id;
        Version = file.Version;
        if (file.TimeZone != "Asia/Shanghai") faults.Add(new("$.timeZone", $"'{file.TimeZone}' cannot be counted.", "Write Asia/Shanghai."));
        if (file.Years.Length == 0) faults.Add(new("$.years", "No year is given.", "Give at least one published year."));
        for (var i = 0; i < file.Years.Length; i++) Take(file.Years[i], $"$.years[{i}]", i == 0 ? null : file.Years[i - 1].Year);
        Seasons = [.. file.OfficeHours.Select((season, i) => Read(season, $"$.officeHours[{i}]")).OfType<Season>()];
        CheckSeasons();
        if (faults.Count > 0) throw new RuleDocumentException($"calendar {Version}", [.. faults]);
        FirstYear = file.Years[0].Year;
        LastYear = file.Years[^1].Year;
    }

    public string Id { get; }

    public string Version { get; }

    public int FirstYear { get; }

    public int LastYear { get; }

    public HashSet<int> Off { get; } = [];

    public HashSet<int> MakeUp { get; } = [];

    public Dictionary<int, string> Names { get; } = [];

    public ImmutableArray<Season> Seasons { get; }

    public byte SeasonOf(DateOnly date)
    {
        var monthDay = (date.Month * 100) + date.Day;
        for (var i = 0; i < Seasons.Length; i++)
            if (Seasons[i].Holds(monthDay)) return (byte)i;
        throw new InvalidOperationException($"No office hours on {date:yyyy-MM-dd}.");
    }

    private void Take(CalendarYear year, string path, int? before)
    {
        if (year.Year is < 2000 or > 2050) faults.Add(new($"{path}.year", $"{year.Year} is out of reach.", "Years are 2000 to 2050."));
        if (before is { } last && year.Year != last + 1)
            faults.Add(new($"{path}.year", $"{year.Year} does not follow {last}.", "Give the years in order without a gap."));
        for (var i = 0; i < year.Holidays.Length; i++)
        {
            var holiday = year.Holidays[i];
            var at = $"{path}.holidays[{i}]";
            if (holiday.To < holiday.From || holiday.To.DayNumber - holiday.From.DayNumber > 30)
            {
                faults.Add(new(at, "The block ends before it starts or lasts over 31 days.", "Correct from and to."));
                continue;
            }

            for (var day = holiday.From; day <= holiday.To; day = day.AddDays(1)) Mark(day, Off, holiday.Name, year.Year, at);
            foreach (var day in holiday.MakeUp)
            {
                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                    faults.Add(new(at, $"{day:yyyy-MM-dd} is no weekend day.", "A make-up working day is a Saturday or Sunday."));
                Mark(day, MakeUp, holiday.Name, year.Year, at);
            }
        }
    }

    private void Mark(DateOnly day, HashSet<int> days, string name, int year, string path)
    {
        if (day.Year != year) faults.Add(new(path, $"{day:yyyy-MM-dd} is not in {year}.", "Put the day under its own year."));
        else if (!Names.TryAdd(day.DayNumber, name)) faults.Add(new(path, $"{day:yyyy-MM-dd} is named twice.", "Name each day once."));
        else days.Add(day.DayNumber);
    }

    private Season? Read(CalendarSeason season, string path)
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

    private void CheckSeasons()
    {
        if (faults.Count > 0) return;
        for (var day = new DateOnly(2024, 1, 1); day.Year == 2024; day = day.AddDays(1))
        {
            var held = Seasons.Count(season => season.Holds((day.Month * 100) + day.Day));
            if (held == 1) continue;
            faults.Add(new("$.officeHours", $"{day:MM-dd} has {held} sets of office hours.", "Let the seasons cover the year once."));
            return;
        }
    }

    private static int? MonthDay(string text) =>
        DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day.Month * 100) + day.Day
            : null;

    private static OfficeSession Session(string text) => text.Split('-') is [var from, var to]
        ? new(Time(from), Time(to))
        : throw new FormatException($"'{text}' is not a session.");

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
