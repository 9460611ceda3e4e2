using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCase.Workflows.Deadlines;

/// <summary>Writes a budget in its compact form, <c>"5wd"</c> or <c>"PT30M"</c>.</summary>
public sealed class BudgetJsonConverter : JsonConverter<Budget>
{
    public override Budget Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Budget.TryParse(text, out var budget)
            ? budget
            : throw new JsonException(Refusal(text));
    }

    internal static string Refusal(string? text) =>
        $"'{text}' is not a time budget. Write 5wd, 0.5wd, 7cd, 0cd, 4wh or an ISO 8601 duration such as PT30M; at most 3650 days.";

    public override void Write(Utf8JsonWriter writer, Budget value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
