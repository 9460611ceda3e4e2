using System.Security.Cryptography;
using Azure;
using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableSealStoreTests
{
    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(Make.Start.DateTime);

    private readonly Bench bench = new();

    [Fact]
    public async Task A_seal_can_be_added_up_again_from_the_heads_that_it_covers()
    {
        for (var no = 1; no <= 15_001; no++) bench.Change(no);
        bench.Wait(1);
        var first = await bench.Seals.SealDay(FirstDay);
        bench.Change(1, 2);
        bench.Wait(1);
        var second = await bench.Seals.SealDay(FirstDay.AddDays(1));
        Assert.Equal((15_001, 1), (first.Heads, second.Heads));
        Assert.Equal([first.Mac, second.Mac], [await bench.AddedUp(FirstDay), await bench.AddedUp(FirstDay.AddDays(1), first.Mac)]);
    }

    [Fact]
    public async Task Of_two_who_seal_one_day_one_is_first_and_both_say_its_seal()
    {
        for (var at = 1; ; at++)
        {
            var shared = new Bench();
            shared.Change(1);
            shared.Wait(1);
            DaySeal? theirs = null;
            var writes = 0;
            shared.Service.BeforeWrite = (_, _, _) =>
            {
                if (++writes != at) return;
                shared.Service.BeforeWrite = null;
                shared.Change(2);
                theirs = shared.Another().SealDay(FirstDay).Result;
            };
            var mine = await shared.Seals.SealDay(FirstDay);
            if (shared.Service.BeforeWrite is not null) break;
            Assert.Equal(theirs, mine);
            Assert.Equal(3, shared.Service.Table("registers").Rows);
        }
    }

    [Fact]
    public async Task Two_who_seal_different_days_make_one_chain()
    {
        bench.Change(1);
        bench.Wait(2);
        bench.Service.BeforeWrite = (_, _, row) =>
        {
            if (row != "end") return;
            bench.Service.BeforeWrite = null;
            bench.Another().SealDay(FirstDay).Wait();
        };
        var second = await bench.Seals.SealDay(FirstDay.AddDays(1));
        var first = await bench.Seals.SealDay(FirstDay);
        Assert.Equal((1, 0), (first.Heads, second.Heads));
        Assert.Equal(second.Mac, await bench.AddedUp(FirstDay.AddDays(1), first.Mac));
    }

    [Fact]
    public async Task A_crash_at_any_write_leaves_a_day_unsealed_or_sealed_and_a_repeat_seals_it_once()
    {
        for (var at = 1; ; at++)
        {
            var crashing = new Bench();
            crashing.Change(1);
            crashing.Wait(1);
            var writes = 0;
            crashing.Service.BeforeWrite = (_, _, _) =>
            {
                if (++writes == at) throw new IOException("The process ends.");
            };
            DaySeal? made = null;
            while (await Record.ExceptionAsync(async () => made = await crashing.Seals.SealDay(FirstDay)) is not null) Assert.Null(await crashing.Seals.LastSealed());
            Assert.Equal((1, FirstDay), (made!.Heads, await crashing.Seals.LastSealed()));
            Assert.Equal(made.Mac, await crashing.AddedUp(FirstDay));
            if (writes < at) break;
        }
    }

    [Fact]
    public async Task A_seal_whose_answer_was_lost_keeps_its_heads()
    {
        bench.Change(1);
        bench.Wait(1);
        bench.Service.AfterWrite = (_, _, row) =>
        {
            if (row == "end") throw new RequestFailedException(409, "It was done, and is sent again.", "EntityAlreadyExists", null);
        };
        var made = await bench.Seals.SealDay(FirstDay);
        Assert.Equal(made.Mac, await bench.AddedUp(FirstDay));
        Assert.Equal(made, await bench.Seals.SealDay(FirstDay));
    }

    [Fact]
    public async Task A_change_that_was_listed_late_is_sealed_with_the_next_day_and_no_head_twice()
    {
        bench.Clock.Set(Make.Start.AddDays(1));
        bench.Change(1);
        var first = await bench.Seals.SealDay(FirstDay);
        bench.Changes.Add((Head(2), bench.Clock.GetUtcNow().AddHours(-3)));
        bench.Wait(1);
        var second = await bench.Seals.SealDay(FirstDay.AddDays(1));
        var third = await bench.Seals.SealDay(FirstDay.AddDays(1));
        Assert.Equal((1, 1), (first.Heads, second.Heads));
        Assert.Equal(second, third);
        Assert.Equal(Head(2).CaseId, Convert.ToHexStringLower((await bench.Seals.Covered(FirstDay.AddDays(1), default)).Single().CaseId));
    }

    [Fact]
    public async Task Days_that_were_missed_are_sealed_one_after_another_and_cover_each_head_once()
    {
        bench.Clock.Set(Make.Start.AddDays(3));
        bench.Change(1);
        var counts = new List<int>();
        for (var day = 0; day < 3; day++) counts.Add((await bench.Seals.SealDay(FirstDay.AddDays(day))).Heads);
        bench.Wait(1);
        counts.Add((await bench.Seals.SealDay(FirstDay.AddDays(3))).Heads);
        Assert.Equal([1, 0, 0, 0], counts);
    }

    private static ChangedHead Head(long no, int version = 1) =>
        new(CaseIds.Of(Channel.Hotline, $"{no}"), no, version, Convert.ToHexStringLower(SHA256.HashData([(byte)no, (byte)version])));

    /// <summary>A county whose cases change as the test says.</summary>
    private sealed class Bench : IChangedHeads
    {
        private readonly KeyRing keys = KeyRing.Passing();

        public Bench() => Seals = Another();

        public FakeTables Service { get; } = new();

        public Engine.VirtualClock Clock { get; } = new(Make.Start);

        public TableSealStore Seals { get; }

        public List<(ChangedHead Head, DateTimeOffset At)> Changes { get; } = [];

        /// <summary>Another process over the same tables.</summary>
        public TableSealStore Another()
        {
            var county = new CountyTables(Service);
            county.Create(default).Wait();
            return new(county.Registers, keys, this, Clock);
        }

        public void Change(long no, int version = 1) => Changes.Add((Head(no, version), Clock.GetUtcNow()));

        public void Wait(int days) => Clock.Set(Clock.GetUtcNow().AddDays(days));

        public Task<IReadOnlyList<ChangedHead>> Changed(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<ChangedHead>>([.. Changes.Where(change => change.At >= from && change.At <= until).Select(change => change.Head)]);

        public async Task<string> AddedUp(DateOnly day, string before = "")
        {
            using var signer = new SealSigner(keys, day, Convert.FromHexString(before));
            foreach (var head in await Seals.Covered(day, default)) signer.Add(head.CaseId, head.Version, head.Hash);
            return Convert.ToHexStringLower(signer.Mac());
        }
    }
}
