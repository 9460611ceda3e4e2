using GridCase.Api.Hosting;
using GridCase.Api.Intake;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Orders;

/// <summary>What the 12345 hotline's system calls, or its operators.</summary>
internal static class HotlineEndpoints
{
    private const string Order = "/api/hotline/orders/{orderNo}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/hotline/orders", Post).For(Role.Hotline).ForKeys(KeyPurpose.Hotline).Takes<HotlineOrder>()
            .Summary("Hand in an order", "201 for a new case. The same orderNo with the same content answers 200 with the same case, with other content 409. An Idempotency-Key is not needed: the orderNo is one that never expires.")
            .Gives<OrderAccepted>(201).Gives<OrderAccepted>().Refuses(400, "idempotency-key-invalid").Refuses(409, "order-conflict").Refuses(422, "unknown-grid", "position-incomplete", "received-in-future", "received-too-long-ago", "due-before-received");
        routes.MapGet(Order, Get).For(Role.Hotline).ForKeys(KeyPurpose.Hotline).Summary("Follow an order", "State, stage, unit, when the citizen is to be answered, the reply, the visits, what happened so far; of a merged order the case it goes on in, of a refused one the path that is open.").Gives<OrderView>().Refuses(404, "unknown-order");
        routes.MapPost(Order + "/supplements", Supplement).For(Role.Hotline).ForKeys(KeyPurpose.Hotline).Takes<SupplementDocument>().Keyed(true)
            .Summary("Add or urge", "The caller adds something (补充) or urges (催办): the supervisor is told. Within ten minutes another urge is one with the last. For a merged order it reaches the case that it goes on in.").Gives<OrderAccepted>().Refuses(404, "unknown-order").Refuses(409, "wrong-state", "wrong-stage");
        routes.MapPost(Order + "/visits", Visit).For(Role.Hotline).ForKeys(KeyPurpose.Hotline).Takes<VisitDocument>().Keyed(true)
            .Summary("Report a return visit", "One attempt of the hotline to reach the citizen (回访).").Gives<OrderAccepted>().Refuses(404, "unknown-order")
            .Refuses(409, "wrong-stage", "wrong-state", "already-visited", "no-visit-owed", "attempt-too-early").Refuses(422, "attempt-in-future");
        routes.MapPost(Order + "/withdrawal", Withdraw).For(Role.Hotline).ForKeys(KeyPurpose.Hotline).Takes<WithdrawalDocument>().Keyed(false)
            .Summary("Withdraw", "The caller withdraws the order (撤单).").Gives<OrderAccepted>().Refuses(404, "unknown-order").Refuses(409, "wrong-state", "wrong-stage");
    }

    private static async Task<IResult> Post(HttpContext http, IntakeDoor door, ICallerKeys keys, TimeProvider time)
    {
        RepeatGuard.KeyOf(http.Request, false);
        var order = await Body.Read<HotlineOrder>(http);
        var now = time.GetUtcNow();
        var registration = IntakeMapping.Of(order, Channel.Hotline, order.OrderNo!, now, keys);
        var (file, created) = await door.Register(registration, http.Caller().As(Role.Hotline), now, null, http.RequestAborted);
        return created ? Answer.Created($"/api/hotline/orders/{order.OrderNo}", door.Show(file)) : Answer.Ok(door.Show(file));
    }

    private static Task<IResult> Get(string orderNo, HttpContext http, OrderDesk orders) => orders.Show(http, Channel.Hotline, orderNo);

    private static Task<IResult> Supplement(string orderNo, HttpContext http, OrderDesk orders) => orders.Supplement(http, Channel.Hotline, orderNo, Role.Hotline);

    private static Task<IResult> Visit(string orderNo, HttpContext http, OrderDesk orders) => orders.Visit(http, Channel.Hotline, orderNo, Role.Hotline);

    private static Task<IResult> Withdraw(string orderNo, HttpContext http, OrderDesk orders) => orders.Withdraw(http, Channel.Hotline, orderNo, Role.Hotline);
}
