using System.Text.Json.Nodes;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>What is said of the difference between two policies.</summary>
public sealed class PolicyDiffs
{
    private static readonly string Text = Policy.BuiltIn.Document;

    /// <summary>Every value, entry and list of words of the policy that comes with the program.</summary>
    public static TheoryData<string> Places => [.. Everywhere(JsonNode.Parse(Text)!).Select(place => place.GetPath())];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_change_in_one_place_is_one_line(string path)
    {
        var tree = JsonNode.Parse(Text)!;
        var place = Everywhere(tree).Single(node => node.GetPath() == path);
        var removesEntry = place.Parent is JsonArray { Count: > 1 } && place is JsonObject;
        if (removesEntry) place.Parent!.AsArray().Remove(place);
        else if (place is JsonArray words) words.RemoveAt(0);
        else place.ReplaceWith(Another(place));

        var difference = Assert.Single(PolicyDiff.Between(Text, tree.ToJsonString()));

        Assert.Equal(System.Text.RegularExpressions.Regex.Replace(path, @"\['([^']+)'\]", ".$1").Replace(".when.category", ".when", StringComparison.Ordinal), difference.Path);
        Assert.Equal(removesEntry ? DifferenceKind.Removed : DifferenceKind.Changed, difference.Kind);
        Assert.DoesNotContain("  ", difference.En + difference.Zh, StringComparison.Ordinal);
        var back = Assert.Single(PolicyDiff.Between(tree.ToJsonString(), Text));
        Assert.Equal((difference.Before, difference.After), (back.After, back.Before));
    }

    [Fact]
    public void A_policy_does_not_differ_from_itself_under_another_name_or_in_another_order()
    {
        Assert.Empty(PolicyDiff.Between(Text, Text));
        var tree = JsonNode.Parse(Text)!;
        tree["version"] = "2027.9";
        foreach (var list in (string[])["rules", "climbs", "ladders", "extensions", "triage", "refusals"]) Reverse(tree[list]!.AsArray());
        tree["climbs"]![0]!["clocks"] = new JsonArray([.. tree["climbs"]![0]!["clocks"]!.AsArray().Reverse().Select(word => word!.DeepClone())]);
        Assert.Empty(PolicyDiff.Between(Text, tree.ToJsonString()));
        Reverse(tree["visit"]!["scale"]!.AsArray());
        Assert.Equal("回访 等级：顺序 非常满意、满意、基本满意、不满意、非常不满意 → 非常不满意、不满意、基本满意、满意、非常满意", Assert.Single(PolicyDiff.Between(Text, tree.ToJsonString())).Zh);
    }

