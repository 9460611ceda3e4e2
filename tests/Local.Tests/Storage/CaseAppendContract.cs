using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Storage;

/// <summary>What every case store keeps to when it appends.</summary>
public abstract class CaseAppendContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private ICaseStore Cases => Rig.Cases;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_case_is_found_as_it_was_folded()
    {
        var file = await Rig.Keep(Make.Order("1"));
        file = await Rig.Keep(Make.More(file, Make.Triaged(), Make.Dispatched()));

        Assert.Equivalent(file, await Cases.Find(file.Id), strict: true);
        Assert.Equal(file.Id, await Cases.FindByCode(file.Origin.Code));
        Assert.Null(await Cases.Find(CaseIds.Of(Channel.Hotline, "2")));
        Assert.Null(await Cases.Find("no id at all"));
        Assert.Null(await Cases.FindByCode("440804-260213-7KQ2MX9-4"));
    }

    [Fact]
    public async Task Facts_come_back_byte_for_byte_in_order_and_by_page()
    {
        var first = Make.Order("1");
        var file = await Rig.Keep(first);
        var second = Make.More(file, Make.Triaged(), Make.Dispatched(), new Progressed());
        await Rig.Keep(second);

        var all = await Cases.Facts(file.Id, 0, 1_000);
        Assert.Equal([.. first.Facts.Concat(second.Facts).Select(fact => (fact.Json, fact.Hash))], all.Select(fact => (fact.Json, fact.Hash)));
        Assert.Null(FactChain.FirstBreak(all));
        Assert.Equal([2, 3], (await Cases.Facts(file.Id, 1, 2)).Select(fact => fact.Number));
        Assert.Empty(await Cases.Facts(file.Id, 4, 10));
        Assert.Empty(await Cases.Facts(CaseIds.Of(Channel.Grid, "1"), 0, 10));
    }

    [Fact]
    public async Task Of_two_who_create_a_case_one_is_first()
    {
        await Rig.Keep(Make.Order("1"));

        Assert.Equal(AppendOutcome.Conflict, await Cases.Append(Make.Order("1", category: "other")));
        Assert.Equal("facility.manhole", (await Cases.Find(CaseIds.Of(Channel.Hotline, "1")))!.Category);
    }

    [Fact]
    public async Task Of_two_who_decide_on_the_same_version_one_is_first()
    {
        var file = await Rig.Keep(Make.Order("1"));
        var one = Make.More(file, Make.Triaged());
        var other = Make.More(file, new Progressed()).With(WorkflowMessageKind.NudgeLifecycle);
        await Rig.Keep(one);

        Assert.Equal(AppendOutcome.Conflict, await Cases.Append(other));
        Assert.Equal(one.After.LastHash, (await Cases.Find(file.Id))!.LastHash);
        Assert.Equal(2, (await Cases.Facts(file.Id, 0, 10)).Count);
        Assert.Empty(Rig.Messages);
    }

    [Fact]
    public async Task Many_at_once_make_one_unbroken_chain()
    {
        var file = await Rig.Keep(Make.Order("1"));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(async () =>
        {
            while (await Cases.Append(Make.More((await Cases.Find(file.Id))!, new Progressed())) == AppendOutcome.Conflict)
            {
            }
        })));

        var facts = await Cases.Facts(file.Id, 0, 1_000);
        Assert.Equal(41, facts.Count);
        Assert.Null(FactChain.FirstBreak(facts));
        Assert.Equal(41, (await Cases.Find(file.Id))!.Version);
    }

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

    [Fact]
    public async Task A_repeat_of_a_receipt_changes_nothing_and_is_answered_as_at_first()
    {
        var file = await Rig.Keep(Make.Order("1"));
        file = await Rig.Keep(Make.More(file, Make.Triaged()).With(Make.Receipt("key", body: "{\"a\":1}")));

        var repeat = Make.More(file, Make.Dispatched()).With(Make.Receipt("key", body: "{\"a\":2}")).With(WorkflowMessageKind.NudgeLifecycle);
        Assert.Equal(AppendOutcome.Repeated, await Cases.Append(repeat));
        Assert.Equal(2, (await Cases.Find(file.Id))!.Version);
        Assert.Equal(Make.Receipt("key", body: "{\"a\":1}"), await Cases.FindReceipt("key"));
        Assert.Empty(Rig.Messages);
        Assert.Null(await Cases.FindReceipt("another"));
    }

    [Fact]
    public async Task A_receipt_may_be_all_that_an_append_brings()
    {
        var file = await Rig.Keep(Make.Order("1"));

        await Rig.Keep(new(file.Id, 1, [], file, null, [], Effects.None, Make.Receipt("key")));
        Assert.NotNull(await Cases.FindReceipt("key"));
        Assert.Equal(1, (await Cases.Find(file.Id))!.Version);
    }

    [Fact]
    public async Task Receipts_live_for_thirty_days()
    {
        var file = await Rig.Keep(Make.Order("1").With(Make.Receipt("key")));
        Rig.Wait(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.NotNull(await Cases.FindReceipt("key"));
        Rig.Wait(TimeSpan.FromMinutes(2));
        Assert.Null(await Cases.FindReceipt("key"));

        await Rig.Keep(Make.More(file, Make.Triaged()).With(Make.Receipt("key", Rig.Now)));
        Assert.Equal(Rig.Now, (await Cases.FindReceipt("key"))!.At);
    }

    [Fact]
    public async Task Parts_that_do_not_belong_together_are_refused_whole()
    {
        var file = await Rig.Keep(Make.Order("1"));
        var more = Make.More(file, Make.Triaged());

        await Assert.ThrowsAsync<ArgumentException>(() => Cases.Append(more with { After = file }));
        await Assert.ThrowsAsync<ArgumentException>(() => Cases.Append(more with { ExpectedVersion = 2 }));
        await Assert.ThrowsAsync<ArgumentException>(() => Cases.Append(more with { Facts = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Cases.Append(more with { CaseId = "1" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Cases.Append(more with { Texts = [new(file.Id, 9, "text", "x")] }));
        Assert.Equal(1, (await Cases.Find(file.Id))!.Version);
    }

    [Fact]
    public async Task Messages_leave_with_the_append()
    {
        var file = await Rig.Keep(Make.Order("1").With(WorkflowMessageKind.StartLifecycle));

        Assert.Equal([new(WorkflowMessageKind.StartLifecycle, file.Id)], Rig.Messages);
    }
}

public sealed class MemoryCaseAppendTests : CaseAppendContract<MemoryRig>;

public sealed class SqliteCaseAppendTests : CaseAppendContract<SqliteRig>
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
