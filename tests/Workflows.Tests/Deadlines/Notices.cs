using System.Text.Json;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Made-up notices in the holiday-cn format. A day written with a + is worked, otherwise off.</summary>
internal static class Notices
{
    /// <summary>A 2027 whose New Year begins in the December before; 2027-01-09 is a Saturday.</summary>
    public static string Of2027 { get; } = Of(
        2027,
        "元旦 2026-12-31", "元旦 2027-01-01", "元旦 2027-01-02", "元旦 +2027-01-09",
        "春节 2027-02-05", "春节 2027-02-06", "春节 2027-02-07", "春节 2027-02-08", "春节 2027-02-09", "春节 2027-02-10", "春节 2027-02-11",
        "春节 +2027-01-31", "春节 +2027-02-13", "国庆节 2027-10-01", "国庆节 2027-10-02", "国庆节 2027-10-03");

    public static string Of(int year, params string[] days) => JsonSerializer.Serialize(new
    {
        year,
        papers = new[] { "https://example.org/notice" },
        days = days.Select(day => day.Split(' ')).Select(part => new { name = part[0], date = part[1].TrimStart('+'), isOffDay = part[1][0] != '+' }),
    });
}
