using Azure.Messaging.ServiceBus;
using GridCase.Functions.Messaging;
using GridCase.Functions.Tests.Fakes;
using GridCase.Functions.Tests.Hosting;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Tests.Messaging;

public sealed class HotlineQueueTests : IAsyncDisposable
{
    private const string Order = """{"orderNo":"Q-1","receivedAt":"2026-02-10T08:59:00+08:00","kind":"complaint","category":"dispute.neighbour","text":"井盖不见了","address":"人民路 1 号"}""";

    private readonly CountyRig rig = new();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task An_order_becomes_a_case_and_its_repeat_is_the_same()
    {
        Assert.Equal("complete", (await Take(Order)).Settled);
        Assert.Equal("complete", (await Take(Order)).Settled);

        var file = await (await rig.Enter()).Stores.Cases.Find(CaseIds.Of(Channel.Hotline, "Q-1"));
        Assert.Equal("dispute.neighbour", file!.Category);
        Assert.Single((await (await rig.Enter()).Stores.Cases.List(new() { Scope = CaseScope.Everything })).Rows);
    }

    [Fact]
    public async Task What_the_door_refuses_is_a_dead_letter_with_its_code()
    {
        await Take(Order);
        var other = await Take(Order.Replace("井盖不见了", "路灯坏了", StringComparison.Ordinal));
        Assert.Equal("dead: order-conflict", other.Settled);
        Assert.False(string.IsNullOrEmpty(other.Description));
        Assert.Equal("dead: missing-field", (await Take("""{"orderNo":"Q-2"}""")).Settled);
        Assert.Equal("dead: malformed-json", (await Take("not json")).Settled);
    }

    [Fact]
    public async Task A_supplement_a_visit_and_a_withdrawal_name_their_order()
    {
        await Take(Order);

        Assert.Equal("complete", (await Take("""{"text":"还没修","urge":true}""", "supplement", "Q-1")).Settled);
        Assert.Equal("complete", (await Take("""{"reason":"自己解决了"}""", "withdrawal", "Q-1")).Settled);
        Assert.Equal(CaseStatus.Withdrawn, (await (await rig.Enter()).Stores.Cases.Find(CaseIds.Of(Channel.Hotline, "Q-1")))!.Status);
    }

    [Theory]
    [InlineData("order-list", "Q-1")]
    [InlineData("supplement", null)]
    [InlineData("visit", "")]
    public async Task A_message_that_says_not_what_it_is_is_a_dead_letter(string subject, string? orderNo) => Assert.Equal("dead: malformed", (await Take("{}", subject, orderNo)).Settled);

    [Theory]
    [InlineData("supplement", """{"text":"还没修","urge":true}""")]
    [InlineData("withdrawal", """{"reason":"自己解决了"}""")]
    public async Task What_overtook_its_order_is_taken_once_the_order_is_there(string subject, string body)
    {
        var early = new FakeActions();
        await Assert.ThrowsAsync<IntakeFailedException>(() => Take(body, subject, "Q-1", early));
        Assert.Null(early.Settled);

        await Take(Order);
        Assert.Equal("complete", (await Take(body, subject, "Q-1")).Settled);
    }

    [Fact]
    public async Task What_others_are_changing_at_the_moment_is_tried_again()
    {
        await Take(Order);
        var actions = new FakeActions();
        rig.Tables.BeforeWrite = (table, _, _) =>
        {
            if (table == "cases") throw new Azure.RequestFailedException(412, "Somebody was first.", "UpdateConditionNotSatisfied", null);
        };
        await Assert.ThrowsAsync<IntakeFailedException>(() => Take("""{"text":"还没修","urge":true}""", "supplement", "Q-1", actions));
        Assert.Null(actions.Settled);

        rig.Tables.BeforeWrite = null;
        Assert.Equal("complete", (await Take("""{"text":"还没修","urge":true}""", "supplement", "Q-1")).Settled);
    }

    [Fact]
    public async Task A_fault_of_this_side_is_left_to_the_bus_to_try_again()
    {
        await rig.EnterWithHotline();
        rig.Tables.BeforeWrite = (_, _, _) => throw new Azure.RequestFailedException(503, "busy", "ServerBusy", null);
        var actions = new FakeActions();

        await Assert.ThrowsAnyAsync<Exception>(() => Take(Order, actions: actions));
        Assert.Null(actions.Settled);
        rig.Tables.BeforeWrite = null;
        Assert.Equal("complete", (await Take(Order)).Settled);
    }

    private async Task<FakeActions> Take(string body, string? subject = null, string? orderNo = null, FakeActions? actions = null)
    {
        actions ??= new FakeActions();
        if (rig.Tables.BeforeWrite is null) await rig.EnterWithHotline();
        var properties = orderNo is null ? null : new Dictionary<string, object> { ["orderNo"] = orderNo };
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body), messageId: Guid.NewGuid().ToString("N"), subject: subject, properties: properties);
        await new HotlineQueue(rig.Entrance).Run(message, actions, rig.Hub, CancellationToken.None);
        return actions;
    }
}
