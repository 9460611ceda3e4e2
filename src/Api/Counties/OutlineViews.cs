using System.Collections.Immutable;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Api.Counties;

/// <summary>Outlines as they are shown.</summary>
internal static class OutlineViews
{
    /// <summary>
    /// A place and those straight below it. Whoever sees less than the county is shown places that hold a grid within scope, as on the desk. What moved since it was
    /// outlined is shown by its code of today.
    /// </summary>
    public static OutlineCollection Collection(OutlineBook book, Caller caller, string within)
    {
        var directory = caller.Directory;
        var seen = Seen(caller);
        var features =
            from outline in Today(book, directory)
            where outline.Code == within || PlaceTree.IsChild(outline.Code, within)
            where seen is null || seen.Contains(outline.Code)
            orderby outline.Code.Length, outline.Code
            select new OutlineFeature("Feature", outline.Code, new(outline.Code, directory.NameOf(outline.Code), PlaceTree.LevelOf(outline.Code)), new("MultiPolygon", Coordinates(outline)));
        return new("FeatureCollection", within, book.Version, [.. features]);
    }

    public static OutlineStanding Standing(OutlineBook book, CountyDirectory directory)
    {
        var outlined = Today(book, directory).CountBy(outline => PlaceTree.LevelOf(outline.Code)).ToDictionary();
        return new(
            book.Version, book.Outlines.Sum(outline => outline.Points()),
            [.. Enum.GetValues<PlaceLevel>().Select(level => new OutlineTally(level, outlined.GetValueOrDefault(level), directory.Count(level)))],
            [.. book.Deeds.Select(deed => new OutlineDeedLine(deed.At, deed.By, directory.Person(deed.By)?.DisplayName, deed.Outlined))]);
    }

    /// <summary>The outlines of places that there are, each by its code of today; one that was given under that code before one that came to it by a move.</summary>
    private static IEnumerable<Outline> Today(OutlineBook book, CountyDirectory directory) => book.Outlines
        .Select(outline => (Given: outline.Code, Now: directory.PlaceOf(outline.Code), outline))
        .Where(one => one.Now is not null)
        .OrderBy(one => one.Given == one.Now ? 0 : 1)
        .DistinctBy(one => one.Now)
        .Select(one => one.outline with { Code = one.Now! });

    /// <summary>The places with a grid within scope; null for whoever sees the whole county.</summary>
    private static HashSet<string>? Seen(Caller caller) => caller.Sight.Scope.WholeCounty || caller.Has(Role.Hotline)
        ? null
        : [.. caller.Directory.Grids.Where(grid => caller.Sight.CoversGrid(grid.Code, caller.Directory)).SelectMany(grid => PlaceTree.Upwards(grid.Code))];

    private static double[][][][] Coordinates(Outline outline) => [.. outline.Polygons.Select(polygon => polygon.Select(Positions).ToArray())];

    private static double[][] Positions(ImmutableArray<double> ring) => [.. Enumerable.Range(0, ring.Length / 2).Select(at => new[] { ring[2 * at], ring[(2 * at) + 1] })];
}
