using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Cases;

/// <summary>How facts are written: camelCase, kebab-case enum values, nulls left out.</summary>
// Nothing here is published as native code, where this converter would not do.
#pragma warning disable SYSLIB1034
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KebabEnums)])]
[JsonSerializable(typeof(FactBody))]
[JsonSerializable(typeof(Fact))]
public sealed partial class CaseJson : JsonSerializerContext;
#pragma warning restore SYSLIB1034

/// <summary>Enum values as kebab-case text; numbers are refused.</summary>
public sealed class KebabEnums() : JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
