namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Office hours typed again for the walk by minutes: seasons as month and day, sessions as hour and minute, all plain numbers.</summary>
internal sealed class MinuteHours(params (int From, int To, (int Opens, int Closes)[] Sessions)[] seasons)
{
    public static readonly MinuteHours County = new((101, 1231, [(830, 1200), (1430, 1730)]));

    private static readonly MinuteHours Seasonal = new((501, 930, [(730, 1130), (1500, 1830)]), (1001, 1231, [(900, 1200), (1300, 1700)]), (101, 430, [(900, 1200), (1300, 1700)]));

    private static readonly MinuteHours Unbroken = new((101, 1231, [(900, 1700)]));

    private static readonly MinuteHours Odd = new((302, 1115, [(0, 200), (1010, 1200), (2000, 2359)]), (1116, 1231, [(1800, 2300)]), (101, 301, [(1800, 2300)]));

    public static MinuteHours Of(string unit) => unit switch
    {
        UnitCalendar.Seasonal => Seasonal,
        UnitCalendar.Unbroken => Unbroken,
        UnitCalendar.Odd => Odd,
        _ => County,
    };

    public bool Holds(DateTime minute)
    {
        var clock = (minute.Hour * 100) + minute.Minute;
        foreach (var session in Sessions(minute))
            if (clock >= session.Opens && clock < session.Closes) return true;
        return false;
    }

    /// <summary>When the office closes that day.</summary>
    public DateTime Close(DateTime day)
    {
        var closes = Sessions(day)[^1].Closes;
        return day.Date.AddHours(closes / 100).AddMinutes(closes % 100);
    }

    /// <summary>Office minutes of that day, were it worked.</summary>
    public int Length(DateTime day) => Sessions(day).Sum(session => Minutes(session.Closes) - Minutes(session.Opens));

    private static int Minutes(int clock) => (clock / 100 * 60) + (clock % 100);

    private (int Opens, int Closes)[] Sessions(DateTime day)
    {
        var monthDay = (day.Month * 100) + day.Day;
        return seasons.Single(season => monthDay >= season.From && monthDay <= season.To).Sessions;
    }
}
