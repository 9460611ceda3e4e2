using System.Text.Json.Nodes;

namespace GridCase.Conformance.Rules;

/// <summary>
/// The served policy with seconds and minutes in place of days. Most cases have so much time that no clock of theirs is heard however slow the host; those in the
/// category of <see cref="Hasty"/> fall due in seconds, and those of <see cref="Moved"/> are the ones whose limits a change of the rules moves.
/// </summary>
internal static class TestPolicy
{
    public const string Title = "符合性测试 Conformance 2";

    /// <summary>Cases that run out of time while a test looks on.</summary>
    public const string Hasty = "facility.street-light";

    /// <summary>Cases that a test moves by new rules.</summary>
    public const string Moved = "facility.drainage";

    /// <summary>The rule of the cases that are moved, and its budget before.</summary>
    public const string MovedRule = "moved";

    public const string MovedBudget = "PT30M";

    /// <summary>How long a case is suspended at most.</summary>
    public const string SuspensionBudget = "PT30S";

    private const string Patient = "PT20M";
    private const string Source = "符合性测试";

    public static bool Is(JsonObject policy) => (string?)policy["title"] == Title;

    public static JsonObject From(JsonObject served)
    {
        var policy = served.DeepClone().AsObject();
        policy["title"] = Title;
        // A preset brings days back, and a rule of another run would stand twice.
        policy.Remove("presets");
        policy.Remove("preset");
        Rules(policy["rules"]!.AsArray());
        foreach (var ladder in policy["ladders"]!.AsArray()) Hurry(ladder!.AsObject());
        foreach (var extension in policy["extensions"]!.AsArray()) if (extension!["max"] is not null) extension["max"] = "PT20M";
        foreach (var reason in policy["suspensions"]!.AsArray()) reason!["maxLength"] = SuspensionBudget;
        var visit = policy["visit"]!;
        (visit["minGap"], visit["minDays"], visit["hotlineSilence"]) = ("PT1S", 1, "PT10S");
        policy["lookBack"]!["after"] = "PT15S";
        var duplicates = policy["duplicates"]!;
        (duplicates["sameCallerWindow"], duplicates["samePlaceWindow"]) = ("PT30M", "PT30M");
        policy["notices"]!["digestOver"] = 1000;
        return policy;
    }

    private static void Rules(JsonArray rules)
    {
        foreach (var own in rules.Where(rule => (string?)rule!["id"] is "hasty" or MovedRule).ToList()) rules.Remove(own);
        foreach (var rule in rules)
        {
            var clocks = rule!["clocks"]!.AsObject();
            foreach (var clock in clocks.Select(clock => clock.Key).ToList())
                if ((string?)clocks[clock] != "none") clocks[clock] = clock == "look-back" ? "PT15S" : Patient;
        }

        rules.Add(Rule("hasty", Hasty, new() { ["dispatch"] = "PT20S", ["sign-off"] = "PT6S", ["first-contact"] = "PT1H", ["finish"] = "PT1H" }));
        rules.Add(Rule(MovedRule, Moved, new() { ["finish"] = MovedBudget }));
    }

    private static JsonObject Rule(string id, string category, JsonObject clocks) =>
        new() { ["id"] = id, ["when"] = new JsonObject { ["category"] = category, ["grade"] = new JsonArray("L3") }, ["clocks"] = clocks, ["source"] = Source };

    /// <summary>Urgent, so that nothing waits for the morning after a holiday.</summary>
    private static void Hurry(JsonObject ladder)
    {
        (ladder["urgent"], ladder["acknowledgeWithin"]) = (true, "PT5S");
        var rungs = ladder["rungs"]!.AsArray();
        for (var number = 0; number < rungs.Count; number++) rungs[number]!["offset"] = $"PT{3 * (number + 1)}S";
    }
}
