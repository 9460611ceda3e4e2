namespace GridCase.Workflows.Deadlines;

/// <summary>An entry with where it stands in the document and the short name that explanations show.</summary>
internal sealed record Layered<T>(T Entry, string Path, string Name);

/// <summary>Lays a preset over the rules: an entry of the same id replaces, for clocks each clock by itself; a new id is added.</summary>
internal static class RuleLayers
{
    internal static IEnumerable<Layered<T>> Over<T>(T[] entries, T[]? over, string? preset, Func<T, string> id, string path)
    {
        var replaced = over?.Select(id).ToHashSet() ?? [];
        for (var i = 0; i < entries.Length; i++)
            if (!replaced.Contains(id(entries[i]))) yield return new(entries[i], $"{path}[{i}]", $"{path[2..].Replace('.', '/')}/{id(entries[i])}");
        for (var i = 0; over is not null && i < over.Length; i++)
            yield return new(over[i], $"$.presets.{preset}.{path[2..].Split('.')[^1]}[{i}]", $"presets/{preset}/{id(over[i])}");
    }

    /// <summary>One layered entry per rule and clock key.</summary>
    internal static IEnumerable<Layered<(RuleEntry Rule, string Clock, ClockEntry Terms)>> Over(RuleEntry[] rules, RuleEntry[]? over, string? preset)
    {
        var seen = new Dictionary<string, RuleEntry>();
        for (var i = 0; i < rules.Length; i++)
        {
            var above = over?.FirstOrDefault(entry => entry.Id == rules[i].Id);
            seen[rules[i].Id] = rules[i];
            foreach (var (clock, terms) in rules[i].Clocks)
                if (above?.Clocks.ContainsKey(clock) != true)
                    yield return new((rules[i], clock, terms), $"$.rules[{i}].clocks.{clock}", $"rules/{rules[i].Id}/{clock}");
        }

        for (var i = 0; over is not null && i < over.Length; i++)
        {
            // A preset entry of a known id takes over that rule's conditions.
            var rule = seen.TryGetValue(over[i].Id, out var below) ? over[i] with { When = below.When } : over[i];
            foreach (var (clock, terms) in rule.Clocks)
                yield return new((rule, clock, terms), $"$.presets.{preset}.rules[{i}].clocks.{clock}", $"presets/{preset}/{rule.Id}/{clock}");
        }
    }
}
