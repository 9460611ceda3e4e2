using System.Collections.Immutable;
using GridCase.Api.Counties;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Inspections;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Inspections;

/// <summary>What is inspected how often (巡查计划), and by which list (检查表).</summary>
internal static class PlanEndpoints
{
    /// <summary>The ladder of the deadline policy for work in the field.</summary>
    public const string UsualLadder = "field";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/inspection-plans", ListPlans).For(UnitClerk, GridWorker, Dispatcher, Supervisor, Leader, Administrator, Auditor).Summary("Plans of inspections", "Each in its latest version, by id.").Gives<Page<InspectionPlan>>();
        routes.MapGet("/api/inspection-plans/{id}", GetPlan).For(UnitClerk, GridWorker, Dispatcher, Supervisor, Leader, Administrator, Auditor).Summary("One plan", "The ETag is its version.").Gives<InspectionPlan>().Refuses(404, "unknown-plan");
        routes.MapPost("/api/inspection-plans", PostPlan).For(Dispatcher, Supervisor, Administrator).Takes<PlanDocument>()
            .Summary("Make a plan", "For the centre. Rounds open by themselves from then on. The same again is answered as it stands.").Gives<InspectionPlan>(201).Gives<InspectionPlan>().Refuses(403, "county-only").Refuses(409, "plan-exists", "busy").Refuses(422, Wrong);
        foreach (var put in new[]
        {
            routes.MapPut("/api/inspection-plans/{id}", PutPlan),
            routes.MapPut("/api/inspection-plans", (HttpContext http, IInspectionStore store, PlanDesk desk, TimeProvider time) => PutPlan(null, http, store, desk, time)),
        })
            put.For(Dispatcher, Supervisor, Administrator).Takes<PlanDocument>()
            .Summary("Change a plan", "By the id in the address or in the body. A new version; rounds that are under way keep what they were opened with.").Gives<InspectionPlan>().Refuses(403, "county-only").Refuses(404, "unknown-plan").Refuses(409, "stale-version", "busy").Refuses(422, Wrong);
        foreach (var (verb, active) in new[] { ("pause", false), ("activate", true) })
            routes.MapPost($"/api/inspection-plans/{{id}}/{verb}", (string id, HttpContext http, IInspectionStore store, PlanDesk desk, TimeProvider time) => Switch(id, active, http, store, desk, time)).For(Dispatcher, Supervisor, Administrator)
                .Summary(active ? "Let a plan go on" : "Pause a plan", active ? "Rounds open again. A repeat changes nothing." : "No new rounds open; those under way go on. A repeat changes nothing.").Gives<InspectionPlan>()
                .Refuses(403, "county-only").Refuses(404, "unknown-plan").Refuses(409, "busy").Refuses(422, Wrong);
        routes.MapGet("/api/checklists", ListChecklists).For(UnitClerk, GridWorker, Dispatcher, Supervisor, Leader, Administrator, Auditor).Summary("Checklists", "Each in its latest version, by code.").Gives<Page<Checklist>>();
        routes.MapGet("/api/checklists/{code}", GetChecklist).For(UnitClerk, GridWorker, Dispatcher, Supervisor, Leader, Administrator, Auditor)
            .Summary("One checklist", "The latest version, or with version that one; inspections keep the version they were made with. The ETag is the version.").Gives<Checklist>().Refuses(400, "invalid-value").Refuses(404, "unknown-checklist");
        routes.MapPost("/api/checklists", PostChecklist).For(Dispatcher, Supervisor, Administrator).Takes<ChecklistDocument>()
            .Summary("Make a checklist", "For the centre. The same again is answered as it stands.").Gives<Checklist>(201).Gives<Checklist>().Refuses(403, "county-only").Refuses(409, "checklist-exists", "busy").Refuses(422, Wrong);
        foreach (var put in new[]
        {
            routes.MapPut("/api/checklists/{code}", PutChecklist),
            routes.MapPut("/api/checklists", (HttpContext http, IInspectionStore store, PlanDesk desk) => PutChecklist(null, http, store, desk)),
        })
            put.For(Dispatcher, Supervisor, Administrator).Takes<ChecklistDocument>()
            .Summary("Change a checklist", "By the code in the address or in the body. A new version; as it stands already, nothing.").Gives<Checklist>().Refuses(403, "county-only").Refuses(404, "unknown-checklist").Refuses(409, "stale-version", "busy").Refuses(422, Wrong);
    }

    private static ImmutableArray<string> Wrong =>
    [
        "bad-code", "bad-name", "bad-items", "bad-item", "bad-budget", "bad-frequency", "bad-area", "too-many-areas", "too-many-departments", "unknown-unit", "unknown-category", "unknown-checklist", "unknown-ladder",
        "unknown-place-kind",
    ];

    private static async Task<IResult> ListPlans(HttpContext http, IInspectionStore store) => Answer.Ok(new Page<InspectionPlan>(await store.ListPlans(http.RequestAborted), null));

    private static async Task<IResult> GetPlan(string id, HttpContext http, IInspectionStore store) => Shown(http, await Plan(id, store, http));

    private static async Task<IResult> PostPlan(HttpContext http, IInspectionStore store, PlanDesk desk, TimeProvider time)
    {
        var asked = (await Body.Read<PlanDocument>(http)).Plan;
        InspectionSight.RequireCounty(http.Caller());
        if (await store.FindPlan(asked.Id, http.RequestAborted) is { } there)
            return CanonicalJson.Hash(there with { Version = 0 }) == CanonicalJson.Hash(asked) ? Shown(http, there) : throw ProblemException.Conflict("plan-exists", "There is another plan of this id; change it with PUT.");
        var made = Taken(await desk.Save(asked, 0, time.GetUtcNow(), CancellationToken.None), "plan-exists");
        DirectoryDoor.Tag(http, made.Version);
        return Answer.Created($"/api/inspection-plans/{made.Id}", made);
    }

    private static async Task<IResult> PutPlan(string? id, HttpContext http, IInspectionStore store, PlanDesk desk, TimeProvider time)
    {
        var document = await Body.Read<PlanDocument>(http);
        InspectionSight.RequireCounty(http.Caller());
        await Plan(id ?? document.Id!, store, http);
        RequireSame(id, document.Id!, "id");
        return Shown(http, Taken(await desk.Save(document.Plan, DirectoryDoor.Expected(http, document.ExpectedVersion), time.GetUtcNow(), CancellationToken.None)));
    }

    private static async Task<IResult> Switch(string id, bool active, HttpContext http, IInspectionStore store, PlanDesk desk, TimeProvider time)
    {
        InspectionSight.RequireCounty(http.Caller());
        var plan = await Plan(id, store, http);
        return Shown(http, plan.Active == active ? plan : Taken(await desk.Save(plan with { Active = active }, plan.Version, time.GetUtcNow(), CancellationToken.None)));
    }

    private static async Task<IResult> ListChecklists(HttpContext http, IInspectionStore store) => Answer.Ok(new Page<Checklist>(await store.ListChecklists(http.RequestAborted), null));

    private static async Task<IResult> GetChecklist(string code, HttpContext http, IInspectionStore store, string? version)
    {
        var found = await store.FindChecklist(code, Asked.Version(version, "version"), http.RequestAborted) ?? throw InspectionSight.Unknown("checklist");
        DirectoryDoor.Tag(http, found.Version);
        return Answer.Ok(found);
    }

    private static async Task<IResult> PostChecklist(HttpContext http, IInspectionStore store, PlanDesk desk)
    {
        var asked = (await Body.Read<ChecklistDocument>(http)).Checklist;
        InspectionSight.RequireCounty(http.Caller());
        if (await store.FindChecklist(asked.Code, null, http.RequestAborted) is { } there)
        {
            if (CanonicalJson.Hash(there with { Version = 0 }) != CanonicalJson.Hash(asked)) throw ProblemException.Conflict("checklist-exists", "There is another checklist of this code; change it with PUT.");
            DirectoryDoor.Tag(http, there.Version);
            return Answer.Ok(there);
        }

        var made = Taken(await desk.Save(asked, 0, CancellationToken.None), "checklist-exists");
        DirectoryDoor.Tag(http, made.Version);
        return Answer.Created($"/api/checklists/{made.Code}", made);
    }

    private static async Task<IResult> PutChecklist(string? code, HttpContext http, IInspectionStore store, PlanDesk desk)
    {
        var document = await Body.Read<ChecklistDocument>(http);
        InspectionSight.RequireCounty(http.Caller());
        if (await store.FindChecklist(code ?? document.Code!, null, http.RequestAborted) is null) throw InspectionSight.Unknown("checklist");
        RequireSame(code, document.Code!, "code");
        var saved = Taken(await desk.Save(document.Checklist, DirectoryDoor.Expected(http, document.ExpectedVersion), CancellationToken.None));
        DirectoryDoor.Tag(http, saved.Version);
        return Answer.Ok(saved);
    }

    private static async Task<InspectionPlan> Plan(string id, IInspectionStore store, HttpContext http) => await store.FindPlan(id, http.RequestAborted) ?? throw InspectionSight.Unknown("plan");

    private static void RequireSame(string? address, string body, string field)
    {
        if (address is not null && address != body) throw ProblemException.Malformed("invalid-value", $"The {field} in the body is not that of the address.", field);
    }

    /// <summary>What was saved, or the refusal; where it was to be new, somebody else's is another.</summary>
    private static T Taken<T>(InspectionAnswer<T> answer, string? exists = null)
        where T : class =>
        answer.Refusal is not { } refusal ? answer.Value! : throw ProblemWriter.Of(exists is not null && refusal.Code == "stale-version" ? refusal with { Code = exists } : refusal);

    private static IResult Shown(HttpContext http, InspectionPlan plan)
    {
        DirectoryDoor.Tag(http, plan.Version);
        return Answer.Ok(plan);
    }
}
