namespace GridCase.Workflows.Directory.Outlines;

/// <summary>The places of a county by codes that each begin with the code of the place above: 6 digits for the county, 9, 12 and 15 below. domain.md §2.7.</summary>
public static class PlaceTree
{
    private const int Step = 3;
    private const int CountyDigits = 6;
    private const int TownDigits = 9;
    private const int VillageDigits = 12;
    private const int GridDigits = 15;

    /// <summary>
    /// The place that a code means today, by its code in the tree: none where there is no such place. A county or town may be written with the zeros of a 12-digit
    /// division code behind it; a code that a move gave up means the place as it now is.
    /// </summary>
    public static string? PlaceOf(this CountyDirectory directory, string code) => code.Length switch
    {
        CountyDigits => code == directory.Code ? code : null,
        TownDigits => directory.AreaNow(code + "000"),
        VillageDigits => code == directory.Code + "000000" ? directory.Code : directory.AreaNow(code),
        GridDigits => directory.GridNow(code)?.Code,
        _ => null,
    };

    /// <summary>What the place is called; none for a code that is not of the tree.</summary>
    public static string? NameOf(this CountyDirectory directory, string place) => place.Length switch
    {
        CountyDigits => directory.Name,
        TownDigits => directory.Unit(place + "000")?.Name,
        VillageDigits => directory.Unit(place)?.Name,
        _ => directory.Grid(place)?.Name,
    };

    /// <summary>Whether the one lies straight below the other.</summary>
    public static bool IsChild(string place, string of) => place.Length == of.Length + Step && place.StartsWith(of, StringComparison.Ordinal);

    public static PlaceLevel LevelOf(string place) => place.Length switch
    {
        CountyDigits => PlaceLevel.County,
        TownDigits => PlaceLevel.Town,
        VillageDigits => PlaceLevel.Village,
        _ => PlaceLevel.Grid,
    };

    /// <summary>How many places the county has on a floor.</summary>
    public static int Count(this CountyDirectory directory, PlaceLevel level) => level switch
    {
        PlaceLevel.County => 1,
        PlaceLevel.Town => directory.Units.Count(unit => unit.Kind == UnitKind.Town),
        PlaceLevel.Village => directory.Units.Count(unit => unit.Kind == UnitKind.Village),
        _ => directory.Grids.Count,
    };

    /// <summary>A grid with the village, the town and the county that it lies in.</summary>
    public static IEnumerable<string> Upwards(string grid)
    {
        for (var digits = grid.Length; digits >= CountyDigits; digits -= Step) yield return grid[..digits];
    }

    private static string? AreaNow(this CountyDirectory directory, string division) =>
        directory.Unit(directory.UnitNow(division)) is { Kind: UnitKind.Town or UnitKind.Village } unit ? unit.AreaPrefix : null;
}
