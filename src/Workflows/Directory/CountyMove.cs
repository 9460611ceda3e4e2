using System.Collections.Immutable;
using System.Globalization;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Directory;

/// <summary>
/// Moves a grid to another village, or a village to another town or area. Grid codes begin with the code of their village and village codes with that of
/// their town, so what moves gets new codes; the old ones are remembered, and open cases follow from them. Pure.
/// </summary>
public static class CountyMove
{
    private const int MostSerials = 999;

    /// <summary>The name that the move made on this version of the county bears.</summary>
    public static string IdOn(County county) => $"v{(county.Version + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Gives the grid to another village, with its worker, its staff and its posts.</summary>
    /// <param name="newCode">15 digits that begin with the village's area; null takes the next serial that was never used.</param>
    public static CountyEdited OfGrid(County county, string code, string toVillage, string? newCode, DateTimeOffset at)
    {
        if (county.Grids.FirstOrDefault(grid => grid.Code == code) is not { } grid)
            return CountyEdited.NoSuch("grid " + code);
        if (county.Units.FirstOrDefault(unit => unit.Code == toVillage) is not { Kind: UnitKind.Village, AreaCode: { } area } village)
            return Inconsistent("unknown-village", $"The county has no village {toVillage}.");
        if (grid.VillageUnit == village.Code)
            return No("same-village", $"The grid lies in {village.Name} already.");
        if (newCode is not null && (newCode.Length != 15 || !newCode.All(char.IsAsciiDigit) || !newCode.StartsWith(area, StringComparison.Ordinal)))
            return Inconsistent("bad-new-code", $"A grid of {village.Name} has 15 digits that begin with {area}.");
        var used = county.Grids.Select(other => other.Code).Concat(county.FormerGrids.Select(former => former.Code)).ToHashSet();
        if (newCode is not null && used.Contains(newCode))
            return No("code-taken", $"The code {newCode} is that of a grid, or was once; codes are never used again.");
        var moved = newCode ?? NextCode(area, used);
        if (moved is null)
            return No("no-free-serial", $"Every serial of {village.Name} has been used; name a code.");
        var former = new FormerGrid(code, moved, grid.VillageUnit, village.Code, IdOn(county), at);
        county = Renamed(county, new() { [code] = moved }) with { FormerGrids = county.FormerGrids.Add(former) };
        return CountyEdited.To(county with
        {
            Grids = [.. county.Grids.Select(other => other.Code == moved ? other with { VillageUnit = village.Code } : other)],
            People = [.. county.People.Select(person => GoesAlong(person, grid, moved, county) ? person with { UnitCode = village.Code } : person)],
        });
    }

    /// <summary>Puts the village under another town or area. Within its town nothing but that changes; in another town it bears a new code, and so do its grids.</summary>
    /// <param name="newCode">The 12 digits that the statistics office gave it; required in another town, and allowed within the same (a village that became a community).</param>
    public static CountyEdited OfVillage(County county, string code, string toParent, string? newCode, DateTimeOffset at)
    {
        if (county.Units.FirstOrDefault(unit => unit.Code == code) is not { Kind: UnitKind.Village, AreaCode: { } area } village)
            return CountyEdited.NoSuch("village " + code);
        if (TownOf(county, toParent) is not { AreaPrefix: { } prefix } town)
            return Inconsistent("unknown-parent", $"The county has no town or area {toParent}.");
        var stays = TownOf(county, village.ParentCode)?.Code == town.Code;
        if (newCode is null && !stays)
            return Inconsistent("new-code-required", $"A village of {town.Name} bears a code that begins with {prefix}; name the one that it got.");
        if (newCode is null || newCode == area)
            return CountyEdited.To(CountyEdit.Put(county, village with { ParentCode = toParent }));
        if (newCode.Length != 12 || !newCode.All(char.IsAsciiDigit) || !newCode.StartsWith(prefix, StringComparison.Ordinal) || newCode.EndsWith("000", StringComparison.Ordinal))
            return Inconsistent("bad-new-code", $"A village of {town.Name} has 12 digits that begin with {prefix}.");
        if (county.Units.Any(unit => unit.Code == newCode || unit.AreaCode == newCode) || county.FormerUnits.Any(former => former.Code == newCode))
            return No("code-taken", $"The code {newCode} is that of a unit, or was once; codes are never used again.");
        // By custom a village's own code is its area's; where it is not, the unit keeps its name and only its area and grids change theirs.
        var unit = village.Code == area ? newCode : village.Code;
        return CountyEdited.To(Rewritten(county, village, village with { Code = unit, AreaCode = newCode, ParentCode = toParent }, at));
    }

