using System.Text.Json.Nodes;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>A calendar document read, changed and written back, and years taken over from notices.</summary>
public sealed class CalendarDocuments
{
    private static readonly string Text = RuleDocument.BuiltIn("calendar-cn.json");

    [Fact]
    public void What_is_written_reads_the_same_and_fits_the_schema()
    {
        var written = CalendarDocument.BuiltIn.Write();
        Assert.Equal(written, CalendarDocument.Read(written).Write());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text), JsonNode.Parse(written)));
        Assert.Empty(new MiniSchema((JsonObject)JsonNode.Parse(RuleDocument.BuiltIn("calendar.schema.json"))!).Check(JsonNode.Parse(written)));
        Assert.Contains("国办发明电〔2023〕7号", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_holidays_and_seasons_are_written_in_one_order()
    {
        const string Hours = "{ \"officeHours\": [ { \"from\": \"10-01\", \"to\": \"04-30\", \"sessions\": [\"09:00-17:00\"] }, { \"from\": \"05-01\", \"to\": \"09-30\", \"sessions\": [\"08:00-16:00\"] } ] }";
        var one = Text.Replace("\"years\": [", $"\"units\": {{ \"b\": {Hours}, \"a\": {Hours} }}, \"years\": [", StringComparison.Ordinal);
        var other = Text.Replace("\"years\": [", $"\"units\": {{ \"a\": {Hours}, \"b\": {Hours} }}, \"years\": [", StringComparison.Ordinal)
            .Replace("[\"2024-02-04\", \"2024-02-18\"]", "[\"2024-02-18\", \"2024-02-04\"]", StringComparison.Ordinal);
        var written = CalendarDocument.Read(one).Write();
        Assert.Equal(written, CalendarDocument.Read(other).Write());
        Assert.True(written.IndexOf("05-01", StringComparison.Ordinal) < written.IndexOf("10-01", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_version_changes_nothing_else()
    {
        var next = CalendarDocument.BuiltIn.NewVersion("cn-2026.2");
        Assert.Equal("cn-2026.2", next.Calendar.Version);
        Assert.Equal(CalendarDocument.BuiltIn.Write(), next.NewVersion("cn-2026.1").Write());
        Assert.All(["", "a b", new string('a', 65), "年"], version => Assert.Throws<RuleDocumentException>(() => next.NewVersion(version)));
    }

    [Fact]
    public void A_year_taken_over_moves_the_horizon_and_its_days()
    {
        var next = CalendarDocument.BuiltIn.WithYear(Notices.Of2027);
        Assert.Equal([2024, 2025, 2026, 2027], next.Years);
        Assert.Equal(Given.Day("2027-12-31"), next.Calendar.Horizon);
        Assert.Equal(DayType.Holiday, next.Calendar.TypeOf(Given.Day("2027-02-06")));
        Assert.Equal(DayType.MakeUp, next.Calendar.TypeOf(Given.Day("2027-01-31")));
        Assert.Equal("春节", next.Calendar.HolidayOf(Given.Day("2027-02-13")));
        Assert.Equal(DayType.Weekend, next.Calendar.TypeOf(Given.Day("2027-02-14")));
        Assert.Contains("https://example.org/notice", next.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_year_block_may_begin_in_the_december_before()
    {
        Assert.True(Given.Calendar.IsWorkingDay(Given.Day("2026-12-31")));
        Assert.Equal(DayType.Holiday, CalendarDocument.BuiltIn.WithYear(Notices.Of2027).Calendar.TypeOf(Given.Day("2026-12-31")));
    }

    [Fact]
    public void A_year_taken_over_again_replaces_it_and_keeps_its_note()
    {
        var once = CalendarDocument.BuiltIn.WithYear(Notices.Of2027);
        Assert.Equal(once.Write(), once.WithYear(Notices.Of2027).Write());
        var replaced = CalendarDocument.BuiltIn.WithYear(Notices.Of(2026, "元旦 2026-01-01"));
        Assert.Equal([2024, 2025, 2026], replaced.Years);
        Assert.True(replaced.Calendar.IsWorkingDay(Given.Day("2026-01-02")));
        Assert.Contains("Spring Festival is a block of nine days", replaced.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_worked_goes_to_the_nearest_block_of_its_holiday()
    {
        var written = CalendarDocument.BuiltIn.WithYear(Notices.Of(2027, "国庆节 2027-05-01", "国庆节 2027-10-01", "国庆节 +2027-10-09", "国庆节 +2027-04-24")).File.Years[^1];
        Assert.Equal([Given.Day("2027-04-24")], written.Holidays[0].MakeUp);
        Assert.Equal([Given.Day("2027-10-09")], written.Holidays[1].MakeUp);
    }

    public static TheoryData<string, string, string> BadNotices => new()
    {
        { "{ \"year\": 2027, \"papers\": [], \"days\": [] }", "$.days", "2027 has no days" },
        { Notices.Of(2028, "元旦 2028-01-01"), "$.year", "2028 does not follow 2026" },
        { Notices.Of(2022, "元旦 2022-01-01"), "$.year", "2022 does not lead up to 2024" },
        { Notices.Of(1999, "元旦 1999-01-01"), "$.year", "out of reach" },
        { Notices.Of(2027, "元旦 2027-01-01", "元旦 2027-01-01"), "$.days[1]", "named twice" },
        { Notices.Of(2027, "元旦 2027-01-01", "元旦 +2027-01-04"), "$.days[1]", "2027-01-04 is no weekend day" },
        { Notices.Of(2027, "元旦 2026-01-01"), "$.days[0]", "2026-01-01 is not in 2027" },
        { Notices.Of(2027, "元旦 2028-01-01"), "$.days[0]", "2028-01-01 is not in 2027" },
        { Notices.Of(2027, "元旦 2027-01-01", "春节 +2027-01-09"), "$.days[1]", "has no day off" },
        { Notices.Of(2027, "元旦 2027-02-30"), "$.days[0]", "is no day" },
        { "{ \"year\": 2027, \"papers\": [], \"days\": [ { \"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true } ] }", "$.papers", "No paper" },
        { "{ \"year\": \"2027\" }", "$", "no file of a year's holidays" },
        { "[]", "$", "no file of a year's holidays" },
        { "{", "$", "Expected" },
        { "{ \"year\": 2027, \"papers\": [1, \"x\"], \"days\": [ 1, null, {} ] }", "$.days[2]", "is no day" },
    };

    [Theory]
    [MemberData(nameof(BadNotices))]
    public void A_notice_that_cannot_be_taken_over_is_refused_where_it_is_wrong(string json, string path, string problem)
    {
        var refusal = Assert.Throws<RuleDocumentException>(() => CalendarDocument.BuiltIn.WithYear(json));
        Assert.True(refusal.Faults.Any(fault => fault.Path == path && fault.Problem.Contains(problem, StringComparison.Ordinal)), refusal.Message);
        Assert.All(refusal.Faults, fault => Assert.NotEmpty(fault.Remedy));
    }

    [Fact]
    public void A_day_that_two_years_name_is_refused()
    {
        var named = CalendarDocument.BuiltIn.WithYear(Notices.Of(2026, "元旦 2026-01-01", "冬至 2026-12-31"));
        Assert.Contains("2026-12-31 is named twice", Assert.Throws<RuleDocumentException>(() => named.WithYear(Notices.Of2027)).Message, StringComparison.Ordinal);
    }
}
