using GridCase.Functions.Durable;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Durable;
using Microsoft.DurableTask;
using RetryPolicy = GridCase.Workflows.Durable.RetryPolicy;

namespace GridCase.Functions.Tests.Durable;

public sealed class DurableWorkflowContextTests
{
    private static readonly Activity<string, int?> Count = new("Count");
    private static readonly Signal<int> Changed = new("Changed");
    private static readonly DateTime Now = new(2026, 2, 10, 1, 0, 0, DateTimeKind.Unspecified);

    private readonly FakeOrchestration inner = new("lane:mail!002fp-1!002fcase", Now);
    private readonly DurableWorkflowContext context;

    public DurableWorkflowContextTests() => context = new(inner);

    [Fact]
    public void Id_time_and_replay_are_the_engines()
    {
        Assert.Equal("lane:mail/p-1/case", context.InstanceId);
        Assert.Equal(new DateTimeOffset(2026, 2, 10, 1, 0, 0, TimeSpan.Zero), context.Now);
        Assert.True(context.IsReplaying);
        Assert.Equal(inner.NewGuid(), context.NewId());
    }

    [Fact]
    public async Task An_activity_is_called_by_name_with_its_input_and_its_retries()
    {
        inner.Answer = new Outcome<int?>(3, null);

        Assert.Equal(3, await context.Call(Count, "input", new(5, TimeSpan.FromSeconds(2), 2.5, TimeSpan.FromMinutes(3))));
        var asked = Assert.Single(inner.Asked);
        Assert.Equal(["activity", "Count", "input"], asked[..3]);
        var policy = Assert.IsType<Microsoft.DurableTask.RetryPolicy>(asked[3]);
        Assert.Equal((5, TimeSpan.FromSeconds(2), 2.5, TimeSpan.FromMinutes(3)), (policy.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient, policy.MaxRetryInterval));
    }

    [Fact]
    public async Task Without_a_policy_an_activity_is_tried_once_and_may_give_nothing()
    {
        inner.Answer = new Outcome<int?>(null, null);

        Assert.Null(await context.Call(Count, "input"));
        Assert.Null(inner.Asked[0][3]);
    }

    [Fact]
    public async Task A_longest_wait_shorter_than_the_first_is_taken_for_the_first()
    {
        inner.Answer = new Outcome<int?>(1, null);
        await context.Call(Count, "input", new RetryPolicy(2, TimeSpan.FromMinutes(2), 1, TimeSpan.FromMinutes(1)));

        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<Microsoft.DurableTask.RetryPolicy>(inner.Asked[0][3]).MaxRetryInterval);
    }

    [Fact]
    public async Task A_fault_that_outlives_the_retries_is_the_ports()
    {
        inner.Answer = new TaskFailedException("Count", 7, new TaskFailureDetails("System.TimeoutException", "too slow", null, null, null));

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => context.Call(Count, "input"));
        Assert.Equal(("Count", "TimeoutException: too slow"), (failed.Activity, failed.Reason));
    }

    [Fact]
    public async Task What_cannot_be_helped_by_trying_again_ends_as_a_fault_with_its_reason()
    {
        inner.Answer = await Outcome<int?>.Of(() => throw new UnretryableException("the finding was refused"));

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => context.Call(Count, "input", RetryPolicy.Transient));
        Assert.Equal("UnretryableException: the finding was refused", failed.Reason);
    }

    [Fact]
    public async Task Any_other_fault_of_an_activity_is_left_to_the_engine_to_retry() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Outcome<int>.Of(() => throw new TimeoutException()));

    [Fact]
    public async Task A_timer_is_armed_in_universal_time_with_its_cancellation_and_tells_the_watchdog()
    {
        using var cancel = new CancellationTokenSource();
        var instant = new DateTimeOffset(2026, 2, 10, 9, 0, 1, TimeSpan.FromHours(8));
        await context.TimerUntil(instant, cancel.Token);

        Assert.Equal(["status", new InstanceStatus(null, instant)], inner.Asked[0]);
        Assert.Equal(["timer", instant.UtcDateTime, DateTimeKind.Utc, cancel.Token], inner.Asked[1]);
    }

    [Fact]
    public void A_timer_for_an_instant_that_has_passed_is_done_at_once()
    {
        Assert.True(context.TimerUntil(context.Now, CancellationToken.None).IsCompletedSuccessfully);
        Assert.Empty(inner.Asked);
    }

    [Fact]
    public async Task One_wait_for_a_name_may_be_pending_and_is_not_cancelled()
    {
        var later = new TaskCompletionSource<int>();
        inner.Answer = later;
        var wait = context.WaitFor(Changed);

        Assert.Equal(["wait", "Changed", CancellationToken.None], inner.Asked[0]);
        Assert.Throws<InvalidOperationException>(() => { _ = context.WaitFor(Changed); });
        later.SetResult(5);
        Assert.Equal(5, await wait);
        inner.Answer = 6;
        Assert.Equal(6, await context.WaitFor(Changed));
    }

    [Fact]
    public async Task A_child_runs_under_its_own_id_and_its_fault_names_it()
    {
        var child = new Orchestration<string, int>("Child");
        inner.Answer = 4;
        Assert.Equal(4, await context.CallChild(child, "sweep:a/1", "input"));
        Assert.Equal(["child", "Child", "input", "sweep:a!002f1"], inner.Asked[0]);

        inner.Answer = new TaskFailedException("Child", 1, new TaskFailureDetails("X.BrokenException", "broke", null, null, null));
        var failed = await Assert.ThrowsAsync<ChildFailedException>(() => context.CallChild(child, "sweep:a/1", "input"));
        Assert.Equal(("sweep:a/1", "BrokenException: broke"), (failed.InstanceId, failed.Reason));
    }

    [Fact]
    public void A_signal_goes_to_the_instance_by_name()
    {
        context.Signal("lane:a/b", Changed, 8);

        Assert.Equal(["send", "lane:a!002fb", "Changed", 8], inner.Asked[0]);
    }

    [Fact]
    public void Going_on_anew_keeps_the_signals_that_nobody_took()
    {
        context.ContinueAsNew("next");

        Assert.Equal(["again", "next", true], inner.Asked[0]);
    }

    [Fact]
    public async Task The_word_for_operators_stays_when_a_timer_is_armed()
    {
        var instant = context.Now.AddHours(1);
        context.SetStatus("waits");
        await context.TimerUntil(instant, CancellationToken.None);
        context.SetStatus("goes on");

        Assert.Equal(new InstanceStatus("waits", null), inner.Asked[0][1]);
        Assert.Equal(new InstanceStatus("waits", instant), inner.Asked[1][1]);
        Assert.Equal(new InstanceStatus("goes on", instant), inner.Asked[3][1]);
    }
}
