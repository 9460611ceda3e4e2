using System.ComponentModel.DataAnnotations;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Lifecycle;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Administration;

/// <summary>What stands still and needs a person.</summary>
/// <param name="Parked">Orchestrations set aside with an error.</param>
/// <param name="DeadLetters">Parcels whose receiver would not take them; each parks its lane.</param>
/// <param name="Late">Open cases that should have moved by themselves and did not.</param>
public sealed record WatchdogView(IReadOnlyList<string> Problems, EngineNumbers Engine, IReadOnlyList<InstanceView> Parked, IReadOnlyList<DeadLetter> DeadLetters, IReadOnlyList<OpenCase> Late);

/// <param name="Channel">By which it was to leave; <c>hotline</c> for the hotline's events.</param>
public sealed record DeadLetter(string ParcelId, string Channel, string Lane, string CaseId, string Type, DateTimeOffset At, int Attempts, string? LastFault)
{
    internal static DeadLetter Of(Parcel parcel) => new(parcel.Id, parcel.Channel, parcel.Lane, parcel.CaseId, parcel.Type, parcel.At, parcel.Attempts, parcel.LastFault);
}

/// <summary>Whether a dead letter is to be skipped, or tried again.</summary>
public sealed record ReleaseDocument
{
    [Required]
    public bool? Skip { get; init; }
}

public sealed record RepairResult(int Compared, int Repaired);

/// <summary>Stuck or parked workflows, and what an administrator can do about them.</summary>
internal static class WatchdogEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/watchdog", Get).For(Administrator, Auditor, Supervisor).Summary("Watchdog", "Parked orchestrations, dead letters, open cases that are late; of the cases within scope.").Gives<WatchdogView>();
        routes.MapPost("/api/watchdog/repair", Repair).For(Administrator).Summary("Compare and repair", "Compares open cases with their orchestrations and re-arms what is missing, ended or late. A repeat finds nothing to do.").Gives<RepairResult>();
        routes.MapPost("/api/watchdog/parked/{id}/retry", Retry).For(Administrator).Summary("Take a parked orchestration up again", "From its history.").Gives(204).Refuses(404, "not-parked");
        routes.MapPost("/api/watchdog/dead-letters/{id}/release", Release).For(Administrator).Takes<ReleaseDocument>()
            .Summary("Release a dead letter", "Tries it again, or skips it; its lane goes on.").Gives(204).Refuses(404, "not-dead");
    }

    private static async Task<IResult> Get(HttpContext http, WatchdogLook look) => Answer.Ok(await look.Now(http.Caller(), http.RequestAborted));

    private static async Task<IResult> Repair(HttpContext http, WatchdogActivities watchdog, TimeProvider time)
    {
        var cursor = new WatchCursor(null, 0, 0);
        do cursor = await watchdog.CompareAndRepair(cursor, time.GetUtcNow(), http.RequestAborted);
        while (cursor.AfterCaseId is not null);
        return Answer.Ok(new RepairResult(cursor.Compared, cursor.Repaired));
    }

    private static async Task<IResult> Retry(string id, HttpContext http, IWorkflowClient workflows) => await workflows.Unpark(Uri.UnescapeDataString(id), http.RequestAborted)
        ? Results.NoContent()
        : throw new ProblemException(StatusCodes.Status404NotFound, "not-parked", "There is no parked orchestration of this id.");

    private static async Task<IResult> Release(string id, HttpContext http, INoticeStore notices)
    {
        var document = await Body.Read<ReleaseDocument>(http);
        return await notices.Release(Uri.UnescapeDataString(id), document.Skip!.Value, http.RequestAborted)
            ? Results.NoContent()
            : throw new ProblemException(StatusCodes.Status404NotFound, "not-dead", "There is no dead letter of this id.");
    }
}
