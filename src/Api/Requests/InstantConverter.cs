using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Requests;

/// <summary>ISO 8601 instants. An offset is asked for, since a local time without one is a guess; written in the time of Asia/Shanghai.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return TryParse(text, out var instant) ? instant : throw new JsonException("An instant is written in ISO 8601 with an offset, such as 2026-02-13T09:30:00+08:00.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToOffset(ChinaTime.Offset));

    /// <summary>False without an offset, before 2000, or past 2060: no calendar counts there.</summary>
    internal static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        return HasShape(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant) && instant.Year is >= 2000 and <= 2060;
    }

    /// <summary>A date, a time and an offset, by the look of it.</summary>
    internal static bool HasShape([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) => text is { Length: >= 17 and <= 40 } && text[10] == 'T' && HasOffset(text);

    private static bool HasOffset(string text) => text[^1] == 'Z' || (text[^3] == ':' && text[^6] is '+' or '-');
}
