using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Escalation;

namespace GridCase.Contracts;

/// <summary>What every notice store keeps to as to notices.</summary>
public abstract class NoticeContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private INoticeStore Notices => Rig.Stores.Notices;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_notice_is_kept_whole_and_is_in_the_inbox_at_once()
    {
        var append = Make.Order("1");
        var notice = Make.Notice(append.After, "p", "rung-1", "unit-finish", 1) with { Instead = "unit-head@x", Urgent = true, AcknowledgeBy = Make.Start.AddHours(2) };
        await Rig.Keep(append.With(notice));

        var kept = Assert.Single((await Notices.List(new() { PersonId = "p" })).Notices);
        Assert.Equal(new KeptNotice(kept.Id, notice, Make.Start, "inbox", 0, null, null), kept);
        Assert.Equal(kept, await Notices.Find(kept.Id));
        Assert.Null(await Notices.Find("999"));
        Assert.Null(await Notices.Find("none"));
    }

    [Fact]
    public async Task A_notice_that_waits_for_office_hours_reaches_its_person_then()
    {
        var append = Make.Order("1");
        await Rig.Keep(append.With(Make.Notice(append.After, "p", notBefore: Make.Start.AddHours(3))));

        Assert.Empty((await Notices.List(new() { PersonId = "p" })).Notices);
        Assert.Null(Assert.Single((await Notices.List(new() { CaseId = append.CaseId })).Notices).DeliveredAt);
        Rig.Wait(TimeSpan.FromHours(3));
        Assert.Equal(Make.Start.AddHours(3), Assert.Single((await Notices.List(new() { PersonId = "p" })).Notices).DeliveredAt);
    }

    [Fact]
    public async Task The_same_notice_is_kept_once()
    {
        var append = Make.Order("1");
        var notice = Make.Notice(append.After, "p");
        var file = await Rig.Keep(append.With(notice, notice));
        await Rig.Keep(Make.More(file, Make.Triaged()).With(notice));

        Assert.Single((await Notices.List(new() { CaseId = file.Id })).Notices);
    }

    [Fact]
    public async Task A_persons_notices_come_newest_first_and_a_cases_in_order_by_page()
    {
        var one = Make.Order("1");
        var two = Make.Order("2");
        await Rig.Keep(one.With(Make.Notice(one.After, "p", "a"), Make.Notice(one.After, "q", "b")));
        await Rig.Keep(two.With(Make.Notice(two.After, "p", "c"), Make.Notice(two.After, "p", "d"), Make.Notice(two.After, "p", "e")));

        Assert.Equal("edca", await Purposes(new() { PersonId = "p", Limit = 2 }));
        Assert.Equal("cde", await Purposes(new() { CaseId = two.CaseId, Limit = 2 }));
        Assert.Equal("b", await Purposes(new() { CaseId = one.CaseId, PersonId = "q" }));
        Assert.Equal("edcba", await Purposes(new()));
        Assert.Equal("", await Purposes(new() { CaseId = CaseIds.Of(Channel.Grid, "9") }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Notices.List(new() { After = "x" }));
    }

    [Fact]
    public async Task A_scope_shows_notices_of_the_cases_it_covers_whoever_they_went_to()
    {
        var town = Make.Order("1");
        var other = Make.Order("2", Make.OtherTownsGrid);
        var nowhere = Make.Order("3", null);
        await Rig.Keep(town.With(Make.Notice(town.After, "p", "a")));
        var file = await Rig.Keep(other.With(Make.Notice(other.After, "p", "b")));
        await Rig.Keep(nowhere.With(Make.Notice(nowhere.After, "p", "c")));
        await Rig.Keep(Make.More(file, Make.Triaged(Make.OtherTownsGrid), Make.Dispatched(Make.Urban), new SubtaskAdded("1", Make.Traffic, null)));

        Assert.Equal("cba", await Purposes(new() { Scope = Make.Everything }));
        Assert.Equal("a", await Purposes(new() { Scope = new(Make.Town, false, null, []) }));
        Assert.Equal("b", await Purposes(new() { Scope = new(null, false, Make.Traffic, []) }));
        Assert.Equal("b", await Purposes(new() { Scope = new(null, false, Make.Urban, []) }));
        Assert.Equal("ba", await Purposes(new() { Scope = new(null, false, null, [Make.Grid, Make.OtherTownsGrid]) }));
        Assert.Equal("", await Purposes(new() { Scope = new(null, false, null, []) }));
    }

    [Fact]
    public async Task Beside_those_of_a_scope_a_person_finds_what_has_reached_them_from_elsewhere_page_by_page()
    {
        var town = Make.Order("1");
        var other = Make.Order("2", Make.OtherTownsGrid);
        await Rig.Keep(town.With(Make.Notice(town.After, "p", "a"), Make.Notice(town.After, "q", "b")));
        await Rig.Keep(other.With(Make.Notice(other.After, "p", "c"), Make.Notice(other.After, "q", "d"), Make.Notice(other.After, "q", "e", notBefore: Rig.Now.AddHours(1))));
        await Rig.Keep(Make.Order("3", Make.OtherTownsGrid).With(Make.Notice(Make.Order("3", Make.OtherTownsGrid).After, "q", "rung-1", "unit-finish", 1)));

        var query = new NoticeQuery { Scope = new(Make.Town, false, null, []), OrPersonId = "q" };
        Assert.Equal(["rung-1", "d", "b", "a"], (await Notices.List(query)).Notices.Select(kept => kept.Notice.Purpose));
        Assert.Equal(["rung-1", "d"], (await Notices.List(query with { Limit = 2 })).Notices.Select(kept => kept.Notice.Purpose));
        Assert.Equal("dba", (await Purposes(query with { Limit = 1 }))["rung-1".Length..]);
        Assert.Equal("rung-1", await Purposes(query with { OpenOnly = true }));
        Assert.Equal("cba", await Purposes(query with { OrPersonId = "p" }));
    }

    [Fact]
    public async Task Supervision_sees_marks_and_those_rungs_that_nobody_has_acknowledged()
    {
        var append = Make.Order("1");
        await Rig.Keep(append.With(
            Make.Notice(append.After, "p", "dispatched"),
            Make.Notice(append.After, "p", "warn", "unit-finish"),
            Make.Notice(append.After, "p", "rung-1", "unit-finish", 1),
            Make.Notice(append.After, "q", "rung-1", "unit-finish", 1),
            Make.Notice(append.After, "p", "rung-2", "unit-finish", 2),
            Make.Notice(append.After, "p", "rung-1", "citizen-finish", 1)));
        var rung = (await Notices.List(new() { PersonId = "q" })).Notices.Single();

        Assert.Equal(5, (await Notices.List(new() { MarksOnly = true })).Notices.Count);
        Assert.Equal(4, (await Notices.List(new() { OpenOnly = true })).Notices.Count);
        await Notices.Acknowledge(rung.Id, "q", Make.Start.AddMinutes(5));
        Assert.Equal(
            ["citizen-finish 1", "unit-finish 2"],
            (await Notices.List(new() { OpenOnly = true, Scope = Make.Everything })).Notices.Select(kept => $"{kept.Notice.Clock} {kept.Notice.Rung}"));
        Assert.Equal(5, (await Notices.List(new() { MarksOnly = true })).Notices.Count);
    }

    [Fact]
    public async Task The_first_acknowledgement_counts()
    {
        var append = Make.Order("1");
        await Rig.Keep(append.With(Make.Notice(append.After, "p", "rung-1", "unit-finish", 1)));
        var id = (await Notices.List(new() { PersonId = "p" })).Notices[0].Id;

        await Notices.Acknowledge(id, "p", Make.Start.AddMinutes(5));
        await Notices.Acknowledge(id, "q", Make.Start.AddMinutes(9));
        await Notices.Acknowledge("999", "p", Make.Start);
        var kept = (await Notices.Find(id))!;
        Assert.Equal((Make.Start.AddMinutes(5), "p"), (kept.AcknowledgedAt!.Value, kept.AcknowledgedBy));
    }

    [Fact]
    public async Task A_copy_by_the_webhook_says_how_it_went()
    {
        Rig.Outgoing.Add(Make.Webhook);
        var append = Make.Order("1");
        var notice = Make.Notice(append.After, "p");
        await Rig.Keep(append.With(notice));
        var id = (await Notices.List(new() { PersonId = "p" })).Notices[0].Id;

        await Notices.RecordAttempt(notice.Key + "@webhook", AttemptOutcome.Failed, "503", Make.Start.AddMinutes(1));
        var failed = await Notices.Find(id);
        await Notices.RecordAttempt(notice.Key + "@webhook", AttemptOutcome.Delivered, null, Make.Start.AddMinutes(2));
        var delivered = await Notices.Find(id);

        Assert.Equal(("inbox", 1, "503"), (failed!.Channel, failed.Attempts, failed.LastFault));
        Assert.Equal(("webhook", 2, null, Make.Start.AddMinutes(2)), (delivered!.Channel, delivered.Attempts, delivered.LastFault, delivered.DeliveredAt!.Value));
    }

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
