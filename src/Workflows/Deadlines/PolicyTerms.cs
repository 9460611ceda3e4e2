using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>What the parts and values of a policy document are called where people read them.</summary>
internal static class PolicyTerms
{
    private const int Longest = 80;

    private static readonly string[] Texts = ["id", "name", "code", "word", "zh", "en", "pathZh", "pathEn", "source", "note", "title", "call", "ladder"];

    /// <summary>The cases that a rule is for: 投诉 · 一般; every case without conditions.</summary>
    public static BothWords Subject(JsonNode? when)
    {
        if (when is not JsonObject { Count: > 0 } conditions) return new("全部事项", "every case");
        string[] order = ["category", "channel", "kind", "grade", "tier", "urgency"];
        var words = order.Where(conditions.ContainsKey).Select(condition => Words(conditions[condition], "、", " or ")).ToArray();
        return new(string.Join(" · ", words.Select(word => word.Zh)), string.Join(" · ", words.Select(word => word.En)));
    }

    /// <summary>Which clocks climb a ladder, and at which grades.</summary>
    public static BothWords Climb(JsonObject climb)
    {
        var clocks = climb["clocks"]!.AsArray().Select(clock => Clock(clock!.ToString())).ToArray();
        var grades = climb["grade"] is { } listed ? Words(listed, "、", " or ") : (BothWords?)null;
        var (zh, en) = (string.Join('、', clocks.Select(clock => clock.Zh)), string.Join(", ", clocks.Select(clock => clock.En)));
        return new($"{zh}{(grades is null ? "" : $"（{grades.Value.Zh}）")}", $"{en}{(grades is null ? "" : $" ({grades.Value.En})")}");
    }

    public static BothWords Clock(string clock) => clock == "finish" ? new("办结", "finish") : NoticeWords.OfClock(clock);

    public static BothWords Section(string name) => PolicyVocabulary.Sections.GetValueOrDefault(name, new(name, name));

    public static BothWords Field(string name) => PolicyVocabulary.Fields.GetValueOrDefault(name, Section(name));

    /// <summary>A value as people read it; none where there is nothing.</summary>
    public static BothWords Value(JsonNode? node, string field) => node switch
    {
        null => new("无", "none"),
        JsonArray list => Words(list, "、", ", "),
        JsonValue when node.GetValueKind() is JsonValueKind.True or JsonValueKind.False => node.GetValue<bool>() ? new("是", "yes") : new("否", "no"),
        JsonValue when !Texts.Contains(field) => Word(node),
        _ => Plain(node.ToString()),
    };

    /// <summary>What an entry says, in short.</summary>
    public static BothWords Summary(JsonNode node)
    {
        if (node is not JsonObject entry) return Value(node, string.Empty);
        if (entry["clocks"] is JsonObject clocks)
        {
            var said = clocks.Select(clock => (Name: Clock(clock.Key), Budget: Value((clock.Value as JsonObject)?["budget"] ?? clock.Value, "budget"))).ToArray();
            return new(string.Join('，', said.Select(clock => $"{clock.Name.Zh} {clock.Budget.Zh}")), string.Join(", ", said.Select(clock => $"{clock.Name.En} {clock.Budget.En}")));
        }

        var fields = entry.Where(part => part.Value is JsonValue or JsonArray && !Texts.Contains(part.Key) && part.Key != "when" && !(part.Value is JsonArray list && list.Any(item => item is JsonObject)))
            .Select(part => (Name: Field(part.Key), Value: Value(part.Value, part.Key))).ToArray();
        return new(string.Join('，', fields.Select(part => $"{part.Name.Zh} {part.Value.Zh}")), string.Join(", ", fields.Select(part => $"{part.Name.En} {part.Value.En}")));
    }

    private static BothWords Words(JsonNode? node, string zh, string en)
    {
        if (node is not JsonArray list) return node is null ? new(string.Empty, string.Empty) : Word(node);
        var words = list.Select(item => item is null ? default : Word(item)).ToArray();
        return new(string.Join(zh, words.Select(word => word.Zh)), string.Join(en, words.Select(word => word.En)));
    }

    private static BothWords Word(JsonNode node)
    {
        if (BudgetWords.Of(node) is { } budget) return budget.Both;
        var text = node.ToString();
        return PolicyVocabulary.Values.TryGetValue(text, out var words) ? words : NoticeWords.OfClock(text) is { } clock && clock.Zh != text ? clock : Plain(text);
    }

    private static BothWords Plain(string text)
    {
        var shown = text.Length <= Longest ? text : text[..Longest] + "…";
        return new(shown, shown);
    }
}
