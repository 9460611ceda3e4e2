using System.Collections.Immutable;

namespace GridCase.Workflows.Intake.Routing;

/// <summary>Counts of past cases by context and unit, added to as cases are resolved. Holds counts only; safe to ask and to add to at once.</summary>
public sealed class RoutingTables
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Tally> contexts = new(StringComparer.Ordinal);

    public void Add(RoutingLesson lesson) => Add(lesson, lesson.Count);

    public void Remove(RoutingLesson lesson) => Add(lesson, -lesson.Count);

    /// <summary>What was counted in these contexts; those without a case are left out.</summary>
    public RoutingEvidence Evidence(IEnumerable<string> asked)
    {
        var found = ImmutableDictionary.CreateBuilder<string, RoutingContext>(StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var name in asked)
                if (contexts.TryGetValue(name, out var tally)) found[name] = tally.Context();
        }

        return new(found.ToImmutable());
    }

    private void Add(RoutingLesson lesson, RoutingCount count)
    {
        var matter = new RoutingMatter(lesson.Category, lesson.Village);
        lock (gate)
        {
            foreach (var name in RoutingContexts.Of(matter))
            {
                if (!contexts.TryGetValue(name, out var tally)) contexts[name] = tally = new();
                tally.Add(lesson.Unit, lesson.Year, count);
                if (tally.IsEmpty) contexts.Remove(name);
            }
        }
    }

    private sealed class Tally
    {
        private readonly Dictionary<string, RoutingCount> units = new(StringComparer.Ordinal);
        private readonly SortedDictionary<int, int> years = [];
        private RoutingContext? shown;

        public bool IsEmpty => units.Count == 0;

        public void Add(string unit, int year, RoutingCount count)
        {
            shown = null;
            var sum = units.GetValueOrDefault(unit) + count;
            if (sum.IsZero) units.Remove(unit);
            else units[unit] = sum;
            var cases = years.GetValueOrDefault(year) + count.Resolved;
            if (cases == 0) years.Remove(year);
            else years[year] = cases;
        }

        public RoutingContext Context() => shown ??= new(units.ToImmutableDictionary(StringComparer.Ordinal), years.Count == 0 ? null : years.First().Key);
    }
}

/// <summary>What past cases say, by context; see <see cref="RoutingContexts"/>.</summary>
public sealed record RoutingEvidence(ImmutableDictionary<string, RoutingContext> Contexts);

/// <summary>The counts of one context.</summary>
/// <param name="Since">The first year of a case that was resolved in it.</param>
public sealed record RoutingContext(ImmutableDictionary<string, RoutingCount> Units, int? Since);
