using System.Globalization;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Lifecycle;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Administration;

/// <summary>How far a rule change has come to the open cases (推行进度).</summary>
/// <param name="RolloutId">The number of the rule change.</param>
/// <param name="Version">The version that came into force.</param>
/// <param name="InForceFrom">From this instant on each open case is under it, visited or not.</param>
/// <param name="Cases">Open cases when the rollout began.</param>
/// <param name="Percent">Of the cases, how many were visited; 100 once it is done.</param>
/// <param name="WaitsFor">The earlier rollout that it queues behind.</param>
/// <param name="PreviewId">The preview as of the confirmation, whose counts of open cases are those of this rollout.</param>
public sealed record RolloutView(
    string RolloutId,
    RuleSort Sort,
    string Version,
    OpenCases OpenCases,
    string? Undoes,
    DateTimeOffset InForceFrom,
    RolloutState State,
    int Cases,
    int Visited,
    int Percent,
    RederivedCounts Counts,
    string? WaitsFor,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? PreviewId);

/// <summary>Progress of rollouts, and pausing them.</summary>
internal static class RolloutEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/rollouts", List).For(Administrator, Auditor, Supervisor).Paged()
            .Summary("Rollouts", "How each rule change came to the open cases, the latest first.").Gives<Page<RolloutView>>();
        routes.MapGet("/api/rollouts/{id}", Get).For(Administrator, Auditor, Supervisor)
            .Summary("A rollout", "Progress and counts of one rule change.").Gives<RolloutView>().Refuses(404, "unknown-rollout");
        routes.MapPost("/api/rollouts/{id}/pause", (string id, HttpContext http, RolloutDesk desk, IPolicySource policies, IPreviewStore previews) => Move(id, http, policies, previews, desk.Pause)).For(Administrator)
            .Summary("Pause a rollout", "Stops between two batches. The rules stay in force: a case that moves meanwhile takes them over. A repeat changes nothing.")
            .Gives<RolloutView>().Refuses(404, "unknown-rollout").Refuses(409, "rollout-over");
        routes.MapPost("/api/rollouts/{id}/resume", (string id, HttpContext http, RolloutDesk desk, IPolicySource policies, IPreviewStore previews) => Move(id, http, policies, previews, desk.Resume)).For(Administrator)
            .Summary("Resume a rollout", "Goes on where it was. A repeat changes nothing.").Gives<RolloutView>().Refuses(404, "unknown-rollout").Refuses(409, "rollout-over");
    }

    private static async Task<IResult> List(HttpContext http, IRolloutStore rollouts, IPreviewStore previews, IPolicySource policies, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        int? before = after is null ? null : NumberOf(after) ?? throw ProblemException.Malformed("invalid-value", "after is a place that this list gave.", "after");
        var page = await rollouts.List(before, most, http.RequestAborted);
        var views = new List<RolloutView>();
        foreach (var rollout in page) views.Add(await View(rollout, policies.Current, previews, http.RequestAborted));
        return Answer.Ok(new Page<RolloutView>(views, page.Count < most ? null : IdOf(page[^1].Change)));
    }

    private static async Task<IResult> Get(string id, HttpContext http, IRolloutStore rollouts, IPreviewStore previews, IPolicySource policies)
    {
        var rollout = await rollouts.Find(Number(id, policies), http.RequestAborted) ?? Rollout.Of(Number(id, policies));
        return Answer.Ok(await View(rollout, policies.Current, previews, http.RequestAborted));
    }

    private static async Task<IResult> Move(string id, HttpContext http, IPolicySource policies, IPreviewStore previews, Func<int, CancellationToken, Task<Rollout>> move)
    {
        var rollout = await move(Number(id, policies), http.RequestAborted);
        return rollout.IsOver ? throw ProblemException.Conflict("rollout-over", "The rollout is over.") : Answer.Ok(await View(rollout, policies.Current, previews, http.RequestAborted));
    }

    /// <summary>A change that was confirmed a moment ago has a rollout, begun or not.</summary>
    private static int Number(string id, IPolicySource policies) => NumberOf(id) is { } number && number >= 1 && number <= policies.Current.Changes.Length
        ? number
        : throw new ProblemException(StatusCodes.Status404NotFound, "unknown-rollout", "There is no such rollout.");

    private static async Task<RolloutView> View(Rollout rollout, PolicyBook book, IPreviewStore previews, CancellationToken cancellation)
    {
        var preview = await previews.FindOfChange(rollout.Change, cancellation);
        var change = book.Change(rollout.Change);
        var percent = rollout.State == RolloutState.Done ? 100 : rollout.Cases == 0 ? 0 : Math.Min(99, rollout.Visited * 100 / rollout.Cases);
        return new(
            IdOf(change.Number), change.Sort, change.Version, change.Treatment, change.Undoes is { } undone ? IdOf(undone) : null, change.At, rollout.State, rollout.Cases, rollout.Visited,
            percent, rollout.Counts, rollout.WaitsFor is { } earlier ? IdOf(earlier) : null, rollout.StartedAt, rollout.EndedAt,
            preview is null ? null : IdOf(preview.Id));
    }

    private static string IdOf(int change) => change.ToString(CultureInfo.InvariantCulture);

    private static int? NumberOf(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
