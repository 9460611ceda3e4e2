using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Escalation;

/// <summary>A way by which notices leave (通知渠道). The inbox is always there and holds every notice; what else there is an administrator says.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens, at most 32, beginning with a letter; stable, since parcels and ladders name it.</param>
public sealed record NoticeChannel(string Id, NoticeChannelKind Kind)
{
    /// <summary>The inbox (站内消息): every notice stands there, whatever a ladder names.</summary>
    public const string InAppId = "in-app";

    /// <summary>The webhook named on the command line.</summary>
    public const string WebhookId = "webhook";

    /// <summary>The lane of the hotline's events; no notice leaves by it.</summary>
    public const string HotlineId = "hotline";

    /// <summary>Off, nothing new leaves by it, and what waits becomes dead letters that may be released once it is on again.</summary>
    public bool Enabled { get; init; } = true;

    public ChannelTakes Takes { get; init; }

    /// <summary>Where a webhook or a robot is called. That of a robot has no key in it: the key is its secret.</summary>
    public Uri? Url { get; init; }

    /// <summary>The mail server.</summary>
    public string? Host { get; init; }

    /// <summary>The mail server's port, 1 to 65,535; usually 587, or 25 inside one network.</summary>
    public int Port { get; init; }

    public MailTls Tls { get; init; }

    /// <summary>The sender's address of mails.</summary>
    public string? From { get; init; }

    /// <summary>Who signs in to the mail server; nobody where it takes mail without.</summary>
    public string? User { get; init; }

    /// <summary>Signs a webhook's calls, is the robot's key or the mail server's password. Kept encrypted, never answered, never logged.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether a ladder that says this word means this channel: its id, or its kind.</summary>
    public bool IsNamedBy(string word) => word == Id || word == KebabCase.Of(Kind);

    /// <summary>Whether the notice is to leave by it: it is on, takes such notices, and the ladder names it or names none.</summary>
    public bool Carries(Notice notice) =>
        Enabled && Kind != NoticeChannelKind.InApp
        && Takes switch { ChannelTakes.Marks => notice.IsMark, ChannelTakes.Urgent => notice.Urgent, _ => true }
        && (notice.Channels is not { Count: > 0 } named || named.Any(IsNamedBy));

    /// <summary>Without the secret, since records are printed into logs.</summary>
    public override string ToString() => $"{Id} ({KebabCase.Of(Kind)})";
}

/// <summary>What sort of channel it is.</summary>
public enum NoticeChannelKind
{
    /// <summary>站内消息.</summary>
    InApp,

    /// <summary>A generic address that takes CloudEvents 1.0 by HTTP.</summary>
    Webhook,

    /// <summary>企业微信群机器人.</summary>
    Wecom,

    /// <summary>电子邮件.</summary>
    Email,
}

/// <summary>Which notices a channel takes.</summary>
public enum ChannelTakes
{
    All,

    /// <summary>Warnings, due times and rungs only.</summary>
    Marks,

    /// <summary>What does not wait for office hours only.</summary>
    Urgent,
}

/// <summary>How the way to a mail server is secured.</summary>
public enum MailTls
{
    /// <summary>STARTTLS, demanded: a server that does not offer it gets nothing.</summary>
    Starttls,

    /// <summary>In the clear; never with a password, except to this machine itself.</summary>
    None,
}
