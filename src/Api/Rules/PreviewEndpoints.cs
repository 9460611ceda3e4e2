using System.Globalization;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Rules;

/// <summary>What a draft would do to the real open and past cases, before anybody publishes it (影响预演).</summary>
internal static class PreviewEndpoints
{
    private const string Begin = "Begins to count what the draft (or a version, or a document) would do to open cases and would have done to past ones. Changes nothing. At most three run at once.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Start(routes.MapPost("/api/policies/deadlines/draft/preview", (HttpContext http, PreviewDoor door) => door.Start(http, RuleSort.Policy)), "Preview the deadlines");
        Start(
            routes.MapPost("/api/calendars/{id}/draft/preview", async (string id, HttpContext http, RuleDoor rules, PreviewDoor door) =>
                await CalendarEndpoints.Known(http, rules, id) ?? await door.Start(http, RuleSort.Calendar)), "Preview the calendar").Refuses(404, "unknown-calendar");
        routes.MapGet("/api/previews", List).For(Administrator, Auditor).Paged().Summary("Previews", "The latest 50 and how they stand, without their results.").Gives<Page<PreviewView>>();
        routes.MapGet("/api/previews/{id}", Get).For(Administrator, Auditor)
            .Summary("A preview", "Progress, and the result once it is done. The numbers are those of one instant, whatever happened since.").Gives<PreviewView>().Refuses(404, "unknown-preview");
        routes.MapGet("/api/previews/{id}/cases", Cases).For(Administrator, Auditor).Paged()
            .Summary("Cases that would change colour", "In the order of registration; those counted so far while it runs.").Gives<Page<ColourChange>>().Refuses(404, "unknown-preview");
        routes.MapDelete("/api/previews/{id}", Cancel).For(Administrator)
            .Summary("Cancel a preview", "It stops within a page and leaves nothing behind; one that has ended stays as it is.").Gives<PreviewView>().Refuses(404, "unknown-preview");
    }

    private static RouteHandlerBuilder Start(RouteHandlerBuilder endpoint, string summary) => endpoint.For(Administrator).Takes<PreviewDocument>().Limit(DraftDocument.Limit)
        .Summary(summary, Begin).Gives<PreviewBegun>(202).Refuses(404, "no-draft", "unknown-version")
        .Refuses(422, "stretch-inconsistent", "check-failed", "treatment-not-for-calendars", "version-or-document").Refuses(429, "too-many-previews");

    private static async Task<IResult> List(HttpContext http, IPreviewStore previews, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        int? before = after is null ? null : NumberOf(after) ?? throw BadPlace();
        var page = await previews.List(before, most, http.RequestAborted);
        return Answer.Ok(new Page<PreviewView>(
            [.. page.Select(preview => PreviewShow.View(preview, http.Caller().Directory, false))], page.Length < most ? null : PreviewShow.IdOf(page[^1].Id)));
    }

    private static async Task<IResult> Get(string id, HttpContext http, IPreviewStore previews) =>
        Answer.Ok(PreviewShow.View(await Found(id, previews, http), http.Caller().Directory, true));

    private static async Task<IResult> Cases(string id, HttpContext http, IPreviewStore previews, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        var place = after is null ? 0 : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : throw BadPlace();
        var preview = await Found(id, previews, http);
        var page = await previews.Colours(preview.Id, place, most, http.RequestAborted);
        return Answer.Ok(new Page<ColourChange>(page.Cases, page.Next?.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> Cancel(string id, HttpContext http, Previews previews, TimeProvider time) =>
        NumberOf(id) is { } number && await previews.Cancel(number, time.GetUtcNow(), http.RequestAborted) is { } preview
            ? Answer.Ok(PreviewShow.View(preview, http.Caller().Directory, false))
            : throw Unknown();

    private static async Task<Preview> Found(string id, IPreviewStore previews, HttpContext http) =>
        NumberOf(id) is { } number && await previews.Find(number, http.RequestAborted) is { } preview ? preview : throw Unknown();

    private static int? NumberOf(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ProblemException BadPlace() => ProblemException.Malformed("invalid-value", "after is a place that this list gave.", "after");

    private static ProblemException Unknown() => new(StatusCodes.Status404NotFound, "unknown-preview", "There is no such preview, or it is forgotten: the latest 50 are kept.");
}
