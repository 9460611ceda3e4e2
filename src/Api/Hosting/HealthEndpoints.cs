using GridCase.Api.Requests;

namespace GridCase.Api.Hosting;

/// <param name="Status">live, ready or not-ready.</param>
/// <param name="Problems">What an operator should know.</param>
public sealed record Health(string Status, IReadOnlyList<string> Problems);

/// <summary>For whoever keeps the host running. Open to anyone: they hold no case and nobody's name.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Answer.Ok(new Health("live", []))).Anyone().Summary("Is the process alive", "Always, while it answers.").Gives<Health>();
        routes.MapGet("/health/ready", Ready).Anyone().Summary("Does the host take requests", "503 with the reasons while it does not.").Gives<Health>().Gives<Health>(503);
        routes.MapGet("/metrics", Metrics).Anyone("text/plain").Summary("Numbers for Prometheus", "Requests, engine, cases by stage and light.").Gives(200, "text/plain");
    }

    private static IResult Ready(IHostProbe probe)
    {
        var state = probe.Look();
        return Results.Json(new Health(state.IsReady ? "ready" : "not-ready", state.Problems), ApiJson.Options, statusCode: state.IsReady ? 200 : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Metrics(HttpContext http, MetricsPage page) => Results.Text(await page.Write(http.RequestAborted), "text/plain; version=0.0.4; charset=utf-8");
}
