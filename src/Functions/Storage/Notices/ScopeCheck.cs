using System.Collections.Concurrent;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>Whether what a notice is about lies in a query's scope as it is now, or it has reached the person named beside it. Each case is read once for a page.</summary>
internal sealed class ScopeCheck(NoticeQuery query, ICaseStore cases, DateTimeOffset now)
{
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    public async Task<bool> Covers(Notice notice, CancellationToken cancellation)
    {
        if (query.PostCode is not null || query.Scope is not { WholeCounty: false } scope) return true;
        if (notice.PersonId == query.OrPersonId && notice.NotBefore <= now) return true;
        if (notice.About is { } about) return (scope.DivisionPrefix is { Length: > 0 } prefix && about.Area.StartsWith(prefix, StringComparison.Ordinal)) || scope.Grids.Contains(about.Area);
        if (known.TryGetValue(notice.CaseId, out var covers)) return covers;
        return known[notice.CaseId] = await cases.Find(notice.CaseId, cancellation).ConfigureAwait(false) is { } file && scope.Covers(file);
    }
}
