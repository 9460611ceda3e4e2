using System.Text.RegularExpressions;

namespace GridCase.Workflows.Escalation;

/// <summary>What is wrong with a channel: which field, and what to do about it.</summary>
public sealed record ChannelFault(string Field, string Problem);

/// <summary>Checks channels before they are kept.</summary>
public static partial class ChannelCheck
{
    /// <summary>So many channels at most.</summary>
    public const int Most = 20;

    /// <summary>Where robots of 企业微信 are called; the key is added from the channel's secret.</summary>
    public static Uri WecomAddress { get; } = new("https://qyapi.weixin.qq.com/cgi-bin/webhook/send");

    private static readonly string[] Reserved = [NoticeChannel.InAppId, NoticeChannel.WebhookId, NoticeChannel.HotlineId];

    /// <summary>Whether a word can be the id of a channel; ladders are checked with it too.</summary>
    public static bool IsName(string word) => Name().IsMatch(word);

    /// <summary>Every fault of one channel; none for one that can be used.</summary>
    public static IEnumerable<ChannelFault> Faults(NoticeChannel channel)
    {
        if (!IsName(channel.Id)) yield return new("id", "an id is lower-case letters, digits and hyphens, at most 32, and begins with a letter");
        if (Reserved.Contains(channel.Id)) yield return new("id", $"'{channel.Id}' is there already and is not set up here; choose another id");
        var faults = channel.Kind switch
        {
            NoticeChannelKind.Webhook => OfAddress(channel),
            NoticeChannelKind.Wecom => OfRobot(channel),
            NoticeChannelKind.Email => OfMail(channel),
            _ => [new ChannelFault("kind", "the inbox is always there and is not set up here")],
        };
        foreach (var fault in faults) yield return fault;
    }

    private static IEnumerable<ChannelFault> OfAddress(NoticeChannel channel)
    {
        if (channel.Url is not { } url)
        {
            yield return new("url", "an address is needed");
            yield break;
        }

        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
        {
            yield return new("url", "the address begins with https://, or with http:// for this machine itself");
            yield break;
        }

        if (url.Scheme == "http" && !url.IsLoopback) yield return new("url", "the address begins with https://; plain http is for this machine itself (localhost) only");
        if (url.UserInfo.Length > 0) yield return new("url", "no user or password stands in an address; give a secret instead");
        if (url.Fragment.Length > 0) yield return new("url", "an address that is called has no # part");
        if (url.OriginalString.Length > 500) yield return new("url", "an address has at most 500 characters");
    }

    private static IEnumerable<ChannelFault> OfRobot(NoticeChannel channel)
    {
        foreach (var fault in OfAddress(channel)) yield return fault;
        if (channel.Url is { IsAbsoluteUri: true, Query.Length: > 0 }) yield return new("url", "the robot's key is given as its secret, not in the address");
        if (channel.Secret is not { } key || !RobotKey().IsMatch(key)) yield return new("secret", "the robot's key is needed: letters, digits and hyphens, 8 to 128");
    }

    private static IEnumerable<ChannelFault> OfMail(NoticeChannel channel)
    {
        var isHere = channel.Host is "localhost" or "127.0.0.1" or "::1";
        if (channel.Host is not { } host || Uri.CheckHostName(host) == UriHostNameType.Unknown || host.Length > 253) yield return new("host", "the mail server's name is needed");
        if (channel.Port is < 1 or > 65_535) yield return new("port", "a port is 1 to 65535");
        if (channel.Port == 465) yield return new("port", "port 465 begins with TLS, which this release does not speak; use 587 with starttls");
        if (channel.From is not { } from || !IsMailAddress(from)) yield return new("from", "the sender's address is needed, as gridcase@example.gov.cn");
        if (channel.User is { } user && (user.Length is 0 or > 254 || user.Any(char.IsControl))) yield return new("user", "a user has 1 to 254 characters");
        if (channel.User is not null && channel.Secret is null) yield return new("secret", "whoever signs in needs a password");
        if (channel is { User: not null, Tls: MailTls.None } && !isHere) yield return new("tls", "a password does not go in the clear; use starttls");
    }

    /// <summary>Whether a text is one plain mail address: nothing that could begin a second header or a second receiver.</summary>
    public static bool IsMailAddress(string text) => text.Length <= 254 && MailAddress().IsMatch(text);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9-]{8,128}\z")]
    private static partial Regex RobotKey();

    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z")]
    private static partial Regex MailAddress();
}
