using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Care;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Care;

/// <summary>Care visits (关爱走访): the register, visits, events, and one personal value at a time.</summary>
internal static class CareEndpoints
{
    private const int MostHistory = 200;
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/care", List).For(GridWorker, UnitClerk, Supervisor, Leader, Administrator, Auditor).Paged()
            .Summary("People who are visited", "Within scope, soonest due first: grid worker the own grids, village and town their area. Names are masked, and for who visits only. With changedSince the oldest change first, ended entries among them.")
            .Gives<Page<CareLine>>().Refuses(400, "bad-cursor");
        routes.MapPost("/api/care", Add).For(UnitClerk, Supervisor, Administrator).Takes<CareDocument>().Keyed(true)
            .Summary("Take somebody in", "Tier and grid, and who it is: encrypted, never a diagnosis or a reason. A repeat of the key is one entry.").Gives<CareDone>(201).Refuses(422, "unknown-grid").Refuses(409, "busy");
        routes.MapGet("/api/care/{id}", Get).For(GridWorker, UnitClerk, Supervisor, Administrator, Auditor)
            .Summary("One entry", "With its history: visits, events, changes, rungs of the ladder.").Gives<CareView>().Refuses(404, "unknown-care");
        routes.MapPut("/api/care/{id}", Put).For(UnitClerk, Supervisor, Administrator).Takes<CareChangeDocument>().Keyed(false)
            .Summary("Change an entry", "Another tier, grid, name, address or phone; what is left out stays. Nobody becomes overdue by a change of tier.").Gives<CareDone>()
            .Refuses(404, "unknown-care").Refuses(409, "stale-version", "care-ended", "busy").Refuses(422, "unknown-grid");
        routes.MapPost("/api/care/{id}/end", End).For(UnitClerk, Supervisor, Administrator).Takes<CareEndDocument>().Keyed(false)
            .Summary("End the visits", "No reason is asked for. A repeat changes nothing.").Gives<CareDone>().Refuses(404, "unknown-care").Refuses(409, "stale-version", "busy");
        routes.MapPost("/api/care/{id}/events", TellEvent).For(GridWorker, UnitClerk, Supervisor).Keyed(true)
            .Summary("Ask for a visit soon", "Something happened: somebody goes there within 24 hours (a number of the terms). What happened is not written down, so the request has no body.").Gives<CareDone>()
            .Refuses(404, "unknown-care").Refuses(409, "care-ended", "busy");
        routes.MapPost("/api/care/{id}/visits", Visit).For(GridWorker, UnitClerk, Supervisor).Takes<CareVisitDocument>().Keyed(true)
            .Summary("Tell of a visit", "done and refused move the next date on from the day of the visit, not-met leaves it. May come late, twice and in any order.").Gives<CareDone>()
            .Refuses(404, "unknown-care").Refuses(409, "busy").Refuses(422, "done-in-future", "done-too-long-ago");
        routes.MapPost("/api/care/{id}/reveal", Reveal).For(GridWorker, UnitClerk, Supervisor).Takes<CareRevealDocument>()
            .Summary("Reveal one personal value", "name, address or phone, for who visits within scope. Each look is recorded with its reason. Takes no Idempotency-Key.").Gives<CareRevealed>()
            .Refuses(404, "unknown-care", "no-such-value");
    }

    private static async Task<IResult> List(
        HttpContext http, ICareStore care, TimeProvider time, string? grid, string? tier, string? state, string? dueBefore, string? changedSince, string? after, string? limit)
    {
        var caller = http.Caller();
        var now = time.GetUtcNow();
        var query = new CareQuery
        {
            Scope = CareDoor.ScopeOf(caller),
            GridPrefix = CaseFilter.GridOf(grid),
            Tier = Asked.Word<CareTier>(tier, "tier"),
            State = Asked.Word<CareState>(state, "state") ?? CareState.Active,
            DueBefore = Asked.Instant(dueBefore, "dueBefore"),
            ChangedSince = Asked.Instant(changedSince, "changedSince"),
            After = Asked.Text(after, "after", 64),
            Limit = Asked.Limit(limit),
        };
        var page = await Page(care, query, http.RequestAborted);
        var texts = CareDoor.Visits(caller) ? await care.Texts([.. page.Rows.Select(row => row.Person.Id)], http.RequestAborted) : [];
        var terms = await care.Terms(http.RequestAborted);
        return Answer.Ok(new Page<CareLine>([.. page.Rows.Select(row => CareShow.Line(row, texts, caller, terms, now))], page.Next));
    }

    private static async Task<CarePage> Page(ICareStore care, CareQuery query, CancellationToken cancellation)
    {
        try
        {
            return await care.List(query, cancellation);
        }
        catch (ArgumentException) when (query.After is not null)
        {
            throw CaseFilter.BadCursor();
        }
    }

    private static async Task<IResult> Add(HttpContext http, CareDoor door)
    {
        var document = await Body.Read<CareDocument>(http);
        if (document.FirstVisitBy is { Year: < 2000 or > 2060 }) throw ProblemException.Malformed("out-of-bounds", "firstVisitBy lies outside the years 2000 to 2060.", "firstVisitBy");
        return await door.Add(http, document);
    }

    private static async Task<IResult> Get(string id, HttpContext http, CareDoor door, ICareStore care, TimeProvider time)
    {
        var caller = http.Caller();
        var person = await door.Visible(id, caller, http.RequestAborted);
        var texts = await care.Texts([id], http.RequestAborted);
        var deeds = await care.Deeds(id, Math.Max(0, person.Version - MostHistory), MostHistory, http.RequestAborted);
        Counties.DirectoryDoor.Tag(http, person.Version);
        var line = CareShow.Line(new(person, default), texts, caller, await care.Terms(http.RequestAborted), time.GetUtcNow());
        return Answer.Ok(new CareView(line, [.. deeds.Select(deed => CareShow.Line(deed, texts, caller))]));
    }

    private static async Task<IResult> Put(string id, HttpContext http, CareDoor door) => await door.Change(http, id, await Body.Read<CareChangeDocument>(http));

    private static async Task<IResult> End(string id, HttpContext http, CareDoor door) => await door.End(http, id, await Body.Read<CareEndDocument>(http));

    private static Task<IResult> TellEvent(string id, HttpContext http, CareDoor door) => door.TellEvent(http, id);

    private static async Task<IResult> Visit(string id, HttpContext http, CareDoor door) => await door.Visit(http, id, await Body.Read<CareVisitDocument>(http));

    private static async Task<IResult> Reveal(string id, HttpContext http, CareDoor door, ICareStore care, TimeProvider time)
    {
        var asked = await Body.Read<CareRevealDocument>(http);
        var caller = http.Caller();
        var field = asked.Field switch
        {
            "name" or CareFields.Name => CareFields.Name,
            "address" or CareFields.Address => CareFields.Address,
            "phone" or CareFields.Phone => CareFields.Phone,
            _ => throw ProblemException.Malformed("invalid-value", "field is name, address or phone.", "field"),
        };
        var person = await door.Visible(id, caller, http.RequestAborted);
        var now = time.GetUtcNow();
        return await care.Reveal(new(person.Id, field, caller.Id, asked.Reason!.Trim(), now), http.RequestAborted) is { } value
            ? Answer.Ok(new CareRevealed(field, value, now, now + Shown))
            : throw new ProblemException(StatusCodes.Status404NotFound, "no-such-value", "The entry has no such value.");
    }
}

/// <summary>One personal value of an entry.</summary>
/// <param name="HideAt">When the page is to hide it again.</param>
public sealed record CareRevealed(string Field, string Value, DateTimeOffset RevealedAt, DateTimeOffset HideAt);
