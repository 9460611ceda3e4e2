using System.Net.Http.Json;
using System.Reflection;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests;

/// <summary>Merges that meet another move at the same instant.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    private readonly ApiHost host;
    private InterruptedCases store = null!;

    public MergeTests() => host = new(wrap: inner => InterruptedCases.Of(inner, out store));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Of_two_merged_into_each_other_at_one_instant_the_second_is_refused()
    {
        var (one, other) = (await host.Accept("M-1"), await host.Accept("M-2"));
        await Merge(one, other, meanwhile: () => host.Move("dispatcher", other, new { command = "merge", into = one }));
        Assert.Equal((CaseStatus.Merged, true), ((await host.Stores.Cases.Find(other))!.Status, (await host.Stores.Cases.Find(one))!.IsOpen));
    }

    [Fact]
    public async Task What_was_withdrawn_meanwhile_takes_nothing_in()
    {
        var (one, other) = (await host.Accept("M-3"), await host.Accept("M-4"));
        await Merge(one, other, meanwhile: () => host.Move("dispatcher", other, new { command = "withdraw", reason = "已和解" }));
        Assert.True((await host.Stores.Cases.Find(one))!.IsOpen);
    }

    private async Task Merge(string id, string into, Func<Task> meanwhile)
    {
        var dispatcher = await host.As("dispatcher");
        store.BeforeNextAppend = meanwhile;
        await (await dispatcher.PostAsJsonAsync($"/api/cases/{id}/commands", new { command = "merge", into })).Problem(409, "target-not-open");
    }
}

/// <summary>A store of cases in which something else is done once between a decision and its append.</summary>
public class InterruptedCases : DispatchProxy
{
    private ICaseStore inner = null!;

    public Func<Task>? BeforeNextAppend { get; set; }

    public static ICaseStore Of(ICaseStore inner, out InterruptedCases interrupted)
    {
        var proxy = Create<ICaseStore, InterruptedCases>();
        interrupted = (InterruptedCases)(object)proxy;
        interrupted.inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(ICaseStore.Append) ? Append((CaseAppend)args![0]!, (CancellationToken)args[1]!) : targetMethod.Invoke(inner, args);

    private async Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation)
    {
        var interruption = BeforeNextAppend;
        BeforeNextAppend = null;
        if (interruption is not null) await interruption();
        return await inner.Append(append, cancellation);
    }
}
