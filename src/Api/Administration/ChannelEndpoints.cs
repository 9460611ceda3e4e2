using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Administration;

/// <summary>The channels by which notices leave (通知渠道): set up as one list, tried out one by one, their dead letters taken up again together.</summary>
internal static class ChannelEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/channels", Get).For(Administrator, Auditor).Summary("Channels", "By which notices leave besides the inbox, and what waits in them. Secrets are never answered.").Gives<ChannelsView>();
        routes.MapPut("/api/channels", Put).For(Administrator).Takes<ChannelsDocument>()
            .Summary("Set the channels", "The whole list. What is left out is gone; what still waits for it becomes dead letters. Addresses are https, except on this machine itself.")
            .Gives<ChannelsView>().Refuses(409, "channels-changed").Refuses(422, "channel-invalid", "channel-twice", "secret-needed");
        routes.MapPost("/api/channels/{id}/test", Try).For(Administrator).MayTake<TrialDocument>()
            .Summary("Try a channel out", "Sends one test message now, though the channel be off, and says what happened.").Gives<TrialResult>()
            .Refuses(404, "unknown-channel").Refuses(422, "no-address", "nothing-to-test");
        routes.MapGet("/api/channels/{id}/dead-letters", DeadLetters).For(Administrator, Auditor).Paged()
            .Summary("Dead letters of a channel", "Oldest first; each parks its lane. The hotline's are those of the channel hotline.").Gives<Page<DeadLetter>>().Refuses(400, "bad-cursor");
        routes.MapPost("/api/channels/{id}/release", Release).For(Administrator).Takes<ReleaseDocument>()
            .Summary("Release all dead letters of a channel", "Tries them again, or skips them; their lanes go on. A repeat finds none. One alone is released at the watchdog.")
            .Gives<ReleaseResult>().Refuses(404, "unknown-channel");
    }

    private static async Task<IResult> Get(HttpContext http, ChannelBoard board, INoticeStore notices, IPolicySource policies, TimeProvider time) =>
        Answer.Ok(await View(board, notices, policies, time, http.RequestAborted));

    private static async Task<IResult> Put(HttpContext http, ChannelBoard board, IChannelStore store, INoticeStore notices, IPolicySource policies, TimeProvider time)
    {
        var document = await Body.Read<ChannelsDocument>(http);
        var (expected, kept) = (document.ExpectedVersion!.Value, store.Current);
        if (kept.Version != expected) throw Changed(kept.Version);
        var channels = ChannelReading.Read(document.Channels!, kept);
        if (!await store.Save(new(expected + 1, channels), expected, CancellationToken.None)) throw Changed(store.Current.Version);
        return Answer.Ok(await View(board, notices, policies, time, http.RequestAborted));
    }

    private static async Task<IResult> Try(string id, HttpContext http, ChannelBoard board, IChannelTester tester)
    {
        var document = http.Request.ContentLength is null or 0 && http.Request.ContentType is null ? new() : await Body.Read<TrialDocument>(http);
        if (board.Find(id) is not { } channel) throw Unknown();
        if (channel.Kind == NoticeChannelKind.InApp) throw ProblemException.Inconsistent("nothing-to-test", "The inbox is always there.");
        var receiver = http.Caller().Person;
        if (channel.Kind == NoticeChannelKind.Email)
        {
            var to = document.To ?? receiver.Email;
            if (to is null || !ChannelCheck.IsMailAddress(to)) throw ProblemException.Inconsistent("no-address", "Name a mail address to send to; you have none of your own in the directory.", "to");
            receiver = receiver with { Email = to };
        }

        var result = await tester.Try(channel, receiver, http.RequestAborted);
        return Answer.Ok(new TrialResult(result.Taken ? "taken" : KebabCase.Of(result.Fault), result.Detail));
    }

    private static async Task<IResult> DeadLetters(string id, HttpContext http, INoticeStore notices, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        try
        {
            var dead = await notices.DeadLetters(most + 1, id, Asked.Text(after, "after", 300), http.RequestAborted);
            var page = dead.Take(most).ToList();
            return Answer.Ok(new Page<DeadLetter>([.. page.Select(DeadLetter.Of)], dead.Count > most ? page[^1].Id : null));
        }
        catch (ArgumentException) when (after is not null)
        {
            throw CaseFilter.BadCursor();
        }
    }

    private static async Task<IResult> Release(string id, HttpContext http, ChannelBoard board, INoticeStore notices)
    {
        var document = await Body.Read<ReleaseDocument>(http);
        var released = await notices.ReleaseAll(id, document.Skip!.Value, CancellationToken.None);
        // A channel that was taken away may still have dead letters; one that never was has none.
        return released > 0 || id == NoticeChannel.HotlineId || board.Find(id) is not null ? Answer.Ok(new ReleaseResult(released)) : throw Unknown();
    }

    private static async Task<ChannelsView> View(ChannelBoard board, INoticeStore notices, IPolicySource policies, TimeProvider time, CancellationToken cancellation)
    {
        var loads = (await notices.Loads(cancellation)).ToDictionary(load => load.Channel);
        ChannelView Shown(NoticeChannel channel) => ChannelView.Of(channel, loads.GetValueOrDefault(channel.Id));
        var (kept, given) = (board.Kept, board.Given);
        var named = policies.Current.PolicyAt(time.GetUtcNow()).Ladders.Values.SelectMany(ladder => ladder.Channels.Concat(ladder.Rungs.SelectMany(rung => rung.Channels))).Distinct();
        return new(
            kept.Version, [.. kept.Channels.Select(Shown)], [.. given.Select(Shown)],
            [.. named.Where(word => !given.Concat(kept.Channels).Any(channel => channel.IsNamedBy(word))).Order(StringComparer.Ordinal)]);
    }

    private static ProblemException Changed(int version) =>
        ProblemException.Conflict("channels-changed", $"Somebody else saved the channels meanwhile; they are at version {version}. Read them again and repeat the change.");

    private static ProblemException Unknown() => new(StatusCodes.Status404NotFound, "unknown-channel", "There is no such channel.");
}
