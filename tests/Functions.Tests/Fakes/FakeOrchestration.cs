using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>An orchestration's context that writes down what it is asked and answers as the test says.</summary>
internal sealed class FakeOrchestration(string instanceId, DateTime now) : TaskOrchestrationContext
{
    private static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    /// <summary>What was asked, in order.</summary>
    public List<object?[]> Asked { get; } = [];

    /// <summary>What the next activity, child or event gives; an exception is thrown, a function is asked by what was asked.</summary>
    public object? Answer { get; set; }

    public override TaskName Name => "Any";

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => true;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T? GetInput<T>()
        where T : default => throw new NotSupportedException();

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) => Answered<TResult>("activity", name.Name, input, options?.Retry?.Policy);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Asked.Add(["timer", fireAt, fireAt.Kind, cancellationToken]);
        return Task.CompletedTask;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => Answered<T>("wait", eventName, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload) => Asked.Add(["send", instanceId, eventName, payload]);

    public override void SetCustomStatus(object? customStatus) => Asked.Add(["status", customStatus]);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Answered<TResult>("child", orchestratorName.Name, input, (options as SubOrchestrationOptions)?.InstanceId);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => Asked.Add(["again", newInput, preserveUnprocessedEvents]);

    public override Guid NewGuid() => Id;

    private Task<T> Answered<T>(params object?[] asked)
    {
        Asked.Add(asked);
        return (Answer is Func<object?[], object?> by ? by(asked) : Answer) switch
        {
            Exception fault => Task.FromException<T>(fault),
            TaskCompletionSource<T> later => later.Task,
            var answer => Task.FromResult((T)answer!),
        };
    }
}
