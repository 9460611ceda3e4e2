using System.Text.Json;
using Azure.Messaging.ServiceBus;
using GridCase.Functions.Messaging;
using GridCase.Functions.Tests.Fakes;
using GridCase.Functions.Tests.Hosting;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Tests.Messaging;

public sealed class BusTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 10, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Parcel Event = new("case/1", "hotline/case", "case", "cn.gridcase.order.accepted", At, At, """{"orderNo":"Q-1"}""", 1, 0, ParcelState.Waiting, null);

    [Fact]
    public async Task A_notice_goes_to_its_topic_under_its_key_in_the_session_of_its_lane()
    {
        await using var rig = new CountyRig(withBus: true);
        var county = await rig.Enter();
        Assert.Equal(SendResult.Arrived, await county.Bus!.Send(Notice(county)));

        var (to, message) = Assert.Single(rig.Bus.Sent);
        Assert.Equal(("case-notices", "key@webhook", "webhook/p/case", "cn.gridcase.notice.due"), (to, message.MessageId, message.SessionId, message.Subject));
        Assert.Equal(Notice(county), JsonSerializer.Deserialize<Parcel>(message.Body.ToMemory().Span, JsonSerializerOptions.Web));
    }

    [Fact]
    public async Task An_event_for_the_hotline_goes_to_its_topic_as_a_cloud_event_in_the_session_of_its_case()
    {
        await using var rig = new CountyRig(withBus: true);
        var county = await rig.Enter();
        await county.Bus!.Send(Event);

        var (to, message) = Assert.Single(rig.Bus.Sent);
        Assert.Equal(("hotline-events", "case/1", "case", "application/cloudevents+json"), (to, message.MessageId, message.SessionId, message.ContentType));
        using var told = JsonDocument.Parse(message.Body.ToMemory());
        Assert.Equal(("case/1", "cn.gridcase.order.accepted", "Q-1"), (told.RootElement.GetProperty("id").GetString(), told.RootElement.GetProperty("type").GetString(), told.RootElement.GetProperty("data").GetProperty("orderNo").GetString()));
    }

    [Fact]
    public async Task A_hotline_with_an_address_is_told_there_and_the_topic_stays_empty()
    {
        await using var receiver = new Receiver();
        await using var rig = new CountyRig(withBus: true, hotline: receiver.Address);
        var county = await rig.EnterWithHotline();

        Assert.Equal(SendResult.Arrived, await county.Bus!.Send(Event));
        Assert.Equal("case/1", Assert.Single(receiver.Taken));
        Assert.Empty(rig.Bus.Sent);
        await county.Bus.Send(Notice(county));
        Assert.Equal("case-notices", Assert.Single(rig.Bus.Sent).To);
    }

    [Fact]
    public async Task A_hotline_whose_address_does_not_answer_well_leaves_the_event_in_its_lane()
    {
        await using var receiver = new Receiver { Status = 500 };
        await using var rig = new CountyRig(withBus: true, hotline: receiver.Address);
        var county = await rig.EnterWithHotline();

        var result = await county.Bus!.Send(Event);
        Assert.Equal((false, false, "answered 500"), (result.Taken, result.Hopeless, result.Detail));
        Assert.Empty(rig.Bus.Sent);
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.ServiceBusy, SendFault.TooMany, false)]
    [InlineData(ServiceBusFailureReason.ServiceTimeout, SendFault.NotReached, false)]
    [InlineData(ServiceBusFailureReason.MessageSizeExceeded, SendFault.NotReached, true)]
    public async Task What_the_bus_refuses_waits_in_its_lane(ServiceBusFailureReason reason, SendFault fault, bool hopeless)
    {
        await using var rig = new CountyRig(withBus: true);
        var county = await rig.Enter();
        rig.Bus.Fault = new ServiceBusException("no", reason);

        var result = await county.Bus!.Send(Notice(county));
        Assert.Equal((false, fault, hopeless, $"Service Bus: {reason}"), (result.Taken, result.Fault, result.Hopeless, result.Detail));
    }

    [Fact]
    public async Task A_notice_from_the_topic_reaches_its_receiver()
    {
        await using var receiver = new Receiver();
        await using var rig = new CountyRig(withBus: true, receiver.Address);
        var county = await rig.Enter();

        Assert.Equal("complete", (await Deliver(rig, Notice(county))).Settled);
        Assert.Equal("key", Assert.Single(receiver.Taken));
    }

    [Fact]
    public async Task What_a_receiver_refuses_for_good_is_a_dead_letter_with_the_reason()
    {
        await using var receiver = new Receiver { Status = 422 };
        await using var rig = new CountyRig(withBus: true, receiver.Address);
        var county = await rig.Enter();

        var actions = await Deliver(rig, Notice(county));
        Assert.Equal(("dead: refused", "answered 422"), (actions.Settled, actions.Description));
        Assert.Equal("dead: malformed", (await Deliver(rig, "{}")).Settled);
        Assert.Equal("dead: malformed", (await Deliver(rig, "no json")).Settled);
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_tried_again_later_and_given_up_in_the_end()
    {
        await using var receiver = new Receiver { Status = 500 };
        await using var rig = new CountyRig(withBus: true, receiver.Address);
        var county = await rig.Enter();

        Assert.Equal("complete", (await Deliver(rig, Notice(county))).Settled);
        var (to, again) = Assert.Single(rig.Bus.Sent);
        Assert.Equal(("case-notices", "key@webhook#1", "webhook/p/case"), (to, again.MessageId, again.SessionId));
        Assert.Equal((rig.Clock.GetUtcNow() + TimeSpan.FromSeconds(10), 1), (again.ScheduledEnqueueTime, again.ApplicationProperties["attempt"]));

        var last = await Deliver(rig, Notice(county), 7);
        Assert.Equal(("dead: exhausted", "answered 500"), (last.Settled, last.Description));
        Assert.Single(rig.Bus.Sent);
    }

    private static Task<FakeActions> Deliver(CountyRig rig, Parcel parcel, int attempts = 0) => Deliver(rig, JsonSerializer.Serialize(parcel, JsonSerializerOptions.Web), attempts);

    private static async Task<FakeActions> Deliver(CountyRig rig, string body, int attempts = 0)
    {
        var actions = new FakeActions();
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body), messageId: "m", properties: attempts == 0 ? null : new Dictionary<string, object> { ["attempt"] = attempts });
        await new NotificationDelivery(rig.Entrance).Run(message, actions, rig.Hub, CancellationToken.None);
        return actions;
    }

    private static Parcel Notice(Functions.Hosting.OpenCounty county)
    {
        var person = county.Stores.DirectorySource.Current.People[0].Id;
        var notice = new Notice("key", "case", "440804-260210-7KQ2MX9-4", 1, "due", "unit-finish", 1, 0, person, "holder", "holder@" + person, null, false, At, At, null);
        return new Parcel("key@webhook", "webhook/p/case", "case", "cn.gridcase.notice.due", At, At, JsonSerializer.Serialize(notice, JsonSerializerOptions.Web), 1, 0, ParcelState.Waiting, null) { Channel = NoticeChannel.WebhookId };
    }
}
