using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Supervision;

/// <summary>Who was told what, when, by which channel, and what became of it: by person, by post and by case.</summary>
internal static class NoticeEndpoints
{
    private static readonly Role[] Overseeing = [Supervisor, Leader, Administrator, Auditor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/notices", Inbox).Everyone().Paged()
            .Summary("My inbox", "Every notice to me, newest first; with post= what went to that post, for whoever answers for it now or oversees it, whoever sat there then.")
            .Gives<Page<EscalationLine>>().Refuses(400, "bad-cursor").Refuses(404, "unknown-post");
        routes.MapGet("/api/cases/{caseId}/notices", OfCase).Everyone().Paged().Summary("Who was told of a case", "Every notice about it in order, what still waits for office hours among them.")
            .Gives<Page<EscalationLine>>().Refuses(400, "bad-cursor").Refuses(404, "unknown-case");
        routes.MapGet("/api/people/{personId}/notices", OfPerson).Everyone().Paged()
            .Summary("What a person was told", "Newest first, what still waits among them: the own, or for supervisors, leaders, administrators and auditors those about cases within scope.")
            .Gives<Page<EscalationLine>>().Refuses(400, "bad-cursor").Refuses(403, "role-lacks-operation").Refuses(404, "unknown-person");
    }

    private static Task<IResult> Inbox(HttpContext http, INoticeStore notices, ICaseStore cases, TimeProvider time, string? post, string? after, string? limit)
    {
        var caller = http.Caller();
        if (Asked.Text(post, "post", 100) is not { } code) return http.NoticePage(notices, new() { PersonId = caller.Id }, after, limit, cases);
        if (PostHolder.Of(caller.Directory, code, time.GetUtcNow()) != caller.Id && !Oversees(caller, code))
            throw new ProblemException(StatusCodes.Status404NotFound, "unknown-post", "There is no such post, or it is not yours to look after.");
        return http.NoticePage(notices, new() { PostCode = code }, after, limit, cases);
    }

    private static async Task<IResult> OfCase(string caseId, HttpContext http, INoticeStore notices, ICaseStore cases, string? after, string? limit)
    {
        var file = await cases.Visible(caseId, http.Caller(), http.RequestAborted);
        return await http.NoticePage(notices, new() { CaseId = file.Id }, after, limit);
    }

    private static Task<IResult> OfPerson(string personId, HttpContext http, INoticeStore notices, string? after, string? limit)
    {
        var caller = http.Caller();
        if (personId == caller.Id) return http.NoticePage(notices, new() { PersonId = caller.Id, WithWaiting = true }, after, limit);
        if (!caller.HasAny(Overseeing)) throw ProblemException.Forbidden("role-lacks-operation", "You may look at what you were told yourself.");
        if (caller.Directory.Person(personId) is null) throw new ProblemException(StatusCodes.Status404NotFound, "unknown-person", "There is no such person.");
        return http.NoticePage(notices, new() { PersonId = personId, Scope = caller.Sight.Scope, WithWaiting = true }, after, limit);
    }

    /// <summary>Whether the post's unit or grid lies in what an overseer sees. One that has been taken away is looked after by those who see the whole county.</summary>
    private static bool Oversees(Caller caller, string postCode)
    {
        if (!caller.HasAny(Overseeing)) return false;
        if (caller.Sight.Scope.WholeCounty) return true;
        var place = PostHolder.PlaceOf(postCode);
        return caller.Directory.Post(postCode) is not null && caller.Directory.IsInSubtree(caller.Person.Scope, caller.Directory.Grid(place)?.Code, caller.Directory.Unit(place)?.Code);
    }
}

/// <summary>Lists of notices, as every door shows them.</summary>
internal static class NoticePages
{
    /// <param name="cases">Where each line is to say how its case stands; left out where they are all of one case, or of a person.</param>
    public static async Task<IResult> NoticePage(this HttpContext http, INoticeStore notices, NoticeQuery query, string? after, string? limit, ICaseStore? cases = null)
    {
        var caller = http.Caller();
        try
        {
            var page = await notices.List(query with { After = after is { Length: > 64 } ? throw CaseFilter.BadCursor() : after, Limit = Asked.Limit(limit) }, http.RequestAborted);
            var stand = await Standing(page.Notices, cases, caller, http.RequestAborted);
            return Answer.Ok(new Page<EscalationLine>(
                [.. page.Notices.Select(kept => EscalationLine.Of(kept, caller.Id, caller.Directory) with { Case = stand.GetValueOrDefault(kept.Notice.CaseId) })], page.Next));
        }
        catch (ArgumentException) when (after is not null)
        {
            throw CaseFilter.BadCursor();
        }
    }

    /// <summary>The cases that the caller sees, by id. Who was told of a case that has left the own scope since learns no more of it.</summary>
    private static async Task<Dictionary<string, NoticeCase>> Standing(IReadOnlyList<KeptNotice> notices, ICaseStore? cases, Caller caller, CancellationToken cancellation)
    {
        if (cases is null) return [];
        var files = await Task.WhenAll(notices.Select(kept => kept.Notice.CaseId).Where(id => id.Length > 0).Distinct().Select(id => cases.Find(id, cancellation)));
        return files.OfType<CaseFile>().Where(caller.Sight.Covers).ToDictionary(file => file.Id, file => NoticeCase.Of(file, caller.Directory));
    }
}
