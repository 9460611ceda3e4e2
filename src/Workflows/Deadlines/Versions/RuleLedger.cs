using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>All that is kept of a county's policies and calendars: every version, the changes from one to the next, the drafts, and who did what.</summary>
/// <param name="Revision">Grows with every write: a decision made on an older one is made again.</param>
/// <param name="FirstPolicy">The policy in force before any change.</param>
/// <param name="FirstCalendar">The calendar in force before any change.</param>
public sealed record RuleLedger(
    int Revision,
    string FirstPolicy,
    string FirstCalendar,
    ImmutableArray<RuleVersion> Versions,
    ImmutableArray<RuleChange> Changes,
    ImmutableArray<RuleDraft> Drafts,
    ImmutableArray<RuleDeed> Deeds)
{
    /// <summary>Who begins a county's rules: no person.</summary>
    public const string Beginner = "system:first-start";

    /// <summary>The ledger of a first start: what the program came with becomes the county's own, so that a later release changes nothing by itself.</summary>
    public static RuleLedger Begin(PolicyBook book, DateTimeOffset now)
    {
        ImmutableArray<RuleVersion> versions =
        [
            .. book.Policies.Select(policy => First(RuleSort.Policy, policy.Version, policy.Document, now)),
            .. book.Calendars.Select(calendar => First(RuleSort.Calendar, calendar.Version, calendar.Document, now)),
        ];
        return new(
            1, book.PolicyAt(DateTimeOffset.MinValue).Version, book.CalendarAt(DateTimeOffset.MinValue).Version, versions, book.Changes, [],
            [.. versions.Select(version => new RuleDeed(version.Sort, RuleDeedKind.Begun, now, Beginner, version.Version))]);
    }

    /// <summary>The version after every change there is, those of a later date included: what a new one is made from and compared with.</summary>
    public string Latest(RuleSort sort) => LastChange(sort)?.Version ?? FirstOf(sort);

    public string FirstOf(RuleSort sort) => sort == RuleSort.Policy ? FirstPolicy : FirstCalendar;

    public RuleChange? LastChange(RuleSort sort) => Changes.LastOrDefault(change => change.Sort == sort);

    /// <summary>The version that was in force before this change.</summary>
    public string Before(RuleChange change) => Changes.LastOrDefault(other => other.Sort == change.Sort && other.Number < change.Number)?.Version ?? FirstOf(change.Sort);

    public RuleVersion? Find(RuleSort sort, string version) => Versions.FirstOrDefault(one => one.Sort == sort && one.Version == version);

    public RuleVersion? Awaiting(RuleSort sort) => Versions.FirstOrDefault(one => one.Sort == sort && one.State == RuleState.Awaiting);

    public RuleDraft? Draft(RuleSort sort) => Drafts.FirstOrDefault(draft => draft.Sort == sort);

    /// <summary>The revision that the next saved draft bears.</summary>
    public int NextDraft(RuleSort sort) => 1 + Deeds.Count(deed => deed.Sort == sort && deed.Kind == RuleDeedKind.DraftSaved);

    /// <summary>The ledger with one more step.</summary>
    public RuleLedger With(RuleStep step)
    {
        var versions = Versions;
        if (step.Version is { } version)
        {
            var known = versions.IndexOf(versions.FirstOrDefault(one => one.Sort == version.Sort && one.Version == version.Version)!);
            versions = known < 0 ? versions.Add(version) : versions.SetItem(known, version);
        }

        var drafts = Drafts;
        if (step.Draft is not null || step.DropsDraft) drafts = drafts.RemoveAll(draft => draft.Sort == step.Deed.Sort);
        if (step.Draft is { } saved) drafts = drafts.Add(saved);
        return this with
        {
            Revision = Revision + 1,
            Versions = versions,
            Changes = step.Change is { } change ? Changes.Add(change) : Changes,
            Drafts = drafts,
            Deeds = Deeds.Add(step.Deed),
        };
    }

    /// <summary>What cases are read with: every version that is or was in force.</summary>
    /// <exception cref="RuleDocumentException">This release does not take a stored version any more.</exception>
    public PolicyBook Book()
    {
        var published = Versions.Where(version => version.State == RuleState.Published).ToLookup(version => version.Sort, version => version.Document);
        return new(published[RuleSort.Policy].Select(text => Policy.Parse(text)), FirstPolicy, published[RuleSort.Calendar].Select(WorkCalendar.Parse), FirstCalendar, Changes);
    }

    private static RuleVersion First(RuleSort sort, string version, string document, DateTimeOffset now) =>
        new(sort, version, document, RuleState.Published, null, Beginner, now);
}

/// <summary>What one act adds to the ledger or changes in it.</summary>
/// <param name="Deed">Its line in the history.</param>
/// <param name="Version">Added, or as it now is.</param>
/// <param name="Draft">The draft as saved.</param>
/// <param name="DropsDraft">The draft of the deed's sort is gone: published or discarded.</param>
public sealed record RuleStep(RuleDeed Deed, RuleVersion? Version = null, RuleChange? Change = null, RuleDraft? Draft = null, bool DropsDraft = false);
