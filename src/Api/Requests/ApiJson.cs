using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace GridCase.Api.Requests;

/// <summary>How JSON is written and read at the doors: camelCase, enum values exactly in kebab-case, instants with an offset, numbers as numbers.</summary>
public static class ApiJson
{
    /// <summary>Deeper than any request needs.</summary>
    internal const int MaxDepth = 16;

    public static JsonSerializerOptions Options { get; } = Build();

    /// <summary>The same for documents that are kept whole: what the type does not know is refused instead of being lost.</summary>
    internal static JsonSerializerOptions Strict { get; } = BuildStrict();

    internal static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 64;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new KebabEnumConverter());
    }

    private static JsonSerializerOptions BuildStrict()
    {
        var options = new JsonSerializerOptions(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
