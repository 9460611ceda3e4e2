using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

/// <summary>The machine's clock is set while the engine sleeps: corrected from outside, or after the machine itself has slept.</summary>
public sealed class JumpTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly Folder folder = new();

    [Fact]
    public async Task What_became_due_by_a_jump_of_the_clock_happens_at_once_and_not_when_the_sleep_would_have_ended()
    {
        var clock = new SetClock();
        using var journal = new SqliteJournal(folder.File(), new() { Time = clock, SyncEveryCommit = false, FreeMegabytes = 0 });
        var due = clock.GetUtcNow().AddMinutes(20);
        var fired = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        var registry = new WorkflowRegistry().With<string, string>("sleep", async (context, _) =>
        {
            await context.TimerUntil(due, CancellationToken.None);
            fired.TrySetResult(context.Now);
            return "";
        });
        var engine = new DurableEngine(journal, registry);
        await engine.Start();
        await engine.Start(Orchestration("sleep"), "a", "");
        await Assert.ThrowsAsync<TimeoutException>(() => fired.Task.WaitAsync(TimeSpan.FromMilliseconds(50)));
        clock.Jump(TimeSpan.FromMinutes(30));
        var at = await fired.Task.WaitAsync(Soon);
        Assert.True(at >= due);
        clock.Jump(TimeSpan.FromMinutes(-40));
        Assert.True(clock.GetUtcNow() < due);
        Assert.Equal(1, engine.Snapshot().TimersFired);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The machine's clock as somebody sets it; stretches of time are measured evenly all the same.</summary>
    private sealed class SetClock : TimeProvider
    {
        private long off;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref off));

        public void Jump(TimeSpan by) => Interlocked.Add(ref off, by.Ticks);
    }
}
