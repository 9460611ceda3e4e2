using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>What a rule change would do to a case. Pure.</summary>
public sealed class ImpactRules(PreviewRules rules)
{
    /// <param name="file">The case as its facts say at the frozen instant; later facts must not be in it.</param>
    /// <returns>Null when the case lies outside what was asked about.</returns>
    public CaseImpact? Of(CaseFile file)
    {
        if (!rules.Question.Scope.Covers(file)) return null;
        var open = OpenImpactRules.Of(file, rules);
        var past = PastImpactRules.Of(file, rules);
        return open is null && past is null ? null : new(file, open, past);
    }
}
