using System.Text.Json;
using GridCase.Api.Files;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Cases;

/// <summary>One move on a case.</summary>
internal static class CommandEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Hang(routes.MapPost("/api/cases/{caseId}/commands", Post).For(Hotline, GridWorker, UnitClerk, Dispatcher, Supervisor, Leader).ForKeys(KeyPurpose.Hotline))
            .Summary("Make a move", "One command on a case, by its id or code. Answers the new case; 409 says which rule refused. expectedVersion guards against a stale page; the header Idempotency-After names keys of moves on the case that are to be made first.");
        Hang(routes.MapPost("/api/cases/by-key/{key}/commands", PostByKey).For(GridWorker)).Refuses(404, "report-not-arrived")
            .Summary("Make a move on my own report", "The same, by the Idempotency-Key of the report that makes the case, for a phone that has no answer to it yet. 404 report-not-arrived: send the report, then this again.");
    }

    private static RouteHandlerBuilder Hang(RouteHandlerBuilder door) => door.Takes<Command>().Keyed(false)
        .Gives<CaseState>().Refuses(400, "unknown-command", "unknown-property").Refuses(404, "unknown-case").Refuses(403, "role-lacks-command", "not-the-holder", "own-request", "own-unit", "own-work", "grade-needs-approval")
        .Refuses(400, "out-of-bounds").Refuses(409, "waits-for-others", "stale-version", "wrong-stage", "wrong-state", "busy").Refuses(422, "unknown-attachment", "unknown-unit", "unknown-category", "unknown-grid", "unknown-target", "reason-required", "bad-budget");

    private static async Task<IResult> Post(string caseId, HttpContext http, ICaseStore cases, MoveDoor moves)
    {
        using var json = await Body.ReadJson(http);
        var repeats = RepeatGuard.Of(http, false, CanonicalJson.Hash(json.RootElement));
        // A move that was made is answered as then, though the case may be out of scope by now: the phone would never be rid of it.
        return await repeats.Once(http, cases, () => Make(caseId, json, http, cases, moves, repeats));
    }

    private static async Task<IResult> PostByKey(string key, HttpContext http, ICaseStore cases, MoveDoor moves)
    {
        using var json = await Body.ReadJson(http);
        // A slash is the one character that stays escaped in an address.
        var caseId = CaseIds.Of(Channel.Grid, $"{http.Caller().Id}/{key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)}");
        var repeats = RepeatGuard.Of(http, false, CanonicalJson.Hash(json.RootElement), $"/api/cases/{caseId}/commands");
        return await repeats.Once(http, cases, async () =>
            await cases.Find(caseId, http.RequestAborted) is null
                ? throw new ProblemException(StatusCodes.Status404NotFound, "report-not-arrived", "No report of yours with this key has arrived yet; send it, then this again.")
                : await Make(caseId, json, http, cases, moves, repeats));
    }

    private static async Task<IResult> Make(string caseId, JsonDocument json, HttpContext http, ICaseStore cases, MoveDoor moves, RepeatGuard repeats)
    {
        var caller = http.Caller();
        var file = await cases.Visible(caseId, caller, http.RequestAborted);
        await repeats.RequireThoseBefore(http, cases);
        var command = await moves.Resolve(CommandReader.Read(json.RootElement), caller, http.RequestAborted);
        var actor = caller.For(MoveTable.RowOf(command), file);
        return await moves.Make(http, file, await moves.Claim(command, file, caller, actor, http.RequestAborted), actor, repeats);
    }
}

/// <summary>Makes a move through the desk and maps the answer.</summary>
internal sealed class MoveDoor(CaseDesk desk, ICaseStore cases, IAttachmentStore files, IPolicySource policies, TimeProvider time)
{
    /// <summary>The new case, or the refusal as a problem.</summary>
    public Task<IResult> Make(HttpContext http, CaseFile file, Command command, GridCase.Workflows.Directory.Actor actor, RepeatGuard repeats) =>
        Make(http, file, command, actor, repeats, after => CaseViews.State(after, http.Caller(), policies.Current));

    /// <summary>What the answer shows is kept as the receipt, so it holds no personal data.</summary>
    public async Task<IResult> Make<T>(
        HttpContext http, CaseFile file, Command command, GridCase.Workflows.Directory.Actor actor, RepeatGuard repeats, Func<CaseFile, T> show)
    {
        // A write that was begun is finished, though the caller may have gone: its repeat finds the receipt.
        var answer = await desk.Move(file.Id, command, actor, time.GetUtcNow(), repeats.Receipt(Shown), CancellationToken.None);
        if (answer.Refusal is { } refusal) throw ProblemWriter.Of(refusal);
        if (answer.WasRepeat && await repeats.Repeat(http, cases) is { } kept) return kept;
        return Answer.Kept(StatusCodes.Status200OK, Shown(answer.File!).Body);

        (int Status, string Body) Shown(CaseFile after) => (StatusCodes.Status200OK, JsonSerializer.Serialize(show(after), ApiJson.Options));
    }

    /// <summary>
    /// The files that show an objection are the caller's own. They belong to the case before the move is made, so that none is lost to a process that dies in between;
    /// where the move would be refused nothing is left with it.
    /// </summary>
    public async Task<Command> Claim(Command command, CaseFile file, Caller caller, GridCase.Workflows.Directory.Actor actor, CancellationToken cancellation)
    {
        if (command is not Workflows.Cases.Commands.Object { AttachmentIds: { Count: > 0 } names } objection) return command;
        if (await desk.WhyNot(file.Id, command, actor, time.GetUtcNow(), cancellation) is { } refusal) throw ProblemWriter.Of(refusal);
        var named = NamedFiles.Of(names, caller.Id);
        await named.Require(files, file.Id, caller.Id, cancellation);
        await files.Claim(named.Ids, file.Id, caller.Id, time.GetUtcNow(), cancellation);
        return objection with { AttachmentIds = named.Ids };
    }

    /// <summary>A case named by its code in a command is put down by its id; one out of scope is as good as none.</summary>
    public async Task<Command> Resolve(Command command, Caller caller, CancellationToken cancellation)
    {
        if (command is not Merge merge) return command;
        try
        {
            return merge with { Into = (await cases.Visible(merge.Into, caller, cancellation)).Id };
        }
        catch (ProblemException)
        {
            throw ProblemException.Inconsistent("unknown-target", "There is no such case to merge into.", "into");
        }
    }
}
