using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Workflows.Deadlines;

/// <summary>Says in the words of the field what changes from one policy document to the next: 投诉 · 一般：办结 5 个工作日 → 3 个工作日.</summary>
public static class PolicyDiff
{
    /// <summary>
    /// One line for each place that differs, in the order of the new document. A preset that a document names is written into its rules first, so that what
    /// applies is compared. Empty when they say the same; the version alone is no difference, nor is the order of rules.
    /// </summary>
    /// <exception cref="RuleDocumentException">One of them cannot be read.</exception>
    public static ImmutableArray<RuleDifference> Between(string old, string @new)
    {
        RuleDocument.Read<PolicyFile>(old, "policy");
        RuleDocument.Read<PolicyFile>(@new, "policy");
        var (before, after) = (RuleText.Read(old), RuleText.Read(@new));
        var chosen = (Before: before["preset"]?.GetValue<string>(), After: after["preset"]?.GetValue<string>());
        ImmutableArray<RuleDifference> lines = chosen.Before == chosen.After ? [] : [Chosen(chosen.Before, chosen.After)];
        foreach (var (tree, preset) in new[] { (before, chosen.Before), (after, chosen.After) })
        {
            if (preset is not null) PolicyPresets.Unfold(tree, preset);
            // What is in force is compared in the rules; said twice it would read as two changes.
            if (preset is not null && chosen.Before == chosen.After) tree["presets"]?.AsObject().Remove(preset);
            tree.Remove("version");
            tree.Remove("$schema");
            SpellOutClocks(tree);
        }

        return [.. lines, .. DocumentWalk.Between(before, after).Select(PolicyLine.Of)];
    }

    private static RuleDifference Chosen(string? before, string? after) =>
        new("$.preset", $"模板：{before ?? "无"} → {after ?? "无"}", $"preset: {before ?? "none"} → {after ?? "none"}")
        {
            Kind = before is null ? DifferenceKind.Added : after is null ? DifferenceKind.Removed : DifferenceKind.Changed,
            Before = before,
            After = after,
        };

    /// <summary>A budget alone and an object with a budget say the same.</summary>
    private static void SpellOutClocks(JsonObject tree)
    {
        var presets = tree["presets"]?.AsObject().Select(preset => preset.Value!["rules"]) ?? [];
        foreach (var rule in presets.Prepend(tree["rules"]).OfType<JsonArray>().SelectMany(rules => rules.OfType<JsonObject>()))
        {
            if (rule["clocks"] is not JsonObject clocks) continue;
            foreach (var (clock, terms) in clocks.ToArray())
                if (terms is JsonValue budget) clocks[clock] = new JsonObject { ["budget"] = budget.DeepClone() };
        }
    }
}
