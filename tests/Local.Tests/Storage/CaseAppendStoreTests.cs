using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Storage;

/// <summary>What stores over one journal keep to besides: a piece of work is done whole or never was.</summary>
public abstract class JournalledCaseAppendContract<TRig> : CaseAppendContract<TRig>
    where TRig : JournalRig, new()
{
    [Fact]
    public async Task Nothing_is_kept_of_an_append_whose_last_part_fails()
    {
        var file = await Rig.Keep(Make.Order("1"));
        Rig.RefusesMessages = true;
        Rig.Outgoing.Add(Make.Webhook);
        var failing = Make.More(file, Rig.Now, new DecidedFact(Make.Triaged(), [new("remark", "x")]))
            .With(Make.Receipt("key")).With(Make.Notice(file, "p", fact: 2)).With(Make.Event(file, 2)).With(WorkflowMessageKind.NudgeLifecycle);
        var alsoFailing = Make.Order("2").With(WorkflowMessageKind.StartLifecycle);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Cases.Append(failing));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Cases.Append(alsoFailing));
        Assert.Equal(1, (await Cases.Find(file.Id))!.Version);
        Assert.Single(await Cases.Facts(file.Id, 0, 10));
        Assert.Null(await Cases.Find(alsoFailing.CaseId));
        Assert.Null(await Cases.FindReceipt("key"));
        Assert.Equal([1], (await Cases.List(new CaseQuery { Scope = Make.Everything })).Rows.Select(row => row.Version));

        Rig.RefusesMessages = false;
        await Rig.Keep(failing);
        await Rig.Keep(alsoFailing);
    }

    [Fact]
    public async Task What_is_appended_and_undone_in_one_transaction_is_seen_by_nobody()
    {
        var file = await Rig.Keep(Make.Order("1"));
        var more = Make.More(file, Make.Triaged());
        await Rig.Journal.Write(session =>
        {
            Assert.Throws<TimeoutException>(() => session.Attempt<int>(() =>
            {
                Assert.Equal(AppendOutcome.Appended, Cases.Append(more).Result);
                Assert.Equal(2, Cases.Find(file.Id).Result!.Version);
                Assert.Equal(AppendOutcome.Appended, Cases.Append(Make.More(more.After, Make.Dispatched())).Result);
                Assert.Equal(3, Cases.Find(file.Id).Result!.Version);
                throw new TimeoutException();
            }));
            Assert.Equal(1, Cases.Find(file.Id).Result!.Version);
        });

        Assert.Equal(1, (await Cases.Find(file.Id))!.Version);
        await Rig.Keep(more);
    }
}

public sealed class MemoryCaseAppendTests : JournalledCaseAppendContract<MemoryRig>;

public sealed class SqliteCaseAppendTests : JournalledCaseAppendContract<SqliteRig>
{
    [Fact]
    public async Task Receipts_that_have_outlived_their_time_are_removed_in_passing()
    {
        var file = await Rig.Keep(Make.Order("1"));
        await Keep(300);
        Rig.Wait(TimeSpan.FromDays(31));
        await Keep(300);
        Assert.InRange(Rig.Count("receipts"), 300, 400);
        Assert.Equal(300, Rig.Count($"receipts WHERE at >= {Rig.Now.UtcTicks}"));

        async Task Keep(int count)
        {
            for (var i = 0; i < count; i++) await Rig.Keep(new(file.Id, 1, [], file, null, [], Effects.None, Make.Receipt($"{Rig.Now} {i}", Rig.Now)));
        }
    }

    [Fact]
    public async Task After_a_restart_a_case_goes_on_where_it_was()
    {
        var file = await Rig.Keep(Make.Order("1").With(Make.Notice(Make.Order("1").After, "p")));
        file = await Rig.Keep(Make.More(file, Make.Triaged()));
        var before = (await Rig.Cases.List(new CaseQuery { Scope = Make.Everything })).Rows;
        Rig.Restart();

        Assert.Equivalent(file, await Rig.Cases.Find(file.Id), strict: true);
        Assert.Equal(before, (await Rig.Cases.List(new CaseQuery { Scope = Make.Everything })).Rows);
        await Rig.Keep(Make.More(file, Make.Dispatched()).With(Make.Notice(file, "q")));
        await Rig.Keep(Make.Order("2"));
        Assert.Empty(Rig.Books.Check().Differences);
    }

    [Fact]
    public async Task A_case_that_has_left_the_cache_is_folded_again_from_its_facts()
    {
        var cases = new Local.Storage.SqliteCaseStore(Rig.Journal, Rig.Folder.Keys, Local.Storage.Departures.None, cachedCases: 2);
        var files = new List<CaseFile>();
        for (var i = 0; i < 5; i++)
        {
            var append = Make.Order($"{i}");
            await cases.Append(append);
            files.Add(append.After);
        }

        foreach (var file in files)
        {
            Assert.Equivalent(file, await cases.Find(file.Id), strict: true);
            Assert.Equal(AppendOutcome.Appended, await cases.Append(Make.More(file, Make.Triaged())));
            Assert.Equal(2, (await cases.Find(file.Id))!.Version);
        }
    }
}
