using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace GridCase.Local.Replay.Orders;

/// <summary>Reads mappings: those that come with the program, and those a person wrote.</summary>
public static partial class OrderMapFile
{
    private const string Prefix = "OrderMaps/";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The mappings that come with the program.</summary>
    public static IReadOnlyList<OrderMap> BuiltIn { get; } = ReadBuiltIn();

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="OrderFileException">It is not there or cannot be used; the message says where it is wrong.</exception>
    public static OrderMap Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OrderFileException($"The mapping {path} cannot be read: {error.Message}", error);
        }
    }

    /// <exception cref="OrderFileException">The text is no mapping.</exception>
    public static OrderMap Parse(string json, string name)
    {
        try
        {
            var map = JsonSerializer.Deserialize<OrderMap>(json, Strict) ?? throw new OrderFileException($"{name}: an empty mapping.");
            return Fault(map) is { } fault ? throw new OrderFileException($"{name}: {fault}") : map;
        }
        catch (JsonException error)
        {
            var line = error.LineNumber is { } number ? $" line {number + 1}" : "";
            throw new OrderFileException($"{name}{line}: {error.Message.Split(" Path: ")[0]} (at {error.Path ?? "$"}). Compare with order-map.schema.json.", error);
        }
    }

    /// <summary>The encoding that a mapping names; null leaves it to the file's byte order mark, else UTF-8.</summary>
    internal static Encoding? EncodingOf(OrderMap map)
    {
        if (map.Encoding is null) return null;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(map.Encoding);
    }

    private static string? Fault(OrderMap map)
    {
        if (!CountyCode().IsMatch(map.County.Code)) return $"county.code is '{map.County.Code}', not six digits.";
        if (Math.Abs(map.ShiftWeeks) > 2600) return "shiftWeeks lies between -2600 and 2600.";
        if (map.Columns.FirstOrDefault(string.IsNullOrWhiteSpace) is not null) return "a column has no name.";
        try
        {
            EncodingOf(map);
            return null;
        }
        catch (ArgumentException)
        {
            return $"encoding '{map.Encoding}' is not known here.";
        }
    }

    private static List<OrderMap> ReadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Built)];

        OrderMap Built(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return Parse(reader.ReadToEnd(), name);
        }
    }

    [GeneratedRegex(@"\A[0-9]{6}\z")]
    private static partial Regex CountyCode();
}
