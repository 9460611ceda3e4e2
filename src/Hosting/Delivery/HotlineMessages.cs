using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>What the hotline is told of its orders, as CloudEvents, by whichever way they leave.</summary>
internal sealed class HotlineMessages(IPrivateStore texts, IDirectorySource directory)
{
    public async Task<byte[]> Of(Parcel parcel, CancellationToken cancellation)
    {
        var data = JsonNode.Parse(parcel.Data) ?? new JsonObject();
        // What the citizen was told is read from the private store only now.
        if (parcel.Type.EndsWith(".replied", StringComparison.Ordinal) && await ReplyOf(parcel, cancellation) is { } reply) data["reply"] = reply;
        return CloudEventMessage.Of(parcel.Key, parcel.Type, parcel.CaseId, parcel.At, data, directory.Current.Code);
    }

    private async Task<string?> ReplyOf(Parcel parcel, CancellationToken cancellation) =>
        (await texts.ReadTexts(parcel.CaseId, cancellation)).FirstOrDefault(text => text.FactNumber == parcel.FactNumber && text.Field == "reply")?.Value;
}
