using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GridCase.Workflows.Cases;

namespace GridCase.Hosting.Records;

/// <summary>Adds up the counts of an overview.</summary>
internal sealed class CaseTally
{
    private readonly Dictionary<Stage, int> stages = [];
    private readonly Dictionary<Light, int> lights = [];
    private readonly Dictionary<string, int> units = [];
    private readonly Dictionary<string, int> grids = [];
    private readonly Dictionary<(Stage, Light), int> lightsOfStages = [];
    private readonly Dictionary<(string, Light), int> lightsOfGrids = [];
    private int total;

    public void Add(Stage stage, Light light, string? unit, string? grid, int count)
    {
        total += count;
        Add(stages, stage, count);
        Add(lights, light, count);
        if (unit is not null) Add(units, unit, count);
        Add(lightsOfStages, (stage, light), count);
        if (grid is null) return;
        Add(grids, grid, count);
        Add(lightsOfGrids, (grid, light), count);
    }

    public CaseCounts Counts() =>
        new(total, stages.ToImmutableDictionary(), lights.ToImmutableDictionary(), units.ToImmutableDictionary(), grids.ToImmutableDictionary())
        {
            ByStageAndLight = lightsOfStages.ToImmutableDictionary(),
            ByGridAndLight = lightsOfGrids.ToImmutableDictionary(),
        };

    private static void Add<T>(Dictionary<T, int> counts, T key, int count) where T : notnull =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
}
