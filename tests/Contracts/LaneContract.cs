using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Contracts;

/// <summary>What every notice store keeps to as to lanes.</summary>
public abstract class LaneContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private INoticeStore Notices => Rig.Stores.Notices;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task Events_for_the_hotline_leave_in_order_in_the_lane_of_their_case()
    {
        var (file, lane) = await Order("1", 3);

        Assert.Equal([lane], Rig.Lanes);
        var first = await Notices.NextParcel(lane);
        Assert.Equal(new Parcel($"{file.Id}/1", lane, file.Id, "cn.gridcase.order.accepted", Make.Start, Make.Start, "{\"fact\":1}", 1, 0, ParcelState.Waiting, null), first);
        Assert.Equal($"{file.Id}/1", (await Notices.NextParcel(lane))!.Id);
        await Deliver($"{file.Id}/1");
        Assert.Equal(2, (await Notices.NextParcel(lane))!.FactNumber);
        await Deliver($"{file.Id}/2");
        await Deliver($"{file.Id}/3");
        Assert.Null(await Notices.NextParcel(lane));
        Assert.Empty(await Notices.WaitingLanes(null, 10));
    }

    [Fact]
    public async Task Notices_leave_by_the_webhook_only_where_there_is_one()
    {
        var one = Make.Order("1");
        await Rig.Keep(one.With(Make.Notice(one.After, "p")));
        Assert.Empty(Rig.Lanes);

        Rig.Outgoing.Add(Make.Webhook);
        var two = Make.Order("2");
        var later = Make.Notice(two.After, "p", "b", notBefore: Make.Start.AddHours(1));
        await Rig.Keep(two.With(Make.Notice(two.After, "p", "a"), later, Make.Notice(two.After, "q", "c")));

        Assert.Equal([$"webhook/p/{two.CaseId}", $"webhook/q/{two.CaseId}"], Rig.Lanes);
        await Deliver((await Notices.NextParcel(Rig.Lanes[0]))!.Id);
        var parcel = (await Notices.NextParcel(Rig.Lanes[0]))!;
        Assert.Equal((later.Key, later.NotBefore, "cn.gridcase.notice.b"), (parcel.Key, parcel.NotBefore, parcel.Type));
        Assert.Contains(two.After.Origin.Code, parcel.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lane_opens_with_the_first_of_its_parcels_that_may_leave_wherever_it_stands()
    {
        Rig.Outgoing.Add(Make.Webhook);
        var append = Make.Order("1");
        await Rig.Keep(append.With(Make.Notice(append.After, "p", "a", notBefore: Make.Start.AddHours(9)), Make.Notice(append.After, "p", "b", notBefore: Make.Start.AddHours(2)), Make.Notice(append.After, "p", "c", notBefore: Make.Start.AddHours(5))));
        var lane = Rig.Lanes.Single();

        foreach (var hours in new[] { 2, 2, 5 })
        {
            Assert.Equal(Make.Start.AddHours(hours), await Notices.LaneOpens(lane));
            await Deliver((await Notices.NextParcel(lane))!.Id);
        }

        Assert.Null(await Notices.LaneOpens(lane));
        Assert.Null(await Notices.LaneOpens("webhook/nobody/nothing"));
    }

    [Fact]
    public async Task A_failed_attempt_stays_in_front_of_its_lane()
    {
        var (file, lane) = await Order("1", 2);

        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Failed, new string('x', 9_000), Rig.Now);
        var again = (await Notices.NextParcel(lane))!;
        Assert.Equal((1, 1, ParcelState.Waiting), (again.FactNumber, again.Attempts, again.State));
        Assert.InRange(again.LastFault!.Length, 1, 1_000);
    }

    [Fact]
    public async Task When_a_try_failed_is_known_until_it_does_not_matter_any_more()
    {
        var (file, lane) = await Order("1", 1);
        Assert.Null((await Notices.NextParcel(lane))!.FailedAt);
        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Failed, "503", Rig.Now);
        Assert.Equal(Rig.Now, (await Notices.NextParcel(lane))!.FailedAt);
        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Deferred, "429", Rig.Now.AddMinutes(1));
        Assert.Null((await Notices.NextParcel(lane))!.FailedAt);
        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Failed, "503", Rig.Now.AddMinutes(2));
        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Dead, "503", Rig.Now.AddMinutes(3));
        await Notices.Release($"{file.Id}/1", false);
        Assert.Null((await Notices.NextParcel(lane))!.FailedAt);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_dead_letter_parks_its_lane_until_it_is_replayed_or_skipped(bool skip, int next)
    {
        var (file, lane) = await Order("1", 2);
        var (_, other) = await Order("2", 1);
        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Dead, "410", Rig.Now);

        Assert.Null(await Notices.NextParcel(lane));
        Assert.Equal([other], await Notices.WaitingLanes(null, 10));
        var dead = Assert.Single(await Notices.DeadLetters(10));
        Assert.Equal(($"{file.Id}/1", ParcelState.Dead, "410"), (dead.Id, dead.State, dead.LastFault));
        Assert.False(await Notices.Release($"{file.Id}/2", skip));
        Rig.Lanes.Clear();

        Assert.True(await Notices.Release(dead.Id, skip));
        Assert.False(await Notices.Release(dead.Id, skip));
        Assert.Equal([lane], Rig.Lanes);
        Assert.Equal((next, 0), ((await Notices.NextParcel(lane))!.FactNumber, (await Notices.NextParcel(lane))!.Attempts));
        Assert.Empty(await Notices.DeadLetters(10));
        Assert.Equal(2, (await Notices.WaitingLanes(null, 10)).Count);
    }

    [Fact]
    public async Task A_dead_letter_that_turns_out_to_have_arrived_frees_its_lane()
    {
        var (file, lane) = await Order("1", 2);
        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Dead, "timeout", Rig.Now);

        await Deliver($"{file.Id}/1");
        Assert.Equal(2, (await Notices.NextParcel(lane))!.FactNumber);
    }

    [Fact]
    public async Task A_late_word_on_what_has_left_changes_nothing()
    {
        var (file, lane) = await Order("1", 1);
        await Deliver($"{file.Id}/1");

        await Notices.RecordAttempt($"{file.Id}/1", AttemptOutcome.Dead, "late", Rig.Now);
        await Notices.RecordAttempt("unknown", AttemptOutcome.Delivered, null, Rig.Now);
        Assert.Empty(await Notices.DeadLetters(10));
        Assert.Null(await Notices.NextParcel(lane));
    }

    [Fact]
    public async Task The_watchdog_meets_every_waiting_lane_once()
    {
        var lanes = new List<string>();
        for (var i = 0; i < 5; i++) lanes.Add((await Order($"{i}", 2)).Lane);

        var met = new List<string>();
        for (IReadOnlyList<string> page = []; (page = await Notices.WaitingLanes(page.LastOrDefault(), 2)).Count > 0;) met.AddRange(page);
        Assert.Equal(lanes.Order(StringComparer.Ordinal), met);
    }

    [Fact]
    public async Task An_event_is_put_into_its_lane_once()
    {
        var append = Make.Order("1");
        var file = await Rig.Keep(append.With(Make.Event(append.After, 1)));
        await Rig.Keep(Make.More(file, Make.Triaged()).With(Make.Event(file, 1)));

        await Deliver($"{file.Id}/1");
        Assert.Null(await Notices.NextParcel($"hotline/{file.Id}"));
    }

    private async Task<(CaseFile File, string Lane)> Order(string no, int events)
    {
        var append = Make.Order(no);
        var file = await Rig.Keep(append.With([.. Enumerable.Range(1, events).Select(number => Make.Event(append.After, number))]));
        return (file, $"hotline/{file.Id}");
    }

    private Task Deliver(string parcelId) => Notices.RecordAttempt(parcelId, AttemptOutcome.Delivered, null, Rig.Now);
}
