using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;
using static GridCase.Scenarios.Channels.Notices;

namespace GridCase.Scenarios.Channels;

/// <summary>How notices leave a living county: in order, again after faults, in office hours, by the channels that ladders name.</summary>
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
}
