using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Requests;

/// <summary>
/// An instant by the clock of a phone, which may be wrong by decades: ISO 8601 with an offset, 1970 to 2100. The rules judge whether it can be; nothing else that has
/// a calendar reads it.
/// </summary>
internal sealed class PhoneInstantConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return InstantConverter.HasShape(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.Year is >= 1970 and <= 2100
            ? instant
            : throw new JsonException("An instant is written in ISO 8601 with an offset, such as 2026-02-13T09:30:00+08:00.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } instant) writer.WriteStringValue(instant.ToOffset(ChinaTime.Offset));
        else writer.WriteNullValue();
    }
}
