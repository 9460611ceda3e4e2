using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Contracts;

/// <summary>What every case store keeps to when it appends.</summary>
public abstract class CaseAppendContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    protected ICaseStore Cases => Rig.Cases;

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
    public async Task A_merge_is_a_conflict_when_the_case_merged_into_has_moved_on()
    {
        var (file, into) = (await Rig.Keep(Make.Order("1")), await Rig.Keep(Make.Order("2")));
        var merge = Make.More(file, new MergedInto(into.Id)) with { Target = (into.Id, into.Version) };
        into = await Rig.Keep(Make.More(into, new Withdrawn()));

        Assert.Equal(AppendOutcome.Conflict, await Cases.Append(merge));
        Assert.Equal(file.Version, (await Cases.Find(file.Id))!.Version);
        await Rig.Keep(merge with { Target = (into.Id, into.Version) });
    }

    [Fact]
    public async Task Of_two_cases_merged_into_each_other_at_once_one_stands()
    {
        var (one, other) = (await Rig.Keep(Make.Order("1")), await Rig.Keep(Make.Order("2")));
        await Task.WhenAll(
            Task.Run(() => Cases.Append(Make.More(one, new MergedInto(other.Id)) with { Target = (other.Id, other.Version) })),
            Task.Run(() => Cases.Append(Make.More(other, new MergedInto(one.Id)) with { Target = (one.Id, one.Version) })));

        Assert.True((await Cases.Find(one.Id))!.IsOpen || (await Cases.Find(other.Id))!.IsOpen);
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
