using GridCase.Functions.Durable;
using GridCase.Functions.Orchestrators;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.DurableTask;

namespace GridCase.Functions.Tests.Durable;

public sealed class OrchestratedTests
{
    private readonly FakeOrchestration inner = new("lane:a", new(2026, 2, 10, 1, 0, 0, DateTimeKind.Utc));

    [Fact]
    public async Task An_orchestration_runs_on_the_engines_context_with_its_input()
    {
        inner.Answer = new Func<object?[], object?>(asked => (string)asked[1]! == "DeliverNext" ? new Outcome<LaneLook>(new(false, true, null), null) : new Outcome<bool>(false, null));

        Assert.Equal(3, await CaseOrchestrators.LaneDelivery(inner, new("mail/p-1/case", 3)));
        Assert.Equal(["activity", "DeliverNext", "mail/p-1/case"], inner.Asked[0][..3]);
        Assert.Equal(["activity", "LaneHasMore", "mail/p-1/case"], inner.Asked[1][..3]);
    }

    [Fact]
    public async Task One_that_gives_up_leaves_word_why()
    {
        inner.Answer = new TaskFailedException("DeliverNext", 1, new TaskFailureDetails("System.TimeoutException", "too slow", null, null, null));

        await Assert.ThrowsAsync<ActivityFailedException>(() => CaseOrchestrators.LaneDelivery(inner, new("mail/p-1/case", 0)));
        Assert.Equal(["status", new InstanceStatus(null, null, "Activity DeliverNext failed: TimeoutException: too slow")], inner.Asked[^1]);
    }
}
