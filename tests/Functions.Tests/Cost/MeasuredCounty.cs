using Azure.Messaging.ServiceBus;
using GridCase.Functions.Messaging;
using GridCase.Functions.Tests.Conformance;
using GridCase.Functions.Tests.Fakes;

namespace GridCase.Functions.Tests.Cost;

/// <summary>The demo county as it runs in production: the platform signs people in, notices and events leave by Service Bus, and notices go on to a webhook.</summary>
internal sealed class MeasuredCounty : VirtualCounty, IAsyncDisposable
{
    private readonly Receiver receiver;
    private readonly VirtualAzure azure;
    private int carried;

    private MeasuredCounty(Receiver receiver, VirtualAzure azure)
        : base(azure.Address, FirstAccounts.Read(azure.FirstRunFile)) => (this.receiver, this.azure) = (receiver, azure);

    public static async Task<MeasuredCounty> Open()
    {
        var receiver = new Receiver();
        var azure = await VirtualAzure.Start(new Dictionary<string, string?>
        {
            ["GridCase__SignIn__Platform"] = "true",
            ["ServiceBus__fullyQualifiedNamespace"] = "county.servicebus.windows.net",
            ["GridCase__Webhook__Url"] = receiver.Address.ToString(),
        });
        // The rounds of the demo county are no part of a case. At rest: of a sweep that was half made the rest would be missed for ever.
        await azure.Pass(TimeSpan.Zero);
        foreach (var rounds in new[] { "inspections", "care" }) azure.Tables.Table(rounds).Clear();
        var county = new MeasuredCounty(receiver, azure);
        await county.Pass(TimeSpan.FromDays(7));
        return county;
    }

    public Usage Used => Usage.Of(azure);

    public VirtualAzure Azure => azure;

    public override Task<DateTimeOffset> Now() => Task.FromResult(azure.Clock.GetUtcNow());

    /// <summary>Lets time pass, and carries on what is in the topic of notices meanwhile.</summary>
    public async Task Pass(TimeSpan time)
    {
        for (var until = azure.Clock.GetUtcNow() + time; ;)
        {
            var step = until - azure.Clock.GetUtcNow();
            await azure.Pass(step < TimeSpan.FromHours(1) ? step : TimeSpan.FromHours(1));
            await Carry();
            if (azure.Clock.GetUtcNow() >= until) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await azure.DisposeAsync();
        await receiver.DisposeAsync();
    }

    protected override DelegatingHandler SignIn(string user) => new PrincipalHandler(user) { InnerHandler = Wire() };

    private async Task Carry()
    {
        for (; carried < azure.Bus.Sent.Count; carried++)
        {
            var (to, message) = azure.Bus.Sent[carried];
            if (to != BusSender.NoticeTopic) continue;
            azure.Tally.Note(Work.Message, to);
            var actions = new FakeActions();
            await new NotificationDelivery(azure.Entrance).Run(ServiceBusModelFactory.ServiceBusReceivedMessage(message.Body, messageId: message.MessageId), actions, azure.Hub, default);
            Assert.Equal("complete", actions.Settled);
        }
    }
}
