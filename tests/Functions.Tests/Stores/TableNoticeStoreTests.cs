using GridCase.Functions.Storage;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableLaneTests : LaneContract<NoticeRig>
{
    [Theory]
    [InlineData(AttemptOutcome.Delivered)]
    [InlineData(AttemptOutcome.Dead)]
    public async Task An_attempt_whose_record_was_cut_off_anywhere_is_recorded_by_the_next(AttemptOutcome outcome)
    {
        for (var at = 0; ; at++)
        {
            using var rig = new NoticeRig();
            rig.Outgoing.Add(Make.Webhook);
            var append = Make.Order("1");
            var notice = Make.Notice(append.After, "p");
            await rig.Keep(append.With(notice));
            var lane = rig.Lanes.Single();
            var written = 0;
            rig.Service.BeforeWrite = (_, _, _) =>
            {
                if (written++ == at) throw new InvalidOperationException("cut off");
            };
            var cut = await Record.ExceptionAsync(() => rig.Notices.RecordAttempt(notice.Key + "@webhook", outcome, "x", rig.Now));
            rig.Service.BeforeWrite = null;
            await rig.Notices.RecordAttempt(notice.Key + "@webhook", outcome, "x", rig.Now);

            Assert.Null(await rig.Notices.NextParcel(lane));
            Assert.Empty(await rig.Notices.WaitingLanes(null, 10));
            Assert.Equal(outcome == AttemptOutcome.Dead ? 1 : 0, (await rig.Notices.DeadLetters(10)).Count);
            var kept = Assert.Single((await rig.Notices.List(new() { PersonId = "p" })).Notices);
            Assert.Equal((DeliveryState)(outcome == AttemptOutcome.Dead ? ParcelState.Dead : ParcelState.Delivered), Assert.Single(kept.Deliveries).State);
            if (cut is null)
            {
                Assert.True(at > 1);
                return;
            }
        }
    }

    [Fact]
    public async Task What_left_a_month_ago_is_removed_and_what_is_dead_stays()
    {
        var rig = Rig;
        rig.Outgoing.Add(Make.Webhook);
        var append = Make.Order("9");
        var (gone, dead) = (Make.Notice(append.After, "p"), Make.Notice(append.After, "q"));
        await rig.Keep(append.With(gone, dead));
        await rig.Notices.RecordAttempt(gone.Key + "@webhook", AttemptOutcome.Delivered, null, rig.Now);
        await rig.Notices.RecordAttempt(dead.Key + "@webhook", AttemptOutcome.Dead, "410", rig.Now);
        var before = rig.Service.Table("parcels").Rows;
        rig.Wait(TimeSpan.FromDays(32));
        await rig.Notices.Prune(rig.Now, default);
        await rig.Notices.Prune(rig.Now, default);

        Assert.True(rig.Service.Table("parcels").Rows < before);
        Assert.DoesNotContain(rig.Service.Table("parcels").Everything(), row => row.Partition.StartsWith("w|", StringComparison.Ordinal) || row.Partition.StartsWith("lane|webhook!002fp", StringComparison.Ordinal));
        Assert.Equal(dead.Key + "@webhook", Assert.Single(await rig.Notices.DeadLetters(10)).Id);
        Assert.True(await rig.Notices.Release(dead.Key + "@webhook", false));
    }
}

public sealed class TableDigestTests : DigestContract<NoticeRig>;

public sealed class TableNoticeStoreTests : NoticeContract<NoticeRig>
{
    [Fact]
    public async Task An_acknowledgement_that_was_cut_off_anywhere_closes_the_rung_when_it_is_repeated()
    {
        for (var at = 0; ; at++)
        {
            using var rig = new NoticeRig();
            var append = Make.Order("1");
            await rig.Keep(append.With(Make.Notice(append.After, "p", "rung-1", "unit-finish", 1), Make.Notice(append.After, "q", "rung-1", "unit-finish", 1)));
            var id = (await rig.Notices.List(new() { PersonId = "q" })).Notices.Single().Id;
            Assert.Equal(2, (await rig.Notices.List(new() { OpenOnly = true })).Notices.Count);
            var written = 0;
            rig.Service.BeforeWrite = (_, _, _) =>
            {
                if (written++ == at) throw new InvalidOperationException("cut off");
            };
            var cut = await Record.ExceptionAsync(() => rig.Notices.Acknowledge(id, "q", Make.Start.AddMinutes(5)));
            rig.Service.BeforeWrite = null;
            var left = (await rig.Notices.List(new() { OpenOnly = true })).Notices.Count;
            Assert.Equal((await rig.Notices.Find(id))!.AcknowledgedAt is null ? 2 : 0, left);
            await rig.Notices.Acknowledge(id, "q", Make.Start.AddMinutes(9));

            Assert.Empty((await rig.Notices.List(new() { OpenOnly = true })).Notices);
            Assert.Empty((await rig.Notices.List(new() { PersonId = "p", OpenOnly = true })).Notices);
            Assert.DoesNotContain(rig.Service.Table("notices").Everything(), row => row.Partition == NoticeKeys.Open || row.Partition == NoticeKeys.OpenOf("p"));
            if (cut is null)
            {
                Assert.True(at > 1);
                return;
            }
        }
    }
}
