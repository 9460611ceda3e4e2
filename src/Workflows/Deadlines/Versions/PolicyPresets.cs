using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>A set of budgets as a province or city has them (各地模板).</summary>
/// <param name="Source">The statute or practice it is taken from.</param>
public sealed record PolicyPreset(string Name, string Source);

/// <summary>The presets of a policy document as starting points for a draft; domain.md §1.2.</summary>
public static class PolicyPresets
{
    /// <summary>The presets that a document has, in its order; none when it cannot be read.</summary>
    public static ImmutableArray<PolicyPreset> Of(string document)
    {
        try
        {
            return RuleText.Read(document)["presets"] is JsonObject presets
                ? [.. presets.Select(preset => new PolicyPreset(preset.Key, preset.Value?["source"]?.GetValue<string>() ?? string.Empty))]
                : [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>
    /// The document with a preset written into its rules, and naming none: what is tuned from then on is the rules themselves. Says the same as the
    /// document under the preset.
    /// </summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static string Unfold(string document, string preset)
    {
        var tree = RuleText.Read(document);
        Unfold(tree, preset);
        return RuleText.Write(tree);
    }

    internal static void Unfold(JsonObject tree, string preset)
    {
        tree.Remove("preset");
        if (tree["presets"]?[preset] is not JsonObject over) return;
        foreach (var rule in Entries(over["rules"])) Lay(rule, tree["rules"]!.AsArray());
        foreach (var extension in Entries(over["extensions"])) Replace(extension, tree["extensions"]!.AsArray());
        foreach (var window in Entries(over["windows"])) Replace(window, tree["objection"]!["windows"]!.AsArray());
    }

    private static IEnumerable<JsonObject> Entries(JsonNode? list) => list?.AsArray().OfType<JsonObject>() ?? [];

    /// <summary>Clock by clock: a rule keeps what the preset does not speak of.</summary>
    private static void Lay(JsonObject over, JsonArray rules)
    {
        if (Named(rules, over) is not { } rule)
        {
            rules.Add(over.DeepClone());
            return;
        }

        var clocks = rule["clocks"]!.AsObject();
        if (over["clocks"]!.AsObject().All(clock => JsonNode.DeepEquals(clocks[clock.Key], clock.Value))) return;
        var isWhole = true;
        foreach (var (clock, _) in clocks) isWhole &= over["clocks"]![clock] is not null;
        foreach (var (clock, terms) in over["clocks"]!.AsObject()) clocks[clock] = terms!.DeepClone();
        var source = over["source"]!.GetValue<string>();
        rule["source"] = isWhole ? source : $"{string.Join(", ", over["clocks"]!.AsObject().Select(clock => clock.Key))}: {source} Else: {rule["source"]!.GetValue<string>()}";
    }

    private static void Replace(JsonObject over, JsonArray entries)
    {
        if (Named(entries, over) is { } below) entries[entries.IndexOf(below)] = over.DeepClone();
        else entries.Add(over.DeepClone());
    }

    private static JsonObject? Named(JsonArray entries, JsonObject like) =>
        entries.OfType<JsonObject>().FirstOrDefault(entry => entry["id"]?.GetValue<string>() == like["id"]?.GetValue<string>());
}
