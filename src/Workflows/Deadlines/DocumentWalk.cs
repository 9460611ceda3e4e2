using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace GridCase.Workflows.Deadlines;

/// <summary>One step into a document: to a key, or to an entry of a list, which is then at hand.</summary>
internal readonly record struct DocumentStep(string Name, int Index = -1, JsonObject? Item = null)
{
    public bool IsItem => Index >= 0;
}

/// <summary>One place where two documents differ; null where there is nothing.</summary>
internal sealed record PlaceDifference(ImmutableArray<DocumentStep> Steps, JsonNode? Before, JsonNode? After)
{
    /// <summary>As findings write it: <c>$.rules[3].clocks.finish</c>. The budget of a clock is the clock itself.</summary>
    public string Path
    {
        get
        {
            var path = "$" + string.Concat(Steps.Select(step => step.IsItem ? string.Create(CultureInfo.InvariantCulture, $"[{step.Index}]") : "." + step.Name));
            return path.Contains(".clocks.", StringComparison.Ordinal) && path.EndsWith(".budget", StringComparison.Ordinal) ? path[..^".budget".Length] : path;
        }
    }
}

/// <summary>
/// Finds where two documents differ. Entries of lists are told apart by their id, code, name or word, wherever they stand; where only that was changed, as
/// the same entry under another name. Steps of a ladder are told apart by their place.
/// </summary>
internal static class DocumentWalk
{
    private static readonly string[] Keys = ["id", "code", "name", "word"];

    /// <summary>Lists of words of which the order says nothing.</summary>
    private static readonly string[] Sets = ["clocks", "grade", "bad", "channel", "kind", "tier", "urgency", "channels"];

    /// <summary>Lists of entries of which the order says something.</summary>
    private static readonly string[] Ordered = ["scale", "emergencyWords"];

    public static IEnumerable<PlaceDifference> Between(JsonNode? before, JsonNode? after) => Walk(before, after, []);

    private static IEnumerable<PlaceDifference> Walk(JsonNode? before, JsonNode? after, ImmutableArray<DocumentStep> steps)
    {
        var name = steps.IsEmpty ? string.Empty : steps[^1].Name;
        if (Same(before, after, name)) return [];
        return (before, after) switch
        {
            // The conditions of a rule are read as a whole.
            (JsonObject one, JsonObject other) when name != "when" => Members(one, other, steps),
            (JsonArray one, JsonArray other) when AreEntries(one) && AreEntries(other) && one.Count + other.Count > 0 => Entries(one, other, steps),
            _ => [new(steps, before, after)],
        };
    }

    private static bool Same(JsonNode? before, JsonNode? after, string name)
    {
        if (JsonNode.DeepEquals(before, after)) return true;
        return (before, after) switch
        {
            (JsonArray one, JsonArray other) when Sets.Contains(name) && !AreEntries(one) => Words(one).SetEquals(Words(other)),
            (JsonObject one, JsonObject other) when name == "when" =>
                one.Count == other.Count && one.All(condition => other.ContainsKey(condition.Key) && Same(condition.Value, other[condition.Key], condition.Key)),
            _ => false,
        };
    }

    private static IEnumerable<PlaceDifference> Members(JsonObject before, JsonObject after, ImmutableArray<DocumentStep> steps)
    {
        foreach (var (key, value) in after)
            foreach (var difference in Walk(before[key], value, steps.Add(new(key)))) yield return difference;
        foreach (var (key, value) in before)
            if (!after.ContainsKey(key)) yield return new(steps.Add(new(key)), value, null);
    }

    private static IEnumerable<PlaceDifference> Entries(JsonArray before, JsonArray after, ImmutableArray<DocumentStep> steps)
    {
        var (olds, news) = (Objects(before), Objects(after));
        var name = steps[^1].Name;
        var partner = KeysOf(olds, name) is { } oldKeys && KeysOf(news, name) is { } newKeys ? ByKey(olds, oldKeys, news, newKeys) : ByPlace(olds, news);
        for (var i = 0; i < news.Length; i++)
        {
            var here = steps.Add(new(name, i, news[i]));
            if (partner[i] < 0) yield return new(here, null, news[i]);
            else
                foreach (var difference in Walk(olds[partner[i]], news[i], here)) yield return difference;
        }

        for (var i = 0; i < olds.Length; i++)
            if (!partner.Contains(i)) yield return new(steps.Add(new(name, i, olds[i])), olds[i], null);
        if (Ordered.Contains(name) && olds.Length == news.Length && partner.All(place => place >= 0) && !partner.SequenceEqual(partner.Order()))
            yield return new(steps.Add(new("order")), Named(olds, name), Named(news, name));
    }

    private static int[] ByKey(JsonObject[] olds, string[] oldKeys, JsonObject[] news, string[] newKeys)
    {
        var partner = newKeys.Select(key => Array.IndexOf(oldKeys, key)).ToArray();
        for (var i = 0; i < news.Length; i++)
        {
            if (partner[i] >= 0) continue;
            var renamed = Enumerable.Range(0, olds.Length).Where(old => !partner.Contains(old) && Walk(olds[old], news[i], []).Take(2).Count() == 1).ToArray();
            if (renamed.Length > 0) partner[i] = renamed[0];
        }

        return partner;
    }

    /// <summary>What is alike at the beginning and at the end stays where it is; what lies between is paired in order.</summary>
    private static int[] ByPlace(JsonObject[] olds, JsonObject[] news)
    {
        var shorter = Math.Min(olds.Length, news.Length);
        var (head, tail) = (0, 0);
        while (head < shorter && JsonNode.DeepEquals(olds[head], news[head])) head++;
        while (tail < shorter - head && JsonNode.DeepEquals(olds[^(tail + 1)], news[^(tail + 1)])) tail++;
        return [.. Enumerable.Range(0, news.Length).Select(i => i >= news.Length - tail ? i + olds.Length - news.Length : i < olds.Length - tail ? i : -1)];
    }

    /// <summary>None when an entry has no key, or two have the same.</summary>
    private static string[]? KeysOf(JsonObject[] entries, string list)
    {
        var keys = entries.Select(entry => KeyOf(entry, list)).ToArray();
        return keys.Contains(null) || keys.Distinct().Count() != keys.Length ? null : keys.OfType<string>().ToArray();
    }

    private static string? KeyOf(JsonObject entry, string list) => list == "climbs"
        ? $"{string.Join(' ', Words(entry["clocks"]).Order())}/{string.Join(' ', Words(entry["grade"]).Order())}"
        : Keys.Select(key => entry[key]?.ToString()).FirstOrDefault(key => key is not null);

    private static JsonArray Named(JsonObject[] entries, string list) => [.. entries.Select(entry => JsonValue.Create(entry["zh"]?.ToString() ?? KeyOf(entry, list)))];

    private static bool AreEntries(JsonArray list) => list.All(item => item is JsonObject);

    private static JsonObject[] Objects(JsonArray list) => [.. list.OfType<JsonObject>()];

    private static HashSet<string> Words(JsonNode? list) => [.. (list as JsonArray ?? []).Select(word => word?.ToString() ?? string.Empty)];
}
