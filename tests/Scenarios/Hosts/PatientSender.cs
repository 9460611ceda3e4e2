using System.Diagnostics;
using System.Net;

namespace GridCase.Scenarios.Hosts;

/// <summary>Sends as somebody does who does not give up: through kills and restarts, until there is an answer.</summary>
internal sealed class PatientSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Stopwatch running = Stopwatch.StartNew();
    private int answered;
    private int sentAgain;

    public int Answered => answered;

    public int SentAgain => sentAgain;

    public bool HasPatience => running.Elapsed < Patience;

    /// <summary>The first answer that is one: a yes, or a refusal that sending again would not change.</summary>
    public async Task<Reply> UntilAnswered(Func<Task<Reply>> send)
    {
        while (HasPatience)
        {
            try
            {
                var reply = await send();
                // Slower, not ready, or signed in the same second as before the kill.
                if (reply.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) && reply.Code != "replayed")
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

        throw new TimeoutException($"No answer within {Patience.TotalSeconds:0} s.");
    }
}
