namespace GridCase.Workflows.Durable;

/// <summary>
/// The one race of a mark against a signal. It keeps one pending wait for the signal and reuses it, keeps its timer as long as no earlier
/// mark turns up, and does not believe a timer that fired early.
/// </summary>
public sealed class Wake<T>(WorkflowContext context, Signal<T> signal) : IDisposable
{
    private Task<T>? pending;
    private Task? timer;
    private DateTimeOffset armedFor;
    private CancellationTokenSource? cancel;

    /// <summary>Waits until the instant is reached or the signal comes; with no instant, for the signal alone. True when the instant was reached.</summary>
    public async Task<bool> At(DateTimeOffset? instant)
    {
        while (true)
        {
            if (instant <= context.Now)
            {
                Disarm();
                return true;
            }

            pending ??= context.WaitFor(signal);
            if (instant is { } mark) Arm(mark);
            var first = timer is null ? pending : await Task.WhenAny(pending, timer);
            if (first == pending)
            {
                await pending;
                pending = null;
                return false;
            }

            // A timer armed for an earlier instant than asked, or one that woke early: look again.
            timer = null;
            cancel?.Dispose();
            cancel = null;
        }
    }

    /// <summary>Cancels the timer that lost. The pending wait is left to the engine, which keeps its signals.</summary>
    public void Dispose() => Disarm();

    private void Arm(DateTimeOffset mark)
    {
        if (timer is not null && armedFor <= mark) return;
        Disarm();
        cancel = new CancellationTokenSource();
        armedFor = mark;
        timer = context.TimerUntil(mark, cancel.Token);
    }

    private void Disarm()
    {
        cancel?.Cancel();
        cancel?.Dispose();
        cancel = null;
        timer = null;
    }
}
