using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;
using static GridCase.Scenarios.Channels.Notices;

namespace GridCase.Scenarios.Channels;

/// <summary>What a burst of notices to one person becomes: some by themselves, the rest together, none lost.</summary>
public sealed class BurstTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(11)]
    [InlineData(29)]
    public async Task A_burst_of_three_thousand_ends_as_ten_single_notices_and_one_digest_for_a_window(int? seed)
    {
        var burst = seed is null ? 3_000 : 60;
        await using var receiver = await HttpReceiver.Open();
        await using var county = await LivingCounty.Open("2026-02-10 09:05", hostile: seed is { } number ? new HostileMode(number) : null, webhook: receiver.Address);
        for (var i = 0; i < burst; i++) await Registered(county, $"C-{i}", "2026-02-10 09:05");
        await county.Runtime.Engine.RunToRest();
        var dispatcher = county.Actor("dispatcher").PersonId;
        Assert.Equal(10, Keys(receiver).Count);
        await county.Until("2026-02-10 09:59");
        Assert.Equal(10, Keys(receiver).Count);
        await county.Until("2026-02-10 10:01");

        Assert.Equal(11, Keys(receiver).Count);
        var digest = Digests(receiver)[0];
        Assert.Equal($"digest/{dispatcher}/20260210T0100Z", digest.Id);
        Assert.Equal((dispatcher, burst - 10, 50), (
            digest.Json.GetProperty("subject").GetString(), digest.Json.GetProperty("data").GetProperty("total").GetInt32(), digest.Json.GetProperty("data").GetProperty("caseCodes").GetArrayLength()));
        Assert.Single(Digests(receiver).Select(one => one.Json.GetProperty("data").ToString()).Distinct());
        Assert.Equal(burst, await Inbox(county, dispatcher));
        Assert.Empty(await county.Runtime.Notices.WaitingLanes(null, 100));
    }

    [Fact]
    public async Task A_rule_change_that_puts_three_thousand_cases_in_the_red_brings_ten_notices_and_a_digest_that_say_why()
    {
        await using var receiver = await HttpReceiver.Open();
        await using var county = await LivingCounty.Open("2026-03-03 08:35", webhook: receiver.Address);
        for (var i = 0; i < 3_000; i++) await Registered(county, $"R-{i}", "2026-03-03 08:35");
        await county.Until("2026-03-03 10:30");
        var before = receiver.Posts.Count;
        var change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary("dispatch", "PT1H"), OpenCases.FromStart);
        await county.Runtime.Engine.RunToRest();

        var told = receiver.Posts.Skip(before).ToList();
        Assert.Equal(10, told.Count);
        Assert.All(told, post => Assert.Equal(change, post.Json.GetProperty("data").GetProperty("because").GetInt32()));
        await county.Until("2026-03-03 11:30");
        var later = Assert.Single(receiver.Posts.Skip(before + 10));
        Assert.Equal((Digest.Type, 2_990), (later.Type, later.Json.GetProperty("data").GetProperty("total").GetInt32()));
        Assert.Equal(told.Select(post => post.Json.GetProperty("data").GetProperty("personId").GetString()).Distinct(), [later.Json.GetProperty("subject").GetString()]);
    }

    [Fact]
    public async Task A_digest_outlives_a_restart_and_leaves_once()
    {
        await using var receiver = await HttpReceiver.Open();
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-life-").FullName;
        try
        {
            await using (var county = await LivingCounty.Open("2026-02-10 09:05", folder, webhook: receiver.Address))
                for (var i = 0; i < 15; i++) await Registered(county, $"D-{i}", "2026-02-10 09:05");
            await using (var county = await LivingCounty.Open("2026-02-10 09:30", folder, webhook: receiver.Address))
            {
                for (var i = 15; i < 20; i++) await Registered(county, $"D-{i}", "2026-02-10 09:30");
                await county.Until("2026-02-10 10:30");
            }

            await using (var county = await LivingCounty.Open("2026-02-10 10:31", folder, webhook: receiver.Address)) await county.Until("2026-02-10 11:30");
            // One that was on its way when the process ended comes again, under its own key.
            Assert.Equal((10, 1), (receiver.Taken.Where(post => post.Type != Digest.Type).DistinctBy(post => post.Id).Count(), Digests(receiver).Count));
            Assert.Equal(10, Digests(receiver)[0].Json.GetProperty("data").GetProperty("total").GetInt32());
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_supervisor_who_is_everyones_deputy_is_told_each_mark_once_and_capped()
    {
        await using var receiver = await HttpReceiver.Open();
        string? deputy = null;
        await using var county = await LivingCounty.Open("2026-02-10 09:00", webhook: receiver.Address, with: one =>
        {
            deputy = one.Posts.Single(post => post.Code.StartsWith("centre-duty-lead@", StringComparison.Ordinal)).PersonId;
            return one with { Posts = [.. one.Posts.Select(post => post.UnitCode is null ? post : post with { PersonId = null, DeputyId = deputy })] };
        });
        var ids = new List<string>();
        for (var i = 0; i < 30; i++) ids.Add(await Registered(county, $"E-{i}", "2026-02-10 09:00"));
        await county.Until("2026-02-14 09:00");

        var marks = 0;
        foreach (var id in ids)
        {
            var told = (await county.Notices(id)).Where(notice => notice.IsMark).ToList();
            Assert.All(told, notice => Assert.Equal((deputy, notice.PostCode), (notice.PersonId, notice.Instead)));
            Assert.Equal(told.Count, told.Select(notice => (notice.Clock, notice.Cycle, notice.Purpose)).Distinct().Count());
            marks += told.Count;
        }

        Assert.True(marks > 60);
        Assert.Equal(marks + 30, await Inbox(county, deputy!));
        foreach (var window in receiver.Taken.GroupBy(post => DigestRule.Default.WindowOf(post.Json.GetProperty("time").GetDateTimeOffset().AddTicks(post.Type == Digest.Type ? -1 : 0)).From))
        {
            var singles = window.Count(post => post.Type != Digest.Type && !post.Json.GetProperty("data").GetProperty("urgent").GetBoolean());
            Assert.InRange(singles, 0, 10);
            Assert.InRange(window.Count(post => post.Type == Digest.Type), 0, 1);
        }

        Assert.NotEmpty(Digests(receiver));
    }

    [Fact]
    public async Task A_burst_through_a_robot_is_spread_over_minutes_and_none_is_lost()
    {
        await using var robots = await HttpReceiver.Open();
        robots.Answers = _ => (200, """{"errcode":0,"errmsg":"ok"}""");
        await using var county = await LivingCounty.Open("2026-02-10 09:00");
        await Save(county, new NoticeChannel("group", NoticeChannelKind.Wecom) { Url = robots.Address, Secret = "the-robots-key" });
        var ids = new List<string>();
        for (var i = 0; i < 50; i++) ids.Add(await county.Register(LivingCounty.Order($"H-{i}", "2026-02-10 09:00") with { Urgency = Urgency.Emergency }));
        Assert.Equal(20, robots.Posts.Count);
        await county.Until("2026-02-10 09:01");
        Assert.Equal(40, robots.Posts.Count);

        // Long after the last rung of the emergency ladders.
        await county.Until("2026-02-10 18:00");
        var told = 0;
        foreach (var id in ids) told += (await county.Notices(id)).Count;
        Assert.Equal(told, robots.Posts.Count);
        Assert.Empty(await county.Runtime.Notices.WaitingLanes(null, 10));
    }
}
