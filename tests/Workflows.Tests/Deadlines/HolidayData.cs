using System.Globalization;
using System.Text.Json;
using GridCase.Tests.Shared;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Calendars against the published notices in the data folder.</summary>
public sealed class HolidayData
{
    [DataTheory]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void The_built_in_calendar_is_that_of_the_notices(int year) => SameDays(year, Given.Calendar);

    [DataFact]
    public void Every_year_taken_over_is_the_notice_day_by_day()
    {
        var document = CalendarDocument.BuiltIn;
        foreach (var year in (int[])[2023, 2024, 2025, 2026]) document = document.WithYear(File.ReadAllText(RealData.File("holidays", $"{year}.json")));
        Assert.Equal([2023, 2024, 2025, 2026], document.Years);
        Assert.All(document.Years, year => SameDays(year, document.Calendar));
        Assert.All(document.Years, year => SameDays(year, CalendarDocument.Read(document.Write()).Calendar));
        // 2022-12-31 is named in the notice of 2023.
        Assert.Equal(DayType.Holiday, document.Calendar.TypeOf(Given.Day("2022-12-31")));
    }

    [DataFact]
    public void A_year_without_a_notice_is_not_taken_over() => Assert.Contains(
        "2027 has no days",
        Assert.Throws<RuleDocumentException>(() => CalendarDocument.BuiltIn.WithYear(File.ReadAllText(RealData.File("holidays", "2027.json")))).Message,
        StringComparison.Ordinal);

    [DataFact]
    public void The_years_taken_over_from_the_notices_differ_from_the_built_in_ones_in_their_sources_only()
    {
        var document = CalendarDocument.BuiltIn;
        foreach (var year in (int[])[2024, 2025, 2026]) document = document.WithYear(File.ReadAllText(RealData.File("holidays", $"{year}.json")));
        Assert.All(CalendarDiff.Between(CalendarDocument.BuiltIn.Write(), document.Write()), change => Assert.EndsWith(".source", change.Path, StringComparison.Ordinal));
    }

    [DataFact]
    public void The_year_after_the_horizon_has_no_notice_yet()
    {
        var next = Given.Calendar.Horizon.Year + 1;
        using var notice = JsonDocument.Parse(File.ReadAllText(RealData.File("holidays", $"{next}.json")));
        Assert.Empty(notice.RootElement.GetProperty("days").EnumerateArray());
    }

    private static void SameDays(int year, WorkCalendar calendar)
    {
        using var notice = JsonDocument.Parse(File.ReadAllText(RealData.File("holidays", $"{year}.json")));
        var named = notice.RootElement.GetProperty("days").EnumerateArray().ToDictionary(
            day => DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture),
            day => day.GetProperty("isOffDay").GetBoolean());
        Assert.NotEmpty(named);
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var expected = named.TryGetValue(day, out var off) ? (off ? DayType.Holiday : DayType.MakeUp)
                : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayType.Weekend
                : DayType.Working;
            Assert.True(expected == calendar.TypeOf(day), $"{day:yyyy-MM-dd} is {calendar.TypeOf(day)}, the notice says {expected}");
        }
    }
}
