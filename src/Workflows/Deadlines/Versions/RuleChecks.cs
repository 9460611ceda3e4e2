using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>Checks a draft or a version in the county in which it is to be in force.</summary>
public static class RuleChecks
{
    /// <summary>Every finding, errors first. Empty means that it may be published as it is.</summary>
    public static ImmutableArray<RuleFinding> Findings(RuleSort sort, string document, RuleLedger ledger, RuleContext context)
    {
        try
        {
            if (sort == RuleSort.Policy) Policy.Parse(document);
            else WorkCalendar.Parse(document);
            return [];
        }
        catch (RuleDocumentException refusal)
        {
            return [.. refusal.Faults.Select(RuleFinding.Of)];
        }
    }
}
