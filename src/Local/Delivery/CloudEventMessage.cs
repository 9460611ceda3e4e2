using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Delivery;

/// <summary>Writes a parcel as a CloudEvent 1.0 in structured JSON.</summary>
internal static class CloudEventMessage
{
    public const string ContentType = "application/cloudevents+json";

    /// <param name="reply">What the citizen was told, for the event that says so; it is read from the private store only now.</param>
    public static byte[] Of(Parcel parcel, string countyCode, string? reply)
    {
        var data = JsonNode.Parse(parcel.Data) ?? new JsonObject();
        if (reply is not null) data["reply"] = reply;
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = parcel.Id,
            ["source"] = $"/gridcase/{countyCode}",
            ["type"] = parcel.Type,
            ["subject"] = parcel.CaseId,
            ["time"] = parcel.At.ToString("O"),
            ["datacontenttype"] = "application/json",
            ["data"] = data,
        });
    }
}
