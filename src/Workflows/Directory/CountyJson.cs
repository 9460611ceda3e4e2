using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace GridCase.Workflows.Directory;

/// <summary>How a county is written as JSON: camelCase, enum values kebab-case, Chinese as it is, empty values left out.</summary>
public static class CountyJson
{
    public static JsonSerializerOptions Options { get; } = Build();

    public static byte[] Write(County county) => JsonSerializer.SerializeToUtf8Bytes(county, Options);

    /// <exception cref="JsonException">Not a county document; the message says where.</exception>
    public static County Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<County>(json, Options) ?? throw new JsonException("The county document is empty.");

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
