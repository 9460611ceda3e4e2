using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GridCase.Workflows.Deadlines;

/// <summary>The days of a calendar document, checked.</summary>
internal sealed partial class CalendarDays
{
    private const int MostUnits = 500;
    private const int LongestUnitCode = 40;
    private const int LongestName = 40;
    private const int LongestSource = 1000;
    private const string NameRemedy = "Write 1 to 64 letters, digits, dots, underscores and hyphens, as cn-2027.1.";
    private readonly List<RuleFault> faults = [];

    internal CalendarDays(CalendarFile file)
    {
        Id = file.Id;
        Version = file.Version;
        if (!NameForm().IsMatch(Id)) faults.Add(new("$.id", $"'{Id}' is no name of a calendar.", NameRemedy));
        if (!NameForm().IsMatch(Version)) faults.Add(new("$.version", $"'{Version}' is no version.", NameRemedy));
        if (file.TimeZone != "Asia/Shanghai") faults.Add(new("$.timeZone", $"'{file.TimeZone}' cannot be counted.", "Write Asia/Shanghai."));
        if (file.Years.Length == 0) faults.Add(new("$.years", "No year is given.", "Give at least one published year."));
        for (var i = 0; i < file.Years.Length; i++) Take(file.Years[i], $"$.years[{i}]", i == 0 ? null : file.Years[i - 1].Year);
        Seasons = OfficeSeasons.Read(file.OfficeHours, "$.officeHours", faults);
        UnitSeasons = Read(file.Units ?? []);
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

    /// <summary>The office hours of units that keep their own, by unit code.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Season>> UnitSeasons { get; }

    /// <summary>True for a day of the year, or of the December before: a notice for New Year may begin there (2022-12-31).</summary>
    internal static bool BelongsTo(DateOnly day, int year) => day.Year == year || (day.Year == year - 1 && day.Month == 12);

    private void Take(CalendarYear year, string path, int? before)
    {
        if (year.Year is < 2000 or > 2050) faults.Add(new($"{path}.year", $"{year.Year} is out of reach.", "Years are 2000 to 2050."));
        if (before is { } last && year.Year != last + 1)
            faults.Add(new($"{path}.year", $"{year.Year} does not follow {last}.", "Give the years in order without a gap."));
        if (year.Source.Length > LongestSource) faults.Add(new($"{path}.source", "The source is too long.", $"Use at most {LongestSource} characters."));
        for (var i = 0; i < year.Holidays.Length; i++)
        {
            var holiday = year.Holidays[i];
            var at = $"{path}.holidays[{i}]";
            if (string.IsNullOrWhiteSpace(holiday.Name) || holiday.Name.Length > LongestName)
                faults.Add(new($"{at}.name", "The holiday has no name or a very long one.", $"Use 1 to {LongestName} characters."));
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
        if (!BelongsTo(day, year)) faults.Add(new(path, $"{day:yyyy-MM-dd} is not in {year}.", "Put the day under its own year."));
        else if (!Names.TryAdd(day.DayNumber, name)) faults.Add(new(path, $"{day:yyyy-MM-dd} is named twice.", "Name each day once."));
        else days.Add(day.DayNumber);
    }

    private ImmutableSortedDictionary<string, ImmutableArray<Season>> Read(Dictionary<string, CalendarUnit> units)
    {
        if (units.Count > MostUnits) faults.Add(new("$.units", $"{units.Count} units are too many.", $"Give at most {MostUnits}; the others keep the county's hours."));
        var seasons = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Season>>(StringComparer.Ordinal);
        foreach (var (code, unit) in units)
        {
            if (code.Length > LongestUnitCode || !UnitCode().IsMatch(code))
                faults.Add(new($"$.units.{code}", "This is no unit code.", $"Write the code of the directory: small letters, digits and hyphens, at most {LongestUnitCode}."));
            else
                seasons.Add(code, OfficeSeasons.Read(unit.OfficeHours, $"$.units.{code}.officeHours", faults));
        }

        return seasons.ToImmutable();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex UnitCode();
}
