using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>What a decision about rules looks at besides the ledger.</summary>
public sealed record RuleContext(DateTimeOffset Now, Actor Actor, CountyDirectory Directory);

/// <summary>What comes of an act: a step to keep, a refusal, or nothing to do because it was done before.</summary>
/// <param name="Version">The version it is about, where it is about one.</param>
/// <param name="Findings">Why a document was refused, or what to look at in one that was taken.</param>
public sealed record RuleDecision(RuleStep? Step, Refusal? Refusal, string? Version, ImmutableArray<RuleFinding> Findings)
{
    public static RuleDecision Do(RuleStep step, string? version = null, ImmutableArray<RuleFinding> findings = default) =>
        new(step, null, version, findings.IsDefault ? [] : findings);

    public static RuleDecision Refuse(RefusalKind kind, string code, string detail) => new(null, new(kind, code, detail), null, []);

    public static RuleDecision DoneBefore(string version) => new(null, null, version, []);
}
