using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Functions.Storage;

/// <summary>
/// Cases in tables: a partition for each with its facts, its texts and what is still to leave; beside it lists that follow from the facts. Several instances write at
/// once. A list may lag behind a commit for as long as its writing takes, or, where an instance died in between, until the pump finishes it (half a minute to a minute
/// and a half); a case that is read by its id never does.
/// </summary>
internal sealed class TableCaseStore : ICaseStore, IUnfinished, IPruned
{
    /// <summary>How many folded cases an instance keeps; about 2 KB each.</summary>
    private const int Kept = 10_000;

    private readonly CaseRecords records;
    private readonly TableReceipts receipts;
    private readonly CaseLists lists;
    private readonly CaseChangeLists changes;
    private readonly CaseIndexes indexes;
    private readonly CaseFinisher finisher;
    private readonly CaseAppender appender;
    private readonly CaseRebuilder rebuilder;

    /// <param name="leave">Lets effects leave; may be called again for the same.</param>
    /// <param name="changed">Hears of each case that has changed.</param>
    /// <param name="settle">See <see cref="ChangeStamps"/>.</param>
    public TableCaseStore(
        CountyTables tables, KeyRing keys, TimeProvider time, TableReceipts receipts, PendingBook pending, Func<Effects, CancellationToken, Task> leave, Action<CaseFile> changed, TimeSpan? settle = null)
    {
        this.receipts = receipts;
        records = new(tables.Cases, new(Kept));
        var numbers = new CaseNumbers(tables.Cases);
        var stamps = new ChangeStamps(time, settle ?? ChangeStamps.UsualSettle);
        lists = new(tables.CaseIndex, numbers);
        indexes = new(
            new(tables.CaseIndex), new(tables.CaseIndex, records), new(tables.Learned, time, records.Find), new(tables.Learned, records.Find), new(tables.CaseIndex));
        changes = new(tables.CaseIndex, lists, indexes.Partings, stamps, time);
        finisher = new(tables.Cases, records, indexes, pending, stamps, leave, changed);
        appender = new(tables.Cases, records, new(tables.Cases, keys.Texts), receipts, pending, numbers, indexes.Likeness, stamps, finisher);
        rebuilder = new(tables.Cases, tables.CaseIndex, records, indexes, numbers, time);
    }

    public string Kind => finisher.Kind;

    /// <summary>Which cases changed when, for the seals.</summary>
    public IChangedHeads Heads => changes;

    public Task<CaseFile?> Find(string caseId, CancellationToken cancellation = default) => records.Find(caseId, cancellation);

    public Task<string?> FindByCode(string code, CancellationToken cancellation = default) => lists.FindByCode(code, cancellation);

    public async Task<IReadOnlyList<RecordedFact>> Facts(string caseId, int afterNumber, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        ArgumentOutOfRangeException.ThrowIfNegative(afterNumber);
        return await records.Facts(caseId, afterNumber, limit, cancellation).ConfigureAwait(false);
    }

    public Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default) => appender.Append(append, cancellation);

    public Task<Receipt?> FindReceipt(string key, CancellationToken cancellation = default) => receipts.Find(key, cancellation);

    /// <inheritdoc/>
    /// <remarks>With <see cref="CaseQuery.ChangedSince"/> what changed shortly before that instant is given again.</remarks>
    public Task<CasePage> List(CaseQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return query.ChangedSince is null ? lists.Page(query, cancellation) : changes.Page(query, cancellation);
    }

    public Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return query.ChangedSince is null ? throw new ArgumentException("Since when is asked for.", nameof(query)) : changes.Changes(query, cancellation);
    }

    public Task<IReadOnlyList<string>> ListOpen311(Open311Query query, CancellationToken cancellation = default) => indexes.Open311.List(query, cancellation);

    public Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation = default) => lists.Count(query, cancellation);

    /// <inheritdoc/>
    /// <remarks>In the order of registration.</remarks>
    public async Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        var after = afterId is null ? 0 : (await records.Head(afterId, cancellation).ConfigureAwait(false))?.No ?? throw new ArgumentException($"There is no case {afterId}.", nameof(afterId));
        return await lists.Alive(after, limit, orChangedSince, cancellation).ConfigureAwait(false);
    }

    public Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation = default) => lists.Span(changedSince, cancellation);

    public async Task<IReadOnlyList<CaseFile>> AsOf(CaseSlice slice, CancellationToken cancellation = default)
    {
        Limits.Check(slice);
        var ids = await lists.Of(slice, cancellation).ConfigureAwait(false);
        var files = await Gathered.Of(ids, (id, stop) => records.AsOf(id, slice, stop), cancellation).ConfigureAwait(false);
        return [.. files.OfType<CaseFile>()];
    }

    public Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation = default) => indexes.Likeness.Relatives(query, cancellation);

    public Task<RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation = default) => indexes.Routing.Evidence(contexts, cancellation);

    public Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation = default) => indexes.Routing.Choices(from, to, cancellation);

    public Task Finish(string subject, CancellationToken cancellation) => finisher.Finish(subject, cancellation);

    /// <summary>Makes every index anew from the facts; see <see cref="CaseRebuilder"/>.</summary>
    public Task<int> Rebuild(CancellationToken cancellation, IProgress<int>? progress = null) => rebuilder.Rebuild(progress, cancellation);

    /// <summary>Forgets partings after 90 days, and registrations that were announced and never came.</summary>
    public async Task Prune(DateTimeOffset now, CancellationToken cancellation)
    {
        await indexes.Partings.Prune(now, cancellation).ConfigureAwait(false);
        await indexes.Likeness.Clear(cancellation).ConfigureAwait(false);
    }

    /// <summary>Forgets what this instance remembers of cases; the tables are read again.</summary>
    internal void Forget() => records.Forget();
}
