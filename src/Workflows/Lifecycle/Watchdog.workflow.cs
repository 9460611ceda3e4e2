using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Compares open cases with running orchestrations, page by page, and re-arms what is missing from the record. One instance per county; it never ends.</summary>
public sealed class Watchdog : Workflow<WatchCursor, Nothing>
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    public override async Task<Nothing> Run(WorkflowContext context, WatchCursor cursor)
    {
        var next = await context.Call(Activities.CompareAndRepair, cursor, RetryPolicy.Transient);
        if (next.AfterCaseId is null) await context.TimerUntil(context.Now + BetweenRounds, CancellationToken.None);
        context.ContinueAsNew(next);
        return Nothing.Value;
    }
}

/// <summary>How far a round has come.</summary>
/// <param name="AfterCaseId">The last case compared; null at the start of a round.</param>
/// <param name="Repaired">Orchestrations re-armed in this round.</param>
public sealed record WatchCursor(string? AfterCaseId, int Compared, int Repaired);
