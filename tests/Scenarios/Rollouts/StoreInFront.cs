using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Scenarios.Rollouts;

/// <summary>Stands in front of a store of cases and hands everything on; what derives from it does one thing wrong.</summary>
internal abstract class StoreInFront(ICaseStore inner) : ICaseStore
{
    protected ICaseStore Inner => inner;

    public virtual Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default) => inner.Append(append, cancellation);

    public virtual Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default) =>
        inner.ListAlive(afterId, limit, orChangedSince, cancellation);

    public Task<CaseFile?> Find(string caseId, CancellationToken cancellation = default) => inner.Find(caseId, cancellation);

    public Task<string?> FindByCode(string code, CancellationToken cancellation = default) => inner.FindByCode(code, cancellation);

    public Task<IReadOnlyList<RecordedFact>> Facts(string caseId, int afterNumber, int limit, CancellationToken cancellation = default) => inner.Facts(caseId, afterNumber, limit, cancellation);

    public Task<Receipt?> FindReceipt(string key, CancellationToken cancellation = default) => inner.FindReceipt(key, cancellation);

    public Task<CasePage> List(CaseQuery query, CancellationToken cancellation = default) => inner.List(query, cancellation);

    public Task<IReadOnlyList<string>> ListOpen311(Open311Query query, CancellationToken cancellation = default) => inner.ListOpen311(query, cancellation);

    public Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation = default) => inner.Changes(query, cancellation);

    public Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation = default) => inner.Count(query, cancellation);

    public Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation = default) => inner.Span(changedSince, cancellation);

    public Task<IReadOnlyList<CaseFile>> AsOf(CaseSlice slice, CancellationToken cancellation = default) => inner.AsOf(slice, cancellation);

    public Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation = default) => inner.Relatives(query, cancellation);

    public Task<RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation = default) => inner.Evidence(contexts, cancellation);

    public Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation = default) => inner.Choices(from, to, cancellation);
}
