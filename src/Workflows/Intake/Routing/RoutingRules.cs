using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Intake.Routing;

/// <summary>
/// Proposes units for a matter from which units resolved past ones. The category says who does such work, the place shifts it to those who do the work there, and
/// where the very category was met in the very town or village that counts most. Each step leans on the wider one as far as its own cases are few. Old cases count
/// as much as new ones: letting them fade made no proposal better. Pure.
/// </summary>
public static class RoutingRules
{
    /// <summary>How many cases of a narrower context weigh as much as what the wider one says.</summary>
    private const double CategoryWeight = 8;

    private const double PlaceWeight = 20;

    /// <summary>A decision on a quarrel outweighs what was done without one. domain.md §3.4.</summary>
    private const int PrecedentWeight = 10;

    /// <summary>A context with fewer cases than this is no evidence to be named.</summary>
    private const int EnoughCases = 5;

    /// <summary>What to ask the store for.</summary>
    public static IEnumerable<string> Contexts(RoutingMatter matter) => RoutingContexts.Of(matter);

    /// <summary>The units most likely to be right, the likeliest first; none where nothing was learned. A unit that the directory no longer has is left out.</summary>
    public static IReadOnlyList<UnitProposal> Propose(RoutingMatter matter, RoutingEvidence evidence, CountyDirectory directory, int most = 3)
    {
        var look = new Look(evidence, directory);
        if (look.Weights(RoutingContexts.All) is not { Count: > 0 } all) return [];
        var root = Shares(all);
        var likely = matter.Categories.Aggregate(root, (wider, category) => look.Narrow(wider, RoutingContexts.OfCategory(category), CategoryWeight));
        string[] places = [.. new[] { matter.Town, matter.Village }.OfType<string>()];
        var there = places.Aggregate(root, (wider, place) => look.Narrow(wider, RoutingContexts.OfPlace(place), PlaceWeight));
        likely = Shares(likely.ToDictionary(unit => unit.Key, unit => unit.Value * there[unit.Key] / root[unit.Key]));
        likely = places.Aggregate(likely, (wider, place) => look.Narrow(wider, RoutingContexts.OfBoth(matter.Category, place), CategoryWeight));
        return
        [
            .. likely.OrderByDescending(unit => unit.Value).ThenBy(unit => unit.Key, StringComparer.Ordinal).Take(most)
                .Select((unit, i) => Explained(i + 1, unit.Key, matter, look, directory)),
        ];
    }

    /// <summary>Which of the proposals a unit was: 1 to 3, 0 for another unit, null where nothing was proposed.</summary>
    public static int? RankOf(string unit, IReadOnlyList<UnitProposal> proposals) =>
        proposals.Count == 0 ? null : proposals.FirstOrDefault(proposal => proposal.Unit == unit)?.Rank ?? 0;

    /// <summary>By the narrowest context with enough cases in which the unit resolved any.</summary>
    private static UnitProposal Explained(int rank, string code, RoutingMatter matter, Look look, CountyDirectory directory)
    {
        var name = directory.Unit(code)!.Name;
        foreach (var (context, words) in Named(matter, directory))
        {
            var counts = look.Counts(context);
            var (resolved, of) = (counts.GetValueOrDefault(code).Resolved, counts.Values.Sum(count => count.Resolved));
            if (context != RoutingContexts.All && (of < EnoughCases || resolved == 0)) continue;
            var own = counts.GetValueOrDefault(code);
            var why = $"{resolved} of {of} cases{words}{(look.Since(context) is { } since ? $" since {since}" : "")} were resolved by {name}";
            if (own.Precedents > 0) why += $"; arbitration gave it {own.Precedents}";
            if (own.Returned > 0) why += $"; it returned {own.Returned} with reason";
            return new(rank, code, name, of == 0 ? 0 : (double)resolved / of, resolved, of, why + ".");
        }

        throw new InvalidOperationException("Every case is in the widest context.");
    }

    /// <summary>The contexts of a matter in words, the narrowest first.</summary>
    private static IEnumerable<(string Context, string Words)> Named(RoutingMatter matter, CountyDirectory directory)
    {
        string[] places = [.. new[] { matter.Village, matter.Town }.OfType<string>()];
        string[] categories = [.. matter.Categories.Reverse()];
        foreach (var place in places)
            if (categories.Length > 0) yield return (RoutingContexts.OfBoth(matter.Category, place), $" of {CategoryName(matter.Category)} in {PlaceName(place)}");
        foreach (var category in categories) yield return (RoutingContexts.OfCategory(category), $" of {CategoryName(category)}");
        foreach (var place in places) yield return (RoutingContexts.OfPlace(place), $" in {PlaceName(place)}");
        yield return (RoutingContexts.All, "");

        string CategoryName(string code) => directory.Category(code)?.Name ?? code;
        string PlaceName(string digits) => directory.Unit(digits.PadRight(12, '0'))?.Name ?? digits;
    }

    private static Dictionary<string, double> Shares(Dictionary<string, double> weights)
    {
        var sum = weights.Values.Sum();
        return weights.ToDictionary(unit => unit.Key, unit => unit.Value / sum);
    }

    /// <summary>The evidence with units by the codes and within the bounds of today's directory.</summary>
    private sealed class Look(RoutingEvidence evidence, CountyDirectory directory)
    {
        public Dictionary<string, RoutingCount> Counts(string context)
        {
            var counts = new Dictionary<string, RoutingCount>(StringComparer.Ordinal);
            if (!evidence.Contexts.TryGetValue(context, out var found)) return counts;
            foreach (var (unit, count) in found.Units)
                if (directory.Holder(directory.UnitNow(unit)) is { } holder) counts[holder.Code] = counts.GetValueOrDefault(holder.Code) + count;
            return counts;
        }

        public int? Since(string context) => evidence.Contexts.GetValueOrDefault(context)?.Since;

        /// <summary>Units that returned more than they resolved weigh nothing.</summary>
        public Dictionary<string, double> Weights(string context)
        {
            var weights = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (unit, count) in Counts(context))
                if (count.Resolved + (PrecedentWeight * count.Precedents) - count.Returned is > 0 and var weight) weights[unit] = weight;
            return weights;
        }

        /// <summary>What the narrower context says, leaning on the wider one with the weight of so many cases.</summary>
        public Dictionary<string, double> Narrow(Dictionary<string, double> wider, string context, double weight)
        {
            var narrow = Weights(context);
            if (narrow.Count == 0) return wider;
            var sum = narrow.Values.Sum() + weight;
            return wider.ToDictionary(unit => unit.Key, unit => (narrow.GetValueOrDefault(unit.Key) + (weight * unit.Value)) / sum);
        }
    }
}
