using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridCase.Hosting.Delivery;

/// <summary>Writes what is to be told as a CloudEvent 1.0 in structured JSON.</summary>
internal static class CloudEventMessage
{
    public const string ContentType = "application/cloudevents+json";

    public static byte[] Of(string key, string type, string subject, DateTimeOffset at, JsonNode data, string countyCode) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = key,
        ["source"] = $"/gridcase/{countyCode}",
        ["type"] = type,
        ["subject"] = subject,
        ["time"] = at.ToString("O"),
        ["datacontenttype"] = "application/json",
        ["data"] = data,
    });
}
