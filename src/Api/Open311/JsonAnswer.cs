using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GridCase.Api.Open311;

/// <summary>Writes answers as JSON by the standard's mapping of its XML: no root, containers as arrays, empty elements as null, codes as text.</summary>
internal static class JsonAnswer
{
    // Chinese stays readable; the type of the answer is said and not to be sniffed, so nothing in it is ever a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(AnswerTree answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options)) Write(writer, answer.Content);
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case Words { Value: { } words }:
                writer.WriteStringValue(words);
                break;
            case Truth truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            case Amount { Value: { } amount }:
                writer.WriteNumberValue(amount);
                break;
            case Many many:
                writer.WriteStartArray();
                foreach (var item in many.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case Fields fields:
                writer.WriteStartObject();
                foreach (var (field, value) in fields.Items)
                {
                    writer.WritePropertyName(field);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
