using System.Text.Json.Nodes;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Units that keep office hours of their own, per season. 2026-03-02 is a Monday.</summary>
public sealed class UnitHours
{
    private static readonly WorkCalendar Calendar = UnitCalendar.Shared;

    [Fact]
    public void A_unit_has_its_own_hours_and_every_other_the_countys()
    {
        var unit = Calendar.For("440804-cgj");
        Assert.Equal(Given.At("2026-03-02 17:00"), unit.CloseOf(Given.Day("2026-03-02")));
        Assert.Equal(Given.At("2026-07-01 18:30"), unit.CloseOf(Given.Day("2026-07-01")));
        Assert.Equal(Given.At("2026-03-02 17:30"), Calendar.For("440804-jtj").CloseOf(Given.Day("2026-03-02")));
        Assert.Same(Calendar, Calendar.For("440804-jtj"));
        Assert.Same(Calendar, Calendar.For(null));
        Assert.Equal(["440804-cgj", "440804-zb", "440804-zwfw"], unit.UnitsWithOwnHours);
    }

    [Fact]
    public void From_a_units_calendar_one_comes_back_to_the_countys_and_to_other_units()
    {
        var unit = Calendar.For("440804-cgj");
        Assert.Same(unit, Calendar.For("440804-cgj"));
        Assert.Same(Calendar, unit.For(null));
        Assert.Same(Calendar.For("440804-zwfw"), unit.For("440804-zwfw"));
    }

    [Fact]
    public void Days_version_and_horizon_are_those_of_the_county()
    {
        var unit = Calendar.For("440804-zwfw");
        Assert.Equal((Calendar.Id, Calendar.Version, Calendar.FirstPublished, Calendar.Horizon), (unit.Id, unit.Version, unit.FirstPublished, unit.Horizon));
        for (var day = Given.Day("2024-01-01"); day.Year < 2028; day = day.AddDays(1))
            Assert.True(Calendar.TypeOf(day) == unit.TypeOf(day) && Calendar.HolidayOf(day) == unit.HolidayOf(day) && Calendar.Covers(day) == unit.Covers(day), $"{day:yyyy-MM-dd}");
        Assert.Equal(Calendar.WorkingDaysIn(2026), unit.WorkingDaysIn(2026));
    }

    [Theory]
    [InlineData("2026-03-02 16:30", "2wh", "2026-03-03 10:30")]
    [InlineData("2026-03-02 10:00", "1wd", "2026-03-03 17:00")]
    [InlineData("2026-03-02 17:15", "0cd", "2026-03-02 24:00")]
    [InlineData("2026-04-30 16:00", "2wh", "2026-05-06 08:30")]
    [InlineData("2026-09-30 18:00", "1.5wh", "2026-10-08 10:00")]
    [InlineData("2026-02-14 16:30", "1wh", "2026-02-24 09:30")]
    [InlineData("2026-03-02 09:00", "0.5wd", "2026-03-02 13:30")]
    public void A_clock_counted_in_the_units_hours_ends_by_them(string start, string budget, string due) =>
        Assert.Equal(Given.At(due), Counting.EndOf(Given.At(start), Budget.Parse(budget), EndOfDay.Close, Calendar.For("440804-cgj")));

    [Theory]
    [InlineData("\"Town 1\": { \"officeHours\": [ { \"from\": \"01-01\", \"to\": \"12-31\", \"sessions\": [\"09:00-17:00\"] } ] }", "$.units.Town 1", "no unit code")]
    [InlineData("\"a\": { \"officeHours\": [] }", "$.units.a.officeHours", "01-01 has 0 sets")]
    [InlineData("\"a\": { \"officeHours\": [ { \"from\": \"01-01\", \"to\": \"06-30\", \"sessions\": [\"09:00-17:00\"] } ] }", "$.units.a.officeHours", "07-01 has 0 sets")]
    [InlineData("\"a\": { \"officeHours\": [ { \"from\": \"01-01\", \"to\": \"12-31\", \"sessions\": [\"17:00-09:00\"] } ] }", "$.units.a.officeHours[0].sessions", "in order")]
    [InlineData("\"a\": { \"officeHours\": [ { \"from\": \"01-01\", \"to\": \"12-31\", \"sessions\": [] } ] }", "$.units.a.officeHours[0].sessions", "at least one session")]
    public void A_mistake_in_a_units_hours_is_refused_where_it_stands(string unit, string path, string problem)
    {
        var refusal = Assert.Throws<RuleDocumentException>(() => WorkCalendar.Parse(UnitCalendar.With(unit)));
        Assert.Contains(refusal.Faults, fault => fault.Path == path && fault.Problem.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void More_units_than_a_county_has_are_refused()
    {
        var units = Enumerable.Range(0, 501).Select(i => $"\"u{i}\": {{ \"officeHours\": [ {{ \"from\": \"01-01\", \"to\": \"12-31\", \"sessions\": [\"09:00-17:00\"] }} ] }}");
        Assert.Contains("too many", Assert.Throws<RuleDocumentException>(() => WorkCalendar.Parse(UnitCalendar.With(string.Join(",", units)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_with_units_fits_the_schema_and_one_with_a_bad_code_does_not()
    {
        var schema = new MiniSchema((JsonObject)JsonNode.Parse(RuleDocument.BuiltIn("calendar.schema.json"))!);
        const string Hours = "{ \"officeHours\": [ { \"from\": \"01-01\", \"to\": \"12-31\", \"sessions\": [\"09:00-17:00\"] } ] }";
        Assert.Empty(schema.Check(JsonNode.Parse(UnitCalendar.With($"\"440804-cgj\": {Hours}"))));
        Assert.NotEmpty(schema.Check(JsonNode.Parse(UnitCalendar.With($"\"440804_cgj\": {Hours}"))));
    }
}
