using System.Collections.Immutable;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>Checks a draft or a version in the county in which it is to be in force, and says how it differs from the version before.</summary>
public static class RuleChecks
{
    /// <summary>Every finding, errors first. Empty means that it may be published as it is.</summary>
    public static ImmutableArray<RuleFinding> Findings(RuleSort sort, string document, RuleLedger ledger, RuleContext context)
    {
        var latest = ledger.Find(sort, ledger.Latest(sort))!;
        var today = DateOnly.FromDateTime(context.Now.ToOffset(ChinaTime.Offset).Date);
        var findings = sort == RuleSort.Policy ? OfPolicy(document, ledger, context.Directory, today) : OfCalendar(document, latest, ledger, context, today);
        if (findings.Any(finding => finding.Severity == FindingSeverity.Error)) return Sorted(findings);
        var version = RuleText.VersionOf(document);
        if (version != latest.Version && !VersionNames.IsName(version))
            findings = findings.Add(RuleFinding.Error(
                "$.version", $"'{version}' is no name for a version.", $"Write 1 to 40 letters, digits, dots and hyphens, or leave it as {latest.Version} to get the next number."));
        if (document != latest.Document && Differences(sort, latest.Document, document).IsEmpty)
            findings = findings.Add(RuleFinding.Warning("$", $"It says the same as {latest.Version}.", "Publish it only if that is what you want."));
        return Sorted(findings);
    }

    /// <summary>Why this release cannot read a document; empty when it can.</summary>
    public static ImmutableArray<RuleFinding> Faults(RuleSort sort, string document)
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

    /// <summary>What changes from one document to the next.</summary>
    /// <exception cref="RuleDocumentException">One of them cannot be read.</exception>
    public static ImmutableArray<RuleDifference> Differences(RuleSort sort, string old, string @new, CountyDirectory? directory = null) => sort == RuleSort.Policy
        ? PolicyDiff.Between(old, @new)
        : CalendarDiff.Between(old, @new, directory is null ? null : code => directory.Unit(code)?.Name ?? code);

    private static ImmutableArray<RuleFinding> OfPolicy(string document, RuleLedger ledger, CountyDirectory directory, DateOnly today)
    {
        var calendar = WorkCalendar.Parse(ledger.Find(RuleSort.Calendar, ledger.Latest(RuleSort.Calendar))!.Document);
        return PolicyCheck.Findings(
            document, calendar, today, [.. directory.Categories.Select(category => category.Code)], [.. directory.Posts.Select(post => post.Code.Split('@')[0]).Distinct()]);
    }

    private static ImmutableArray<RuleFinding> OfCalendar(string document, RuleVersion latest, RuleLedger ledger, RuleContext context, DateOnly today)
    {
        // A document that keeps the name it was made from gets the next number when it is published.
        if (RuleText.VersionOf(document) == latest.Version) document = RuleText.WithVersion(document, VersionNames.After(ledger, RuleSort.Calendar, latest.Version, context.Now));
        return CalendarCheck.Findings(document, latest.Document, today, context.Directory.Units.Select(unit => unit.Code).ToHashSet());
    }

    private static ImmutableArray<RuleFinding> Sorted(ImmutableArray<RuleFinding> findings) => [.. findings.OrderBy(finding => finding.Severity)];
}
