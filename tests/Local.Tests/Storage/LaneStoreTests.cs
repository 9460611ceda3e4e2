using GridCase.Workflows.Escalation;

namespace GridCase.Local.Tests.Storage;

public sealed class MemoryLaneTests : LaneContract<MemoryRig>;

public sealed class SqliteLaneTests : LaneContract<SqliteRig>
{
    [Fact]
    public async Task Parcels_that_left_long_ago_are_removed_in_passing_and_those_that_wait_are_not()
    {
        var append = Make.Order("1");
        await Rig.Keep(append.With([.. Enumerable.Range(1, 255).Select(number => Make.Event(append.After, number))]));
        for (var number = 1; number <= 200; number++)
            await Rig.Stores.Notices.RecordAttempt($"{append.CaseId}/{number}", AttemptOutcome.Delivered, null, Rig.Now);
        Rig.Wait(TimeSpan.FromDays(31));
        var later = Make.Order("2");
        await Rig.Keep(later.With(Make.Event(later.After, 1)));

        Assert.Equal(56, Rig.Count("parcels"));
        Assert.Equal(201, (await Rig.Stores.Notices.NextParcel($"hotline/{append.CaseId}"))!.FactNumber);
    }
}
