using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableLikenessTests
{
    private readonly LikenessBench bench = new();

    [Fact]
    public async Task However_registrations_are_interleaved_of_each_two_one_has_seen_the_other()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (random, shared) = (new Random(seed), new LikenessBench());
            var all = Enumerable.Range(1, 2 + (seed % 3)).Select(no => new Registering(shared, LikenessBench.Of($"{no}"))).ToList();
            for (var steps = 0; all.Exists(one => !one.IsDone) && steps < 1_000; steps++)
            {
                var left = all.FindAll(one => !one.IsDone);
                await left[random.Next(left.Count)].Step();
            }

            Assert.All(all, one => Assert.True(one.IsDone, $"A registration does not come through with seed {seed}."));
            foreach (var (one, other) in from one in all from other in all where string.CompareOrdinal(one.File.Id, other.File.Id) < 0 select (one, other))
                Assert.True(one.Saw.Contains(other.File.Id) || other.Saw.Contains(one.File.Id), $"Neither saw the other with seed {seed}.");
        }
    }

    [Fact]
    public async Task Between_any_two_writes_another_may_register_and_one_sees_the_other()
    {
        for (var at = 1; ; at++)
        {
            var shared = new LikenessBench();
            var (one, other) = (new Registering(shared, LikenessBench.Of("1")), new Registering(shared, LikenessBench.Of("2")));
            var writes = 0;
            shared.Service.BeforeWrite = (_, _, _) =>
            {
                if (++writes != at) return;
                shared.Service.BeforeWrite = null;
                other.Finish(20).Wait();
            };
            await one.Finish();
            if (shared.Service.BeforeWrite is not null) break;
            await other.Finish();
            Assert.True(one.IsDone && other.IsDone, $"Write {at} lets one of them wait for ever.");
            Assert.True(one.Saw.Contains(other.File.Id) || other.Saw.Contains(one.File.Id), $"Neither saw the other at write {at}.");
        }
    }

    [Fact]
    public async Task The_earlier_in_line_goes_on_and_the_later_waits_for_it()
    {
        var (first, second) = (new Registering(bench, LikenessBench.Of("1")), new Registering(bench, LikenessBench.Of("2")));
        foreach (var one in new[] { first, first, second, second }) await one.Step();
        await second.Step();
        Assert.Equal(1, second.Conflicts);
        await first.Finish();
        Assert.Equal(0, first.Conflicts);
        await second.Finish();
        Assert.Equal([first.File.Id], second.Saw);
    }

    [Fact]
    public async Task Others_are_not_waited_for()
    {
        await bench.Likeness.Announce(LikenessBench.Of("1", "b", "gate") with { Id = CaseIds.Of(Channel.Hotline, "1"), Origin = LikenessBench.Of("1", "b", "gate").Origin with { Latitude = 21.5 } }, default);
        var mine = new Registering(bench, LikenessBench.Of("2"));
        await mine.Finish();
        Assert.Equal((true, 0), (mine.IsDone, mine.Conflicts));
    }

    [Fact]
    public async Task One_that_was_announced_and_never_came_is_waited_for_only_so_long()
    {
        await bench.Likeness.Announce(LikenessBench.Of("1"), default);
        var mine = new Registering(bench, LikenessBench.Of("2"));
        await mine.Finish(30);
        Assert.False(mine.IsDone);
        bench.Clock.Set(Make.Start.AddSeconds(21));
        await mine.Finish();
        Assert.True(mine.IsDone);
        Assert.Empty(mine.Saw);
    }

    [Fact]
    public async Task Who_was_announced_too_long_ago_is_announced_again_at_the_end_of_the_line()
    {
        var (slow, quick) = (new Registering(bench, LikenessBench.Of("1")), new Registering(bench, LikenessBench.Of("2")));
        await slow.Step();
        await slow.Step();
        bench.Clock.Set(Make.Start.AddSeconds(21));
        foreach (var _ in Enumerable.Range(0, 3)) await quick.Step();
        await slow.Finish(20);
        Assert.False(slow.IsDone);
        await quick.Finish();
        Assert.Equal(0, quick.Conflicts);
        await slow.Finish();
        Assert.Equal([quick.File.Id], slow.Saw);
    }

    [Fact]
    public async Task Who_waits_long_keeps_the_place_in_line()
    {
        var (first, second) = (LikenessBench.Of("1"), LikenessBench.Of("2"));
        await bench.Likeness.Announce(first, default);
        await bench.Likeness.Announce(second, default);
        for (var seconds = 6; seconds < 40; seconds += 6)
        {
            bench.Clock.Set(Make.Start.AddSeconds(seconds));
            await bench.Likeness.Announce(first, default);
            await bench.Likeness.Announce(second, default);
            Assert.False(await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(first), 2, null), first.Id, default));
            Assert.True(await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(second), 2, null), second.Id, default));
        }
    }

    [Fact]
    public async Task What_has_come_and_is_not_in_the_index_is_found_and_then_known()
    {
        var file = LikenessBench.Of("1");
        var before = await bench.Likeness.Relatives(LikenessBench.QueryOf(file), default);
        await bench.Likeness.Announce(file, default);
        bench.Record[file.Id] = file;
        var mine = LikenessBench.Of("2");
        await bench.Likeness.Announce(mine, default);
        Assert.True(await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(mine), before.Seen, null), mine.Id, default));

        var now = await bench.Likeness.Relatives(LikenessBench.QueryOf(mine), default);
        Assert.Equal([file.Id], now.CaseIds);
        Assert.False(await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(mine), now.Seen, null), mine.Id, default));
        await bench.Likeness.Write(file, default);
        Assert.False(await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(mine), now.Seen, null), mine.Id, default));
        Assert.Equal([file.Id], await bench.Found(mine));
    }

    [Fact]
    public async Task A_registration_whose_parent_moved_on_is_decided_anew()
    {
        var (head, mine) = (await bench.Keep(LikenessBench.Of("1")), LikenessBench.Of("2"));
        await bench.Likeness.Announce(mine, default);
        var seen = await bench.Likeness.Relatives(LikenessBench.QueryOf(mine), default);
        Assert.False(await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(mine), seen.Seen, (head.Id, head.Version)), mine.Id, default));
        await bench.Commit(Make.More(head, new Withdrawn()).After);
        Assert.True(await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(mine), seen.Seen, (head.Id, head.Version)), mine.Id, default));
    }

    [Fact]
    public async Task A_crash_at_any_write_leaves_what_a_repeat_brings_to_the_same_end()
    {
        var file = LikenessBench.Of("1");
        var ended = Make.More(file, new Withdrawn()).After;
        await bench.Keep(file);
        await bench.Commit(ended);
        for (var at = 1; ; at++)
        {
            var crashing = new LikenessBench();
            var writes = 0;
            crashing.Service.BeforeWrite = (_, _, _) =>
            {
                if (++writes == at) throw new IOException("The process ends.");
            };
            foreach (var step in new Func<Task>[] { () => crashing.Likeness.Announce(file, default), () => crashing.Commit(file), () => crashing.Commit(ended) })
                while (await Record.ExceptionAsync(step) is IOException) Assert.True(writes >= at);
            Assert.Equal(bench.Kept(), crashing.Kept());
            if (writes < at) break;
        }
    }

    [Fact]
    public async Task An_older_file_that_is_written_late_does_not_bring_an_ended_case_back()
    {
        var file = LikenessBench.Of("1");
        await bench.Likeness.Announce(file, default);
        bench.Record[file.Id] = Make.More(file, new Withdrawn()).After;
        await bench.Likeness.Write(bench.Record[file.Id], default);
        var kept = bench.Kept();
        await bench.Likeness.Write(file, default);
        Assert.Equal(kept, bench.Kept());
        Assert.Empty(await bench.Found(file));
    }

    [Fact]
    public async Task A_file_that_becomes_old_while_it_is_written_is_followed_by_the_newer()
    {
        var file = LikenessBench.Of("1");
        await bench.Likeness.Announce(file, default);
        bench.Record[file.Id] = file;
        bench.Service.BeforeWrite = (_, partition, _) =>
        {
            if (!partition.StartsWith("address", StringComparison.Ordinal)) return;
            bench.Service.BeforeWrite = null;
            bench.Commit(Make.More(file, new Withdrawn()).After).Wait();
        };
        await bench.Likeness.Write(file, default);
        Assert.DoesNotContain(bench.Kept(), row => row.StartsWith("address", StringComparison.Ordinal) || row.StartsWith("squares", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_changes_nothing_of_the_index_is_not_written()
    {
        var file = await bench.Keep(LikenessBench.Of("1"));
        bench.Service.Operations.Clear();
        await bench.Commit(Make.More(file, Make.Triaged()).After);
        Assert.All(bench.Service.Operations, operation => Assert.Equal("get", operation.What));
        await bench.Commit(Make.Order("2", change: registered => registered with { HasCitizen = false }).After);
        Assert.Equal(4, bench.Service.Operations.Count);
    }

    [Fact]
    public async Task What_is_left_over_is_cleared_away_and_the_rest_is_not()
    {
        await bench.Likeness.Announce(LikenessBench.Of("1"), default);
        var half = LikenessBench.Of("2");
        await bench.Likeness.Announce(half, default);
        bench.Record[half.Id] = half;
        bench.Clock.Set(Make.Start.AddHours(1));
        await bench.Likeness.Announce(LikenessBench.Of("3"), default);
        await bench.Likeness.Clear(default);
        Assert.Equal([$"announced case|{LikenessBench.Of("3").Id}", "announced last"], bench.Kept().Where(row => row.StartsWith("announced", StringComparison.Ordinal)));
        Assert.Equal([half.Id], await bench.Found(half));
    }

    [Fact]
    public async Task A_caller_with_more_cases_than_are_asked_for_is_read_no_further()
    {
        for (var i = 0; i < LikenessQuery.Most + 30; i++)
            await bench.Keep(Make.Order($"{i}", at: Make.Start.AddMinutes(i), change: registered => registered with { CallerKey = "a" }).After);
        bench.Service.Operations.Clear();
        var found = await bench.Likeness.Relatives(new() { CallerKey = "a" }, default);
        Assert.Equal((LikenessQuery.Most, CaseIds.Of(Channel.Hotline, "79")), (found.CaseIds.Count, found.CaseIds[0]));
        Assert.True(bench.Service.Operations.Sum(operation => operation.Rows) <= LikenessQuery.Most + 2);
        Assert.Equal(5, (await bench.Likeness.Relatives(new() { CallerKey = "a", CallerSince = Make.Start.AddMinutes(75) }, default)).CaseIds.Count);
    }

    [Fact]
    public async Task Nothing_that_is_kept_says_a_number_an_address_or_a_position()
    {
        await bench.Keep(LikenessBench.Of("1", "13800001111", "No. 7 Haibin Road"));
        await bench.Likeness.Announce(LikenessBench.Of("2", "13800001111", "No. 7 Haibin Road"), default);
        Assert.All(bench.Learned.Everything().SelectMany(row => row.Columns.Values.Append(row.Partition).Append(row.Row)), value =>
        {
            Assert.IsNotType<double>(value);
            Assert.DoesNotContain("13800001111", $"{value}", StringComparison.Ordinal);
            Assert.DoesNotContain("Haibin", $"{value}", StringComparison.Ordinal);
        });
    }
}