    private static County Rewritten(County county, Unit old, Unit now, DateTimeOffset at)
    {
        var id = IdOn(county);
        var grids = county.Grids.Where(grid => grid.VillageUnit == old.Code).ToDictionary(grid => grid.Code, grid => now.AreaCode + grid.Code[12..]);
        var formerGrids = grids.Select(grid => new FormerGrid(grid.Key, grid.Value, old.Code, now.Code, id, at));
        county = Renamed(county, grids);
        return county with
        {
            Units = [.. county.Units.Select(unit => unit.Code == old.Code ? now : unit)],
            Grids = [.. county.Grids.Select(grid => grid.VillageUnit == old.Code ? grid with { VillageUnit = now.Code } : grid)],
            Posts = [.. county.Posts.Select(post => post.UnitCode == old.Code ? post with { Code = Post.CodeOf(WordOf(post), now.Code), UnitCode = now.Code } : post)],
            People = [.. county.People.Select(person => person.UnitCode == old.Code || person.Scope == old.AreaCode
                ? person with { UnitCode = person.UnitCode == old.Code ? now.Code : person.UnitCode, Scope = person.Scope == old.AreaCode ? now.AreaCode! : person.Scope }
                : person)],
            FormerGrids = [.. county.FormerGrids, .. formerGrids],
            FormerUnits = old.Code == now.Code ? county.FormerUnits : county.FormerUnits.Add(new(old.Code, now.Code, id, at)),
        };
    }

    /// <summary>The county with other codes for some of its grids, wherever they are named.</summary>
    private static County Renamed(County county, Dictionary<string, string> codes)
    {
        return county with
        {
            Grids = [.. county.Grids.Select(grid => codes.TryGetValue(grid.Code, out var now) ? grid with { Code = now } : grid)],
            Posts = [.. county.Posts.Select(post => post.UnitCode is null && codes.TryGetValue(PlaceOf(post), out var now) ? post with { Code = Post.CodeOf(WordOf(post), now) } : post)],
            People = [.. county.People.Select(person => codes.ContainsKey(person.Scope) || person.Grids.Any(codes.ContainsKey)
                ? person with { Scope = Now(person.Scope), Grids = [.. person.Grids.Select(Now)] }
                : person)],
        };

        string Now(string code) => codes.GetValueOrDefault(code, code);
    }

    /// <summary>Whoever works in the grid belongs to its village, unless another grid keeps them in the old one.</summary>
    private static bool GoesAlong(Person person, Grid before, string moved, County county) =>
        person.UnitCode == before.VillageUnit && person.Roles.Contains(Role.GridWorker) && person.Grids.Contains(moved)
        && person.Grids.All(code => code == moved || county.Grids.FirstOrDefault(grid => grid.Code == code)?.VillageUnit != before.VillageUnit);

    private static string? NextCode(string area, HashSet<string> used)
    {
        var last = used.Where(code => code.StartsWith(area, StringComparison.Ordinal) && code.Length == 15)
            .Select(code => int.Parse(code.AsSpan(12), CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        return Enumerable.Range(last + 1, MostSerials - last).Concat(Enumerable.Range(1, last))
            .Select(serial => area + serial.ToString("000", CultureInfo.InvariantCulture)).FirstOrDefault(code => !used.Contains(code));
    }

    private static Unit? TownOf(County county, string? code) => county.Units.FirstOrDefault(unit => unit.Code == code) switch
    {
        { Kind: UnitKind.Town } town => town,
        { Kind: UnitKind.Area, ParentCode: { } above } => county.Units.FirstOrDefault(unit => unit.Code == above),
        _ => null,
    };

    private static string WordOf(Post post) => post.Code[..post.Code.IndexOf('@', StringComparison.Ordinal)];

    private static string PlaceOf(Post post) => post.Code[(post.Code.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static CountyEdited No(string code, string detail) => new(null, new(RefusalKind.Rule, code, detail));

    private static CountyEdited Inconsistent(string code, string detail) => new(null, new(RefusalKind.Inconsistent, code, detail));
}
