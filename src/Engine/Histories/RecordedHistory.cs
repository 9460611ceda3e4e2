using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridCase.Engine;

/// <summary>What happened in one execution, as it can be kept in a file and replayed against later code.</summary>
public sealed class RecordedHistory
{
    internal RecordedHistory(string instanceId, string orchestration, IReadOnlyList<HistoryTurn> turns)
    {
        InstanceId = instanceId;
        Orchestration = orchestration;
        Turns = turns;
    }

    public string InstanceId { get; }

    public string Orchestration { get; }

    /// <summary>How many turns it holds.</summary>
    public int Count => Turns.Count;

    internal IReadOnlyList<HistoryTurn> Turns { get; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a recorded history.</exception>
    public static RecordedHistory Parse(string json)
    {
        var root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A recorded history is an object.");
        var turns = root["turns"] as JsonArray ?? throw new JsonException("A recorded history has turns.");
        return new RecordedHistory(
            Text("instanceId"),
            Text("orchestration"),
            [.. turns.Select(turn => HistoryJson.Read(Encoding.UTF8.GetBytes((turn ?? throw new JsonException("A turn is an object.")).ToJsonString())))]);

        string Text(string name) => root[name]?.GetValue<string>() ?? throw new JsonException($"A recorded history has {name}.");
    }

    /// <summary>The history as indented JSON.</summary>
    public string ToJson()
    {
        var root = new JsonObject
        {
            ["instanceId"] = InstanceId,
            ["orchestration"] = Orchestration,
            ["turns"] = new JsonArray([.. Turns.Select(turn => JsonNode.Parse(Bytes(turn)))]),
        };
        return root.ToJsonString(new JsonSerializerOptions(EngineJson.Default) { WriteIndented = true });
    }

    private static byte[] Bytes(HistoryTurn turn)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = HistoryJson.Writer(buffer);
        HistoryJson.Write(writer, turn.At, [.. turn.Events]);
        return buffer.WrittenSpan.ToArray();
    }
}
