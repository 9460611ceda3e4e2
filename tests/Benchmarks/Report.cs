using System.Text.Json;

namespace GridCase.Benchmarks;

/// <summary>Collects figures under their names, prints each part when it is there and all of it as JSON at the end.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Dictionary<string, IReadOnlyDictionary<string, object>> parts = [];

    public void Add(string part, IReadOnlyDictionary<string, object> figures)
    {
        parts.Add(part, figures);
        Console.WriteLine(part);
        foreach (var (name, figure) in figures) Console.WriteLine($"  {name,-34}{figure,16:#,##0.###}");
    }

    public void Write(string? path)
    {
        var json = JsonSerializer.Serialize(parts, Json);
        if (path is null) Console.WriteLine(json);
        else File.WriteAllText(path, json);
    }
}
