namespace GridCase.Workflows.Deadlines;

/// <summary>What a day is in the working calendar (日历).</summary>
public enum DayType : byte
{
    /// <summary>An ordinary working day.</summary>
    Working,

    /// <summary>调休上班: a weekend day on which people work.</summary>
    MakeUp,

    /// <summary>A day of an ordinary weekend.</summary>
    Weekend,

    /// <summary>A day off by the State Council's notice, weekends inside the block included.</summary>
    Holiday,
}

/// <summary>
/// Which days are worked, and when the office is open, under one version of the State Council's notices. Days after <see cref="Horizon"/> are
/// guessed from the weekday, and whatever rests on them is flagged. Counts from 2000 to 2060, in the time of Asia/Shanghai, always +08:00.
/// </summary>
/// <remarks>Every question is answered from running totals per day, so none costs more than a short search.</remarks>
public sealed partial class WorkCalendar
{
    private const int FirstYear = 2000;
    private const int LastYear = 2060;
    private static readonly int Base = new DateOnly(FirstYear, 1, 1).DayNumber;
    private static readonly int Count = new DateOnly(LastYear, 12, 31).DayNumber - Base + 1;
    private static readonly short[] MonthDays = [.. Enumerable.Range(Base, Count).Select(day => (short)OfficeSeasons.MonthDay(DateOnly.FromDayNumber(day)))];

    private readonly DayType[] types;
    private readonly byte[] season = new byte[Count];
    private readonly OfficeHours[] hours;
    private readonly int[] workingBefore;
    private readonly int[] minutesBefore = new int[Count + 1];
    private readonly int[] workingDays;
    private readonly Dictionary<int, string> names;
    private readonly int firstPublished;
    private readonly int lastPublished;

    internal WorkCalendar(CalendarDays days)
    {
        Id = days.Id;
        Version = days.Version;
        FirstPublished = new DateOnly(days.FirstYear, 1, 1);
        Horizon = new DateOnly(days.LastYear, 12, 31);
        firstPublished = FirstPublished.DayNumber;
        lastPublished = Horizon.DayNumber;
        names = days.Names;
        hours = [.. days.Seasons.Select(part => part.Hours)];
        types = new DayType[Count];
        workingBefore = new int[Count + 1];
        var worked = new List<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            var date = DateOnly.FromDayNumber(Base + i);
            var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            types[i] = days.Off.Contains(date.DayNumber) ? DayType.Holiday
                : !weekend ? DayType.Working
                : days.MakeUp.Contains(date.DayNumber) ? DayType.MakeUp
                : DayType.Weekend;
            if (IsWorking(i)) worked.Add(i);
            workingBefore[i + 1] = worked.Count;
        }

        workingDays = [.. worked];
        FillOfficeTime(days.Seasons);
        units = OwnHours(days);
    }

    /// <summary>Which calendar this is, such as <c>cn</c>.</summary>
    public string Id { get; }

    /// <summary>Which version of it; a clock remembers under which it was read.</summary>
    public string Version { get; }

    /// <summary>The first day of the first published year.</summary>
    public DateOnly FirstPublished { get; }

    /// <summary>The last day of the last published year. What falls after it is provisional.</summary>
    public DateOnly Horizon { get; }

    /// <summary>The calendar that comes with the program: 2024 to 2026, domain.md §4.</summary>
    public static WorkCalendar BuiltIn => BuiltInCalendar.Value;

    /// <summary>True when the State Council's notice for the day's year is in this calendar.</summary>
    public bool Covers(DateOnly day) => Covers(day.DayNumber);

    public bool IsWorkingDay(DateOnly day) => IsWorking(Index(day.DayNumber));

    public DayType TypeOf(DateOnly day) => types[Index(day.DayNumber)];

    /// <summary>The holiday that makes a day off or a make-up working day, or null.</summary>
    public string? HolidayOf(DateOnly day) => names.GetValueOrDefault(day.DayNumber);

    /// <summary>The office hours in force that day, if it is worked.</summary>
    public OfficeHours HoursOn(DateOnly day) => hours[season[Index(day.DayNumber)]];

    /// <summary>The day itself if it is worked, else the next one that is.</summary>
    public DateOnly WorkingDayFrom(DateOnly day) => DateOnly.FromDayNumber(WorkingFrom(day.DayNumber));

    /// <summary>The n-th working day after the day, which itself does not count; before it for a negative n; the day itself for zero.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int n) => DateOnly.FromDayNumber(Add(day.DayNumber, n));

    /// <summary>How many working days lie after the first day up to and including the second: the inverse of <see cref="AddWorkingDays"/>.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) => Between(from.DayNumber, to.DayNumber);

    /// <summary>The working days of one year.</summary>
    public int WorkingDaysIn(int year) => Between(new DateOnly(year - 1, 12, 31).DayNumber, new DateOnly(year, 12, 31).DayNumber);

    internal bool Covers(int day) => day >= firstPublished && day <= lastPublished;

    internal bool Works(int day) => IsWorking(Index(day));

    internal DayType Type(int day) => types[Index(day)];

    internal OfficeHours Hours(int day) => hours[season[Index(day)]];

    internal string? Name(int day) => names.GetValueOrDefault(day);

    internal int WorkingFrom(int day)
    {
        var i = Index(day);
        return IsWorking(i) ? day : Worked(workingBefore[i]);
    }

    internal int Add(int day, int n)
    {
        var i = Index(day);
        return n switch
        {
            0 => day,
            > 0 => Worked(workingBefore[i + 1] + n - 1),
            _ => Worked(workingBefore[i] + n),
        };
    }

    /// <summary>The working days of the table before a day.</summary>
    internal int WorkedBefore(int day) => workingBefore[Index(day)];

    internal int Between(int from, int to) => workingBefore[Index(to) + 1] - workingBefore[Index(from) + 1];

    private int Worked(int ordinal) => (uint)ordinal < (uint)workingDays.Length ? Base + workingDays[ordinal] : throw OutOfReach();

    private bool IsWorking(int index) => types[index] <= DayType.MakeUp;

    private int Index(int day)
    {
        var index = day - Base;
        return (uint)index < (uint)Count ? index : throw OutOfReach();
    }

    private ArgumentOutOfRangeException OutOfReach() => new(null, $"Calendar {Version} counts days from {FirstYear} to {LastYear} only.");
}
