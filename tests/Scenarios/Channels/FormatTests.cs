using System.Text;
using System.Text.Json.Nodes;
using GridCase.Api.SignIn;
using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Scenarios.Channels;

/// <summary>What each kind of channel puts on the wire, and what it makes of the answers.</summary>
public sealed class FormatTests : IDisposable
{
    private static readonly Person Receiver = new("p-1", "某人", null, [Role.Supervisor], [], "440804") { Email = "p1@example.gov.cn", WeComId = "zhang.san" };

    private readonly HttpClient http = new();
    private readonly VirtualClock clock = new(LivingCounty.Instant("2026-02-13 09:00"));
    private readonly OneDirectory directory = new();

    public static TheoryData<int, string, SendFault, bool, int?> WecomAnswers => new()
    {
        { 200, """{"errcode":0,"errmsg":"ok"}""", SendFault.None, false, null },
        { 200, """{"errcode":45009,"errmsg":"api freq out of limit"}""", SendFault.TooMany, false, 60 },
        { 200, """{"errcode":45033,"errmsg":"concurrency"}""", SendFault.TooMany, false, 60 },
        { 200, """{"errcode":93000,"errmsg":"invalid webhook url"}""", SendFault.SignIn, true, null },
        { 200, """{"errcode":40058,"errmsg":"content too long"}""", SendFault.Refused, true, null },
        { 200, """{"errcode":-1,"errmsg":"system busy"}""", SendFault.Refused, false, null },
        { 200, "<html>a captive portal</html>", SendFault.Refused, false, null },
        { 200, "{}", SendFault.Refused, false, null },
        { 502, "", SendFault.Refused, false, null },
    };

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_webhook_gets_a_signed_CloudEvent_whose_id_is_the_notices_key()
    {
        await using var receiver = await HttpReceiver.Open();
        var channel = new NoticeChannel("oa", NoticeChannelKind.Webhook) { Url = receiver.Address, Secret = "a-secret" };

        Assert.True((await new WebhookPost(new(http), directory, clock).Send(channel, Message(), default)).Taken);
        var post = Assert.Single(receiver.Posts);
        Assert.Equal("application/cloudevents+json; charset=utf-8", post.ContentType);
        Assert.Equal(("1.0", "case/unit-finish/1/due/p-1", "/gridcase/440804", "cn.gridcase.notice.due", "case-1"), (
            post.Json.GetProperty("specversion").GetString(), post.Id, post.Json.GetProperty("source").GetString(), post.Type, post.Json.GetProperty("subject").GetString()));
        Assert.Equal("due", post.Json.GetProperty("data").GetProperty("purpose").GetString());
        var timestamp = post.Headers[RequestSignature.TimestampHeader];
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), timestamp);
        Assert.Equal("oa", post.Headers[RequestSignature.KeyHeader]);
        Assert.Equal(RequestSignature.Of("a-secret", timestamp, "POST", "/notices?of=county", post.Body), post.Headers[RequestSignature.SignatureHeader]);
    }

    [Fact]
    public async Task A_webhook_without_a_secret_is_not_signed()
    {
        await using var receiver = await HttpReceiver.Open();
        await new WebhookPost(new(http), directory, clock).Send(new("oa", NoticeChannelKind.Webhook) { Url = receiver.Address }, Message(), default);
        Assert.DoesNotContain(RequestSignature.SignatureHeader, receiver.Posts[0].Headers.Keys);
    }

    [Theory]
    [InlineData(204, SendFault.None, false)]
    [InlineData(400, SendFault.Refused, true)]
    [InlineData(401, SendFault.SignIn, false)]
    [InlineData(404, SendFault.Refused, false)]
    [InlineData(422, SendFault.Refused, true)]
    [InlineData(429, SendFault.TooMany, false)]
    [InlineData(302, SendFault.Refused, false)]
    [InlineData(503, SendFault.Refused, false)]
    public async Task What_a_webhook_answers_decides_what_becomes_of_the_notice(int status, SendFault fault, bool hopeless)
    {
        await using var receiver = await HttpReceiver.Open();
        receiver.Answers = _ => (status, "");
        var result = await new WebhookPost(new(http), directory, clock).Send(new("oa", NoticeChannelKind.Webhook) { Url = receiver.Address }, Message(), default);
        Assert.Equal((status < 300, fault, hopeless, status == 429), (result.Taken, result.Fault, result.Hopeless, result.Pause is not null));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_not_reached_and_the_address_is_not_told()
    {
        Uri gone;
        await using (var receiver = await HttpReceiver.Open()) gone = receiver.Address;
        var result = await new WecomPost(new(http), clock).Send(new("group", NoticeChannelKind.Wecom) { Url = gone, Secret = "the-robots-key" }, Message(), default);
        Assert.Equal((false, SendFault.NotReached), (result.Taken, result.Fault));
        Assert.DoesNotContain("the-robots-key", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_robot_gets_markdown_with_its_key_and_calls_the_person()
    {
        await using var receiver = await HttpReceiver.Open();
        receiver.Answers = _ => (200, """{"errcode":0,"errmsg":"ok"}""");
        var channel = new NoticeChannel("group", NoticeChannelKind.Wecom) { Url = new(receiver.Address.GetLeftPart(UriPartial.Authority) + "/cgi-bin/webhook/send"), Secret = "the-robots-key" };

        Assert.True((await new WecomPost(new(http), clock).Send(channel, Message(), default)).Taken);
        var post = Assert.Single(receiver.Posts);
        Assert.Equal("/cgi-bin/webhook/send?key=the-robots-key", post.PathAndQuery);
        Assert.Equal("markdown", post.Json.GetProperty("msgtype").GetString());
        var content = post.Json.GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.StartsWith("**【网格通知】C-1 已到期 / it fell due**\n<@zhang.san>\n> 案件 C-1：已到期\n", content, StringComparison.Ordinal);
        Assert.DoesNotContain("某人", content, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WecomAnswers))]
    public async Task A_robot_that_refuses_with_200_is_understood(int status, string answer, SendFault fault, bool hopeless, int? pause)
    {
        await using var receiver = await HttpReceiver.Open();
        receiver.Answers = _ => (status, answer);
        var result = await new WecomPost(new(http), clock).Send(new("group", NoticeChannelKind.Wecom) { Url = receiver.Address, Secret = "the-robots-key" }, Message(), default);
        Assert.Equal((fault == SendFault.None, fault, hopeless, pause), (result.Taken, result.Fault, result.Hopeless, (int?)result.Pause?.TotalSeconds));
    }

    [Fact]
    public void A_robots_message_stays_within_its_bytes_and_calls_nobody_it_should_not()
    {
        var text = new NoticeText("**<@all>** [x](http://evil)", [new string('件', 3_000), "🚨🚨"], ["end"]);
        var content = WecomPost.ContentOf(Message() with { Text = text, Receiver = Receiver with { WeComId = "x> <@all" } });

        Assert.InRange(Encoding.UTF8.GetByteCount(content), WecomPost.MostBytes - 4, WecomPost.MostBytes);
        Assert.EndsWith("…", content, StringComparison.Ordinal);
        Assert.DoesNotContain("<@", content, StringComparison.Ordinal);
        Assert.DoesNotContain("](", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_robot_is_called_twenty_times_a_minute_and_those_who_come_later_wait_longer()
    {
        await using var receiver = await HttpReceiver.Open();
        receiver.Answers = _ => (200, """{"errcode":0}""");
        var (post, channel) = (new WecomPost(new(http), clock), new NoticeChannel("group", NoticeChannelKind.Wecom) { Url = receiver.Address, Secret = "the-robots-key" });
        var results = new List<SendResult>();
        for (var i = 0; i < 45; i++) results.Add(await post.Send(channel, Message(), default));

        Assert.Equal(20, receiver.Posts.Count);
        Assert.All(results.Take(20), result => Assert.True(result.Taken));
        Assert.All(results.Skip(20).Take(20), result => Assert.Equal(TimeSpan.FromMinutes(1), result.Pause));
        Assert.All(results.Skip(40), result => Assert.Equal(TimeSpan.FromMinutes(2), result.Pause));
        clock.Set(clock.GetUtcNow().AddMinutes(1));
        Assert.True((await post.Send(channel, Message(), default)).Taken);
    }

    [Fact]
    public async Task A_mail_is_plain_text_in_Chinese_and_English_with_a_stable_id()
    {
        await using var receiver = new SmtpReceiver { Password = "right" };
        for (var i = 0; i < 2; i++) Assert.True((await new MailPost(directory).Send(Mail(receiver), Message(), default)).Taken);

        var mail = receiver.Mails[0];
        Assert.Equal(("MAIL FROM:<gridcase@example.gov.cn>", "gridcase"), (mail.From, mail.User));
        Assert.Equal(["RCPT TO:<p1@example.gov.cn>"], mail.To);
        Assert.StartsWith("=?utf-8?B?", mail.Header("Subject"), StringComparison.Ordinal);
        Assert.StartsWith("text/plain; charset=utf-8", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.StartsWith("案件 C-1：已到期", mail.Body, StringComparison.Ordinal);
        Assert.Contains("Case C-1: it fell due", mail.Body, StringComparison.Ordinal);
        Assert.Matches("^<[0-9a-f]{40}@example.gov.cn>$", mail.Header("Message-ID"));
        Assert.Equal(mail.Header("Message-ID"), receiver.Mails[1].Header("Message-ID"));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such mailbox", SendFault.Refused, true)]
    [InlineData("RCPT", "450 4.2.1 try later", SendFault.Refused, false)]
    [InlineData("MAIL", "452 4.3.1 no room", SendFault.Refused, false)]
    [InlineData("END", "554 5.7.1 spam", SendFault.Refused, true)]
    [InlineData("END", "451 4.3.0 local error", SendFault.Refused, false)]
    public async Task A_mail_servers_five_hundreds_are_final_and_its_four_hundreds_are_not(string word, string reply, SendFault fault, bool hopeless)
    {
        await using var receiver = new SmtpReceiver { Password = "right" };
        receiver.Replies[word] = reply;
        var result = await new MailPost(directory).Send(Mail(receiver), Message(), default);
        Assert.Equal((false, fault, hopeless), (result.Taken, result.Fault, result.Hopeless));
        Assert.Contains(reply[..3], result.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("p1@", result.Detail, StringComparison.Ordinal);
        Assert.Empty(receiver.Mails);
    }

    [Fact]
    public async Task A_wrong_password_and_an_absent_server_are_told_apart()
    {
        var receiver = new SmtpReceiver { Password = "other" };
        var channel = Mail(receiver);
        var result = await new MailPost(directory).Send(channel, Message(), default);
        Assert.Equal((SendFault.SignIn, true), (result.Fault, result.Hopeless));
        Assert.DoesNotContain("right", result.Detail, StringComparison.Ordinal);
        await receiver.DisposeAsync();
        var gone = await new MailPost(directory).Send(channel, Message(), default);
        Assert.Equal((SendFault.NotReached, false), (gone.Fault, gone.Hopeless));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_way_cannot_be_secured_neither_password_nor_mail_is_given_away(bool offersTls)
    {
        await using var receiver = new SmtpReceiver { Password = "right", OffersTls = offersTls };
        var result = await new MailPost(directory).Send(Mail(receiver) with { Tls = MailTls.Starttls }, Message(), default);

        Assert.Equal((false, SendFault.Tls), (result.Taken, result.Fault));
        Assert.DoesNotContain(receiver.Heard, line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) || line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nothing_in_a_notice_begins_another_header()
    {
        await using var receiver = new SmtpReceiver { Password = "right" };
        var message = Message() with { Text = new("C-1\r\nBcc: evil@example.com\r\n\r\nhello", ["中文"], ["."]), Key = "k\r\nX-Evil: 1" };
        Assert.True((await new MailPost(directory).Send(Mail(receiver), message, default)).Taken);
        var mail = Assert.Single(receiver.Mails);
        Assert.Single(mail.To);
        Assert.Null(mail.Header("Bcc"));
        Assert.Null(mail.Header("X-Evil"));
        var unsafeAddress = await new MailPost(directory).Send(Mail(receiver), message with { Receiver = Receiver with { Email = "a@b.cn\r\nRCPT TO:<evil@example.com>" } }, default);
        Assert.Equal((SendFault.NotSetUp, true), (unsafeAddress.Fault, unsafeAddress.Hopeless));
        Assert.Single(receiver.Mails);
    }

    private static NoticeChannel Mail(SmtpReceiver receiver) => new("mail", NoticeChannelKind.Email)
    {
        Host = "127.0.0.1",
        Port = receiver.Port,
        From = "gridcase@example.gov.cn",
        User = "gridcase",
        Secret = "right",
        Tls = MailTls.None,
    };

    private static ChannelMessage Message() => new(
        "case/unit-finish/1/due/p-1", "cn.gridcase.notice.due", "case-1", LivingCounty.Instant("2026-02-13 09:00"), new JsonObject { ["purpose"] = "due" },
        new("【网格通知】C-1 已到期 / it fell due", ["案件 C-1：已到期"], ["Case C-1: it fell due"]), Receiver);

    private sealed class OneDirectory : IDirectorySource
    {
        public CountyDirectory Current { get; } = new(DemoCounty.Build().County);
    }
}
