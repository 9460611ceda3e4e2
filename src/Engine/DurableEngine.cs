using GridCase.Workflows.Durable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCase.Engine;

/// <summary>
/// Runs orchestrations on one machine from a journal: their histories, timers, messages and activities are in it, so that the process may end
/// at any moment and go on after the next <see cref="Start()"/>. Time comes from the journal.
/// </summary>
public sealed class DurableEngine : IWorkflowClient
{
    private const int MostListed = 1_000;

    private const int PurgedAtOnce = 200;

    private readonly Journal journal;
    private readonly Dispatcher dispatcher;

    /// <summary>Attaches an engine to the journal. It does nothing until it is started, but what is started or sent before is kept.</summary>
    public DurableEngine(
        Journal journal, WorkflowRegistry registry, EngineOptions? options = null, HostileMode? hostile = null, ILoggerFactory? logs = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(registry);
        options ??= new EngineOptions();
        options.Validate();
        journal.Schema("engine", SqliteLedger.Version, SqliteLedger.Upgrade);
        this.journal = journal;
        dispatcher = new Dispatcher(journal, registry, options, hostile, logs ?? NullLoggerFactory.Instance);
        journal.Attach(dispatcher);
    }

    /// <summary>The name of the engine's meter and activity source.</summary>
    public static string MeterName => EngineMeter.Name;

    /// <summary>Takes up what was under way and begins to run turns.</summary>
    public Task Start() => journal.Write(dispatcher.Open);

    /// <summary>Runs no more turns. Outside activities under way are cancelled and run again after the next start. The journal stays open.</summary>
    public Task Stop() => journal.Write(_ =>
    {
        dispatcher.Close();
        dispatcher.Outside.Stop();
    });

    /// <inheritdoc/>
    public Task<bool> Start<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default) =>
        journal.Write(session => session.Start(orchestration, instanceId, input), cancellation);

    /// <inheritdoc/>
    public Task<bool> Send<T>(string instanceId, Signal<T> signal, T payload, CancellationToken cancellation = default) =>
        journal.Write(session => session.Send(instanceId, signal, payload), cancellation);

    /// <inheritdoc/>
    public Task<InstanceView?> Find(string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => dispatcher.Ledger.Find(session, instanceId) is { } row ? View(session, row) : null));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<InstanceView>> ListParked(int limit, CancellationToken cancellation = default)
    {
        var parked = new List<InstanceView>();
        string? after = null;
        while (parked.Count < limit && await List("", after, MostListed, cancellation).ConfigureAwait(false) is { Count: > 0 } page)
        {
            parked.AddRange(page.Where(instance => instance.State == InstanceState.Parked));
            after = page[^1].InstanceId;
        }

        return [.. parked.Take(limit)];
    }

    /// <summary>Instances whose id begins with <paramref name="idPrefix"/>, by id, after <paramref name="afterId"/>; at most <paramref name="limit"/> (1 to 1,000).</summary>
    public Task<IReadOnlyList<InstanceView>> List(string idPrefix, string? afterId, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostListed);
        return Task.FromResult<IReadOnlyList<InstanceView>>(
            journal.Read(session => dispatcher.Ledger.List(session, idPrefix, afterId, limit).Select(row => View(session, row)).ToList()));
    }

    /// <inheritdoc/>
    public Task<bool> Unpark(string instanceId, CancellationToken cancellation = default) =>
        journal.Write(session => dispatcher.Unpark(session, instanceId), cancellation);

    /// <inheritdoc/>
    public async Task<int> Purge(DateTimeOffset endedBefore, CancellationToken cancellation = default)
    {
        var purged = 0;
        while (true)
        {
            // In small portions, so that nobody waits long behind them.
            var count = await journal.Write(Portion, cancellation).ConfigureAwait(false);
            purged += count;
            if (count < PurgedAtOnce) return purged;
        }

        int Portion(JournalSession session)
        {
            var keys = dispatcher.Ledger.EndedBefore(session, endedBefore, PurgedAtOnce);
            foreach (var key in keys) dispatcher.Ledger.Remove(session, key);
            return keys.Count;
        }
    }

    /// <summary>
    /// Completes when no write, turn or outside activity is left and no timer is due: under a virtual clock only. Nothing that others start
    /// meanwhile is waited for beyond that moment.
    /// </summary>
    public Task RunToRest() => Wait((rest, waiter) => rest.Add(waiter));

    /// <summary>
    /// Moves the virtual clock to the instant, stopping at every timer on the way, in order, until all that follows from it has come to rest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the present one.</exception>
    public Task AdvanceTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, journal.Time.GetUtcNow());
        return Wait((rest, waiter) => rest.Add(waiter, instant));
    }

    /// <summary>The same by a length of time.</summary>
    public Task AdvanceBy(TimeSpan time) => AdvanceTo(journal.Time.GetUtcNow() + time);

    /// <summary>What happened in the present execution of an instance, or null when there is none: for recorded histories and for a person who looks.</summary>
    public RecordedHistory? ExportHistory(string instanceId) => journal.Read(session =>
    {
        if (dispatcher.Ledger.Find(session, instanceId) is not { } row) return null;
        var turns = dispatcher.Ledger.Turns(session, row.Key).Select(turn => HistoryJson.Read(turn)).ToList();
        return new RecordedHistory(row.Id, row.Orchestration, turns);
    });

    /// <summary>
    /// Ids of the running instances whose timers are due by an instant and have not fired, in the order in which they will; at most <paramref name="limit"/> (1 to 10,000). For whoever
    /// prepares what they will ask for.
    /// </summary>
    public IReadOnlyList<string> Upcoming(DateTimeOffset until, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostListed * 10);
        return journal.Read(session => dispatcher.Ledger.Upcoming(session, until, limit));
    }

    /// <summary>How the engine is doing.</summary>
    public EngineSnapshot Snapshot() => new(
        dispatcher.Running,
        dispatcher.Parked,
        dispatcher.Residents.Count,
        journal.QueueDepth,
        dispatcher.QueuedTurns,
        dispatcher.Outside.Count,
        journal.Commits,
        dispatcher.Turns,
        dispatcher.Due.Fired,
        dispatcher.Due.Lateness.Percentile(0.5),
        dispatcher.Due.Lateness.Percentile(0.99),
        dispatcher.Due.Lateness.Longest,
        journal.Fault?.Message);

    private Task Wait(Action<RestWatch, TaskCompletionSource> add)
    {
        if (!dispatcher.Rest.IsVirtual) throw new InvalidOperationException("Only an engine under a virtual clock comes to rest.");
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.Wake(() => add(dispatcher.Rest, waiter));
        return waiter.Task;
    }

    private InstanceView View(JournalSession session, InstanceRow row) => new(
        row.Id,
        row.Orchestration,
        row.State,
        row.StartedAt,
        row.EndedAt,
        row.IsOver ? null : dispatcher.Ledger.Timers(session, row.Key) is [var first, ..] ? first.Due : null,
        row.Status,
        row.ParkedReason);
}
