using System.Collections.Immutable;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Cases;

/// <summary>What a rule decided: facts to append with the texts that belong to them, or a refusal.</summary>
public sealed record Decision(ImmutableArray<DecidedFact> Facts, Refusal? Refusal)
{
    public static Decision Of(params ReadOnlySpan<DecidedFact> facts) => new([.. facts], null);

    public static Decision No(string code, string detail) => new([], new(RefusalKind.Rule, code, detail));

    public static Decision Forbidden(string code, string detail) => new([], new(RefusalKind.Forbidden, code, detail));

    public static Decision Inconsistent(string code, string detail) => new([], new(RefusalKind.Inconsistent, code, detail));
}

/// <summary>A fact, and what a person wrote with it.</summary>
public sealed record DecidedFact(Fact Fact, ImmutableArray<CaseText> Texts)
{
    public static implicit operator DecidedFact(Fact fact) => new(fact, []);
}

/// <summary>One text of a case: kept encrypted in the private store under case, fact number and field.</summary>
public sealed record CaseText(string Field, string Value);
