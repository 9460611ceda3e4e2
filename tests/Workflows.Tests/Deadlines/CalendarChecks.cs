using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>What is said of a calendar before it is published.</summary>
public sealed class CalendarChecks
{
    private static readonly string Text = RuleDocument.BuiltIn("calendar-cn.json");
    private static readonly DateOnly Today = Given.Day("2026-06-01");

    [Fact]
    public void There_is_nothing_to_say_of_the_calendar_that_comes_with_the_program() => Assert.Empty(CalendarCheck.Findings(Text, Text, Today));

    [Theory]
    [InlineData("\"year\": 2025", "\"year\": 2027", "$.years[1].year", "does not follow 2024")]
    [InlineData("\"to\": \"12-31\"", "\"to\": \"12-30\"", "$.officeHours", "12-31 has 0 sets")]
    [InlineData("[\"08:30-12:00\", \"14:30-17:30\"]", "[]", "$.officeHours[0].sessions", "at least one session")]
    [InlineData("\"id\": \"cn\"", "\"id\": \"hk\"", "$.id", "hk cannot replace cn")]
    [InlineData("[\"08:30-12:00\", \"14:30-17:30\"]", "[\"08:30-12:00\"]", "$.version", "published already")]
    public void What_cannot_be_published_is_an_error(string right, string wrong, string path, string problem) =>
        Expect(CalendarCheck.Findings(Changed(right, wrong), Text, Today), FindingSeverity.Error, path, problem);

    [Fact]
    public void A_published_year_cannot_be_dropped()
    {
        var longer = CalendarDocument.BuiltIn.WithYear(Notices.Of2027).NewVersion("cn-2027.1").Write();
        Expect(CalendarCheck.Findings(Text, longer, Today), FindingSeverity.Error, "$.years", "published year 2027 is missing");
    }

    [Fact]
    public void A_year_without_a_holiday_is_not_published_yet()
    {
        var end = Text.LastIndexOf(']');
        var early = Text[..end] + ",{\"year\": 2027, \"source\": \"none\", \"holidays\": []}" + Text[end..];
        Expect(CalendarCheck.Findings(early, null, Today), FindingSeverity.Error, "$.years[3].holidays", "no holiday at all");
    }

    [Fact]
    public void A_year_that_nobody_can_have_announced_and_a_short_one_are_worth_a_look()
    {
        var document = CalendarDocument.BuiltIn.WithYear(Notices.Of2027).WithYear(Notices.Of(2028, "元旦 2028-01-01")).Write();
        var findings = CalendarCheck.Findings(document, null, Today);
        Expect(findings, FindingSeverity.Warning, "$.years[4].year", "2028 cannot have been announced by 2026-06-01");
        Expect(findings, FindingSeverity.Warning, "$.years[4].holidays", "only 1 days off");
        Assert.DoesNotContain(findings, finding => finding.Path.StartsWith("$.years[3]", StringComparison.Ordinal));
    }

    [Fact]
    public void Days_that_change_in_the_past_and_ahead_are_told_apart()
    {
        var changed = Changed(("[\"2026-02-14\", \"2026-02-28\"]", "[\"2026-02-14\"]"), ("[\"2026-09-20\", \"2026-10-10\"]", "[\"2026-09-20\"]"), ("cn-2026.1", "cn-2026.2"));
        var findings = CalendarCheck.Findings(changed, Text, Today);
        Assert.Equal(2, findings.Length);
        Expect(findings, FindingSeverity.Warning, "$.years", "1 day of the past changes: 2026-02-28.");
        Expect(findings, FindingSeverity.Warning, "$.years", "1 day of a year already published changes: 2026-10-10.");
        Assert.Contains(findings, finding => finding.Remedy.Contains("Closed cases keep the calendar", StringComparison.Ordinal));
    }

    [Fact]
    public void A_notice_that_takes_a_day_of_the_december_before_is_told()
    {
        var longer = CalendarDocument.BuiltIn.WithYear(Notices.Of2027).NewVersion("cn-2027.1").Write();
        Expect(CalendarCheck.Findings(longer, Text, Today), FindingSeverity.Warning, "$.years", "2026-12-31");
    }

    [Theory]
    [InlineData("[\"08:30-09:00\"]", "0.5 h a day")]
    [InlineData("[\"00:00-23:59\"]", "23.98 h a day")]
    public void Office_hours_that_can_hardly_be_meant_are_worth_a_look(string sessions, string problem) =>
        Expect(CalendarCheck.Findings(Changed("[\"08:30-12:00\", \"14:30-17:30\"]", sessions)), FindingSeverity.Warning, "$.officeHours[0].sessions", problem);

    [Fact]
    public void A_units_hours_are_compared_with_the_countys_and_its_code_with_the_directory()
    {
        var document = Changed("\"years\": [", "\"units\": { \"cgj\": { \"officeHours\": [ { \"from\": \"01-01\", \"to\": \"12-31\", \"sessions\": [\"09:00-12:00\"] } ] } }, \"years\": [");
        var findings = CalendarCheck.Findings(document, null, Today, new HashSet<string> { "jtj" });
        Assert.Equal(2, findings.Length);
        Expect(findings, FindingSeverity.Warning, "$.units.cgj", "no unit cgj");
        Expect(findings, FindingSeverity.Warning, "$.units.cgj.officeHours", "open 3 h a day, the county 6.5 h");
        Assert.Single(CalendarCheck.Findings(document, null, Today, new HashSet<string> { "cgj" }));
    }

    [Theory]
    [InlineData("2026-11-01", null)]
    [InlineData("2026-11-02", "in 59 days")]
    [InlineData("2026-12-31", "in 0 days")]
    [InlineData("2027-01-01", "ended on 2026-12-31")]
    public void A_horizon_less_than_sixty_days_ahead_is_worth_a_look(string today, string? problem)
    {
        var findings = CalendarCheck.Findings(Text, null, Given.Day(today));
        if (problem is null) Assert.Empty(findings);
        else Expect(findings, FindingSeverity.Warning, "$.years", problem);
    }

    private static string Changed(string right, string wrong) => Changed((right, wrong));

    private static string Changed(params (string Right, string Wrong)[] changes)
    {
        var text = Text;
        foreach (var (right, wrong) in changes)
        {
            Assert.Contains(right, text, StringComparison.Ordinal);
            text = text.Replace(right, wrong, StringComparison.Ordinal);
        }

        return text;
    }

    private static void Expect(IEnumerable<RuleFinding> findings, FindingSeverity severity, string path, string problem)
    {
        var all = findings.ToArray();
        Assert.True(all.Any(one => one.Severity == severity && one.Path == path && one.Problem.Contains(problem, StringComparison.Ordinal)), string.Join('\n', all.Select(one => one.ToString())));
        Assert.All(all, one => Assert.NotEmpty(one.Remedy));
    }
}
