using System.Text.Json;
using GridCase.Tests.Shared;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>The built-in calendar against the published notices in the data folder.</summary>
public sealed class HolidayData
{
    [DataTheory]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void The_built_in_calendar_is_that_of_the_notices(int year)
    {
        using var notice = JsonDocument.Parse(File.ReadAllText(RealData.File("holidays", $"{year}.json")));
        var named = notice.RootElement.GetProperty("days").EnumerateArray().ToDictionary(
            day => DateOnly.Parse(day.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            day => day.GetProperty("isOffDay").GetBoolean());
        Assert.NotEmpty(named);
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var expected = named.TryGetValue(day, out var off) ? (off ? DayType.Holiday : DayType.MakeUp)
                : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayType.Weekend
                : DayType.Working;
            Assert.True(expected == Given.Calendar.TypeOf(day), $"{day:yyyy-MM-dd} is {Given.Calendar.TypeOf(day)}, the notice says {expected}");
        }
    }

    [DataFact]
    public void The_year_after_the_horizon_has_no_notice_yet()
    {
        var next = Given.Calendar.Horizon.Year + 1;
        using var notice = JsonDocument.Parse(File.ReadAllText(RealData.File("holidays", $"{next}.json")));
        Assert.Empty(notice.RootElement.GetProperty("days").EnumerateArray());
    }
}
