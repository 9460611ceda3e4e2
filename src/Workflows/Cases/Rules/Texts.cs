using System.Collections.Immutable;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>Puts what a person wrote beside a fact; empty texts are left out.</summary>
internal static class Texts
{
    public static DecidedFact With(Fact fact, params ReadOnlySpan<(string Field, string? Value)> texts)
    {
        var kept = ImmutableArray.CreateBuilder<CaseText>();
        foreach (var (field, value) in texts)
            if (!string.IsNullOrWhiteSpace(value)) kept.Add(new(field, value));
        return new(fact, kept.DrainToImmutable());
    }

    /// <summary>The remark belongs to the first fact that the command brought.</summary>
    public static Decision WithRemark(Decision decision, string remark)
    {
        if (decision.Facts.IsEmpty) return decision;
        var first = decision.Facts[0];
        return decision with { Facts = decision.Facts.SetItem(0, first with { Texts = first.Texts.Add(new("remark", remark)) }) };
    }
}
