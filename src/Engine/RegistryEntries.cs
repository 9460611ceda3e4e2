using System.Text.Json;
using GridCase.Workflows.Durable;

namespace GridCase.Engine;

internal abstract class OrchestrationEntry(string name)
{
    public string Name => name;

    public abstract Task<byte[]> Run(WorkflowContext context, byte[] input, JsonSerializerOptions json);
}

internal sealed class OrchestrationEntry<TInput, TOutput>(string name, Func<Workflow<TInput, TOutput>> create) : OrchestrationEntry(name)
{
    public override async Task<byte[]> Run(WorkflowContext context, byte[] input, JsonSerializerOptions json)
    {
        var output = await create().Run(context, JsonSerializer.Deserialize<TInput>(input, json)!);
        return JsonSerializer.SerializeToUtf8Bytes(output, json);
    }
}

internal abstract class ActivityEntry(string name)
{
    public string Name => name;
}

internal abstract class TransactionEntry(string name) : ActivityEntry(name)
{
    public abstract byte[] Run(byte[] input, ActivityCall call, JsonSerializerOptions json);
}

internal sealed class TransactionEntry<TInput, TOutput>(string name, Func<TInput, ActivityCall, Task<TOutput>> handler) : TransactionEntry(name)
{
    public override byte[] Run(byte[] input, ActivityCall call, JsonSerializerOptions json)
    {
        var task = handler(JsonSerializer.Deserialize<TInput>(input, json)!, call);
        if (!task.IsCompleted)
        {
            throw new NotCompleteException(
                $"Activity {Name} runs in the transaction but did not complete at once. It must wait for nothing outside the journal; register it as Outside.");
        }

        return JsonSerializer.SerializeToUtf8Bytes(task.GetAwaiter().GetResult(), json);
    }
}

internal abstract class OutsideEntry(string name) : ActivityEntry(name)
{
    public abstract Task<byte[]> Run(byte[] input, ActivityCall call, JsonSerializerOptions json, CancellationToken cancellation);
}

internal sealed class OutsideEntry<TInput, TOutput>(string name, Func<TInput, ActivityCall, CancellationToken, Task<TOutput>> handler)
    : OutsideEntry(name)
{
    public override async Task<byte[]> Run(byte[] input, ActivityCall call, JsonSerializerOptions json, CancellationToken cancellation)
    {
        var output = await handler(JsonSerializer.Deserialize<TInput>(input, json)!, call, cancellation).ConfigureAwait(false);
        return JsonSerializer.SerializeToUtf8Bytes(output, json);
    }
}

/// <summary>An activity of the transaction tried to wait: a mistake in the program, so its instance is parked and not retried.</summary>
internal sealed class NotCompleteException(string message) : Exception(message);
