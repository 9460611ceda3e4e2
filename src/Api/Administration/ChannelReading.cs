using System.Collections.Immutable;
using GridCase.Api.Problems;
using GridCase.Workflows.Escalation;
using Microsoft.AspNetCore.WebUtilities;

namespace GridCase.Api.Administration;

/// <summary>Makes channels of what an administrator sent, and refuses what cannot be. A kept secret never goes to another place than it was given for.</summary>
internal static class ChannelReading
{
    /// <exception cref="ProblemException">422, naming the field.</exception>
    public static ImmutableArray<NoticeChannel> Read(IReadOnlyList<ChannelDocument> documents, ChannelList kept)
    {
        var channels = ImmutableArray.CreateBuilder<NoticeChannel>();
        for (var i = 0; i < documents.Count; i++)
        {
            var place = $"channels[{i}]";
            var before = kept.Find(documents[i].Id!) is { } one && one.Kind == documents[i].Kind ? one : null;
            var channel = WithSecret(Plain(documents[i], before, place), documents[i], before, place);
            foreach (var fault in ChannelCheck.Faults(channel))
                throw ProblemException.Inconsistent("channel-invalid", $"{channel.Id}: {fault.Problem}.", $"{place}.{fault.Field}");
            if (channels.Any(other => other.Id == channel.Id)) throw ProblemException.Inconsistent("channel-twice", $"{channel.Id} stands twice.", $"{place}.id");
            channels.Add(channel);
        }

        return channels.DrainToImmutable();
    }

    private static NoticeChannel Plain(ChannelDocument document, NoticeChannel? before, string place)
    {
        var channel = new NoticeChannel(document.Id!, document.Kind!.Value) { Enabled = document.Enabled, Takes = document.Takes };
        if (channel.Kind != NoticeChannelKind.Email) return channel with { Url = Address(document, before, place) };
        return channel with { Host = document.Host, Port = document.Port ?? 587, Tls = document.Tls ?? MailTls.Starttls, From = document.From, User = document.User };
    }

    private static Uri? Address(ChannelDocument document, NoticeChannel? before, string place)
    {
        if (document.Url is null) return document.Kind == NoticeChannelKind.Wecom ? ChannelCheck.WecomAddress : null;
        // What a page was shown comes back as it was shown.
        if (before is not null && document.Url == ChannelView.Shown(before.Url)) return before.Url;
        if (!Uri.TryCreate(document.Url, UriKind.Absolute, out var url)) throw ProblemException.Inconsistent("channel-invalid", "The address is no address.", $"{place}.url");
        return document.Kind == NoticeChannelKind.Wecom && KeyIn(document) is not null ? new Uri(url.GetLeftPart(UriPartial.Path)) : url;
    }

    private static NoticeChannel WithSecret(NoticeChannel channel, ChannelDocument document, NoticeChannel? before, string place)
    {
        if (document.Secret is { } given) return channel with { Secret = given.Length == 0 ? null : given };
        if (channel.Kind == NoticeChannelKind.Wecom && KeyIn(document) is { } key) return channel with { Secret = key };
        if (before?.Secret is not { } secret) return channel;
        return PlaceOf(before) == PlaceOf(channel)
            ? channel with { Secret = secret }
            : throw ProblemException.Inconsistent("secret-needed", $"{channel.Id} goes to another place now: give its secret again, or an empty one.", $"{place}.secret");
    }

    private static string PlaceOf(NoticeChannel channel) =>
        channel.Kind == NoticeChannelKind.Email ? $"{channel.Host}:{channel.Port} {channel.Tls} {channel.User}" : channel.Url?.GetLeftPart(UriPartial.Authority) ?? "";

    private static string? KeyIn(ChannelDocument document) =>
        Uri.TryCreate(document.Url, UriKind.Absolute, out var url) && QueryHelpers.ParseQuery(url.Query) is { Count: 1 } query && query.TryGetValue("key", out var key) ? key.ToString() : null;
}
