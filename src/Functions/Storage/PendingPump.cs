using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Storage;

/// <summary>Finishes what commits have left to be done, where whoever began it has not come back for half a minute.</summary>
internal sealed partial class PendingPump(PendingBook pending, IReadOnlyList<IUnfinished> stores, TimeProvider time, ILoggerFactory logs)
{
    private const int MostPerShard = 200;

    /// <summary>Younger notes are left to whoever made them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ILogger log = logs.CreateLogger<PendingPump>();

    /// <summary>One round over all shards. What fails stays for the next round; the others go on.</summary>
    public async Task<PumpRound> Run(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (done, left, oldest) = (0, 0, (DateTimeOffset?)null);
        for (var shard = 0; shard < PendingBook.Shards; shard++)
        {
            foreach (var note in await pending.Left(shard, now - Patience, MostPerShard, cancellation).ConfigureAwait(false))
            {
                if (await Finish(note, cancellation).ConfigureAwait(false)) done++;
                else
                {
                    left++;
                    oldest = oldest < note.At ? oldest : note.At;
                }
            }
        }

        return new(done, left, now - oldest);
    }

    [LoggerMessage(4001, LogLevel.Error, "{Kind} {Subject} could not be finished and is tried again in the next round: {Fault}")]
    private static partial void Unfinished(ILogger log, string kind, string subject, string fault);

    private async Task<bool> Finish(PendingNote note, CancellationToken cancellation)
    {
        try
        {
            await stores.First(store => store.Kind == note.Kind).Finish(note.Subject, cancellation).ConfigureAwait(false);
            await pending.Clear(note, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One subject that cannot be finished must not hold up the others; it stays noted and counted.
            Unfinished(log, note.Kind, note.Subject, fault.GetType().Name);
            return false;
        }
    }
}

/// <param name="Left">Notes that could not be finished.</param>
/// <param name="Oldest">How long the oldest of these has waited.</param>
internal sealed record PumpRound(int Done, int Left, TimeSpan? Oldest);
