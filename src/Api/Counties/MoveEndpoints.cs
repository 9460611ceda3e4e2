using System.ComponentModel.DataAnnotations;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Lifecycle;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Counties;

/// <summary>Where a grid is to go.</summary>
public sealed record GridMoveDocument
{
    /// <summary>The version that was looked at; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>The code of the village unit.</summary>
    [Required, StringLength(40, MinimumLength = 1)]
    public string? ToVillage { get; init; }

    /// <summary>15 digits that begin with the village's; left out, the next serial that was never used.</summary>
    [StringLength(15, MinimumLength = 15)]
    public string? NewCode { get; init; }
}

/// <summary>Where a village is to go.</summary>
public sealed record VillageMoveDocument
{
    /// <summary>The version that was looked at; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>The code of the town, or of an area of a town.</summary>
    [Required, StringLength(40, MinimumLength = 1)]
    public string? ToParent { get; init; }

    /// <summary>The 12 digits that the village bears from now on; required in another town.</summary>
    [StringLength(12, MinimumLength = 12)]
    public string? NewCode { get; init; }
}

/// <summary>What a move did to the directory.</summary>
/// <param name="MoveId">For <c>/api/directory/moves</c>; null where nothing got another code, so that no case has to follow.</param>
/// <param name="Codes">The codes that were given up, and those that took their place.</param>
public sealed record MoveStarted(int Version, string? MoveId, IReadOnlyList<CodeMoved> Codes);

public sealed record CodeMoved(string From, string To);

/// <summary>How the cases of a move come along.</summary>
/// <param name="Moved">Cases that have followed; null once that is no longer kept.</param>
/// <param name="Remaining">Open cases that have still to follow.</param>
public sealed record MoveView(string MoveId, GridMoveState State, int? Moved, int Remaining, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<CodeMoved> Codes);

/// <summary>Moves of grids and villages, with open cases following.</summary>
internal static class MoveEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/directory/grids/{code}/move", MoveGrid).For(Administrator).Takes<GridMoveDocument>()
            .Summary("Move a grid to another village", "It gets a code of that village; its open cases follow, those that the old village holds are then held by the new, and no clock restarts. The old code is understood from then on and never used again.")
            .Gives<MoveStarted>(202).Refuses(404, "unknown-entry").Refuses(409, "directory-changed", "same-village", "code-taken", "no-free-serial").Refuses(422, "directory-inconsistent", "unknown-village", "bad-new-code");
        routes.MapPost("/api/directory/units/{code}/move", MoveVillage).For(Administrator).Takes<VillageMoveDocument>()
            .Summary("Move a village to another town or area", "Within its town only its supervision changes, at once. In another town the village and its grids get new codes, and open cases follow.")
            .Gives<MoveStarted>().Gives<MoveStarted>(202).Refuses(404, "unknown-entry").Refuses(409, "directory-changed", "code-taken").Refuses(422, "directory-inconsistent", "unknown-parent", "new-code-required", "bad-new-code");
        routes.MapGet("/api/directory/moves/{id}", Get).For(Administrator, Auditor).Summary("How a move stands", "How many open cases have followed and how many have still to.").Gives<MoveView>().Refuses(404, "unknown-move");
    }

    private static async Task<IResult> MoveGrid(string code, HttpContext http, GridMoveDesk moves, TimeProvider time)
    {
        var document = await Body.ReadStrict<GridMoveDocument>(http);
        var order = OrderOf(http, "move-grid", document.Reason!, time);
        var expected = DirectoryDoor.Expected(http, document.ExpectedVersion);
        return Shown(http, await moves.MoveGrid(Uri.UnescapeDataString(code), document.ToVillage!, document.NewCode, order, expected, http.RequestAborted));
    }

    private static async Task<IResult> MoveVillage(string code, HttpContext http, GridMoveDesk moves, TimeProvider time)
    {
        var document = await Body.ReadStrict<VillageMoveDocument>(http);
        var order = OrderOf(http, "move-village", document.Reason!, time);
        var expected = DirectoryDoor.Expected(http, document.ExpectedVersion);
        return Shown(http, await moves.MoveVillage(Uri.UnescapeDataString(code), document.ToParent!, document.NewCode, order, expected, http.RequestAborted));
    }

    private static async Task<IResult> Get(string id, HttpContext http, GridMoveDesk moves)
    {
        var progress = id.Length <= 20 ? await moves.Progress(id, http.RequestAborted) : null;
        return progress is null
            ? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-move", "There is no such move.")
            : Answer.Ok(new MoveView(progress.MoveId, progress.State, progress.Moved, progress.Remaining, progress.StartedAt, progress.EndedAt, CodesOf(http.Caller().Directory.County, id)));
    }

    private static DirectoryOrder OrderOf(HttpContext http, string what, string reason, TimeProvider time) => new(http.Caller().Id, time.GetUtcNow(), what, reason.Trim());

    private static IResult Shown(HttpContext http, DirectoryAnswer answer)
    {
        var county = DirectoryDoor.Accepted(answer).County;
        DirectoryDoor.Tag(http, county.Version);
        if (!answer.Saved || GridMoveDesk.MoveIn(county) is not { } moveId) return Answer.Ok(new MoveStarted(county.Version, null, []));
        return Answer.Accepted($"/api/directory/moves/{moveId}", new MoveStarted(county.Version, moveId, CodesOf(county, moveId)));
    }

    private static List<CodeMoved> CodesOf(County county, string moveId) =>
    [
        .. county.FormerUnits.Where(former => former.MoveId == moveId).Select(former => new CodeMoved(former.Code, former.Now)),
        .. county.FormerGrids.Where(former => former.MoveId == moveId).Select(former => new CodeMoved(former.Code, former.Now)),
    ];
}
