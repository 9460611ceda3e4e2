using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>The built-in days with units that keep hours of their own; <see cref="MinuteHours"/> has the same hours typed again.</summary>
internal static class UnitCalendar
{
    /// <summary>Summer and winter hours of different length.</summary>
    public const string Seasonal = "440804-cgj";

    /// <summary>One session without a break, the year round.</summary>
    public const string Unbroken = "440804-zwfw";

    /// <summary>Three sessions in summer, from midnight; the evening in winter, over new year.</summary>
    public const string Odd = "440804-zb";

    public static readonly string Json = With(
        $$"""
        "{{Seasonal}}": { "source": "made up for this test", "officeHours": [
          { "from": "05-01", "to": "09-30", "sessions": ["07:30-11:30", "15:00-18:30"] },
          { "from": "10-01", "to": "04-30", "sessions": ["09:00-12:00", "13:00-17:00"] } ] },
        "{{Unbroken}}": { "officeHours": [ { "from": "01-01", "to": "12-31", "sessions": ["09:00-17:00"] } ] },
        "{{Odd}}": { "officeHours": [
          { "from": "03-02", "to": "11-15", "sessions": ["00:00-02:00", "10:10-12:00", "20:00-23:59"] },
          { "from": "11-16", "to": "03-01", "sessions": ["18:00-23:00"] } ] }
        """);

    public static readonly WorkCalendar Shared = WorkCalendar.Parse(Json);

    /// <summary>The built-in document with a units object of this content.</summary>
    public static string With(string units) =>
        RuleDocument.BuiltIn("calendar-cn.json").Replace("\"years\": [", $"\"units\": {{ {units} }}, \"years\": [", StringComparison.Ordinal);
}
