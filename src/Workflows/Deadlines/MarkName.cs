using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCase.Workflows.Deadlines;

/// <summary>The name of a moment on a clock: <c>warn</c>, <c>due</c>, or <c>rung-1</c> to <c>rung-99</c> of its ladder. Ordered as they come.</summary>
[JsonConverter(typeof(MarkNameJsonConverter))]
public readonly record struct MarkName : IComparable<MarkName>
{
    private readonly int order;

    private MarkName(int order) => this.order = order;

    public static MarkName Warn { get; } = new(-1);

    public static MarkName Due { get; } = new(0);

    /// <summary>The number of the rung, zero for warn and due.</summary>
    public int RungNumber => Math.Max(order, 0);

    public bool IsRung => order > 0;

    public static MarkName Rung(int number) => number is >= 1 and <= 99
        ? new(number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "Rungs are numbered 1 to 99.");

    public static MarkName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException($"'{text}' is not a mark: warn, due or rung-1 to rung-99.");

    public static bool TryParse([NotNullWhen(true)] string? text, out MarkName name)
    {
        name = text == "warn" ? Warn : Due;
        if (text is "warn" or "due") return true;
        if (text is null || !text.StartsWith("rung-", StringComparison.Ordinal)) return false;
        if (!int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 99) return false;
        name = new(number);
        return true;
    }

    public int CompareTo(MarkName other) => order.CompareTo(other.order);

    public override string ToString() => order switch
    {
        -1 => "warn",
        0 => "due",
        _ => string.Create(CultureInfo.InvariantCulture, $"rung-{order}"),
    };
}

/// <summary>A moment on a clock at which someone is to be told.</summary>
public sealed record Mark(MarkName Name, DateTimeOffset Instant);

/// <summary>Writes a mark's name as its word, also as a key.</summary>
public sealed class MarkNameJsonConverter : JsonConverter<MarkName>
{
    public override MarkName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return MarkName.TryParse(text, out var name) ? name : throw new JsonException($"'{text}' is not a mark: warn, due or rung-1 to rung-99.");
    }

    public override void Write(Utf8JsonWriter writer, MarkName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override MarkName ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        return MarkName.TryParse(text, out var name) ? name : throw new JsonException($"'{text}' is not a mark: warn, due or rung-1 to rung-99.");
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, MarkName value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
