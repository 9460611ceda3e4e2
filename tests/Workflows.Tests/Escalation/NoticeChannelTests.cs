using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Tests.Escalation;

/// <summary>Which channels can be, and which notices each carries.</summary>
public sealed class NoticeChannelTests
{
    private static readonly NoticeChannel Webhook = new("oa", NoticeChannelKind.Webhook) { Url = new("https://oa.example.gov.cn/notices") };
    private static readonly NoticeChannel Robot = new("group", NoticeChannelKind.Wecom) { Url = ChannelCheck.WecomAddress, Secret = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa" };
    private static readonly NoticeChannel Mail = new("mail", NoticeChannelKind.Email) { Host = "smtp.example.gov.cn", Port = 587, From = "gridcase@example.gov.cn", User = "gridcase", Secret = "p" };

    public static TheoryData<NoticeChannel, string> Wrong => new()
    {
        { Webhook with { Id = "OA" }, "id" },
        { Webhook with { Id = "in-app" }, "id" },
        { Webhook with { Id = "hotline" }, "id" },
        { Webhook with { Url = null }, "url" },
        { Webhook with { Url = new("ftp://example.gov.cn/") }, "url" },
        { Webhook with { Url = new("http://oa.example.gov.cn/notices") }, "url" },
        { Webhook with { Url = new("https://user:pass@oa.example.gov.cn/") }, "url" },
        { Webhook with { Url = new("https://oa.example.gov.cn/" + new string('x', 500)) }, "url" },
        { Webhook with { Kind = NoticeChannelKind.InApp }, "kind" },
        { Robot with { Url = new("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1") }, "url" },
        { Robot with { Secret = null }, "secret" },
        { Robot with { Secret = "a b&key=c" }, "secret" },
        { Mail with { Host = null }, "host" },
        { Mail with { Host = "smtp example" }, "host" },
        { Mail with { Port = 0 }, "port" },
        { Mail with { Port = 465 }, "port" },
        { Mail with { From = "gridcase" }, "from" },
        { Mail with { From = "a@example.cn\r\nBcc: b@example.cn" }, "from" },
        { Mail with { Secret = null }, "secret" },
        { Mail with { Tls = MailTls.None }, "tls" },
    };

    [Fact]
    public void Channels_of_each_kind_can_be_set_up()
    {
        Assert.Empty(ChannelCheck.Faults(Webhook));
        Assert.Empty(ChannelCheck.Faults(Webhook with { Url = new("http://localhost:8080/notices") }));
        Assert.Empty(ChannelCheck.Faults(Robot));
        Assert.Empty(ChannelCheck.Faults(Mail));
        Assert.Empty(ChannelCheck.Faults(Mail with { User = null, Secret = null, Tls = MailTls.None, Port = 25 }));
        Assert.Empty(ChannelCheck.Faults(Mail with { Host = "127.0.0.1", Tls = MailTls.None, Port = 2525 }));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_named_by_its_field(NoticeChannel channel, string field) => Assert.Contains(ChannelCheck.Faults(channel), fault => fault.Field == field);

    [Fact]
    public void A_channel_in_words_keeps_its_secret() => Assert.DoesNotContain("693a", $"{Robot}", StringComparison.Ordinal);

    [Theory]
    [InlineData(ChannelTakes.All, "due", false, true)]
    [InlineData(ChannelTakes.Marks, "due", false, true)]
    [InlineData(ChannelTakes.Marks, "dispatched", true, false)]
    [InlineData(ChannelTakes.Urgent, "due", false, false)]
    [InlineData(ChannelTakes.Urgent, "dispatched", true, true)]
    public void A_channel_carries_what_it_takes(ChannelTakes takes, string purpose, bool urgent, bool carries)
    {
        var channel = Webhook with { Takes = takes };
        Assert.Equal(carries, channel.Carries(Notice(purpose, urgent)));
        Assert.False((channel with { Enabled = false }).Carries(Notice(purpose, urgent)));
    }

    [Fact]
    public void A_ladder_names_channels_by_id_or_kind()
    {
        var notice = Notice("due", false) with { Channels = ["in-app", "email", "oa"] };
        Assert.True(Mail.Carries(notice));
        Assert.True(Webhook.Carries(notice));
        Assert.False(Robot.Carries(notice));
        Assert.False((Webhook with { Id = "other" }).Carries(notice));
    }

    internal static Notice Notice(string purpose, bool urgent, string? clock = null) => new(
        "key", "case", "440804-260213-ABCDEF", 1, purpose, clock ?? (purpose == "due" ? "unit-finish" : null), 1, 0, "p-1", "unit-head", "unit-head@440804-jtj", null, urgent,
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null);
}
