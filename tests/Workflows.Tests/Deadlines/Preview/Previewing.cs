using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Tests.Cases;
using static GridCase.Workflows.Tests.Cases.CaseScript;

namespace GridCase.Workflows.Tests.Deadlines.Preview;

/// <summary>Asks what a change would do to cases that were played, as if it were confirmed at one instant.</summary>
internal static class Previewing
{
    /// <summary>The built-in policy with another finish budget for ordinary cases, as a document.</summary>
    public static string Finish(string budget) => NewRules.Document("draft", ("finish", budget));

    public static PreviewRules Rules(
        PolicyBook book, string document, string at, OpenCases treatment = OpenCases.FromStart, string from = "2026-01-01 00:00", string? to = null, PreviewScope? scope = null,
        RuleSort sort = RuleSort.Policy) => PreviewRules.Of(
            new(sort, document, PreviewRules.NextChange(book, Instant(at)), Instant(at), treatment, Instant(from), Instant(to ?? at), scope ?? PreviewScope.Everything), book,
            TestCounty.Directory);

    public static CaseImpact? Of(this PreviewRules rules, CaseScript script) => new ImpactRules(rules).Of(script.File);

    /// <summary>Lets time pass as timers do: each mark is looked at when it comes.</summary>
    public static CaseScript WalkTo(this CaseScript script, string until)
    {
        while (Agenda.Next(script.File, script.Policies) is { } next && next.Instant <= Instant(until))
            script.Wait(next.Instant.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss.fffffff"));
        return script;
    }

    public static Impact Sum(this PreviewRules rules, params CaseScript[] scripts)
    {
        var (tally, impacts) = (new ImpactTally(), new ImpactRules(rules));
        foreach (var script in scripts)
            if (impacts.Of(script.File) is { } impact) tally.Add(impact);
        return tally.Sum();
    }
}
