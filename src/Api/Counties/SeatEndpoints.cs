using GridCase.Api.Administration;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Counties;

/// <summary>Who sits where, who is away, and who answers instead.</summary>
internal static class SeatEndpoints
{
    private static readonly Role[] Overseeing = [Dispatcher, Supervisor, Leader, Administrator, Auditor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/directory/posts", (HttpContext http, TimeProvider time, string? after, string? limit) => DirectoryEndpoints.Page(PostsFor(http.Caller()), post => Line(post, http.Caller().Directory, time.GetUtcNow()), after, limit))
            .Everyone().Paged().Summary("Posts", "Who sits where: of the county for those who oversee, else of the own unit.").Gives<Page<PostLine>>();
        routes.MapGet("/api/directory/absences", (HttpContext http, TimeProvider time, string? after, string? limit) => DirectoryEndpoints.Page(AbsencesFor(http.Caller(), time.GetUtcNow()), absence => Line(absence, http.Caller().Directory), after, limit))
            .Everyone().Paged().Summary("Absences", "Those that last or are to come: of the county for those who oversee, else of the own unit.").Gives<Page<AbsenceLine>>();
        routes.MapGet("/api/directory/vacancies", (HttpContext http, TimeProvider time, string? after, string? limit) => DirectoryEndpoints.Page(VacanciesFor(http.Caller(), time.GetUtcNow()), vacancy => Line(vacancy, http.Caller().Directory), after, limit))
            .For(Dispatcher, Supervisor, Leader, Administrator, Auditor).Paged()
            .Summary("Vacancies", "Posts within scope that nobody fills or whose person is away today, and who would be told instead: the deputy, then up the chain.").Gives<Page<VacancyLine>>();
    }

    private static List<Post> PostsFor(Caller caller) =>
        [.. caller.Directory.Posts.Where(post => caller.HasAny(Overseeing) || (post.UnitCode is not null && post.UnitCode == caller.Person.UnitCode))];

    private static List<Absence> AbsencesFor(Caller caller, DateTimeOffset now) =>
        [.. caller.Directory.County.Absences.Where(absence => absence.To > now && Sees(caller, absence.PersonId)).OrderBy(absence => absence.From).ThenBy(absence => absence.PersonId, StringComparer.Ordinal)];

    private static List<Vacancy> VacanciesFor(Caller caller, DateTimeOffset now) =>
        [.. Vacancies.Of(caller.Directory, now).Where(vacancy => caller.Directory.IsInSubtree(caller.Person.Scope, vacancy.GridCode, vacancy.UnitCode))];

    private static bool Sees(Caller caller, string personId) =>
        personId == caller.Id || caller.HasAny(Overseeing) || (caller.Person.UnitCode is { } unit && caller.Directory.Person(personId)?.UnitCode == unit);

    private static PostLine Line(Post post, CountyDirectory directory, DateTimeOffset now) => new(
        post.Code, post.Title, post.UnitCode, post.PersonId, Name(post.PersonId, directory), post.PersonId is { } person && directory.IsAbsent(person, now), post.DeputyId, Name(post.DeputyId, directory));

    private static AbsenceLine Line(Absence absence, CountyDirectory directory) => new(AbsenceKey.Of(absence), absence.PersonId, Name(absence.PersonId, directory), absence.From, absence.To);

    private static VacancyLine Line(Vacancy vacancy, CountyDirectory directory) => new(
        vacancy.PostCode, vacancy.Title, vacancy.UnitCode, vacancy.GridCode, vacancy.PersonId, Name(vacancy.PersonId, directory), vacancy.AwayFrom, vacancy.AwayUntil,
        vacancy.Answers is { } answers ? new(answers.PersonId, Name(answers.PersonId, directory), answers.PostCode) : null);

    private static string? Name(string? personId, CountyDirectory directory) => personId is null ? null : directory.Person(personId)?.DisplayName;
}
