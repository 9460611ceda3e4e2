using System.ComponentModel.DataAnnotations;
using GridCase.Workflows.Escalation;

namespace GridCase.Api.Administration;

/// <summary>The whole list of channels as an administrator wants it; what is left out is gone.</summary>
public sealed record ChannelsDocument
{
    /// <summary>The version that was read; 0 for the first list.</summary>
    [Required]
    [Range(0, int.MaxValue)]
    public int? ExpectedVersion { get; init; }

    [Required]
    [MaxLength(ChannelCheck.Most)]
    public IReadOnlyList<ChannelDocument>? Channels { get; init; }
}

/// <summary>One channel.</summary>
public sealed record ChannelDocument
{
    /// <summary>Lower-case letters, digits and hyphens; ladders and lanes name it.</summary>
    [Required]
    [StringLength(32)]
    public string? Id { get; init; }

    /// <summary>webhook, wecom or email.</summary>
    [Required]
    public NoticeChannelKind? Kind { get; init; }

    public bool Enabled { get; init; } = true;

    public ChannelTakes Takes { get; init; }

    /// <summary>Of a webhook; of a robot only where it is not the usual one. The whole address of a robot may be given, its key is then taken as the secret.</summary>
    [StringLength(600)]
    public string? Url { get; init; }

    [StringLength(253)]
    public string? Host { get; init; }

    [Range(1, 65_535)]
    public int? Port { get; init; }

    /// <summary>Left out: starttls.</summary>
    public MailTls? Tls { get; init; }

    [StringLength(254)]
    public string? From { get; init; }

    [StringLength(254)]
    public string? User { get; init; }

    /// <summary>Written only. Left out, the one that is kept stays as long as it goes to the same place; empty removes it.</summary>
    [StringLength(500)]
    public string? Secret { get; init; }
}

/// <summary>The channels with what waits in them.</summary>
/// <param name="Version">To be given back as expectedVersion.</param>
/// <param name="Given">The inbox, and the webhook named on the command line: not to be changed here.</param>
/// <param name="Unanswered">Words by which ladders in force name a channel and that no channel answers to.</param>
public sealed record ChannelsView(int Version, IReadOnlyList<ChannelView> Channels, IReadOnlyList<ChannelView> Given, IReadOnlyList<string> Unanswered);

/// <summary>A channel as it may be shown: never its secret, and of an address nothing behind the question mark.</summary>
/// <param name="Waiting">Parcels in its lanes.</param>
/// <param name="Dead">Dead letters among them; each parks its lane.</param>
public sealed record ChannelView(
    string Id, NoticeChannelKind Kind, bool Enabled, ChannelTakes Takes, string? Url, string? Host, int? Port, MailTls? Tls, string? From, string? User, bool HasSecret, int Waiting, int Dead)
{
    internal static ChannelView Of(NoticeChannel channel, ChannelLoad? load)
    {
        var isMail = channel.Kind == NoticeChannelKind.Email;
        return new(
            channel.Id, channel.Kind, channel.Enabled, channel.Takes, Shown(channel.Url), channel.Host, isMail ? channel.Port : null, isMail ? channel.Tls : null, channel.From, channel.User,
            channel.Secret is not null, load?.Waiting ?? 0, load?.Dead ?? 0);
    }

    /// <summary>What stands behind the question mark is often a token.</summary>
    internal static string? Shown(Uri? url) => url is null ? null : url.Query.Length > 0 ? url.GetLeftPart(UriPartial.Path) + "?…" : url.AbsoluteUri;
}

/// <summary>To whom a test mail goes: without it to the own address.</summary>
public sealed record TrialDocument
{
    [StringLength(254)]
    public string? To { get; init; }
}

/// <summary>What became of a test message.</summary>
/// <param name="Outcome">taken, refused, too-many, not-reached, no-answer, tls, sign-in or not-set-up.</param>
/// <param name="Detail">The receiver's code, or what failed; null when it was taken.</param>
public sealed record TrialResult(string Outcome, string? Detail);

public sealed record ReleaseResult(int Released);
