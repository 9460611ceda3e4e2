using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Administration;

/// <summary>Who looked at which personal value, and why.</summary>
public sealed record LookLine(DateTimeOffset At, string PersonId, string? Name, string CaseId, string Field, string Reason);

/// <summary>Who did what.</summary>
public sealed record DeedLine(DateTimeOffset At, string By, string? Name, Role? Role, string? Unit, string CaseId, int Fact, string Type);

/// <param name="Deeds">Of one case, when one was asked for.</param>
/// <param name="Next">Where the looks go on, to be given as <c>after</c>; null at their end.</param>
public sealed record AuditView(IReadOnlyList<LookLine> Looks, IReadOnlyList<DeedLine> Deeds, string? Next);

/// <summary>Who did and saw what.</summary>
internal static class AuditEndpoint
{
    private const int MostDeeds = 1000;
    private const int MostTurns = 32;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/audit", Get).For(Role.Auditor, Role.Administrator).Paged()
        .Summary("Audit", "Looks at personal values within scope, newest first; with caseId those of one case, and what was done in it. Looks come page by page; a page may be short and still go on.").Gives<AuditView>().Refuses(400, "bad-cursor").Refuses(404, "unknown-case");

    private static async Task<IResult> Get(HttpContext http, IPrivateStore texts, ICaseStore cases, string? caseId, string? after, string? limit)
    {
        var caller = http.Caller();
        var most = Asked.Limit(limit);
        var file = Asked.Text(caseId, "caseId", 40) is { } name ? await cases.Visible(name, caller, http.RequestAborted) : null;
        var from = Asked.Text(after, "after", 100);
        var looks = file is not null || caller.Sight.Scope.WholeCounty ? await Looks(texts, file?.Id, most, from, http.RequestAborted) : await InSight(texts, cases, caller, most, from, http.RequestAborted);
        var facts = file is null || after is not null ? [] : await cases.Facts(file.Id, 0, MostDeeds, http.RequestAborted);
        return Answer.Ok(new AuditView(
            [.. looks.Looks.Select(look => new LookLine(look.At, look.PersonId, caller.Directory.Person(look.PersonId)?.DisplayName, look.CaseId, look.Field, look.Reason))],
            [.. facts.Where(fact => fact.Body.Role is not null).Select(fact => Deed(fact, file!.Id, caller.Directory))],
            looks.Next));
    }

    /// <summary>
    /// The looks at cases that the caller may see. Never more are asked for than the page has room for, so that it ends where the store's page ended; after so many
    /// turns it is answered as far as it came.
    /// </summary>
    private static async Task<LookPage> InSight(IPrivateStore texts, ICaseStore cases, Caller caller, int most, string? after, CancellationToken cancellation)
    {
        var (looks, seen, more) = (new List<Look>(), new Dictionary<string, bool>(), true);
        for (var turn = 0; turn < MostTurns && more && looks.Count < most; turn++)
        {
            var page = await Looks(texts, null, most - looks.Count, after, cancellation);
            foreach (var caseId in page.Looks.Select(look => look.CaseId).Distinct().Where(caseId => !seen.ContainsKey(caseId)))
                seen[caseId] = await cases.Find(caseId, cancellation) is { } file && caller.Sight.Covers(file);
            looks.AddRange(page.Looks.Where(look => seen[look.CaseId]));
            (after, more) = (page.Next, page.Next is not null);
        }

        return new(looks, after);
    }

    private static async Task<LookPage> Looks(IPrivateStore texts, string? caseId, int most, string? after, CancellationToken cancellation)
    {
        try
        {
            return await texts.Looks(caseId, most, after, cancellation);
        }
        catch (ArgumentException) when (after is not null)
        {
            throw CaseFilter.BadCursor();
        }
    }

    private static DeedLine Deed(RecordedFact fact, string caseId, CountyDirectory directory) =>
        new(fact.At, fact.Body.By, directory.Person(fact.Body.By)?.DisplayName, fact.Body.Role, fact.Body.Unit, caseId, fact.Number, FactNames.Of(fact.Fact));
}
