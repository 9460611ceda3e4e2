namespace GridCase.Workflows.Directory;

public static partial class CountyCheck
{
    private const int MostFormer = 100_000;

    private static IEnumerable<CountyFinding> Former(County county)
    {
        if (county.FormerGrids.Length + county.FormerUnits.Length > MostFormer)
            yield return new($"county {county.Code}", $"it remembers more than {MostFormer} codes that moves gave up");
        foreach (var finding in Former("grid", county.FormerGrids, former => former.Code, former => former.Now, county.Grids.Select(grid => grid.Code)))
            yield return finding;
        foreach (var finding in Former("unit", county.FormerUnits, former => former.Code, former => former.Now, county.Units.Select(unit => unit.Code)))
            yield return finding;
    }

    private static IEnumerable<CountyFinding> Former<T>(string word, IReadOnlyCollection<T> former, Func<T, string> code, Func<T, string> now, IEnumerable<string> living)
    {
        if (former.Count == 0)
            yield break;
        var alive = living.ToHashSet();
        var given = First(former, code);
        foreach (var twice in Twice(former, code))
            yield return new($"former {word} {twice}", "the code stands twice");
        foreach (var gone in given.Keys)
        {
            if (alive.Contains(gone))
                yield return new($"{word} {gone}", "its code was given up by a move, and such a code is never used again");
            var end = gone;
            for (var hop = 0; hop <= given.Count && given.TryGetValue(end, out var next); hop++)
                end = now(next);
            if (given.ContainsKey(end))
                yield return new($"former {word} {gone}", "its way to the code of today goes in a circle");
        }
    }
}
