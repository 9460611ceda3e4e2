using GridCase.Api.Counties;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Care;

/// <summary>What the doors of the care register share: who may see an entry, who sent what, how an answer is mapped.</summary>
internal sealed class CareDoor(ICareStore care, CareDesk desk, TimeProvider time)
{
    /// <summary>True for who visits, or answers for the visits, in some grids. Others see how many are due, not who it is.</summary>
    public static bool Visits(Caller caller) => caller.HasAny([GridWorker, UnitClerk, Supervisor]);

    /// <summary>The part of the county whose entries the caller sees. What a unit holds says nothing here.</summary>
    public static CaseScope ScopeOf(Caller caller) => caller.Sight.Scope with { UnitCode = null };

    public static bool CoversGrid(Caller caller, string grid) =>
        ScopeOf(caller) is var scope && (scope.WholeCounty || scope.Grids.Contains(grid) || (scope.DivisionPrefix is { Length: > 0 } prefix && grid.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The entry, if the caller may see it.</summary>
    /// <exception cref="ProblemException">404 for one that there is not, and for one out of scope.</exception>
    public async Task<CarePerson> Visible(string id, Caller caller, CancellationToken cancellation)
    {
        var person = id.Length == 32 ? await care.Find(id, cancellation) : null;
        return person is not null && CoversGrid(caller, person.GridCode) ? person : throw NoSuchEntry();
    }

    /// <summary>An entry may only be written into grids that the caller sees.</summary>
    public static void RequireGrid(Caller caller, string? grid)
    {
        if (grid is not null && (caller.Directory.Grid(grid) is null || !CoversGrid(caller, grid)))
            throw ProblemException.Inconsistent("unknown-grid", "There is no such grid, or none within your scope.", "gridCode");
    }

    public Task<IResult> Add(HttpContext http, CareDocument document)
    {
        var identity = new CareIdentity(document.Name!.Trim(), document.Address?.Trim(), document.Phone?.Trim());
        return Once(http, Sender(http, true, CanonicalJson.Hash(document)), StatusCodes.Status201Created, sender =>
        {
            RequireGrid(http.Caller(), document.GridCode);
            return desk.Add(new(document.GridCode!, document.Tier!.Value, identity, document.FirstVisitBy), sender, Now, CancellationToken.None);
        });
    }

    public Task<IResult> Change(HttpContext http, string id, CareChangeDocument document)
    {
        var identity = new CareIdentity(document.Name?.Trim(), document.Address?.Trim(), document.Phone?.Trim());
        return Once(http, id, Sender(http, false, CanonicalJson.Hash(document)), sender =>
        {
            RequireGrid(http.Caller(), document.GridCode);
            return desk.Change(id, new(document.Tier, document.GridCode, identity, DirectoryDoor.Expected(http, document.ExpectedVersion)), sender, Now, CancellationToken.None);
        });
    }

    public Task<IResult> End(HttpContext http, string id, CareEndDocument document) => Once(http, id, Sender(http, false, CanonicalJson.Hash(document)), sender =>
        desk.End(id, DirectoryDoor.Expected(http, document.ExpectedVersion), sender, Now, CancellationToken.None));

    public Task<IResult> TellEvent(HttpContext http, string id) => Once(http, id, Sender(http, true, id), sender => desk.TellEvent(id, sender, Now, CancellationToken.None));

    public Task<IResult> Visit(HttpContext http, string id, CareVisitDocument document) => Once(http, id, Sender(http, true, CanonicalJson.Hash(document)), sender =>
        desk.Visit(id, document.Outcome!.Value, document.DoneAt!.Value, document.Remark?.Trim(), sender, Now, CancellationToken.None));

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A write on an entry that the caller sees.</summary>
    private Task<IResult> Once(HttpContext http, string id, CareSender sender, Func<CareSender, Task<CareAnswer>> write) => Once(http, sender, StatusCodes.Status200OK, async known =>
    {
        await Visible(id, http.Caller(), http.RequestAborted);
        return await write(known);
    });

    /// <summary>What was done is answered as then, though the entry may be out of scope by now: the phone would never be rid of it.</summary>
    private async Task<IResult> Once(HttpContext http, CareSender sender, int status, Func<CareSender, Task<CareAnswer>> write)
    {
        var answer = await desk.Earlier(sender, http.RequestAborted) ?? await write(sender);
        if (answer.Refusal is { } refusal) throw ProblemWriter.Of(refusal);
        if (answer.WasRepeat) http.Response.Headers[RepeatGuard.ReplayedHeader] = "true";
        var done = CareDone.Of(answer, Now);
        DirectoryDoor.Tag(http, done.Version);
        return status == StatusCodes.Status201Created ? Answer.Created($"/api/care/{done.Id}", done) : Answer.Ok(done);
    }

    private static CareSender Sender(HttpContext http, bool required, string hash) => new(http.Caller().Id, RepeatGuard.NameOf(http, required), hash);

    private static ProblemException NoSuchEntry() => new(StatusCodes.Status404NotFound, "unknown-care", "There is no such entry, or none within your scope.");
}
