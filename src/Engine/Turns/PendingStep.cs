using System.Text.Json;

namespace GridCase.Engine;

/// <summary>A step whose result the code waits for.</summary>
internal abstract class PendingStep
{
    public abstract void Return(byte[] result, JsonSerializerOptions json);

    public abstract void Throw(Exception error);
}

internal sealed class PendingStep<T> : PendingStep
{
    // Continuations run inline on purpose: the code must go on inside the turn and on its thread.
    private readonly TaskCompletionSource<T> completion = new();

    public Task<T> Task => completion.Task;

    public override void Return(byte[] result, JsonSerializerOptions json) => completion.SetResult(JsonSerializer.Deserialize<T>(result, json)!);

    public override void Throw(Exception error) => completion.SetException(error);
}

/// <summary>A timer the code waits for.</summary>
internal sealed class PendingTimer(DateTimeOffset due)
{
    private readonly TaskCompletionSource completion = new();

    public DateTimeOffset Due => due;

    public Task Task => completion.Task;

    public CancellationTokenRegistration Registration { get; set; }

    public void Fire()
    {
        Registration.Dispose();
        completion.SetResult();
    }

    public void Cancel(CancellationToken cancellation) => completion.TrySetCanceled(cancellation);
}

/// <summary>The signals of one name: those nobody took yet, or the one wait for the next.</summary>
internal sealed class SignalBox
{
    public Queue<byte[]> Untaken { get; } = new();

    public PendingStep? Waiter { get; set; }
}
