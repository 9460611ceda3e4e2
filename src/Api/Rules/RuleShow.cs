using System.Globalization;
using System.Text.Json;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Rules;

/// <summary>Shows versions, drafts and changes.</summary>
internal static class RuleShow
{
    private const int MostDeeds = 200;

    public static RuleRecord Record(RuleLedger ledger, RuleSort sort, CountyDirectory directory) => new(
        ledger.Latest(sort),
        [.. ledger.Versions.Where(version => version.Sort == sort).Reverse().Select(version => Version(ledger, version, directory))],
        ledger.Awaiting(sort) is { } waiting ? Version(ledger, waiting, directory) : null,
        ledger.Draft(sort) is { } draft ? new(draft.Revision, draft.BasedOn, By(draft.By, draft.At, directory)) : null,
        [.. ledger.Changes.Where(change => change.Sort == sort).Reverse().Select(Change)],
        [.. ledger.Deeds.Where(deed => deed.Sort == sort).Reverse().Take(MostDeeds).Select(deed => Deed(deed, directory))]);

    public static VersionLine Version(RuleLedger ledger, RuleVersion version, CountyDirectory directory)
    {
        var (publication, settlement) = (version.Publication, version.Settlement);
        var ended = settlement is null ? null : By(settlement.By, settlement.At, directory, settlement.Reason);
        var change = settlement?.Change is { } number ? ledger.Changes[number - 1] : null;
        return new(
            version.Version, version.State, version.Base, By(version.DraftedBy, version.DraftedAt, directory),
            publication is null ? null : By(publication.By, publication.At, directory, publication.Reason),
            change is null ? null : ended, change is null ? ended : null, publication?.Treatment, publication?.EffectiveFrom,
            publication?.Undoes is { } undone ? ledger.Changes[undone - 1].Version : null, change?.At, change is null ? null : Number(change.Number));
    }

    public static VersionView Whole(RuleLedger ledger, RuleVersion version, CountyDirectory directory)
    {
        var before = version.Base is { } name ? ledger.Find(version.Sort, name) : null;
        return new(
            version.Version, version.State, Version(ledger, version, directory), Json(version.Document),
            before is null ? [] : RuleChecks.Differences(version.Sort, before.Document, version.Document, directory),
            [.. ledger.Deeds.Where(deed => deed.Sort == version.Sort && deed.Version == version.Version && deed.Kind is not (RuleDeedKind.DraftSaved or RuleDeedKind.DraftDiscarded)).Select(deed => Deed(deed, directory))]);
    }

    public static DraftView Draft(RuleLedger ledger, RuleDraft draft, RuleContext context)
    {
        var findings = RuleChecks.Findings(draft.Sort, draft.Document, ledger, context);
        return new(draft.Revision, draft.BasedOn, By(draft.By, draft.At, context.Directory), Json(draft.Document), Passes(findings), findings);
    }

    public static CheckView Check(RuleLedger ledger, RuleSort sort, string document, RuleContext context)
    {
        var findings = RuleChecks.Findings(sort, document, ledger, context);
        var latest = ledger.Find(sort, ledger.Latest(sort))!;
        return new(Passes(findings), findings, latest.Version, Differences(sort, latest.Document, document, context.Directory));
    }

    public static ChangeLine Change(RuleChange change) =>
        new(Number(change.Number), change.Sort, change.Version, change.At, change.Treatment, change.Undoes is { } undone ? Number(undone) : null);

    public static ConfirmedView Confirmed(RuleLedger ledger, RuleVersion version)
    {
        var change = ledger.Changes[version.Settlement!.Change!.Value - 1];
        return new(version.Version, Change(change), Number(change.Number), change.At);
    }

    public static JsonElement Json(string document)
    {
        using var tree = JsonDocument.Parse(document);
        return tree.RootElement.Clone();
    }

    private static IReadOnlyList<RuleDifference>? Differences(RuleSort sort, string old, string @new, CountyDirectory directory)
    {
        try
        {
            return RuleChecks.Differences(sort, old, @new, directory);
        }
        catch (RuleDocumentException)
        {
            // What cannot be read cannot be compared; the findings say why.
            return null;
        }
    }

    private static bool Passes(IEnumerable<RuleFinding> findings) => findings.All(finding => finding.Severity != FindingSeverity.Error);

    private static HistoryLine Deed(RuleDeed deed, CountyDirectory directory) =>
        new(deed.Kind, deed.Version, By(deed.By, deed.At, directory, deed.Reason), deed.Change is { } number ? Number(number) : null);

    private static DoneBy By(string person, DateTimeOffset at, CountyDirectory directory, string? reason = null) => new(person, directory.Person(person)?.DisplayName, at, reason);

    private static string Number(int change) => change.ToString(CultureInfo.InvariantCulture);
}
