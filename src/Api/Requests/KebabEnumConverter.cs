using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Requests;

/// <summary>Enum values as kebab-case words, letter for letter: no numbers, no other case. A grade may also be written as the field writes it, L1.</summary>
internal sealed class KebabEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert))!;

    private sealed class Words<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && KebabCase.TryParse<T>(Written(reader.GetString()), out var value)
                ? value
                : throw new JsonException($"One of {string.Join(", ", Enum.GetValues<T>().Select(KebabCase.Of))} is expected.");

        private static string? Written(string? text) => typeof(T) == typeof(Grade) ? text?.ToLowerInvariant() : text;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(KebabCase.Of(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(KebabCase.Of(value));
    }
}
