using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Cases;

/// <summary>How facts are written: camelCase, kebab-case enum values, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KebabEnums)])]
[JsonSerializable(typeof(FactBody))]
[JsonSerializable(typeof(Fact))]
public sealed partial class CaseJson : JsonSerializerContext;

/// <summary>Enum values as kebab-case text; numbers are refused.</summary>
public sealed class KebabEnums() : JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
