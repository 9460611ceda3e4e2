using System.Diagnostics;
using System.Net;

namespace GridCase.Scenarios.Hosts;

/// <summary>Sends as somebody does who does not give up: through kills and restarts, until there is an answer.</summary>
/// <param name="patience">How long it goes on; 3 minutes where nothing is said.</param>
internal sealed class PatientSender(TimeSpan? patience = null)
{
    private readonly TimeSpan patience = patience ?? TimeSpan.FromMinutes(3);
    private readonly Stopwatch running = Stopwatch.StartNew();
    private int answered;
    private int sentAgain;

    public int Answered => answered;

    public int SentAgain => sentAgain;

    public bool HasPatience => running.Elapsed < patience;

    /// <summary>The first answer that is one: a yes, or a refusal that sending again would not change.</summary>
    public async Task<Reply> UntilAnswered(Func<Task<Reply>> send)
    {
        while (HasPatience)
        {
            try
            {
                var reply = await send();
                // Slower, not ready, signed in the same second as before the kill or by a clock that has been moved since, or others were faster eight times over.
                if (reply.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) && reply.Code is not ("replayed" or "stale-timestamp" or "busy"))
                {
                    Interlocked.Increment(ref answered);
                    return reply;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                // The host is away, or went while it answered.
            }

            Interlocked.Increment(ref sentAgain);
            await Task.Delay(100);
        }

        throw new TimeoutException($"No answer within {patience.TotalSeconds:0} s.");
    }
}
