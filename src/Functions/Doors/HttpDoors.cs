using GridCase.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Doors;

/// <summary>The HTTP doors by audience, so that each is measured and scaled by itself. All of them lead to the one surface of <c>src/Api</c>, which says who may pass.</summary>
public sealed class HttpDoors(CountyEntrance entrance, ILogger<HttpDoors> log)
{
    [Function("hotline")]
    public Task<IActionResult> Hotline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", "patch", "head", Route = "api/hotline/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("grid-sync")]
    public Task<IActionResult> GridSync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", "patch", "head", Route = "api/sync/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("grid-reports")]
    public Task<IActionResult> GridReports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", "patch", "head", Route = "api/reports/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("grid-tasks")]
    public Task<IActionResult> GridTasks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", "patch", "head", Route = "api/tasks/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("console")]
    public Task<IActionResult> Console(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", "patch", "head", Route = "api/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("open311")]
    public Task<IActionResult> Open311(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", "patch", "head", Route = "open311/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("ops")]
    public Task<IActionResult> Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("ops-metrics")]
    public Task<IActionResult> Metrics([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "metrics")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("ops-openapi")]
    public Task<IActionResult> OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi/{*rest}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    [Function("pages")]
    public Task<IActionResult> Pages([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{*page}")] HttpRequest request, [DurableClient] DurableTaskClient client) => Pass(request, client);

    private async Task<IActionResult> Pass(HttpRequest request, DurableTaskClient client)
    {
        var http = request.HttpContext;
        OpenCounty county;
        try
        {
            county = await entrance.Enter(client, http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            // An exception that left the function would be answered 200 with nothing in it.
            DoorLog.NotReady(log, fault.GetType().Name);
            return new ObjectResult(new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Title = "The county cannot be reached at the moment.", Detail = "Try again in a few seconds.", Extensions = { ["code"] = "not-ready" } })
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
                ContentTypes = { "application/problem+json" },
            };
        }

        await county.Api.Answer(http).ConfigureAwait(false);
        return new EmptyResult();
    }
}

internal static partial class DoorLog
{
    [LoggerMessage(4101, LogLevel.Error, "The county could not be opened: {Fault}")]
    public static partial void NotReady(ILogger log, string fault);
}
