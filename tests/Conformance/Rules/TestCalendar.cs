using System.Globalization;
using System.Text.Json.Nodes;

namespace GridCase.Conformance.Rules;

/// <summary>A calendar made from the served one, whose offices are open around the clock, at weekends too: only New Year's block of each year stays a holiday.</summary>
internal static class TestCalendar
{
    private const string Open = "00:00-23:59";

    public static bool Is(JsonObject calendar) => (string?)calendar["officeHours"]![0]!["sessions"]![0] == Open;

    public static JsonObject From(JsonObject served, DateTimeOffset now)
    {
        var calendar = served.DeepClone().AsObject();
        calendar.Remove("units");
        calendar["officeHours"] = new JsonArray(new JsonObject { ["from"] = "01-01", ["to"] = "12-31", ["sessions"] = new JsonArray(Open), ["source"] = "符合性测试" });
        var years = calendar["years"]!.AsArray();
        for (var year = (int)years[^1]!["year"]! + 1; year <= now.Year + 1; year++)
            years.Add(new JsonObject { ["year"] = year, ["source"] = "符合性测试", ["holidays"] = new JsonArray(new JsonObject { ["name"] = "元旦", ["from"] = $"{year}-01-01", ["to"] = $"{year}-01-01" }) });
        foreach (var year in years) OpenAtWeekends(year!.AsObject());
        return calendar;
    }

    private static void OpenAtWeekends(JsonObject year)
    {
        var newYear = year["holidays"]![0]!.DeepClone().AsObject();
        var (from, to) = (Day(newYear["from"]), Day(newYear["to"]));
        var number = (int)year["year"]!;
        var weekends = Enumerable.Range(0, DateTime.IsLeapYear(number) ? 366 : 365).Select(new DateOnly(number, 1, 1).AddDays)
            .Where(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && (day < from || day > to));
        newYear["makeUp"] = new JsonArray([.. weekends.Select(day => (JsonNode)day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]);
        year["holidays"] = new JsonArray(newYear);
    }

    private static DateOnly Day(JsonNode? text) => DateOnly.ParseExact((string)text!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
