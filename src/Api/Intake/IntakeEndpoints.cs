using GridCase.Api.Files;
using GridCase.Api.Hosting;
using GridCase.Api.Orders;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Intake;

/// <summary>The ways in besides the hotline: the counter and its kin, and the grid worker's phone.</summary>
internal static class IntakeEndpoints
{
    private static readonly Channel[] OtherChannels = [Channel.Window, Channel.Petition, Channel.Police, Channel.Public];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/intake/orders", PostOrder).For(Dispatcher, Supervisor, UnitClerk).ForKeys(ChannelOrderEndpoints.Keys).Takes<IntakeDocument>().Keyed(true)
            .Summary("Hand in an order of another channel", "The counter of the centre, petitions, police alerts, the public. With an orderNo that is the case's number for ever, else the Idempotency-Key is.")
            .Gives<OrderAccepted>(201).Refuses(403, "key-of-other-channel").Refuses(409, "order-conflict").Refuses(422, "unknown-grid", "position-incomplete", "received-in-future", "received-too-long-ago", "due-before-received", "unknown-attachment");
        routes.MapPost("/api/reports", PostReport).For(GridWorker).Takes<ReportDocument>().Keyed(true)
            .Summary("Report from the grid", "The server's receipt decides the clocks; observedAt is kept, and marked as doubtful where it cannot be. handledOnSite resolves the case in the same step. attachmentIds may name uploads that have not arrived as key:… by their Idempotency-Key.")
            .Gives<OrderAccepted>(201).Refuses(403, "grid-out-of-scope").Refuses(422, "unknown-grid", "position-incomplete", "unknown-category", "unknown-attachment");
    }

    private static async Task<IResult> PostOrder(HttpContext http, IntakeDoor door, ICallerKeys keys, TimeProvider time)
    {
        var key = RepeatGuard.KeyOf(http.Request, true)!;
        var order = await Body.Read<IntakeDocument>(http);
        if (!OtherChannels.Contains(order.Channel!.Value))
            throw ProblemException.Malformed("invalid-value", "channel is one of window, petition, police, public.", "channel");
        var caller = http.Caller();
        ChannelOrderEndpoints.RequireOwn(caller, order.Channel.Value);
        var named = NamedFiles.Of(order.AttachmentIds, caller.Id);
        var now = time.GetUtcNow();
        var registration = IntakeMapping.Of(order, order.Channel.Value, order.OrderNo ?? $"{caller.Sender}/{key}", now, keys) with { Attachments = named.Ids };
        return await door.RegisterOnce(http, registration, caller.AsFirst(Dispatcher, Supervisor, UnitClerk), now, RepeatGuard.Of(http, true, registration.ContentHash), named);
    }

    private static async Task<IResult> PostReport(HttpContext http, IntakeDoor door, ICaseStore cases, TimeProvider time)
    {
        var key = RepeatGuard.KeyOf(http.Request, true)!;
        var report = await Body.Read<ReportDocument>(http);
        var caller = http.Caller();
        var named = NamedFiles.Of(report.AttachmentIds, caller.Id);
        var now = time.GetUtcNow();
        var registration = IntakeMapping.Of(report, $"{caller.Id}/{key}", now) with { Attachments = named.Ids };
        // What was taken once is answered as then, though the grid may be another's by now: the phone would never be rid of it.
        if (await cases.Find(CaseIds.Of(Channel.Grid, registration.ExternalId), http.RequestAborted) is null) RequireReportable(report, caller);
        return await door.RegisterOnce(http, registration, caller.As(GridWorker), now, RepeatGuard.Of(http, true, registration.ContentHash), named);
    }

    private static void RequireReportable(ReportDocument report, Caller caller)
    {
        if (caller.Directory.GridNow(report.GridCode!) is { } grid && !caller.Sight.CoversGrid(grid.Code, caller.Directory))
            throw ProblemException.Forbidden("grid-out-of-scope", "The grid is not one of yours.");
        if (caller.Directory.Category(report.Category!) is null)
            throw ProblemException.Inconsistent("unknown-category", "The county has no such category.", "category");
    }
}
