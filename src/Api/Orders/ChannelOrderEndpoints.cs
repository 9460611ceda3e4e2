using System.Collections.Immutable;
using GridCase.Api.Hosting;
using GridCase.Api.Intake;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Orders;

/// <summary>What the counter, 信访, the police's system and the public's portal call after handing in, by their own numbers; the same as the hotline's doors.</summary>
internal static class ChannelOrderEndpoints
{
    private const string Order = "/api/intake/orders/{channel}/{orderNo}";

    /// <summary>The keys that open these doors, each for its own channel.</summary>
    public static readonly ImmutableArray<KeyPurpose> Keys = [KeyPurpose.Window, KeyPurpose.Petition, KeyPurpose.Police, KeyPurpose.Public];

    private static readonly Channel[] Channels = [Channel.Window, Channel.Petition, Channel.Police, Channel.Public];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Order, Get).For(Dispatcher, Supervisor, UnitClerk).ForKeys(Keys)
            .Summary("Follow an order of another channel", "As the hotline follows its own: state, stage, unit, due time, reply, visits, and what became of it. People see what they handed in and what is within scope.")
            .Gives<OrderView>().Refuses(404, "unknown-order").Refuses(403, "key-of-other-channel").Refuses(400, "invalid-value");
        routes.MapPost(Order + "/supplements", Supplement).For(Dispatcher).ForKeys(Keys).Takes<SupplementDocument>().Keyed(true)
            .Summary("Add or urge", "补充 or 催办; within ten minutes of an urge another one of the same sender is one with it.").Gives<OrderAccepted>()
            .Refuses(404, "unknown-order").Refuses(403, "key-of-other-channel").Refuses(409, "wrong-state", "wrong-stage");
        routes.MapPost(Order + "/visits", Visit).For(Dispatcher).ForKeys(Keys).Takes<VisitDocument>().Keyed(true)
            .Summary("Report a return visit", "One attempt of the sender to reach the citizen (回访, 满意度评价).").Gives<OrderAccepted>()
            .Refuses(404, "unknown-order").Refuses(403, "key-of-other-channel").Refuses(409, "wrong-stage", "wrong-state", "already-visited", "no-visit-owed", "attempt-too-early").Refuses(422, "attempt-in-future");
        routes.MapPost(Order + "/withdrawal", Withdraw).For(Dispatcher).ForKeys(Keys).Takes<WithdrawalDocument>().Keyed(false)
            .Summary("Withdraw", "撤单 at the citizen's wish.").Gives<OrderAccepted>().Refuses(404, "unknown-order").Refuses(403, "key-of-other-channel").Refuses(409, "wrong-state", "wrong-stage");
    }

    /// <exception cref="ProblemException">403 for a key of another channel's system.</exception>
    public static void RequireOwn(Caller caller, Channel channel)
    {
        if (caller.Purpose is { } purpose && KebabCase.Of(purpose) != KebabCase.Of(channel))
            throw ProblemException.Forbidden("key-of-other-channel", $"A key for {KebabCase.Of(purpose)} is for that channel only.");
    }

    private static Task<IResult> Get(string channel, string orderNo, HttpContext http, OrderDesk orders) => orders.Show(http, ChannelOf(channel, http), orderNo);

    private static Task<IResult> Supplement(string channel, string orderNo, HttpContext http, OrderDesk orders) => orders.Supplement(http, ChannelOf(channel, http), orderNo, Dispatcher);

    private static Task<IResult> Visit(string channel, string orderNo, HttpContext http, OrderDesk orders) => orders.Visit(http, ChannelOf(channel, http), orderNo, Dispatcher);

    private static Task<IResult> Withdraw(string channel, string orderNo, HttpContext http, OrderDesk orders) => orders.Withdraw(http, ChannelOf(channel, http), orderNo, Dispatcher);

    private static Channel ChannelOf(string text, HttpContext http)
    {
        if (Asked.Word<Channel>(text, "channel") is not { } channel || !Channels.Contains(channel))
            throw ProblemException.Malformed("invalid-value", "channel is one of window, petition, police, public.", "channel");
        RequireOwn(http.Caller(), channel);
        return channel;
    }
}
