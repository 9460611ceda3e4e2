using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Records;

/// <summary>The channels as they are kept: one document, secrets and all, to be encrypted as a whole.</summary>
internal static class ChannelJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static string Write(ImmutableArray<NoticeChannel> channels) => JsonSerializer.Serialize(channels, Options);

    public static ImmutableArray<NoticeChannel> Read(string json) => JsonSerializer.Deserialize<ImmutableArray<NoticeChannel>>(json, Options);
}
