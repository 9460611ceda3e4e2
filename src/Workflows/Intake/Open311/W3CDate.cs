using System.Globalization;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>Dates as the standard has them: the W3C's part of ISO 8601, to the minute at least and with <c>Z</c> or an offset.</summary>
public static class W3CDate
{
    private static readonly string[] Shapes = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The instant; null for what is no such date, has no offset, or lies before 2000 or after 2060. A plus sign that was not escaped arrives as a blank.</summary>
    public static DateTimeOffset? Read(string text)
    {
        if (text.Length is < 17 or > 40) return null;
        if (text[^6] == ' ') text = $"{text[..^6]}+{text[^5..]}";
        if (text[^1] != 'Z' && !(text[^6] is '+' or '-' && text[^3] == ':')) return null;
        return DateTimeOffset.TryParseExact(text, Shapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && instant.Year is >= 2000 and <= 2060 ? instant : null;
    }

    /// <summary>To the second, at the county's offset.</summary>
    public static string Write(DateTimeOffset instant) => instant.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
