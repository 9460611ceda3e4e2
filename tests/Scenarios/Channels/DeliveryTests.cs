using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Scenarios.Channels;

/// <summary>How notices leave a living county: in order, again after faults, capped, in office hours, by the channels that ladders name.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Notices_of_one_case_to_one_person_keep_their_order_and_their_key_over_faults()
    {
        await using var receiver = await HttpReceiver.Open();
        var tries = new Dictionary<string, int>();
        receiver.Answers = post => ((tries[post.Id] = tries.GetValueOrDefault(post.Id) + 1) < 3 ? 503 : 202, "");
        await using var county = await LivingCounty.Open("2026-02-10 09:00", webhook: receiver.Address);
        var id = await Handled(county, "A-1");
        await county.Until("2026-02-10 18:00");

        var told = (await county.Notices(id)).Select(notice => notice.Key).ToList();
        Assert.True(told.Count >= 3);
        Assert.Equal(told.Order(), receiver.Taken.Select(post => post.Id).Order());
        foreach (var person in (await county.Notices(id)).GroupBy(notice => notice.PersonId))
        {
            var keys = person.Select(notice => notice.Key).ToHashSet();
            Assert.Equal(person.Select(notice => notice.Key), receiver.Taken.Select(post => post.Id).Where(keys.Contains));
        }

        Assert.All(tries.Values, count => Assert.Equal(3, count));
        Assert.All(await Kept(county, id), kept => Assert.Equal((DeliveryState.Delivered, 3, null), (kept.Deliveries[0].State, kept.Deliveries[0].Attempts, kept.Deliveries[0].LastFault)));
    }

    [Fact]
    public async Task A_receiver_that_is_away_for_days_parks_its_lanes_until_an_operator_releases_the_channel()
    {
        await using var receiver = await HttpReceiver.Open();
        receiver.Answers = _ => (503, "");
        await using var county = await LivingCounty.Open("2026-02-10 09:00", webhook: receiver.Address);
        var ids = new[] { await Handled(county, "B-1"), await Handled(county, "B-2") };
        await county.Until("2026-02-12 09:00");
        var dead = await county.Runtime.Notices.DeadLetters(100, "webhook");
        Assert.NotEmpty(dead);
        Assert.All(dead, parcel => Assert.Equal((8, "answered 503"), (parcel.Attempts, parcel.LastFault)));
        var given = dead.Select(parcel => parcel.Key).ToHashSet();
        await county.Until("2026-02-12 12:00");
        Assert.Equal(given.Count * 8, receiver.Posts.Count(post => given.Contains(post.Id)));

        receiver.Answers = _ => (202, "");
        Assert.Equal((await county.Runtime.Notices.DeadLetters(100, "webhook")).Count, await county.Runtime.Notices.ReleaseAll("webhook", skip: false));
        await county.Runtime.Engine.RunToRest();
        await county.Until("2026-02-13 09:00");
        foreach (var id in ids)
        {
            var told = (await county.Notices(id)).Where(notice => notice.NotBefore <= LivingCounty.Instant("2026-02-13 09:00")).ToList();
            Assert.Equal(told.Select(notice => notice.Key).Order(), receiver.Taken.Select(post => post.Id).Where(key => key.StartsWith(id, StringComparison.Ordinal)).Order());
        }

        Assert.Empty(await county.Runtime.Notices.DeadLetters(100));
    }

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
    public async Task What_is_not_urgent_waits_for_office_hours_of_a_make_up_Saturday_and_what_is_urgent_does_not_wait()
    {
        await using var mails = new SmtpReceiver();
        await using var county = await LivingCounty.Open("2026-02-13 20:00", with: WithMail);
        await Save(county, Mail(mails));
        await Registered(county, "F-1", "2026-02-13 20:00");
        var urgent = await county.Register(LivingCounty.Order("F-2", "2026-02-13 20:00") with { Urgency = Urgency.Emergency });
        await county.Until("2026-02-14 08:29");
        Assert.NotEmpty(mails.Mails);
        var code = (await county.Case(urgent)).Origin.Code;
        Assert.All(mails.Mails, mail => Assert.Contains(code, mail.Body, StringComparison.Ordinal));

        await county.Until("2026-02-14 08:31");
        Assert.Contains(mails.Mails, mail => mail.To[0].Contains("dispatcher", StringComparison.Ordinal) && !mail.Body.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_channel_takes_what_it_is_set_up_for_and_who_has_no_address_is_said_to_have_none()
    {
        await using var robots = await HttpReceiver.Open();
        robots.Answers = _ => (200, """{"errcode":0,"errmsg":"ok"}""");
        await using var mails = new SmtpReceiver();
        await using var county = await LivingCounty.Open("2026-02-10 09:00", with: WithMail);
        await Save(county, Mail(mails), new NoticeChannel("group", NoticeChannelKind.Wecom) { Url = robots.Address, Secret = "the-robots-key", Takes = ChannelTakes.Marks });
        var id = await Handled(county, "G-1");
        await county.Until("2026-02-27 18:00");

        var notices = await Kept(county, id);
        var marks = notices.Where(kept => kept.Notice.IsMark).ToList();
        Assert.NotEmpty(marks);
        Assert.Equal(marks.Count, robots.Posts.Count);
        foreach (var kept in notices)
        {
            var mail = kept.Deliveries.Single(one => one.Channel == "mail");
            Assert.Equal(kept.Notice.PersonId == county.Actor("dispatcher").PersonId ? DeliveryState.Delivered : DeliveryState.NoAddress, mail.State);
        }

        Assert.Equal(notices.Count(kept => kept.Deliveries.Any(one => one is { Channel: "mail", State: DeliveryState.Delivered })), mails.Mails.Count);
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

    [Fact]
    public async Task A_channel_that_is_switched_off_or_taken_away_leaves_dead_letters_that_can_be_seen()
    {
        await using var mails = new SmtpReceiver();
        mails.Replies["MAIL"] = "451 4.3.0 later";
        await using var county = await LivingCounty.Open("2026-02-10 09:00", with: WithMail);
        await Save(county, Mail(mails));
        await Registered(county, "I-1", "2026-02-10 09:00");
        await county.Runtime.Engine.RunToRest();
        Assert.True(await county.Runtime.Stores.Channels.Save(new(0, [Mail(mails) with { Enabled = false }]), 1));
        await county.Until("2026-02-10 09:10");
        Assert.Equal("the channel is switched off", Assert.Single(await county.Runtime.Notices.DeadLetters(10, "mail")).LastFault);

        mails.Replies.Clear();
        Assert.True(await county.Runtime.Stores.Channels.Save(new(0, [Mail(mails)]), 2));
        Assert.Equal(1, await county.Runtime.Notices.ReleaseAll("mail", skip: false));
        await county.Runtime.Engine.RunToRest();
        Assert.Single(mails.Mails);
    }

    private static County WithMail(County county) => county with
    {
        People = [.. county.People.Select(person => person.Id == county.Posts.First(post => post.Code.StartsWith("centre-dispatcher@", StringComparison.Ordinal)).PersonId ? person with { Email = "dispatcher@example.gov.cn" } : person)],
    };

    private static NoticeChannel Mail(SmtpReceiver receiver) => new("mail", NoticeChannelKind.Email)
    {
        Host = "127.0.0.1",
        Port = receiver.Port,
        From = "gridcase@example.gov.cn",
        Tls = MailTls.None,
    };

    private static async Task Save(LivingCounty county, params NoticeChannel[] channels) => Assert.True(await county.Runtime.Stores.Channels.Save(new(0, [.. channels]), 0));

    private static async Task<string> Registered(LivingCounty county, string no, string at)
    {
        var answer = await county.Runtime.Desk.Register(LivingCounty.Order(no, at), county.Actor("hotline-operator"), county.Runtime.Time.GetUtcNow());
        Assert.True(answer.Refusal is null, answer.Refusal?.Detail);
        return answer.File!.Id;
    }

    /// <summary>A case with a few notices at once: to the dispatcher, the unit's clerk, and the clerk again when the caller adds something.</summary>
    private static async Task<string> Handled(LivingCounty county, string no)
    {
        var id = await county.Register(LivingCounty.Order(no, "2026-02-10 09:00"));
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        await county.Do("hotline-operator", id, new Supplement("再说一次", true));
        return id;
    }

    private static async Task<IReadOnlyList<KeptNotice>> Kept(LivingCounty county, string caseId) => (await county.Runtime.Notices.List(new() { CaseId = caseId, Limit = 200 })).Notices;

    private static async Task<int> Inbox(LivingCounty county, string personId)
    {
        var count = 0;
        for (NoticePage? page = null; page is null || page.Next is not null;)
        {
            page = await county.Runtime.Notices.List(new() { PersonId = personId, WithWaiting = true, After = page?.Next, Limit = 200 });
            count += page.Notices.Count;
        }

        return count;
    }

    private static HashSet<string> Keys(HttpReceiver receiver) => [.. receiver.Taken.Select(post => post.Id)];

    private static List<Post> Digests(HttpReceiver receiver) => [.. receiver.Taken.Where(post => post.Type == Digest.Type)];
}
