using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GridCase.Api.Care;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Inspections;

/// <summary>What a process check came to.</summary>
public sealed record CheckDocument
{
    /// <summary>True where it was found as reported.</summary>
    [Required]
    public bool? Agreed { get; init; }

    /// <summary>Private text.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public string? Remark { get; init; }
}

/// <summary>One inspection of the sample.</summary>
/// <param name="Mine">False where I had a hand in it, and so may not check it.</param>
/// <param name="Check">Null while it is open.</param>
public sealed record CheckLine(string InspectionId, string Name, string GridCode, string? GridName, string? Village, string? VillageName, int Findings, DateTimeOffset? ReceivedAt, bool Mine, SpotCheckView? Check);

/// <summary>How many were to be checked, how many were, and in how many of those it was found as reported.</summary>
public sealed record CheckCounts(int Wanted, int Done, int Agreed)
{
    internal static CheckCounts Of(ImmutableArray<Inspection> sample) =>
        new(sample.Length, sample.Count(inspection => inspection.Check is not null), sample.Count(inspection => inspection.Check is { Agreed: true }));
}

/// <summary>Process checks (过程抽查) of inspections.</summary>
internal static class CheckEndpoints
{
    private const int PageSize = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/inspections/checks", List).For(UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor).Paged()
            .Summary("Process checks of a round", "sweep is required. At least two done inspections of each village within scope, chosen by a hash: asked again it is the same, and grows only. Nobody is ranked.")
            .Gives<Page<CheckLine>>().Refuses(400, "missing-field", "bad-cursor").Refuses(404, "unknown-sweep");
        routes.MapPost("/api/inspections/{id}/check", Post).For(UnitClerk, Dispatcher, Supervisor, Leader).Takes<CheckDocument>().Keyed(true)
            .Summary("Say what a process check came to", "By somebody who oversees the grid and had no hand in the inspection. The same again changes nothing.")
            .Gives<SpotCheckView>().Refuses(403, "own-inspection").Refuses(404, "unknown-inspection").Refuses(409, "not-done", "already-checked", "busy");
    }

    /// <summary>The sample of a round as far as the caller oversees it.</summary>
    public static async Task<ImmutableArray<Inspection>> Sample(IInspectionStore store, string sweepId, Caller caller, CancellationToken cancellation)
    {
        var done = new List<Inspection>();
        for (string? after = null; ;)
        {
            var page = await store.ListInspections(new() { Scope = CareDoor.ScopeOf(caller), SweepId = sweepId, State = InspectionState.Done, After = after, Limit = PageSize }, cancellation);
            done.AddRange(page.Inspections);
            if ((after = page.Next) is null) return SpotChecks.Of(done);
        }
    }

    private static async Task<IResult> List(HttpContext http, IInspectionStore store, string? sweep, string? after, string? limit)
    {
        var from = after is null ? 0 : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw CaseFilter.BadCursor();
        var most = Asked.Limit(limit);
        var id = Asked.Text(sweep, "sweep", 64) ?? throw ProblemException.Malformed("missing-field", "sweep is required.", "sweep");
        var caller = http.Caller();
        await SweepEndpoints.Visible(id, caller, store, http.RequestAborted);
        var sample = await Sample(store, id, caller, http.RequestAborted);
        var lines = sample.Skip(from).Take(most).Select(inspection => Line(inspection, caller));
        return Answer.Ok(new Page<CheckLine>([.. lines], from + most < sample.Length ? (from + most).ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<IResult> Post(string id, HttpContext http, IInspectionStore store, InspectionDesk desk, ICaseStore cases, TimeProvider time)
    {
        var document = await Body.Read<CheckDocument>(http);
        var repeats = RepeatGuard.Of(http, true, CanonicalJson.Hash(document));
        await repeats.Once(http, cases, () => Check(id, document, http, store, desk, cases, time.GetUtcNow(), repeats));
        var (caller, taken) = (http.Caller(), (await store.FindInspection(id, http.RequestAborted))!);
        var remark = caller.Sight.ReadsTexts ? (await store.ReadTexts(InspectionText.OfInspection(id), http.RequestAborted)).FirstOrDefault(text => text.Field == "check")?.Value : null;
        return Answer.Ok(InspectionShow.CheckOf(taken, remark, caller));
    }

    private static async Task<IResult> Check(string id, CheckDocument document, HttpContext http, IInspectionStore store, InspectionDesk desk, ICaseStore cases, DateTimeOffset now, RepeatGuard repeats)
    {
        var caller = http.Caller();
        var inspection = await store.Visible(id, caller, http.RequestAborted);
        // Whoever only signs a part, or works beside it, does not oversee it.
        if (!CareDoor.CoversGrid(caller, inspection.GridCode)) throw InspectionSight.Unknown("inspection");
        var answer = await desk.Check(id, document.Agreed!.Value, document.Remark?.Trim(), caller.AsFirst(Supervisor, Dispatcher, Leader, UnitClerk), now, repeats.Receipt(now), CancellationToken.None);
        return await repeats.Done(http, cases, answer.Refusal, answer.WasRepeat);
    }

    private static CheckLine Line(Inspection inspection, Caller caller)
    {
        var village = caller.Directory.VillageOf(inspection.GridCode);
        return new(
            inspection.Id, inspection.Name, inspection.GridCode, caller.Directory.Grid(inspection.GridCode)?.Name, village?.Code, village?.Name, inspection.Findings, inspection.ReceivedAt,
            !SpotChecks.IsOwn(inspection, caller.Id), InspectionShow.CheckOf(inspection, null, caller));
    }
}
