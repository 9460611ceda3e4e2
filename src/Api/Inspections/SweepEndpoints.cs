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

/// <summary>A round of inspections as a list shows it.</summary>
/// <param name="Percent">Done of all, one digit after the point; null while it has none.</param>
public sealed record SweepLine(
    string Id, string Code, string Name, string? PlanId, RiskColour? Colour, bool IsCampaign, SweepState State, DateTimeOffset OpensAt, DateTimeOffset DueAt, DateTimeOffset? EndedAt, SweepCounts Counts, decimal? Percent, int Version);

/// <summary>One round with its coverage.</summary>
/// <param name="Reason">Why it was cancelled, for who handles cases.</param>
public sealed record SweepView(SweepLine Sweep, SweepTerms Terms, IReadOnlyList<SweepMark> Marks, string? StartedByName, string? CancelledBy, string? Reason, CoverageView Coverage)
{
    /// <summary>Process checks within scope.</summary>
    public required CheckCounts Checks { get; init; }
}

/// <summary>Coverage of a stretch of time within scope.</summary>
public sealed record CoverageView(IReadOnlyList<CoverageLine> Towns, IReadOnlyList<CoverageLine> Villages, IReadOnlyList<CoverageLine> Grids, CoverageLine Total);

/// <summary>Coverage at one level.</summary>
public sealed record CoverageAnswer(DateTimeOffset From, DateTimeOffset To, CoverageLevel Level, IReadOnlyList<CoverageLine> Items, CoverageLine Total);

/// <summary>How finely coverage is counted.</summary>
public enum CoverageLevel
{
    County,
    Town,
    Village,
    Grid,
}

