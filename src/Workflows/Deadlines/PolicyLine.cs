using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>Writes one difference of two policies as a line that people read.</summary>
internal static class PolicyLine
{
    /// <summary>What is said of a rule by its name, not by what it is for.</summary>
    private static readonly string[] OfTheRule = ["id", "source", "note", "when"];

    public static RuleDifference Of(PlaceDifference difference)
    {
        var kind = difference.Before is null ? DifferenceKind.Added : difference.After is null ? DifferenceKind.Removed : DifferenceKind.Changed;
        var place = Place(difference.Steps);
        var (zh, en) = What(difference, kind);
        return new(difference.Path, Joined(place.Select(words => words.Zh), "：", zh), Joined(place.Select(words => words.En), ": ", en))
        {
            Kind = kind,
            Before = Raw(difference.Before),
            After = Raw(difference.After),
        };
    }

    /// <summary>Where it stands: everything but the last step, which is said with the values.</summary>
    private static List<BothWords> Place(ImmutableArray<DocumentStep> steps)
    {
        var words = new List<BothWords>();
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            var isLast = i == steps.Length - 1;
            if (step.IsItem) words.Add(Entry(steps, i, isLast));
            // The list itself is said with its entry, and the last key with the values.
            else if (!isLast && !steps[i + 1].IsItem && step.Name != "clocks" && !(i > 0 && steps[i - 1].Name == "clocks"))
                words.Add(i > 0 && steps[i - 1].Name == "presets" ? new(step.Name, step.Name) : PolicyTerms.Section(step.Name));
        }

        return words;
    }

    private static BothWords Entry(ImmutableArray<DocumentStep> steps, int i, bool isLast)
    {
        var (step, item) = (steps[i], steps[i].Item!);
        var field = isLast ? string.Empty : steps[i + 1].Name;
        // A preset's entry without conditions takes over those of the rule it changes; the name says which.
        if (steps[0].Name == "presets" && item["when"] is null && item["id"] is { } id)
        {
            var over = PolicyTerms.Section(step.Name);
            return new($"{over.Zh} {id}", $"{over.En} {id}");
        }

        switch (step.Name)
        {
            case "rules" when !isLast && !OfTheRule.Contains(field):
                return PolicyTerms.Subject(item["when"]);
            case "rules" or "triage" or "extensions" or "windows":
                var (section, subject) = (PolicyTerms.Section(step.Name), PolicyTerms.Subject(item["when"]));
                return step.Name == "rules" || isLast || OfTheRule.Contains(field)
                    ? new($"{section.Zh} {item["id"]}（{subject.Zh}）", $"{section.En} {item["id"]} ({subject.En})")
                    : new($"{section.Zh}（{subject.Zh}）", $"{section.En} ({subject.En})");
            case "rungs":
                return new($"第 {step.Index + 1} 级", $"rung {step.Index + 1}");
            case "climbs":
                return PolicyTerms.Climb(item);
            default:
                var words = PolicyTerms.Section(step.Name);
                var (zh, en) = (item["zh"]?.ToString() ?? Name(item), item["en"]?.ToString() ?? Name(item));
                return new($"{words.Zh}“{zh}”", $"{words.En} “{en}”");
        }
    }

    private static string Name(JsonObject item) => (item["name"] ?? item["code"] ?? item["word"] ?? item["id"])?.ToString() ?? string.Empty;

    private static (string Zh, string En) What(PlaceDifference difference, DifferenceKind kind)
    {
        var (steps, before, after) = difference;
        var last = steps[^1];
        if (last.IsItem || before is JsonObject || after is JsonObject) return Whole(steps, before, after, kind);
        var label = Label(steps);
        if (BudgetWords.Of(before) is { } old && BudgetWords.Of(after) is { } @new)
            return ($"{label.Zh} {old.Zh} → {@new.Zh}", $"{label.En} {BudgetWords.Pair(old, @new)}");
        var (was, becomes) = (PolicyTerms.Value(before, last.Name), PolicyTerms.Value(after, last.Name));
        return ($"{label.Zh} {was.Zh} → {becomes.Zh}", $"{label.En} {was.En} → {becomes.En}");
    }

    /// <summary>An entry, a clock or a set of conditions that comes or goes as a whole, or conditions that change.</summary>
    private static (string Zh, string En) Whole(ImmutableArray<DocumentStep> steps, JsonNode? before, JsonNode? after, DifferenceKind kind)
    {
        if (steps[^1].Name == "when")
        {
            var (old, @new) = (PolicyTerms.Subject(before), PolicyTerms.Subject(after));
            return ($"适用范围 {old.Zh} → {@new.Zh}", $"applies to {old.En} → {@new.En}");
        }

        var label = steps[^1].IsItem ? new(string.Empty, string.Empty) : Label(steps);
        var content = PolicyTerms.Summary((after ?? before)!);
        var (zh, en) = kind == DifferenceKind.Added ? ("新增", "added") : kind == DifferenceKind.Removed ? ("删除", "removed") : ("更改", "changed");
        return (Joined([label.Zh, zh], "，", content.Zh), Joined([label.En, en], ", ", content.En));
    }

    /// <summary>The name of what is changed: the clock for its budget, else the key's own.</summary>
    private static BothWords Label(ImmutableArray<DocumentStep> steps)
    {
        var last = steps[^1].Name;
        var clocks = -1;
        for (var i = 0; i < steps.Length - 1; i++)
            if (steps[i].Name == "clocks" && !steps[i].IsItem) clocks = i;
        if (clocks < 0 || steps.Length < clocks + 2) return PolicyTerms.Field(last);
        var clock = PolicyTerms.Clock(steps[clocks + 1].Name);
        if (last == "budget" || steps.Length == clocks + 2) return clock;
        var field = PolicyTerms.Field(last);
        return new($"{clock.Zh} {field.Zh}", $"{clock.En} {field.En}");
    }

    private static string Joined(IEnumerable<string> parts, string separator, string rest)
    {
        var head = string.Join(' ', parts.Where(part => part.Length > 0));
        return rest.Length == 0 ? head : head.Length == 0 ? rest : head + separator + rest;
    }

    private static string? Raw(JsonNode? node) => node switch
    {
        null or JsonObject => null,
        JsonArray list => string.Join(", ", list.Select(item => item?.ToString())),
        _ => node.ToString(),
    };
}
