using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>A case as its head and its facts say.</summary>
internal sealed record CaseRecord(CaseHeadRow Head, CaseFile File);

/// <summary>Reads cases from their partitions. A case that this instance knows costs one point read; else its facts are read too.</summary>
internal sealed class CaseRecords(Shelf cases, FoldedCases kept)
{
    /// <summary>The head of a case, or null; null too for what is no case id.</summary>
    public Task<CaseHeadRow?> Head(string caseId, CancellationToken cancellation) => AppendCheck.IsCaseId(caseId)
        ? cases.Find<CaseHeadRow>(CaseHeadRow.PartitionOf(caseId), CaseHeadRow.Key, cancellation)
        : Task.FromResult<CaseHeadRow?>(null);

    /// <summary>The case as it stands now, or null.</summary>
    /// <exception cref="InvalidDataException">The facts do not reach what the head says: the tables were damaged.</exception>
    public async Task<CaseRecord?> Read(string caseId, CancellationToken cancellation)
    {
        if (await Head(caseId, cancellation).ConfigureAwait(false) is not { } head) return null;
        var known = kept.Find(caseId);
        if (known is not null && known.Version <= head.Version && await Fold(head, known, cancellation).ConfigureAwait(false) is { } file) return new(head, file);
        file = await Fold(head, null, cancellation).ConfigureAwait(false) ?? throw new InvalidDataException($"The facts of case {caseId} do not end where its head says. Run verify.");
        return new(head, file);
    }

    /// <summary>Keeps a case as its commit made it.</summary>
    public void Keep(CaseFile file) => kept.Keep(file);

    /// <summary>Forgets every case, where the tables were changed behind the store's back.</summary>
    public void Forget() => kept.Clear();

    public async Task<CaseFile?> Find(string caseId, CancellationToken cancellation) => (await Read(caseId, cancellation).ConfigureAwait(false))?.File;

    /// <summary>Facts after a number, in order, at most so many.</summary>
    public async Task<List<RecordedFact>> Facts(string caseId, int after, int limit, CancellationToken cancellation)
    {
        List<RecordedFact> facts = [];
        if (!AppendCheck.IsCaseId(caseId)) return facts;
        var rows = cases.Rows<Row>(FactRows.Between(CaseHeadRow.PartitionOf(caseId), after, AppendCheck.MostFacts), Math.Min(limit, 1_000), cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            facts.AddRange(FactRows.Read(row).Where(fact => fact.Number > after).Take(limit - facts.Count));
            if (facts.Count == limit) break;
        }

        return facts;
    }

    /// <summary>The case as its facts said within a slice, or null where none is within.</summary>
    public async Task<CaseFile?> AsOf(string caseId, CaseSlice slice, CancellationToken cancellation)
    {
        CaseFile? file = null;
        await foreach (var row in cases.Rows<Row>(FactRows.Between(CaseHeadRow.PartitionOf(caseId), 0, AppendCheck.MostFacts), null, cancellation).ConfigureAwait(false))
        {
            foreach (var fact in FactRows.Read(row))
            {
                if (!SliceMatch.IsWithin(fact.Body, slice)) return file;
                file = CaseFolding.Apply(caseId, file, fact);
            }
        }

        return file;
    }

    /// <summary>Folds on from what is known; null where that does not lead to the head.</summary>
    private async Task<CaseFile?> Fold(CaseHeadRow head, CaseFile? known, CancellationToken cancellation)
    {
        var file = known;
        if (file?.Version != head.Version)
        {
            foreach (var row in await cases.List<Row>(FactRows.Between(head.PartitionKey, known?.Version ?? 0, head.Version), null, cancellation).ConfigureAwait(false))
                foreach (var fact in FactRows.Read(row))
                    file = CaseFolding.Apply(head.CaseId, file, fact);
        }

        if (file is null || file.Version != head.Version || file.LastHash != head.Hash) return null;
        kept.Keep(file);
        return file;
    }
}
