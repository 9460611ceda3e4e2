using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Functions.Tests.Stores;

/// <summary>Notices over tables in memory, filled by appends of which nothing but the file and what leaves is kept.</summary>
public sealed class NoticeRig : StoreRig
{
    private readonly CountyStores stores;

    public NoticeRig()
    {
        Tables = new(Service);
        Tables.Create(default).Wait();
        TableDepartures departures = new((message, _) => Told(Messages, message), (lane, _) => Told(Lanes, lane), Routing, true, _ => { }, (_, _) => Task.CompletedTask);
        var cases = new Appended(new(Tables, departures, Clock));
        Notices = new(Tables, cases, departures, Clock);
        stores = TableStores.Of(Tables, new FakeBlobs(), "", KeyRing.Passing(), Clock, departures) with { Cases = cases, Notices = Notices };
    }

    public FakeTables Service { get; } = new();

    public override CountyStores Stores => stores;

    internal TableNoticeStore Notices { get; }

    internal CountyTables Tables { get; }

    public override void Dispose()
    {
    }

    private static Task Told<T>(List<T> said, T word)
    {
        said.Add(word);
        return Task.CompletedTask;
    }

    private sealed class Appended(TableOutbox outbox) : ICaseStore
    {
        private readonly Dictionary<string, CaseFile> files = [];

        public Task<CaseFile?> Find(string caseId, CancellationToken cancellation = default) => Task.FromResult(files.GetValueOrDefault(caseId));

        public async Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
        {
            files[append.CaseId] = append.After;
            await outbox.Put(append.Effects, cancellation);
            return AppendOutcome.Appended;
        }

        public Task<string?> FindByCode(string code, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<RecordedFact>> Facts(string caseId, int afterNumber, int limit, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Receipt?> FindReceipt(string key, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<CasePage> List(CaseQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListOpen311(Open311Query query, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<CaseFile>> AsOf(CaseSlice slice, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
