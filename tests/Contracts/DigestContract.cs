using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Contracts;

/// <summary>What every notice store keeps to as to channels, the cap and digests.</summary>
public abstract class DigestContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    private static readonly NoticeChannel Mail = new("mail", NoticeChannelKind.Email) { Host = "localhost", Port = 25, From = "a@example.cn" };
    private static readonly NoticeChannel Robot = new("group", NoticeChannelKind.Wecom);

    private int orders;

    protected DigestContract()
    {
        Rig.Outgoing.Add(Make.Webhook);
        Rig.Digest = new(2, TimeSpan.FromHours(1));
        Rig.People.Add("p", new("p", "某人", null, [Role.Supervisor], [], Make.County) { Email = "p@example.cn" });
    }

    protected TRig Rig { get; } = new();

    protected INoticeStore Notices => Rig.Stores.Notices;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_notice_leaves_by_each_channel_with_one_key_in_lanes_of_their_own()
    {
        Rig.Outgoing.AddRange([Mail, Robot]);
        var (file, notice) = await Tell("p");

        Assert.Equal([$"webhook/p/{file.Id}", $"mail/p/{file.Id}", $"group/robot/{file.Id}"], Rig.Lanes);
        var parcels = new List<Parcel>();
        foreach (var lane in Rig.Lanes) parcels.Add((await Notices.NextParcel(lane))!);
        Assert.Equal(3, parcels.Select(parcel => parcel.Id).Distinct().Count());
        Assert.All(parcels, parcel => Assert.Equal(notice.Key, parcel.Key));
        await Notices.RecordAttempt(parcels[1].Id, AttemptOutcome.Delivered, null, Rig.Now);
        await Notices.RecordAttempt(parcels[0].Id, AttemptOutcome.Dead, "answered 400", Rig.Now);
        var kept = await Kept(file);
        Assert.Equal(
            [
                new("group", DeliveryState.Waiting, null, 0, null, null), new("mail", DeliveryState.Delivered, Rig.Now, 1, null, null),
                new ChannelDelivery("webhook", DeliveryState.Dead, null, 1, "answered 400", null),
            ],
            kept.Deliveries.OrderBy(one => one.Channel));
        Assert.Equal(("mail", 2, "answered 400"), (kept.Channel, kept.Attempts, kept.LastFault));
        Assert.Equal([new("group", 1, 0), new("webhook", 0, 1)], await Notices.Loads());
    }

    [Fact]
    public async Task A_notice_whose_ladder_names_channels_leaves_by_those_only_and_stands_in_the_inbox_in_any_case()
    {
        Rig.Outgoing.AddRange([Mail, Robot]);
        var append = Make.Order("named");
        await Rig.Keep(append.With(
            Make.Notice(append.After, "p", "rung-1", "unit-finish", 1) with { Channels = ["wecom", "mail", "pager"] }, Make.Notice(append.After, "p", "rung-2", "unit-finish", 2) with { Channels = ["in-app"] }));

        Assert.Equal([$"mail/p/{append.CaseId}", $"group/robot/{append.CaseId}"], Rig.Lanes);
        Assert.Equal([2, 0], (await Notices.List(new() { CaseId = append.CaseId })).Notices.Select(kept => kept.Deliveries.Length));
        Assert.Equal(2, (await Notices.List(new() { PersonId = "p" })).Notices.Count);
    }

    [Fact]
    public async Task Nobody_without_an_address_gets_a_mail_and_the_notice_says_so()
    {
        Rig.Outgoing.Add(Mail);
        var (file, _) = await Tell("q");

        Assert.Equal([$"webhook/q/{file.Id}"], Rig.Lanes);
        Assert.Equal(
            new ChannelDelivery("mail", DeliveryState.NoAddress, null, 0, Deliveries.NoAddress, null),
            (await Kept(file)).Deliveries.Single(one => one.Channel == "mail"));
    }

    [Fact]
    public async Task Notices_above_the_cap_leave_as_one_digest_at_the_end_of_the_window()
    {
        for (var i = 0; i < 5; i++) await Tell("p", i % 2 == 0 ? "due" : "warn");

        Assert.Equal(3, Rig.Lanes.Distinct().Count());
        var lane = Rig.Lanes[^1];
        var open = (await Notices.NextParcel(lane))!;
        Assert.Equal(("digest/p/20260210T0100Z", Make.Start.AddHours(1)), (open.Key, open.NotBefore));
        Rig.Wait(TimeSpan.FromHours(1));
        var whole = (await Notices.SealDigest(open.Id))!;
        Assert.Equal(whole, await Notices.SealDigest(open.Id));
        var digest = Parcels.ReadDigest(whole.Data);
        Assert.Equal((3, 3), (digest.Total, digest.CaseCodes.Length));
        Assert.Equal([new PurposeCount("due", 2), new PurposeCount("warn", 1)], digest.ByPurpose.AsEnumerable());

        await Notices.RecordAttempt(open.Id, AttemptOutcome.Failed, "answered 503", Rig.Now);
        await Notices.RecordAttempt(open.Id, AttemptOutcome.Delivered, null, Rig.Now);
        var all = (await Notices.List(new() { PersonId = "p" })).Notices;
        Assert.Equal(5, all.Count);
        Assert.Equal(3, all.Count(kept => kept.Deliveries[0] is { Digest: "digest/p/20260210T0100Z", State: DeliveryState.Delivered, Attempts: 2, LastFault: null }));
        Assert.Null(await Notices.SealDigest(open.Id));
    }

    [Fact]
    public async Task Urgent_notices_are_neither_counted_nor_held()
    {
        for (var i = 0; i < 4; i++) await Tell("p", urgent: true);
        await Tell("p");
        await Tell("p");

        Assert.Equal(6, Rig.Lanes.Distinct().Count());
        Assert.DoesNotContain(Rig.Lanes, lane => lane.Contains("digest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_person_and_each_channel_has_a_cap_of_its_own()
    {
        Rig.Outgoing.Add(Mail);
        for (var i = 0; i < 3; i++) await Tell("p");
        for (var i = 0; i < 2; i++) await Tell("q");

        Assert.Equal(["mail/digest/p/20260210T0100Z", "webhook/digest/p/20260210T0100Z"], Rig.Lanes.Where(lane => lane.Contains("digest", StringComparison.Ordinal)).Distinct().Order());
    }

    [Fact]
    public async Task A_window_counts_when_notices_may_leave_not_when_they_were_written()
    {
        var opening = new DateTimeOffset(2026, 2, 11, 8, 30, 0, TimeSpan.FromHours(8));
        for (var i = 0; i < 3; i++)
        {
            await Tell("p", notBefore: opening);
            Rig.Wait(TimeSpan.FromHours(2));
        }

        var digest = (await Notices.NextParcel(Rig.Lanes[^1]))!;
        Assert.Equal(("digest/p/20260211T0000Z", new DateTimeOffset(2026, 2, 11, 9, 0, 0, TimeSpan.FromHours(8))), (digest.Key, digest.NotBefore));
    }

    [Fact]
    public async Task What_comes_after_a_digest_was_closed_goes_into_the_next_window()
    {
        for (var i = 0; i < 3; i++) await Tell("p");
        var first = (await Notices.NextParcel(Rig.Lanes[^1]))!;
        // Closed before the clock says so, as if the last commit had come late.
        await Notices.SealDigest(first.Id);
        for (var i = 0; i < 3; i++) await Tell("p");

        Assert.Equal(1, Parcels.ReadDigest((await Notices.SealDigest(first.Id))!.Data).Total);
        var second = (await Notices.NextParcel(Rig.Lanes[^1]))!;
        Assert.Equal("digest/p/20260210T0200Z", second.Key);
        Assert.Equal(1, Parcels.ReadDigest((await Notices.SealDigest(second.Id))!.Data).Total);
    }

    [Fact]
    public async Task Three_thousand_notices_to_one_person_are_ten_single_ones_and_a_digest_for_each_window()
    {
        Rig.Digest = DigestRule.Default;
        for (var i = 0; i < 3_000; i++)
        {
            await Tell("p");
            if (i == 1_499) Rig.Wait(TimeSpan.FromHours(1));
        }

        Assert.Equal(22, Rig.Lanes.Distinct().Count());
        var digests = Rig.Lanes.Distinct().Where(lane => lane.Contains("digest", StringComparison.Ordinal)).ToList();
        var told = new List<Digest>();
        foreach (var lane in digests) told.Add(Parcels.ReadDigest((await Notices.SealDigest((await Notices.NextParcel(lane))!.Id))!.Data));
        Assert.Equal([(1_490, 50, 1_490), (1_490, 50, 1_490)], told.Select(digest => (digest.Total, digest.CaseCodes.Length, digest.Cases)));
        var held = 0;
        for (NoticePage? page = null; page is null || page.Next is not null;)
        {
            page = await Notices.List(new() { PersonId = "p", After = page?.Next, Limit = 200 });
            held += page.Notices.Count(kept => kept.Deliveries.Single().Digest is not null);
        }

        Assert.Equal(2_980, held);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_loses_no_try()
    {
        var (file, notice) = await Tell("p");
        await Notices.RecordAttempt(notice.Key + "@webhook", AttemptOutcome.Deferred, "answered 429", Rig.Now);

        Assert.Equal((0, "answered 429", ParcelState.Waiting), ((await Notices.NextParcel(Rig.Lanes[0]))!.Attempts, (await Notices.NextParcel(Rig.Lanes[0]))!.LastFault, (await Notices.NextParcel(Rig.Lanes[0]))!.State));
        Assert.Equal("answered 429", (await Kept(file)).LastFault);
    }

    [Theory]
    [InlineData(false, DeliveryState.Waiting)]
    [InlineData(true, DeliveryState.Skipped)]
    public async Task All_dead_letters_of_a_channel_are_released_together_and_no_others(bool skip, DeliveryState state)
    {
        Rig.Outgoing.Add(Mail);
        Rig.Digest = DigestRule.Default;
        var files = new List<CaseFile>();
        for (var i = 0; i < 3; i++) files.Add((await Tell("p")).File);
        foreach (var lane in Rig.Lanes.ToList()) await Notices.RecordAttempt((await Notices.NextParcel(lane))!.Id, AttemptOutcome.Dead, "refused", Rig.Now);
        var first = Assert.Single(await Notices.DeadLetters(1, "mail"));
        Assert.Equal(2, (await Notices.DeadLetters(10, "mail", first.Id)).Count);
        Assert.Equal(6, (await Notices.DeadLetters(10)).Count);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Notices.DeadLetters(10, "mail", "none"));
        Rig.Lanes.Clear();

        Assert.Equal(3, await Notices.ReleaseAll("mail", skip));
        Assert.Equal(0, await Notices.ReleaseAll("mail", skip));
        Assert.Equal(files.Select(file => $"mail/p/{file.Id}"), Rig.Lanes);
        Assert.Equal(3, (await Notices.DeadLetters(10)).Count);
        Assert.All(await Notices.DeadLetters(10), dead => Assert.Equal("webhook", dead.Channel));
        Assert.Equal(state, (await Kept(files[0])).Deliveries.Single(one => one.Channel == "mail").State);
    }

    [Fact]
    public async Task A_posts_list_holds_what_went_to_it_and_to_another_in_its_place_whoever_sat_there()
    {
        var append = Make.Order("post");
        await Rig.Keep(append.With(
            Make.Notice(append.After, "p", "a"),
            Make.Notice(append.After, "q", "b") with { PostCode = "unit-head@" + Make.Traffic, Instead = "unit-clerk@" + Make.Traffic },
            Make.Notice(append.After, "r", "c") with { PostCode = "unit-head@" + Make.Traffic },
            Make.Notice(append.After, "s", "d")));

        Assert.Equal("dba", await Purposes(new() { PostCode = "unit-clerk@" + Make.Traffic, Limit = 2 }));
        Assert.Equal("cb", await Purposes(new() { PostCode = "unit-head@" + Make.Traffic, Scope = new(null, false, null, []) }));
        Assert.Equal("", await Purposes(new() { PostCode = "unit-head@" + Make.Urban }));
    }

    [Fact]
    public async Task What_waits_for_office_hours_is_listed_for_those_who_ask_for_it()
    {
        await Tell("p", notBefore: Make.Start.AddHours(3));

        Assert.Empty((await Notices.List(new() { PersonId = "p" })).Notices);
        Assert.Single((await Notices.List(new() { PersonId = "p", WithWaiting = true })).Notices);
    }

    [Fact]
    public async Task A_notice_keeps_its_due_time_and_the_rule_change_that_brought_it()
    {
        var append = Make.Order("because");
        var notice = Make.Notice(append.After, "p", "due", "unit-finish") with { DueAt = Make.Start.AddHours(5), Because = 7 };
        await Rig.Keep(append.With(notice));
        Assert.Equal(notice, (await Kept(append.After)).Notice);
    }

    protected async Task<(CaseFile File, Notice Notice)> Tell(string person, string purpose = "due", bool urgent = false, DateTimeOffset? notBefore = null)
    {
        var append = Make.Order($"{++orders}");
        var notice = Make.Notice(append.After, person, purpose, "unit-finish", notBefore: notBefore) with { Urgent = urgent, At = Rig.Now };
        return (await Rig.Keep(append.With(notice)), notice);
    }

    private async Task<KeptNotice> Kept(CaseFile file) => Assert.Single((await Notices.List(new() { CaseId = file.Id })).Notices);

    private async Task<string> Purposes(NoticeQuery query)
    {
        var purposes = "";
        for (NoticePage? page = null; page is null || page.Next is not null;)
        {
            page = await Notices.List(query with { After = page?.Next });
            purposes += string.Concat(page.Notices.Select(kept => kept.Notice.Purpose));
        }

        return purposes;
    }
}
