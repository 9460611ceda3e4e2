using System.Text.Json;
using DurableTask.Core.Exceptions;
using GridCase.Functions.Durable;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Durable;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Tests.Durable;

public sealed class DurableWorkflowClientTests
{
    private const string Busy = "Running,Pending,Suspended";

    private static readonly Orchestration<string, int> Sweep = new("InspectionSweep");
    private static readonly Signal<int> Changed = new("Changed");
    private static readonly DateTimeOffset Began = new(2026, 2, 10, 1, 0, 0, TimeSpan.Zero);

    private readonly FakeDurableClient hub = new();
    private readonly DurableWorkflowClient client = new();
    private readonly CancellationTokenSource cancel = new();

    public DurableWorkflowClientTests() => client.Attach(hub);

    [Fact]
    public async Task Before_any_function_was_called_orchestrations_cannot_be_reached() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new DurableWorkflowClient().Start(Sweep, "id", "input"));

    [Fact]
    public async Task An_instance_is_started_under_its_id_unless_it_runs()
    {
        Assert.True(await client.Start(Sweep, "sweep:a/b", "input", cancel.Token));

        Assert.Equal(["start", "InspectionSweep", "input", "sweep:a!002fb", Busy, cancel.Token], Assert.Single(hub.Asked));
    }

    [Fact]
    public async Task One_that_runs_is_not_started_again()
    {
        hub.Fault = new OrchestrationAlreadyExistsException("there");
        Assert.False(await client.Start(Sweep, "id", "input"));
        hub.Fault = new RpcException(new Status(StatusCode.AlreadyExists, "there"));
        Assert.False(await client.Start(Sweep, "id", "input"));
        hub.Fault = new RpcException(new Status(StatusCode.Unavailable, "gone"));
        await Assert.ThrowsAsync<RpcException>(() => client.Start(Sweep, "id", "input"));
    }

    [Fact]
    public async Task A_word_goes_to_the_instance_by_name()
    {
        Assert.True(await client.Send("lane:a/b", Changed, 5, cancel.Token));

        Assert.Equal(["raise", "lane:a!002fb", "Changed", 5, cancel.Token], Assert.Single(hub.Asked));
    }

    [Theory]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.FailedPrecondition)]
    [InlineData(StatusCode.Unknown)]
    public async Task A_word_to_what_does_not_run_reaches_nobody(StatusCode code)
    {
        hub.Fault = new RpcException(new Status(code, "not there"));

        Assert.False(await client.Send("id", Changed, 5));
    }

    [Fact]
    public async Task A_fault_that_says_nothing_is_thrown_where_the_instance_runs()
    {
        hub.Instances.Add("id", Instance("id", OrchestrationRuntimeStatus.Running));
        hub.Fault = new RpcException(new Status(StatusCode.Unknown, "broken"));

        await Assert.ThrowsAsync<RpcException>(() => client.Send("id", Changed, 5));
        hub.Fault = new RpcException(new Status(StatusCode.Unavailable, "gone"));
        await Assert.ThrowsAsync<RpcException>(() => client.Send("other", Changed, 5));
    }

    [Fact]
    public async Task An_instance_is_shown_as_the_port_knows_it()
    {
        var next = Began.AddHours(3);
        hub.Instances.Add("sweep:a!002fb", Instance("sweep:a!002fb", OrchestrationRuntimeStatus.Running, status: new InstanceStatus("waits", next)));

        Assert.Equal(new InstanceView("sweep:a/b", "InspectionSweep", InstanceState.Running, Began, null, next, "waits", null), await client.Find("sweep:a/b"));
        Assert.Equal(["get", "sweep:a!002fb", true], hub.Asked[0]);
        Assert.Null(await client.Find("other"));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, InstanceState.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, InstanceState.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed, InstanceState.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, InstanceState.Parked)]
    public async Task States_are_the_ports(OrchestrationRuntimeStatus status, InstanceState state)
    {
        hub.Instances.Add("id", Instance("id", status, status: new InstanceStatus(null, Began)));

        var view = await client.Find("id");
        Assert.Equal(state, view!.State);
        Assert.Equal(state == InstanceState.Running ? null : Began.AddMinutes(5), view.EndedAt);
        Assert.Equal(state == InstanceState.Running ? Began : null, view.NextTimer);
    }

    [Fact]
    public async Task One_whose_activity_gave_up_is_begun_anew_by_the_watchdog_and_one_whose_code_broke_waits_for_a_person()
    {
        hub.Instances.Add("gave-up", Instance("gave-up", OrchestrationRuntimeStatus.Failed, status: new InstanceStatus(null, Began, "Activity LookAtRecord failed")));
        hub.Instances.Add("broke", Instance("broke", OrchestrationRuntimeStatus.Failed, "System.NullReferenceException"));
        hub.Instances.Add("runs", Instance("runs", OrchestrationRuntimeStatus.Running));

        Assert.Equal(InstanceState.Failed, (await client.Find("gave-up"))!.State);
        var parked = Assert.Single(await client.ListParked(10));
        Assert.Equal(("broke", "it broke"), (parked.InstanceId, parked.ParkedReason));
        Assert.Equal(["list", "Failed", true], hub.Asked[^1]);
    }

    [Fact]
    public async Task A_parked_one_begins_anew_with_the_input_it_had()
    {
        hub.Instances.Add("id!002f1", Instance("id!002f1", OrchestrationRuntimeStatus.Failed, "System.NullReferenceException"));
        hub.Instances.Add("runs", Instance("runs", OrchestrationRuntimeStatus.Running));

        Assert.True(await client.Unpark("id/1"));
        var start = hub.Asked[^1];
        Assert.Equal(("start", "InspectionSweep", "id!002f1", Busy), (start[0], start[1], start[3], start[4]));
        Assert.Equal("""{"caseId":"c"}""", Assert.IsType<JsonElement>(start[2]).GetRawText());
        Assert.False(await client.Unpark("runs"));
        Assert.False(await client.Unpark("nobody"));
    }

    [Fact]
    public async Task What_began_before_an_instant_and_has_ended_is_purged_but_nothing_that_failed()
    {
        Assert.Equal(12, await client.Purge(Began));

        Assert.Equal(["purge", new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Began, "Completed,Terminated"], Assert.Single(hub.Asked));
    }

    private static OrchestrationMetadata Instance(string id, OrchestrationRuntimeStatus state, string? fault = null, InstanceStatus? status = null) => new("InspectionSweep", id)
    {
        RuntimeStatus = state,
        CreatedAt = Began,
        LastUpdatedAt = Began.AddMinutes(5),
        SerializedInput = """{"caseId":"c"}""",
        SerializedCustomStatus = status is null ? null : JsonSerializer.Serialize(status, DurableJson.Options),
        FailureDetails = fault is null ? null : new TaskFailureDetails(fault, "it broke", null, null, null),
    };
}
