using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Hosting.Records;

/// <summary>What is offered by Open311 as it is kept and as data files write it.</summary>
internal static class CatalogueJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static string Write(ServiceCatalogue catalogue) => JsonSerializer.Serialize(catalogue, Options);

    /// <exception cref="JsonException">It is no catalogue.</exception>
    public static ServiceCatalogue Read(string json) => JsonSerializer.Deserialize<ServiceCatalogue>(json, Options) ?? throw new JsonException("A catalogue is an object.");
}