    [Theory]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": \"3wd\"", "$.rules[3].clocks.finish", "一般：办结 5 个工作日 → 3 个工作日", "general: finish 5 → 3 working days")]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": \"7cd\"", "$.rules[3].clocks.finish", "一般：办结 5 个工作日 → 7 个自然日", "general: finish 5 working days → 7 calendar days")]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": \"none\"", "$.rules[3].clocks.finish", "一般：办结 5 个工作日 → 不设", "general: finish 5 working days → none")]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": { \"budget\": \"5wd\", \"endOfDay\": \"midnight\" }", "$.rules[3].clocks.finish.endOfDay", "一般：办结 截止时点 无 → 24:00", "general: finish end of day none → midnight")]
    [InlineData("\"dispatch\": \"4wh\"", "\"dispatch\": \"1wh\"", "$.rules[4].clocks.dispatch", "咨询 · 一般：派单 4 个工作小时 → 1 个工作小时", "consultation · general: dispatch 4 → 1 office hour")]
    [InlineData("\"tier\": \"2wd\"", "\"tier\": \"0cd\"", "$.rules[7].clocks.tier", "dispute.* · 村（社区）：层级时限 2 个工作日 → 当日（不过夜）", "dispute.* · village: the tier's limit 2 working days → the same day")]
    [InlineData("\"offset\": \"3wd\", \"audience\": [\"unit-deputy-head\"]", "\"offset\": \"2wd\", \"audience\": [\"unit-deputy-head\"]", "$.ladders[0].rungs[1].offset", "阶梯“unit” 第 2 级：超期 3 个工作日 → 2 个工作日", "ladder “unit” rung 2: after 3 → 2 working days")]
    [InlineData("\"audience\": [\"unit-deputy-head\"]", "\"audience\": [\"unit-head\", \"centre-head\"]", "$.ladders[0].rungs[1].audience", "阶梯“unit” 第 2 级：通知 单位分管负责人 → 单位主要负责人、综治中心主任", "ladder “unit” rung 2: tell unit deputy head → unit head, centre head")]
    [InlineData("{ \"offset\": \"3wd\", \"audience\": [\"unit-deputy-head\"] },", "", "$.ladders[0].rungs[1]", "阶梯“unit” 第 2 级：删除，超期 3 个工作日，通知 单位分管负责人", "ladder “unit” rung 2: removed, after 3 working days, tell unit deputy head")]
    [InlineData("\"acknowledgeWithin\": \"4wh\"", "\"acknowledgeWithin\": \"1wd\"", "$.ladders[0].acknowledgeWithin", "阶梯“unit”：确认时限 4 个工作小时 → 1 个工作日", "ladder “unit”: acknowledge within 4 office hours → 1 working day")]
    [InlineData("{ \"clocks\": [\"citizen-finish\"], \"ladder\": \"citizen\" }", "{ \"clocks\": [\"citizen-finish\"], \"ladder\": \"unit\" }", "$.climbs[2].ladder", "群众时限：阶梯 citizen → unit", "the citizen's finish: ladder citizen → unit")]
    [InlineData("\"max\": \"10wd\"", "\"max\": \"5wd\"", "$.extensions[2].max", "延期（全部事项）：最长 10 个工作日 → 5 个工作日", "extension (every case): at most 10 → 5 working days")]
    [InlineData("\"times\": 0", "\"times\": 1", "$.extensions[0].times", "延期（特急、紧急）：次数 0 → 1", "extension (emergency or urgent): times 0 → 1")]
    [InlineData("\"maxLength\": \"5wd\"", "\"maxLength\": \"8wd\"", "$.suspensions[0].maxLength", "挂起“等待群众补充材料”：最长 5 个工作日 → 8 个工作日", "suspension “waiting for evidence from the citizen”: at most 5 → 8 working days")]
    [InlineData("\"window\": \"5wd\"", "\"window\": \"2wd\"", "$.objection.windows[1].window", "退单 退单期限（信访 · 一般、复杂）：时间 5 个工作日 → 2 个工作日", "objection objection window (petition · general or complex): window 5 → 2 working days")]
    [InlineData("\"maxReturns\": 2", "\"maxReturns\": 1", "$.objection.maxReturns", "退单：退单次数上限 2 → 1", "objection: returns before arbitration 2 → 1")]
    [InlineData("\"attempts\": 3", "\"attempts\": 4", "$.visit.attempts", "回访：次数 3 → 4", "return visit: attempts 3 → 4")]
    [InlineData("\"after\": \"30cd\"", "\"after\": \"60cd\"", "$.lookBack.after", "回头看：时间 30 个自然日 → 60 个自然日", "look-back: after 30 → 60 calendar days")]
    [InlineData("\"warnDaysLeft\": 1", "\"warnDaysLeft\": 2", "$.marks.warnDaysLeft", "预警：提前预警工作日数 1 → 2", "marks: warn at working days left 1 → 2")]
    [InlineData("\"kind\": [\"consult\"], \"grade\": [\"L3\"]", "\"kind\": [\"consult\", \"suggest\"], \"grade\": [\"L3\"]", "$.rules[4].when", "规则 L3-consult（咨询、建议 · 一般）：适用范围 咨询 · 一般 → 咨询、建议 · 一般", "rule L3-consult (consultation or suggestion · general): applies to consultation · general → consultation or suggestion · general")]
    [InlineData("\"L4-complex\", \"clocks\": { \"finish\": \"15cd\" }", "\"L4-complex\", \"clocks\": { \"finish\": \"20cd\" }", "$.presets.beijing.rules[3].clocks.finish", "模板 beijing 规则 L4-complex：办结 15 个自然日 → 20 个自然日", "preset beijing rule L4-complex: finish 15 → 20 calendar days")]
    [InlineData("\"title\": \"默认规则\"", "\"title\": \"坡头区规则\"", "$.title", "名称 默认规则 → 坡头区规则", "title 默认规则 → 坡头区规则")]
    public void A_line_says_in_the_words_of_the_field_what_changes(string old, string @new, string path, string zh, string en)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        var at = Text.IndexOf(old, StringComparison.Ordinal);
        var difference = Assert.Single(PolicyDiff.Between(Text, Text[..at] + @new + Text[(at + old.Length)..]));
        Assert.Equal((path, zh, en), (difference.Path, difference.Zh, difference.En));
    }

    [Fact]
    public void A_new_rule_is_one_line_that_says_for_whom_and_how_long()
    {
        var added = """{ "id": "complaints", "when": { "kind": ["complaint"], "grade": ["L3"] }, "clocks": { "finish": "3wd", "sign-off": "4wh" }, "source": "x" },""";
        var at = Text.IndexOf("{\n      \"id\": \"L4-complex\"", StringComparison.Ordinal);
        var difference = Assert.Single(PolicyDiff.Between(Text, Text[..at] + added + Text[at..]));
        Assert.Equal(
            ("$.rules[5]", "规则 complaints（投诉 · 一般）：新增，办结 3 个工作日，签收 4 个工作小时", "rule complaints (complaint · general): added, finish 3 working days, sign-off 4 office hours"),
            (difference.Path, difference.Zh, difference.En));
        Assert.Equal(DifferenceKind.Added, difference.Kind);
    }

    [Fact]
    public void A_preset_that_is_named_is_compared_as_what_it_does()
    {
        var named = Text.Replace("\"version\"", "\"preset\": \"guangdong\", \"version\"", StringComparison.Ordinal);
        var lines = PolicyDiff.Between(Text, named).Select(line => line.En).ToArray();
        Assert.Contains("preset: none → guangdong", lines);
        Assert.Contains("consultation · general: finish 1 → 2 working days", lines);
        Assert.Contains(lines, line => line.StartsWith("rule complaint-report (complaint or report · general or complex): added, finish 15 working days", StringComparison.Ordinal));
        var changed = named.Replace("\"clocks\": { \"finish\": \"15wd\" }, \"source\": \"广东省", "\"clocks\": { \"finish\": \"12wd\" }, \"source\": \"广东省", StringComparison.Ordinal);
        Assert.Equal("complaint or report · general or complex: finish 15 → 12 working days", Assert.Single(PolicyDiff.Between(named, changed)).En);
        Assert.Empty(PolicyDiff.Between(PolicyPresets.Unfold(Text, "shandong"), PolicyPresets.Unfold(PolicyPresets.Unfold(Text, "shandong"), "shandong")));
    }

    [Fact]
    public void What_is_no_policy_cannot_be_compared() => Assert.Throws<RuleDocumentException>(() => PolicyDiff.Between(Text, "{}"));

    private static IEnumerable<JsonNode> Everywhere(JsonNode node) => node switch
    {
        JsonObject item => item.Where(part => part.Key is not ("$schema" or "version")).SelectMany(part => part.Key == "when" ? Conditions(part.Value!) : Everywhere(part.Value!))
            .Concat(item.Parent is JsonArray { Count: > 1 } ? [item] : []),
        JsonArray list when list.All(entry => entry is JsonValue) => list.Count > 1 ? [list] : [],
        JsonArray list => list.SelectMany(entry => Everywhere(entry!)),
        _ => [node],
    };

    private static IEnumerable<JsonNode> Conditions(JsonNode when) => when.AsObject().Select(condition => condition.Value!).OfType<JsonValue>();

    private static JsonNode Another(JsonNode value)
    {
        if (value.GetValueKind() == System.Text.Json.JsonValueKind.Number) return value.GetValue<int>() + 1;
        if (value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) return !value.GetValue<bool>();
        var text = value.GetValue<string>();
        if (Budget.TryParse(text, out _) || text == "none") return text == "11wd" ? "12wd" : "11wd";
        return value.GetPropertyName() switch
        {
            "endOfDay" => "midnight",
            "cause" => text == "other" ? "citizen" : "other",
            "eveningFrom" => "19:00:00",
            _ => text + "-x",
        };
    }

    private static void Reverse(JsonArray list)
    {
        var entries = list.Reverse().ToArray();
        list.Clear();
        foreach (var entry in entries) list.Add(entry);
    }
}
