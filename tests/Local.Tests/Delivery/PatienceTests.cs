using GridCase.Local.Tests.Storage;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Tests.Delivery;

/// <summary>How long a receiver is waited for: one that is away, and one that asks for patience.</summary>
public sealed class PatienceTests : IDisposable
{
    private readonly MemoryRig rig = new();
    private readonly OneAnswer sender = new();
    private readonly LaneActivities lanes;

    public PatienceTests()
    {
        rig.Outgoing.Add(Make.Webhook);
        lanes = new(rig.Stores.Notices, sender);
    }

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Eight_tries_over_a_day_and_then_a_dead_letter()
    {
        var lane = await Lane();
        sender.Answer = new(false, "answered 503");
        var waits = new List<TimeSpan>();
        for (LaneLook look; (look = await lanes.DeliverNext(lane, rig.Now, default)).TryAgainAt is { } again; rig.Wait(waits[^1])) waits.Add(again - rig.Now);

        Assert.Equal(8, sender.Tries);
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits.Aggregate((one, other) => one + other), TimeSpan.FromHours(8), TimeSpan.FromHours(30));
        Assert.Single(await rig.Stores.Notices.DeadLetters(10));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_gets_a_day_of_it_and_then_tries_are_counted()
    {
        var lane = await Lane();
        sender.Answer = new(false, "answered 429") { Pause = TimeSpan.FromHours(1) };
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.Equal(rig.Now + TimeSpan.FromHours(1), (await lanes.DeliverNext(lane, rig.Now, default)).TryAgainAt);
            rig.Wait(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, (await rig.Stores.Notices.NextParcel(lane))!.Attempts);
        while ((await lanes.DeliverNext(lane, rig.Now, default)).TryAgainAt is { } again) rig.Wait(again - rig.Now);
        Assert.Equal(24 + 8, sender.Tries);
        Assert.Single(await rig.Stores.Notices.DeadLetters(10));
    }

    [Fact]
    public async Task What_can_never_be_taken_is_given_up_at_once()
    {
        var lane = await Lane();
        sender.Answer = new(false, "answered 400", Hopeless: true);
        Assert.Null((await lanes.DeliverNext(lane, rig.Now, default)).TryAgainAt);
        Assert.Single(await rig.Stores.Notices.DeadLetters(10));
    }

    [Fact]
    public async Task Nothing_leaves_before_it_may()
    {
        var lane = await Lane(Make.Start.AddHours(3));
        Assert.Equal(Make.Start.AddHours(3), (await lanes.DeliverNext(lane, rig.Now, default)).TryAgainAt);
        Assert.Equal(0, sender.Tries);
        rig.Wait(TimeSpan.FromHours(3));
        Assert.True((await lanes.DeliverNext(lane, rig.Now, default)).Delivered);
    }

    [Fact]
    public async Task What_may_leave_at_once_takes_along_what_waits_before_it_for_the_morning()
    {
        var append = Make.Order("1");
        var (morning, noon) = (Make.Start.AddHours(9), Make.Start.AddHours(12));
        await rig.Keep(append.With(Make.Notice(append.After, "p", "dispatched", notBefore: morning), Make.Notice(append.After, "p", "regraded"), Make.Notice(append.After, "p", "warned", notBefore: noon)));
        var lane = rig.Lanes.Distinct().Single();
        sender.Answer = new(false, "answered 429") { Pause = TimeSpan.FromMinutes(1) };
        Assert.Equal(rig.Now.AddMinutes(1), (await lanes.DeliverNext(lane, rig.Now, default)).TryAgainAt);
        sender.Answer = SendResult.Arrived;
        for (var sent = 0; sent < 2; sent++) Assert.Equal(new(true, false, null), await lanes.DeliverNext(lane, rig.Now, default));
        Assert.Equal(new(false, false, noon), await lanes.DeliverNext(lane, rig.Now, default));
        Assert.Equal(["dispatched", "dispatched", "regraded"], sender.Sent);
    }

    [Fact]
    public async Task The_last_parcel_of_a_lane_says_that_none_is_behind_it()
    {
        var append = Make.Order("1");
        await rig.Keep(append.With(Make.Notice(append.After, "p"), Make.Notice(append.After, "p", "warned")));
        var lane = Assert.Single(rig.Lanes.Distinct());
        Assert.Equal(new(true, false, null), await lanes.DeliverNext(lane, rig.Now, default));
        Assert.Equal(new(true, true, null), await lanes.DeliverNext(lane, rig.Now, default));
        Assert.Equal(2, sender.Tries);
    }

    private async Task<string> Lane(DateTimeOffset? notBefore = null)
    {
        var append = Make.Order("1");
        await rig.Keep(append.With(Make.Notice(append.After, "p", notBefore: notBefore)));
        return rig.Lanes.Single();
    }

    private sealed class OneAnswer : IParcelSender
    {
        public SendResult Answer { get; set; } = SendResult.Arrived;

        public int Tries => Sent.Count;

        /// <summary>What each try was about.</summary>
        public List<string> Sent { get; } = [];

        public Task<SendResult> Send(Parcel parcel, CancellationToken cancellation = default)
        {
            Sent.Add(parcel.Type["cn.gridcase.notice.".Length..]);
            return Task.FromResult(Answer);
        }
    }
}
