using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Inspections;

namespace GridCase.Hosting.Records;

/// <summary>How places, plans, sweeps and inspections are written in the database: what columns say as well, the columns decide.</summary>
internal static class InspectionJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>The place of a text, which is authenticated with it.</summary>
    public static string PlaceOf(InspectionText text) => $"{text.Subject}#{text.Field}";
}