/// <summary>Rounds of inspections (巡查任务, 专项行动) and how far they have come.</summary>
internal static class SweepEndpoints
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/sweeps", Post).For(Dispatcher, Supervisor, Leader, Administrator).Takes<SweepDocument>().Keyed(true)
            .Summary("Start a campaign now", "By a plan's terms, or named here: every household in two days. Who oversees a town starts it in that town only. The same key starts one only.").Gives<SweepLine>(201)
            .Refuses(403, "out-of-area").Refuses(404, "unknown-plan").Refuses(409, "busy")
            .Refuses(422, "bad-name", "bad-budget", "bad-area", "too-many-areas", "too-many-departments", "unknown-checklist", "unknown-ladder", "unknown-place-kind", "unknown-unit");
        routes.MapGet("/api/sweeps", List).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor).Paged()
            .Summary("Rounds of inspections", "Those with an inspection within scope, newest first.").Gives<Page<SweepLine>>().Refuses(400, "bad-cursor");
        routes.MapGet("/api/sweeps/{id}", Get).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor)
            .Summary("One round", "Progress, marks that were reached, and coverage within scope by town, village and grid.").Gives<SweepView>().Refuses(404, "unknown-sweep");
        routes.MapPost("/api/sweeps/{id}/cancel", Cancel).For(Dispatcher, Supervisor, Leader, Administrator).Takes<SweepCancelDocument>()
            .Summary("Cancel a round", "What is still to be done need not be; what was done stays, with its cases. A repeat changes nothing.").Gives<SweepLine>().Refuses(403, "out-of-area").Refuses(404, "unknown-sweep").Refuses(409, "sweep-over", "busy")
            .Refuses(422, "reason-required");
        routes.MapGet("/api/coverage", Coverage).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor)
            .Summary("Coverage", "How much of what fell due in a stretch of time was done, within scope: by county, town, village or grid. The last 30 days where none is named, at most 366. Neither people nor findings are ranked.")
            .Gives<CoverageAnswer>().Refuses(400, "invalid-value", "out-of-bounds");
    }

    private static async Task<IResult> Post(HttpContext http, IInspectionStore store, SweepDesk desk, ICaseStore cases, TimeProvider time)
    {
        var document = await Body.Read<SweepDocument>(http);
        var repeats = RepeatGuard.Of(http, true, CanonicalJson.Hash(document));
        var key = RepeatGuard.KeyOf(http.Request, true)!;
        await repeats.Once(http, cases, () => Start(document, key, http, store, desk, cases, time.GetUtcNow(), repeats));
        var started = (await store.FindSweep(InspectionIds.OfCampaign(http.Caller().Id, key), http.RequestAborted))!;
        return Answer.Created($"/api/sweeps/{started.Id}", Line(started));
    }

    private static async Task<IResult> Start(SweepDocument document, string key, HttpContext http, IInspectionStore store, SweepDesk desk, ICaseStore cases, DateTimeOffset now, RepeatGuard repeats)
    {
        var caller = http.Caller();
        var plan = document.PlanId is { } planId ? await store.FindPlan(planId, http.RequestAborted) ?? throw InspectionSight.Unknown("plan") : null;
        var target = InspectionSight.Cut(caller, document.Target?.Target ?? plan?.Target ?? throw Missing("target"));
        var window = document.Days is { } days ? days.ToString(CultureInfo.InvariantCulture) + "cd" : document.Window ?? plan?.Window ?? throw Missing("window");
        var campaign = new Campaign(
            document.Name?.Trim() ?? plan?.Name ?? throw Missing("name"), target, window, document.Checklist ?? plan?.Checklist ?? throw Missing("checklist"), document.Ladder ?? plan?.Ladder ?? PlanEndpoints.UsualLadder,
            document.Departments is { } named ? [.. named] : plan?.Departments ?? [], plan?.Id);
        var answer = await desk.Start(campaign, key, caller.AsFirst(Administrator, Dispatcher, Supervisor, Leader), now, repeats.Receipt(now), CancellationToken.None);
        return await repeats.Done(http, cases, answer.Refusal, answer.WasRepeat);
    }

    private static async Task<IResult> List(HttpContext http, IInspectionStore store, string? state, string? plan, string? after, string? limit)
    {
        var query = new SweepQuery
        {
            Scope = http.Caller().Sight.Scope,
            State = Asked.Word<SweepState>(state, "state"),
            PlanId = Asked.Text(plan, "plan", 64),
            After = Asked.Text(after, "after", 100),
            Limit = Asked.Limit(limit),
        };
        try
        {
            var page = await store.ListSweeps(query, http.RequestAborted);
            return Answer.Ok(new Page<SweepLine>([.. page.Sweeps.Select(Line)], page.Next));
        }
        catch (Exception fault) when (query.After is not null && fault is ArgumentException or FormatException)
        {
            throw CaseFilter.BadCursor();
        }
    }

    private static async Task<IResult> Get(string id, HttpContext http, IInspectionStore store)
    {
        var caller = http.Caller();
        var sweep = await Visible(id, caller, store, http.RequestAborted);
        var rows = await store.Coverage(caller.Sight.Scope, sweep.OpensAt, sweep.DueAt.AddTicks(1), sweep.Id, http.RequestAborted);
        var coverage = Workflows.Inspections.Coverage.Of(rows, caller.Directory);
        var reason = caller.Sight.ReadsTexts ? (await store.ReadTexts(InspectionText.OfSweep(id), http.RequestAborted)).FirstOrDefault(text => text.Field == "reason")?.Value : null;
        return Answer.Ok(new SweepView(
            Line(sweep), sweep.Terms, sweep.Marks, caller.Directory.Person(sweep.StartedBy)?.DisplayName, sweep.CancelledBy, reason, new(coverage.Towns, coverage.Villages, coverage.Grids, coverage.County))
        {
            Checks = CheckCounts.Of(await CheckEndpoints.Sample(store, id, caller, http.RequestAborted)),
        });
    }

    private static async Task<IResult> Cancel(string id, HttpContext http, IInspectionStore store, SweepDesk desk, TimeProvider time)
    {
        var document = await Body.Read<SweepCancelDocument>(http);
        var caller = http.Caller();
        var sweep = await Visible(id, caller, store, http.RequestAborted);
        if (!InspectionSight.MayCancel(caller, sweep)) throw ProblemException.Forbidden("out-of-area", "The round reaches beyond the part of the county that you oversee.");
        var answer = await desk.Cancel(id, document.Reason!.Trim(), caller.AsFirst(Administrator, Dispatcher, Supervisor, Leader), time.GetUtcNow(), CancellationToken.None);
        return answer.Refusal is { } refusal ? throw ProblemWriter.Of(refusal) : Answer.Ok(Line(answer.Value!));
    }

    private static async Task<IResult> Coverage(HttpContext http, IInspectionStore store, TimeProvider time, string? from, string? to, string? level)
    {
        var caller = http.Caller();
        var end = Asked.Instant(to, "to") ?? time.GetUtcNow();
        var start = Asked.Instant(from, "from") ?? end - Usual;
        if (start >= end || end - start > Longest) throw ProblemException.Malformed("out-of-bounds", "from lies before to, by at most 366 days.", "from");
        var fineness = Asked.Word<CoverageLevel>(level, "level") ?? CoverageLevel.Town;
        var coverage = Workflows.Inspections.Coverage.Of(await store.Coverage(CareDoor.ScopeOf(caller), start, end, null, http.RequestAborted), caller.Directory);
        IReadOnlyList<CoverageLine> lines = fineness switch
        {
            CoverageLevel.Grid => coverage.Grids,
            CoverageLevel.Village => coverage.Villages,
            CoverageLevel.Town => coverage.Towns,
            _ => [coverage.County],
        };
        return Answer.Ok(new CoverageAnswer(start, end, fineness, lines, coverage.County));
    }

    /// <summary>Whoever sees one of its inspections sees it; who started it does so before it has any.</summary>
    internal static async Task<Sweep> Visible(string id, Caller caller, IInspectionStore store, CancellationToken cancellation)
    {
        if (id.Length != 32 || await store.FindSweep(id, cancellation) is not { } sweep) throw InspectionSight.Unknown("sweep");
        if (caller.Sight.Scope.WholeCounty || sweep.StartedBy == caller.Id) return sweep;
        var seen = await store.ListInspections(new() { Scope = caller.Sight.Scope, SweepId = id, Limit = 1 }, cancellation);
        return seen.Inspections.Count > 0 ? sweep : throw InspectionSight.Unknown("sweep");
    }

    private static SweepLine Line(Sweep sweep) => new(
        sweep.Id, sweep.Code, sweep.Name, sweep.PlanId, sweep.Colour, sweep.IsCampaign, sweep.State, sweep.OpensAt, sweep.DueAt, sweep.EndedAt, sweep.Counts,
        sweep.Counts.Total - sweep.Counts.Cancelled is > 0 and var wanted ? Math.Round(100m * sweep.Counts.Done / wanted, 1, MidpointRounding.AwayFromZero) : null, sweep.Version);

    private static ProblemException Missing(string field) => ProblemException.Malformed("missing-field", $"{field} is required where no plan is named.", field);
}
