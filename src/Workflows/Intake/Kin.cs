using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake;

/// <summary>Looks up which cases an order is like, on the record as it is now.</summary>
public sealed class Kin(ICaseStore cases)
{
    /// <summary>Which case a rule joins this new one to, and what that was decided on. Nothing was seen where no rule would join it to any.</summary>
    public async Task<(Likeness? Joins, RelativesSeen? Seen)> OfNew(CaseFile file, DecisionContext context, CancellationToken cancellation)
    {
        if (LikenessRules.ForRegistration(file, context.Policies.Policy(file.PolicyVersion)) is not { } query) return (null, null);
        var (likenesses, seen) = await Look(file, query, context, cancellation);
        var joins = likenesses.Count > 0 && likenesses[0].ByItself ? likenesses[0] : null;
        return (joins, new(query, seen, joins is null ? null : (joins.Head.Id, joins.Head.Version)));
    }

    /// <summary>What a person at triage is shown.</summary>
    public async Task<IReadOnlyList<Likeness>> Of(CaseFile file, DecisionContext context, CancellationToken cancellation) =>
        LikenessRules.ForPerson(file, context.Policies.Policy(file.PolicyVersion), context.Now) is { } query ? (await Look(file, query, context, cancellation)).Likenesses : [];

    private async Task<(IReadOnlyList<Likeness> Likenesses, long Seen)> Look(CaseFile file, LikenessQuery query, DecisionContext context, CancellationToken cancellation)
    {
        var relatives = await cases.Relatives(query, cancellation);
        var found = new Dictionary<string, CaseFile>();
        foreach (var id in relatives.CaseIds)
            if (await cases.Find(id, cancellation) is { } other) found[id] = other;
        foreach (var parent in found.Values.Select(other => other.ParentId).OfType<string>().Distinct().ToList())
            if (!found.ContainsKey(parent) && await cases.Find(parent, cancellation) is { } head) found[parent] = head;
        return (LikenessRules.Of(file, found.Values, context), relatives.Seen);
    }
}
