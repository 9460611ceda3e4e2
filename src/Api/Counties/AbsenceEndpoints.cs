using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Counties;

/// <summary>Absences (请假): everybody notes the own, an administrator anybody's.</summary>
internal static class AbsenceEndpoints
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3 * 366);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/directory/absences", Post).Everyone().Takes<AbsenceDocument>()
            .Summary("Note an absence", "One's own; an administrator anybody's. From then until the end the deputy is told, or the next in the chain. A repeat changes nothing; the same beginning with another end moves the end.")
            .Gives<DirectoryChanged>().Refuses(403, "not-yours").Refuses(422, "directory-inconsistent", "absence-too-long").Refuses(409, "directory-changed");
        routes.MapDelete("/api/directory/absences/{absenceId}", Delete).Everyone()
            .Summary("Take an absence back", "One's own; an administrator anybody's.").Gives<DirectoryChanged>().Refuses(403, "not-yours").Refuses(404, "unknown-entry").Refuses(409, "directory-changed");
    }

    private static async Task<IResult> Post(HttpContext http, DirectoryDoor door)
    {
        var document = await Body.Read<AbsenceDocument>(http);
        var caller = http.Caller();
        var absence = new Absence(document.PersonId ?? caller.Id, Whole(document.From!.Value), Whole(document.To!.Value));
        RequireOwn(caller, absence.PersonId);
        if (absence.To - absence.From > Longest) throw ProblemException.Inconsistent("absence-too-long", "An absence lasts three years at most; whoever is away longer leaves the post.", "to");
        return await door.ChangeWhatever(http, "absence", document.Reason ?? "", county => CountyEdited.To(CountyEdit.Put(county, absence)));
    }

    private static Task<IResult> Delete(string absenceId, HttpContext http, DirectoryDoor door)
    {
        var key = Uri.UnescapeDataString(absenceId);
        RequireOwn(http.Caller(), key.Split('~')[0]);
        return door.ChangeWhatever(http, "absence", "", county => CountyEdit.DeleteAbsence(county, key));
    }

    private static void RequireOwn(Caller caller, string personId)
    {
        if (caller.KeyId is not null || (caller.Id != personId && !caller.Has(Administrator)))
            throw ProblemException.Forbidden("not-yours", "Only administrators note the absences of others.");
    }

    /// <summary>To the second: an absence is named by when it begins.</summary>
    private static DateTimeOffset Whole(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
