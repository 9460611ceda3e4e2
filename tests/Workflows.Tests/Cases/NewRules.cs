using System.Text.Json.Nodes;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>Makes policies and calendars that differ from the built-in ones in what a test is about, and changes to them.</summary>
internal static class NewRules
{
    /// <summary>The built-in policy with other budgets for ordinary cases: <c>("finish", "3wd")</c>.</summary>
    public static Policy Policy(string version, params (string Clock, string Budget)[] budgets) => PolicyOf(version, "L3-general", budgets);

    public static Policy PolicyOf(string version, string rule, params (string Clock, string Budget)[] budgets) =>
        Workflows.Deadlines.Policy.Parse(DocumentOf(version, rule, budgets));

    /// <summary>The same as a document.</summary>
    public static string Document(string version, params (string Clock, string Budget)[] budgets) => DocumentOf(version, "L3-general", budgets);

    private static string DocumentOf(string version, string rule, (string Clock, string Budget)[] budgets)
    {
        var document = JsonNode.Parse(RuleDocument.BuiltIn("default-policy.json"))!;
        document["version"] = version;
        var entry = document["rules"]!.AsArray().Single(one => (string?)one!["id"] == rule)!["clocks"]!;
        foreach (var (clock, budget) in budgets) entry[clock] = budget;
        return document.ToJsonString();
    }

    /// <summary>The built-in calendar changed as told.</summary>
    public static WorkCalendar Calendar(string version, Action<JsonNode> change)
    {
        var document = JsonNode.Parse(RuleDocument.BuiltIn("calendar-cn.json"))!;
        document["version"] = version;
        change(document);
        return WorkCalendar.Parse(document.ToJsonString());
    }

    /// <summary>The next change to a policy, in force from this instant.</summary>
    public static PolicyBook Publish(this PolicyBook book, Policy policy, string at, OpenCases treatment) =>
        book.With(new(book.Changes.Length + 1, RuleSort.Policy, policy.Version, CaseScript.Instant(at), treatment), policy);

    public static PolicyBook Publish(this PolicyBook book, WorkCalendar calendar, string at, OpenCases treatment = OpenCases.FromStart) =>
        book.With(new(book.Changes.Length + 1, RuleSort.Calendar, calendar.Version, CaseScript.Instant(at), treatment), calendar: calendar);

    /// <summary>Takes the last change back; the version is that of before under a new name.</summary>
    public static PolicyBook Undo(this PolicyBook book, string at, Policy restored) =>
        book.With(new(book.Changes.Length + 1, RuleSort.Policy, restored.Version, CaseScript.Instant(at), OpenCases.FromStart, book.Changes[^1].Number), restored);
}
