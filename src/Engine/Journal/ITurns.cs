using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>What the journal's writer asks of the engine that is attached to it. All members run on the writer thread unless said otherwise.</summary>
internal interface ITurns
{
    /// <summary>Messages put out by the current piece of work and not yet handed over.</summary>
    int Outgoing { get; }

    /// <summary>True when so many instances wait for a turn that the writer lets them go before new writes.</summary>
    bool IsBehind { get; }

    /// <summary>How many instances wait for a turn.</summary>
    int QueuedTurns { get; }

    bool Start<TInput, TOutput>(JournalSession session, Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input);

    bool Send<T>(JournalSession session, string instanceId, Signal<T> signal, T payload);

    /// <summary>Drops outgoing messages beyond the count: the work that put them out was undone.</summary>
    void Forget(int outgoing);

    /// <summary>Hands the outgoing messages of a finished piece of work to their instances.</summary>
    void Deliver(JournalSession session);

    /// <summary>Runs turns inside the open transaction, until none is ready or the batch is long enough.</summary>
    void RunTurns(JournalSession session);

    /// <summary>Writes down what is still under way, so that the commit holds all of it.</summary>
    void BeforeCommit(JournalSession session);

    /// <summary>Publishes what was committed: outside activities, waiting callers.</summary>
    void AfterCommit();

    /// <summary>How long the writer may sleep: zero when there is work, null for as long as nobody calls. Runs under the journal's gate.</summary>
    TimeSpan? Idle();

    /// <summary>The journal has stopped.</summary>
    void Stopped(Exception cause);
}
