using System.Text.Json;

namespace GridCase.Checker;

/// <summary>What the text of a fact says.</summary>
internal sealed class FactText
{
    private readonly JsonElement fact;

    private FactText(int number, DateTimeOffset at, string type, JsonElement fact)
    {
        (Number, At, Type) = (number, at, type);
        this.fact = fact;
    }

    public int Number { get; }

    public DateTimeOffset At { get; }

    public string Type { get; }

    /// <summary>Null for what is no fact.</summary>
    public static FactText? Of(FactRecord record)
    {
        try
        {
            using var document = JsonDocument.Parse(record.Json);
            var body = document.RootElement;
            var fact = body.GetProperty("fact").Clone();
            return new(body.GetProperty("number").GetInt32(), body.GetProperty("at").GetDateTimeOffset(), fact.GetProperty("type").GetString()!, fact);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public string? Text(string name) => fact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public int? Whole(string name) => fact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    public bool Flag(string name) => fact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public DateTimeOffset? Instant(string name) => InstantOf(fact, name);

    public IReadOnlyList<string> Words(string name) =>
        fact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(word => word.GetString()!)] : [];

    /// <summary>The clocks that a change of the rules derived anew.</summary>
    public IReadOnlyList<RederivedText> Rederived() => fact.TryGetProperty("clocks", out var clocks) && Type == "clocks-rederived"
        ? [.. clocks.EnumerateArray().Select(clock => new RederivedText(
            clock.GetProperty("clock").GetString()!, clock.GetProperty("cycle").GetInt32(), InstantOf(clock, "oldDue"), InstantOf(clock, "newDue"),
            clock.GetProperty("policyVersion").GetString()!, clock.GetProperty("calendarVersion").GetString()!, InstantOf(clock, "countFrom")))]
        : [];

    public override string ToString() => $"fact {Number} ({Type})";

    private static DateTimeOffset? InstantOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetDateTimeOffset() : null;
}

/// <summary>One clock in a change of the rules, before and after.</summary>
internal sealed record RederivedText(string Clock, int Cycle, DateTimeOffset? OldDue, DateTimeOffset? NewDue, string Policy, string Calendar, DateTimeOffset? CountFrom);
