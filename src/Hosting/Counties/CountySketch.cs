using System.Text.Json;
using GridCase.Hosting.Records;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Hosting.Counties;

/// <summary>The demo county as its data file gives it: real towns and villages, no people.</summary>
internal sealed record CountySketch(string Code, string Name, SketchUnit Centre, IReadOnlyList<SketchUnit> Departments, IReadOnlyList<SketchTown> Towns)
{
    public static CountySketch Potou() => Read<CountySketch>("potou.json");

    public static IReadOnlyList<Category> Categories() => Read<IReadOnlyList<Category>>("categories.json");

    /// <summary>What the demo county offers by Open311.</summary>
    public static ServiceCatalogue Catalogue()
    {
        using var reader = new StreamReader(Open("open311.json"));
        return CatalogueJson.Read(reader.ReadToEnd());
    }

    private static T Read<T>(string file)
    {
        using var stream = Open(file);
        return JsonSerializer.Deserialize<T>(stream, CountyJson.Options) ?? throw new JsonException($"{file} is empty.");
    }

    private static Stream Open(string file) =>
        typeof(CountySketch).Assembly.GetManifestResourceStream("Counties/" + file) ?? throw new InvalidOperationException($"{file} is not built into the program.");
}

/// <summary>A unit with the short word that codes and user names are made of.</summary>
internal sealed record SketchUnit(string Short, string Name);

/// <summary>A town (12-digit code) with its villages.</summary>
internal sealed record SketchTown(string Code, string Short, string Name, IReadOnlyList<SketchVillage> Villages);

/// <summary>A village with its 12-digit code.</summary>
internal sealed record SketchVillage(string Code, string Name);
