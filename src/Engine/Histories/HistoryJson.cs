using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GridCase.Engine;

/// <summary>Writes and reads turns: one small JSON object per turn, payloads inside it as they are.</summary>
internal static class HistoryJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly string[] Words =
        [.. Enum.GetValues<HistoryKind>().Select(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()))];

    public static string Word(HistoryKind kind) => Words[(int)kind];

    public static Utf8JsonWriter Writer(IBufferWriter<byte> buffer) => new(buffer, Relaxed);

    public static void Write(Utf8JsonWriter writer, DateTimeOffset at, List<HistoryEvent> events)
    {
        writer.WriteStartObject();
        writer.WriteString("at", at);
        writer.WriteStartArray("events");
        foreach (var item in events) Write(writer, item);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
    }

    public static HistoryTurn Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        return ReadTurn(ref reader, json);
    }

    /// <summary>Reads a turn whose opening brace was just read.</summary>
    public static HistoryTurn ReadTurn(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        DateTimeOffset at = default;
        var events = new List<HistoryEvent>();
        while (Next(ref reader, JsonTokenType.EndObject))
        {
            if (reader.ValueTextEquals("at"u8))
            {
                reader.Read();
                at = reader.GetDateTimeOffset();
            }
            else
            {
                Expect(ref reader, JsonTokenType.StartArray);
                while (Next(ref reader, JsonTokenType.EndArray)) events.Add(ReadEvent(ref reader, json));
            }
        }

        return new HistoryTurn(at, events);
    }

    private static void Write(Utf8JsonWriter writer, HistoryEvent item)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", Words[(int)item.Kind]);
        if (item.Step != 0) writer.WriteNumber("step", item.Step);
        if (item.Name is not null) writer.WriteString("name", item.Name);
        if (item.Target is not null) writer.WriteString("target", item.Target);
        if (item.Due is { } due) writer.WriteString("due", due);
        if (item.Reason is not null) writer.WriteString("reason", item.Reason);
        if (item.Payload is not null)
        {
            writer.WritePropertyName("payload");
            writer.WriteRawValue(item.Payload, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static HistoryEvent ReadEvent(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        HistoryKind kind = default;
        var step = 0;
        string? name = null, target = null, reason = null;
        DateTimeOffset? due = null;
        byte[]? payload = null;
        while (Next(ref reader, JsonTokenType.EndObject))
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case "kind": kind = Kind(reader.GetString()!); break;
                case "step": step = reader.GetInt32(); break;
                case "name": name = reader.GetString(); break;
                case "target": target = reader.GetString(); break;
                case "reason": reason = reader.GetString(); break;
                case "due": due = reader.GetDateTimeOffset(); break;
                case "payload":
                    var from = (int)reader.TokenStartIndex;
                    reader.Skip();
                    payload = json[from..(int)reader.BytesConsumed].ToArray();
                    break;
                default: reader.Skip(); break;
            }
        }

        return new HistoryEvent(kind, step) { Name = name, Target = target, Due = due, Reason = reason, Payload = payload };
    }

    private static HistoryKind Kind(string word)
    {
        var index = Array.IndexOf(Words, word);
        return index >= 0 ? (HistoryKind)index : throw new JsonException($"'{word}' is not a kind of event.");
    }

    private static bool Next(ref Utf8JsonReader reader, JsonTokenType end)
    {
        if (!reader.Read()) throw new JsonException("The history ends in the middle.");
        return reader.TokenType != end;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token) throw new JsonException($"The history has no {token} where one belongs.");
    }
}
