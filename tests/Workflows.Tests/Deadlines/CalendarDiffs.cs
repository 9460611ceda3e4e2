using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>What changes from one calendar to the next, in the words of the field.</summary>
public sealed class CalendarDiffs
{
    private static readonly string Text = RuleDocument.BuiltIn("calendar-cn.json");

    [Fact]
    public void The_same_calendar_under_another_version_has_no_change() =>
        Assert.Empty(CalendarDiff.Between(Text, CalendarDocument.BuiltIn.NewVersion("cn-2026.2").Write()));

    [Fact]
    public void A_year_that_comes_in_is_counted_and_what_it_takes_of_the_year_before_is_said()
    {
        var longer = CalendarDocument.BuiltIn.WithYear(Notices.Of2027).Write();
        Assert.Equal(
            [
                ("2027 年已发布：放假 13 天，调休上班 3 天（https://example.org/notice）", "year 2027 added: 13 days off, 3 make-up days (https://example.org/notice)"),
                ("2026-12-31 上班 → 元旦放假", "2026-12-31: working day → day off (元旦)"),
            ],
            Lines(Text, longer));
        Assert.Contains(("2027 年已删除", "year 2027 removed"), Lines(longer, Text));
    }

    [Fact]
    public void Days_that_change_alike_are_one_line()
    {
        var changed = Text.Replace("[\"2026-09-20\", \"2026-10-10\"]", "[\"2026-09-20\"]", StringComparison.Ordinal)
            .Replace("\"2026-02-23\"", "\"2026-02-21\"", StringComparison.Ordinal);
        Assert.Equal(
            [
                ("2026-02-22 春节放假 → 休息", "2026-02-22: day off (春节) → weekend"),
                ("2026-02-23 春节放假 → 上班", "2026-02-23: day off (春节) → working day"),
                ("2026-10-10 国庆节调休上班 → 休息", "2026-10-10: make-up working day (国庆节) → weekend"),
            ],
            Lines(Text, changed));
        var shorter = Text.Replace("\"from\": \"2026-10-01\", \"to\": \"2026-10-07\"", "\"from\": \"2026-10-01\", \"to\": \"2026-10-05\"", StringComparison.Ordinal);
        Assert.Contains(("2026-10-06 至 2026-10-07 国庆节放假 → 上班", "2026-10-06 to 2026-10-07: day off (国庆节) → working day"), Lines(Text, shorter));
    }

    [Fact]
    public void Office_hours_are_compared_by_the_days_they_hold()
    {
        var summer = WithHours("""{ "from": "05-01", "to": "09-30", "sessions": ["08:00-12:00", "15:00-18:00"] }, { "from": "10-01", "to": "04-30", "sessions": ["08:30-12:00", "14:30-17:30"] }""");
        Assert.Equal([("全县作息 05-01 至 09-30 08:30-12:00 14:30-17:30 → 08:00-12:00 15:00-18:00", "county office hours 05-01 to 09-30: 08:30-12:00 14:30-17:30 → 08:00-12:00 15:00-18:00")], Lines(Text, summer));
        var winter = WithHours("""{ "from": "05-01", "to": "09-30", "sessions": ["08:30-12:00", "14:30-17:30"] }, { "from": "10-01", "to": "04-30", "sessions": ["09:00-17:00"] }""");
        Assert.Equal([("全县作息 10-01 至 04-30 08:30-12:00 14:30-17:30 → 09:00-17:00", "county office hours 10-01 to 04-30: 08:30-12:00 14:30-17:30 → 09:00-17:00")], Lines(Text, winter));
        var cut = WithHours("""{ "from": "01-01", "to": "06-30", "sessions": ["08:30-12:00", "14:30-17:30"] }, { "from": "07-01", "to": "12-31", "sessions": ["08:30-12:00", "14:30-17:30"] }""");
        Assert.Equal([("只改了出处、备注或写法", "only sources, notes or wording changed")], Lines(Text, cut));
    }

    [Fact]
    public void A_unit_that_gets_hours_of_its_own_is_named()
    {
        var own = Text.Replace("\"years\": [", "\"units\": { \"440804-cgj\": { \"officeHours\": [ { \"from\": \"01-01\", \"to\": \"12-31\", \"sessions\": [\"09:00-17:00\"] } ] } }, \"years\": [", StringComparison.Ordinal);
        Assert.Equal(
            [("城管局 单独设作息", "城管局 keeps hours of its own"), ("城管局 全年 08:30-12:00 14:30-17:30 → 09:00-17:00", "城管局 all year: 08:30-12:00 14:30-17:30 → 09:00-17:00")],
            CalendarDiff.Between(Text, own, code => code == "440804-cgj" ? "城管局" : code).Select(change => (change.Zh, change.En)));
        Assert.Contains(("440804-cgj 改随全县作息", "440804-cgj keeps the county's hours again"), Lines(own, Text));
    }

    private static string WithHours(string seasons) =>
        Text[..Text.IndexOf("\"officeHours\"", StringComparison.Ordinal)] + $"\"officeHours\": [ {seasons} ], " + Text[Text.IndexOf("\"years\"", StringComparison.Ordinal)..];

    private static IEnumerable<(string Zh, string En)> Lines(string old, string @new) => CalendarDiff.Between(old, @new).Select(change => (change.Zh, change.En));
}
