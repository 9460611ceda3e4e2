using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Scenarios.Rollouts;

/// <summary>Changes what an append brings with it, and leaves its facts alone.</summary>
internal sealed class OtherEffects(ICaseStore inner, Func<CaseAppend, Effects> change) : StoreInFront(inner)
{
    public override Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default) => Inner.Append(append with { Effects = change(append) }, cancellation);
}

/// <summary>Writes other facts than were decided, each chained as it should be.</summary>
internal sealed class OtherFacts(ICaseStore inner, Func<FactBody, FactBody> change) : StoreInFront(inner)
{
    public override async Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
    {
        var file = append.ExpectedVersion == 0 ? null : await Inner.Find(append.CaseId, cancellation);
        if ((file?.Version ?? 0) != append.ExpectedVersion) return AppendOutcome.Conflict;
        var facts = new List<RecordedFact>();
        foreach (var fact in append.Facts)
        {
            facts.Add(FactChain.Seal(change(fact.Body), file?.LastHash ?? FactChain.Genesis));
            file = CaseFolding.Apply(append.CaseId, file, facts[^1]);
        }

        return await Inner.Append(append with { Facts = facts, After = file ?? append.After }, cancellation);
    }
}

/// <summary>Writes some facts once more, under the next number.</summary>
internal sealed class FactsTwice(ICaseStore inner, Func<Fact, bool> which) : StoreInFront(inner)
{
    public override async Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
    {
        var outcome = await Inner.Append(append, cancellation);
        if (outcome != AppendOutcome.Appended || append.Facts.FirstOrDefault(fact => which(fact.Fact)) is not { } twice) return outcome;
        var again = FactChain.Seal(twice.Body with { Number = append.After.Version + 1, At = append.After.LastAt }, append.After.LastHash);
        var after = CaseFolding.Apply(append.CaseId, append.After, again);
        await Inner.Append(new(append.CaseId, append.After.Version, [again], after, append.NextAt, [], Effects.None, null), cancellation);
        return outcome;
    }
}

/// <summary>Hashes a fact without the one in front of it.</summary>
internal sealed class Unchained(ICaseStore inner) : StoreInFront(inner)
{
    public override Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
    {
        if (append.ExpectedVersion == 0) return Inner.Append(append, cancellation);
        var alone = FactChain.Seal(append.Facts[^1].Body, FactChain.Genesis);
        return Inner.Append(append with { Facts = [.. append.Facts.SkipLast(1), alone], After = append.After with { LastHash = alone.Hash } }, cancellation);
    }
}

/// <summary>Registers each order as a second case as well.</summary>
internal sealed class TwoCases(ICaseStore inner) : StoreInFront(inner)
{
    public override async Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
    {
        var outcome = await Inner.Append(append, cancellation);
        if (outcome != AppendOutcome.Appended || append.ExpectedVersion > 0) return outcome;
        var other = string.Concat(append.CaseId.Reverse());
        await Inner.Append(append with { CaseId = other, After = CaseFolding.Fold(other, append.Facts)!, Texts = [], Effects = Effects.None, Receipt = null, Seen = null }, cancellation);
        return outcome;
    }
}

/// <summary>Lists for rollouts only what is open: whoever ended while one was under way is skipped.</summary>
internal sealed class OnlyOpen(ICaseStore inner) : StoreInFront(inner)
{
    public override Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default) =>
        Inner.ListAlive(afterId, limit, null, cancellation);
}

/// <summary>Keeps one open case from rollouts.</summary>
internal sealed class OneSkipped(ICaseStore inner, string skipped) : StoreInFront(inner)
{
    public override async Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default)
    {
        var page = await Inner.ListAlive(afterId, limit + 1, orChangedSince, cancellation);
        return [.. page.Where(open => open.CaseId != skipped).Take(limit)];
    }
}
