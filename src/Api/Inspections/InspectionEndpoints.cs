using GridCase.Api.Cases;
using GridCase.Api.Counties;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Inspections;

/// <summary>Inspections to be made, and what was found.</summary>
internal static class InspectionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/inspections", List).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor).Paged()
            .Summary("Inspections", "Within scope: of the own grids or area, and those in which the own unit signs. mine=true: those that wait for me. With changedSince the oldest change first.").Gives<Page<InspectionLine>>().Refuses(400, "bad-cursor");
        routes.MapGet("/api/inspections/{id}", Get).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader, Administrator, Auditor)
            .Summary("One inspection", "With the checklist in the version that it was made with.").Gives<InspectionView>().Refuses(404, "unknown-inspection");
        routes.MapPost("/api/inspections/{id}/result", PostResult).For(GridWorker, UnitClerk, Dispatcher, Supervisor, Leader).Takes<ResultDocument>().Keyed(true)
            .Summary("Hand in what was found", "All items of the own part at once; a department hands in its own. Items that are not in order open cases, each with its time to be put right and a re-inspection. Photos are optional unless an item says why one is necessary. "
                + "The same again, late, twice or in any order, changes nothing; households without items tell how far a round of visits has come.")
            .Gives<ResultTaken>().Refuses(403, "not-yours", "not-the-handler").Refuses(404, "unknown-inspection").Refuses(409, "already-done", "inspection-cancelled", "no-households", "busy")
            .Refuses(422, "done-in-future", "done-before-opening", "item-twice", "unknown-item", "missing-items", "households-unknown", "fixed-what-was-in-order", "evidence-required", "too-many-households", "unknown-attachment");
    }

    private static async Task<IResult> List(
        HttpContext http, IInspectionStore store, TimeProvider time, string? mine, string? state, string? kind, string? grid, string? sweep, string? place, string? changedSince, string? after, string? limit)
    {
        var caller = http.Caller();
        var isMine = Asked.Flag(mine, "mine");
        var query = new InspectionQuery
        {
            Scope = isMine ? MineOf(caller) : caller.Sight.Scope,
            PersonId = isMine && caller.Has(GridWorker) ? caller.Id : null,
            ToDoOnly = isMine && state is null,
            State = Asked.Word<InspectionState>(state, "state"),
            Kind = Asked.Word<InspectionKind>(kind, "kind"),
            GridPrefix = CaseFilter.GridOf(grid),
            SweepId = Asked.Text(sweep, "sweep", 64),
            PlaceId = Asked.Text(place, "place", 64),
            ChangedSince = Asked.Instant(changedSince, "changedSince"),
            After = Asked.Text(after, "after", 100),
            Limit = Asked.Limit(limit),
        };
        var page = await Page(store, query, http.RequestAborted);
        return Answer.Ok(new Page<InspectionLine>([.. page.Inspections.Select(inspection => InspectionShow.Line(inspection, caller, time.GetUtcNow()))], page.Next));
    }

    private static async Task<IResult> Get(string id, HttpContext http, IInspectionStore store, IPolicySource policies, TimeProvider time)
    {
        var caller = http.Caller();
        var inspection = await store.Visible(id, caller, http.RequestAborted);
        var checklist = (await store.FindChecklist(inspection.Checklist, inspection.ChecklistVersion, http.RequestAborted))!;
        var texts = await store.ReadTexts(InspectionText.OfInspection(id), http.RequestAborted);
        var now = time.GetUtcNow();
        var actor = InspectionSight.ActorFor(caller, inspection, Context);
        DirectoryDoor.Tag(http, inspection.Version);
        return Answer.Ok(InspectionShow.View(inspection, checklist, texts, InspectionRules.PartOf(inspection, Context(actor)), caller, now));

        DecisionContext Context(Actor actor) => new(now.ToOffset(ChinaTime.Offset), actor, policies.Current, caller.Directory);
    }

    private static async Task<IResult> PostResult(string id, HttpContext http, IInspectionStore store, InspectionDesk desk, ICaseStore cases, IAttachmentStore files, IPolicySource policies, TimeProvider time)
    {
        var document = await Body.Read<ResultDocument>(http);
        var repeats = RepeatGuard.Of(http, true, CanonicalJson.Hash(document));
        var (caller, now) = (http.Caller(), time.GetUtcNow());
        await repeats.Once(http, cases, () => HandIn(id, document, http, store, desk, cases, files, policies, now, repeats));
        // Also a repeat is answered from the record: the cases of its findings are opened after the commit that keeps the key.
        var taken = (await store.FindInspection(id, http.RequestAborted))!;
        var opened = new List<OpenedCase>();
        foreach (var result in taken.Results)
        {
            if (result.CaseId is not { } caseId) continue;
            var file = await cases.Find(caseId, http.RequestAborted);
            opened.Add(new(result.ItemId, caseId, file?.Origin.Code, file is null ? null : ClockBoard.DueOf(file, ClockKind.UnitFinish, policies.Current)));
        }

        return Answer.Ok(new ResultTaken(InspectionShow.Line(taken, caller, now), opened));
    }

    private static async Task<IResult> HandIn(
        string id, ResultDocument document, HttpContext http, IInspectionStore store, InspectionDesk desk, ICaseStore cases, IAttachmentStore files, IPolicySource policies, DateTimeOffset now, RepeatGuard repeats)
    {
        var caller = http.Caller();
        var inspection = await store.Visible(id, caller, http.RequestAborted);
        var actor = InspectionSight.ActorFor(caller, inspection, one => new(now.ToOffset(ChinaTime.Offset), one, policies.Current, caller.Directory));
        // What was taken is finished, though the caller may have gone; a repeat finds it taken.
        var answer = document switch
        {
            { Items: null, Households: { } households } => await desk.CountHouseholds(id, households.Done!.Value, households.Total, actor, now, repeats.Receipt(now), CancellationToken.None),
            { Items: null } => throw ProblemException.Malformed("missing-field", "items is required, or households for a round of visits.", "items"),
            { DoneAt: null } => throw ProblemException.Malformed("missing-field", "doneAt is required.", "doneAt"),
            _ => await desk.Report(id, await ReportOf(document, inspection, caller, files, http.RequestAborted), actor, now, repeats.Receipt(now), CancellationToken.None),
        };
        return await repeats.Done(http, cases, answer.Refusal, answer.WasRepeat);
    }

    /// <summary>The files are the sender's own and belong to nothing else; those of a repeat were named before.</summary>
    private static async Task<InspectionReport> ReportOf(ResultDocument document, Inspection inspection, Caller caller, IAttachmentStore files, CancellationToken cancellation)
    {
        var named = inspection.Results.SelectMany(result => result.Attachments).ToHashSet();
        foreach (var id in document.Items!.SelectMany(item => item.AttachmentIds ?? []).Where(id => !named.Contains(id)))
        {
            var file = id is { Length: > 0 and <= 64 } ? await files.Find(id, cancellation) : null;
            if (file is null || file.UploadedBy != caller.Id || file.CaseId is not null)
                throw ProblemException.Inconsistent("unknown-attachment", "A file named in attachmentIds was not uploaded by you, or belongs to another case.", "attachmentIds");
        }

        return new([.. document.Items!.Select(item => new ReportedItem(item.ItemId!, item.Ok!.Value, item.Remark?.Trim(), [.. item.AttachmentIds ?? []], item.FixedOnSite))], document.DoneAt!.Value)
        {
            Remark = document.Remark?.Trim(),
            HouseholdsDone = document.Households?.Done,
            HouseholdsTotal = document.Households?.Total,
        };
    }

    /// <summary>A worker's own are found by the person; a department's are those that it signs.</summary>
    private static CaseScope MineOf(Caller caller) =>
        caller.Has(GridWorker) ? CaseScope.Everything : new(null, false, caller.Has(UnitClerk) ? caller.Person.UnitCode : null, []);

    private static async Task<InspectionPage> Page(IInspectionStore store, InspectionQuery query, CancellationToken cancellation)
    {
        try
        {
            return await store.ListInspections(query, cancellation);
        }
        catch (Exception fault) when (query.After is not null && fault is ArgumentException or FormatException)
        {
            throw CaseFilter.BadCursor();
        }
    }
}
