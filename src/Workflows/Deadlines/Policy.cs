using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>One version of the deadlines and rules of a county (规则). Data, not code; immutable once read.</summary>
public sealed class Policy
{
    private static readonly Lazy<Policy> Default = new(() => Parse(RuleDocument.BuiltIn("default-policy.json")));
    private readonly PolicyParts parts;

    internal Policy(PolicyParts parts, string document)
    {
        this.parts = parts;
        Document = document;
    }

    /// <summary>The policy that comes with the program.</summary>
    public static Policy BuiltIn => Default.Value;

    /// <summary>The document it was read from, the preset written into its rules where one was asked for.</summary>
    public string Document { get; }

    public string Version => parts.Version;

    public string Title => parts.Title;

    internal PolicyParts Parts => parts;

    /// <summary>Every ladder by its name.</summary>
    public IReadOnlyDictionary<string, Ladder> Ladders => parts.Ladders;

    public ImmutableArray<SuspensionReason> SuspensionReasons => parts.Suspensions;

    public ObjectionRule Objection => parts.Objection;

    public VisitRule Visit => parts.File.Visit;

    public LookBackRule LookBack => parts.File.LookBack;

    public LedgerRule Ledger => parts.File.Ledger;

    public DuplicateRule Duplicates => parts.File.Duplicates;

    public ImmutableArray<EmergencyWord> EmergencyWords => parts.EmergencyWords;

    public ImmutableArray<RefusalClass> Refusals => parts.Refusals;

    public PetitionRule Petition => parts.File.Petition;

    public MediationRule Mediation => parts.File.Mediation;

    public ImmutableArray<WhistleRule> Whistles => parts.Whistles;

    public InspectionRule Inspection => parts.File.Inspection;

    public MobileRule Mobile => parts.File.Mobile;

    /// <summary>How many notices leave one by one before the rest become a digest; 10 an hour where the document says nothing.</summary>
    public DigestRule Digest => parts.File.Notices is { } notices ? new(notices.DigestOver, notices.Window.Time) : DigestRule.Default;

    /// <summary>Reads a policy document; see <c>policy.schema.json</c>.</summary>
    /// <param name="preset">The preset to lay over the rules, instead of the one the document names.</param>
    /// <exception cref="RuleDocumentException">It cannot be used; each fault says where and what to do.</exception>
    public static Policy Parse(string json, string? preset = null)
    {
        var parts = PolicyParts.Read(RuleDocument.Read<PolicyFile>(json, "policy"), preset);
        return new(parts, preset is null ? json : RuleText.WithVersion(PolicyPresets.Unfold(json, preset), parts.Version));
    }

    /// <summary>The terms of a clock for such a case, or null when it has no such clock.</summary>
    public ClockTerms? TermsFor(ClockKind kind, CaseTraits traits)
    {
        var rule = parts.Clocks[(int)kind].For(RuleSubject.Of(traits));
        return rule?.Rule.ByGrade[(int)traits.Grade];
    }

    /// <exception cref="KeyNotFoundException">There is no ladder of that name in this version.</exception>
    public Ladder LadderNamed(string name) => parts.Ladders.TryGetValue(name, out var ladder)
        ? ladder
        : throw new KeyNotFoundException($"Policy {Version} has no ladder {name}.");

    /// <summary>Whether and how far the finish clocks of such a case may be extended.</summary>
    public ExtensionRule ExtensionFor(CaseTraits traits) => parts.Extensions.For(RuleSubject.Of(traits))!.Rule;

    public SuspensionReason? SuspensionReasonNamed(string code) => parts.Suspensions.FirstOrDefault(reason => reason.Code == code);

    public RefusalClass? RefusalNamed(string code) => parts.Refusals.FirstOrDefault(refusal => refusal.Code == code);

    /// <summary>What the rules propose for a new case.</summary>
    public TriageProposal Triage(Channel channel, CaseKind kind, string category, Urgency urgency) =>
        parts.Triage.For(new(channel, kind, category, null, null, urgency))!.Rule;

    /// <summary>The first word of danger in a text, or null. Show "call 110/119/120 now" and take the case as L1.</summary>
    public EmergencyWord? EmergencyIn(string text) =>
        parts.EmergencyWords.FirstOrDefault(word => text.Contains(word.Word, StringComparison.OrdinalIgnoreCase));
}
