using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCase.Workflows.Care;

/// <summary>How often: <c>P1W</c>, <c>P10D</c>, <c>P1M</c>. 1 to 99 days, weeks or months.</summary>
/// <param name="Unit">D, W or M.</param>
[JsonConverter(typeof(CareEveryJson))]
public readonly record struct CareEvery(int Count, char Unit)
{
    /// <summary>The day one period later. A month ends on the corresponding day, or on the month's last (民法典 202).</summary>
    public DateOnly After(DateOnly day) => Unit switch
    {
        'D' => day.AddDays(Count),
        'W' => day.AddDays(7 * Count),
        _ => day.AddMonths(Count),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P{Count}{Unit}");

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out CareEvery every)
    {
        every = default;
        if (text is not { Length: 3 or 4 } || text[0] != 'P' || text[^1] is not ('D' or 'W' or 'M')) return false;
        if (!int.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1) return false;
        every = new(count, text[^1]);
        return true;
    }
}

internal sealed class CareEveryJson : JsonConverter<CareEvery>
{
    public override CareEvery Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && CareEvery.TryParse(reader.GetString(), out var every) ? every : throw new JsonException("One of P1W, P10D, P1M or the like is expected.");

    public override void Write(Utf8JsonWriter writer, CareEvery value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
