using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace GridCase.Api.Requests;

/// <summary>Hashes what a request says, not how it is written: properties in order, no white space, empty values left out.</summary>
internal static class CanonicalJson
{
    /// <summary>Hex SHA-256 of a document.</summary>
    public static string Hash(object document) => Hash(JsonSerializer.SerializeToElement(document, document.GetType(), ApiJson.Options));

    public static string Hash(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, json);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null).OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
