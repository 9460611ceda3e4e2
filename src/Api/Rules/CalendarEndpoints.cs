using System.Text.Json;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Rules;

/// <summary>The working calendar as versions, in the same way as the deadlines; a year is taken over from its notice.</summary>
internal static class CalendarEndpoints
{
    private const string Path = "/api/calendars/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/{version}", async (string id, string version, HttpContext http, RuleDoor door) => await Known(http, door, id) ?? await door.Version(http, RuleSort.Calendar, version))
            .For(Administrator, Auditor, Supervisor).Summary("A version of the calendar", "Its document, what it changed of the version before, and who did what with it.")
            .Gives<VersionView>().Refuses(404, "unknown-calendar", "unknown-version");
        routes.MapGet(Path + "/draft", async (string id, HttpContext http, RuleDoor door) => await Known(http, door, id) ?? await door.Draft(http, RuleSort.Calendar)).For(Administrator, Auditor, Supervisor)
            .Summary("The draft of the calendar", "There is one at most.").Gives<DraftView>().Refuses(404, "unknown-calendar", "no-draft");
        routes.MapPut(Path, Save).For(Administrator).Takes<DraftDocument>().Limit(DraftDocument.Limit).Keyed(false)
            .Summary("Save the draft of the calendar", "The bare calendar document with holidays, make-up days and office hours, or an object with document, basedOn and draftRevision. Findings are told, not refused. At most 512 KB.")
            .Gives<DraftView>().Refuses(404, "unknown-calendar", "unknown-version").Refuses(409, "draft-changed", "busy").Refuses(422, "unknown-preset");
        routes.MapDelete(Path + "/draft", async (string id, HttpContext http, RuleDoor door, string? draftRevision) => await Known(http, door, id) ?? await door.Discard(http, RuleSort.Calendar, draftRevision))
            .For(Administrator).Keyed(false).Summary("Discard the draft of the calendar", "draftRevision guards against throwing away what was not seen.")
            .Gives<RuleRecord>().Refuses(400, "invalid-value").Refuses(404, "unknown-calendar", "no-draft").Refuses(409, "draft-changed", "busy");
        routes.MapPost(Path + "/import", Import).For(Administrator).Takes<JsonElement>().Limit(DraftDocument.Limit).Keyed(false)
            .Summary("Take a year over from its notice", "A file of the holiday-cn format: the draft, or the calendar in force where there is none, with that year added or replaced. It is published and confirmed like any other change.")
            .Gives<DraftView>().Refuses(400, "invalid-value").Refuses(404, "unknown-calendar").Refuses(409, "draft-changed", "busy").Refuses(422, "notice-refused");
        routes.MapPost(Path + "/draft/check", async (string id, HttpContext http, RuleDoor door) => await Known(http, door, id) ?? await door.Check(http, RuleSort.Calendar)).For(Administrator)
            .Takes<DraftDocument>().Limit(DraftDocument.Limit).Summary("Check the draft of the calendar", "Findings, and what it changes of the version in force. With a body that document is checked instead, and not saved.")
            .Gives<CheckView>().Refuses(404, "unknown-calendar", "no-draft");
        routes.MapPost(Path + "/draft/publish", async (string id, HttpContext http, RuleDoor door) => await Known(http, door, id) ?? await door.Publish(http, RuleSort.Calendar)).For(Administrator)
            .Takes<PublishDocument>().Keyed(false).Summary("Publish the draft of the calendar", "Whatever the treatment, clocks that reached past the old calendar are derived again.")
            .Gives<VersionLine>().Refuses(404, "unknown-calendar", "no-draft").Refuses(409, "draft-changed", "awaiting-confirmation", "base-moved", "version-taken", "later-change-scheduled", "busy")
            .Refuses(422, "check-failed", "effective-date-past", "effective-date-too-far", "treatment-not-for-calendars");
        routes.MapPost(Path + "/{version}/confirm", async (string id, string version, HttpContext http, RuleDoor door) => await Known(http, door, id) ?? await door.Confirm(http, RuleSort.Calendar, version))
            .For(Administrator).Keyed(false).Summary("Confirm a version of the calendar", "By another person than its publisher. A repeat answers the same.")
            .Gives<ConfirmedView>().Refuses(403, "own-publication").Refuses(404, "unknown-calendar", "unknown-version").Refuses(409, "not-awaiting", "base-moved", "later-change-scheduled", "busy").Refuses(422, "check-failed");
        routes.MapPost(Path + "/{version}/reject", async (string id, string version, HttpContext http, RuleDoor door) => await Known(http, door, id)
                ?? await door.WithReason(http, reason => new RejectRules(RuleSort.Calendar, version, reason)))
            .For(Administrator).Takes<ReasonDocument>().Keyed(false).Summary("Reject a version of the calendar", "That waits for confirmation; its own publisher withdraws it.")
            .Gives<VersionLine>().Refuses(404, "unknown-calendar", "unknown-version").Refuses(409, "not-awaiting", "busy");
        routes.MapPost(Path + "/{version}/undo", async (string id, string version, HttpContext http, RuleDoor door) => await Known(http, door, id)
                ?? await door.WithReason(http, reason => new UndoRules(RuleSort.Calendar, version, reason)))
            .For(Administrator).Takes<ReasonDocument>().Keyed(false).Summary("Take the last change of the calendar back", "By a new version, which another administrator confirms.")
            .Gives<VersionLine>().Refuses(404, "unknown-calendar", "unknown-version").Refuses(409, "nothing-to-undo", "not-last-change", "undo-of-undo", "awaiting-confirmation", "busy");
    }

    /// <summary>Null for the calendar of the county; there is one.</summary>
    internal static async Task<IResult?> Known(HttpContext http, RuleDoor door, string id)
    {
        var ledger = await door.Ledger(http);
        var latest = ledger.Find(RuleSort.Calendar, ledger.Latest(RuleSort.Calendar))!;
        return CalendarDocument.Read(latest.Document).Id == id ? null : throw Unknown();
    }

    private static async Task<IResult> Save(string id, HttpContext http, RuleDoor door)
    {
        await Known(http, door, id);
        var (draft, hash) = await RuleDoor.ReadDraft(http);
        return await door.Save(http, RuleSort.Calendar, draft, hash);
    }

    private static async Task<IResult> Import(string id, HttpContext http, RuleDoor door, string? draftRevision)
    {
        await Known(http, door, id);
        using var notice = await Body.ReadJson(http, DraftDocument.Limit);
        var ledger = await door.Ledger(http);
        var draft = ledger.Draft(RuleSort.Calendar);
        var text = draft?.Document ?? ledger.Find(RuleSort.Calendar, ledger.Latest(RuleSort.Calendar))!.Document;
        try
        {
            var added = CalendarDocument.Read(text).WithYear(notice.RootElement.GetRawText());
            var saved = new DraftDocument { Document = RuleShow.Json(added.Write()), DraftRevision = Asked.Version(draftRevision, "draftRevision") ?? draft?.Revision ?? 0 };
            return await door.Save(http, RuleSort.Calendar, saved, CanonicalJson.Hash(notice.RootElement));
        }
        catch (RuleDocumentException refusal)
        {
            var detail = $"Nothing was taken over: {string.Join(" ", refusal.Faults.Take(3).Select(fault => $"{fault.Problem} {fault.Remedy}"))}";
            throw RuleDoor.Problem(new(RefusalKind.Inconsistent, "notice-refused", detail), [.. refusal.Faults.Select(RuleFinding.Of)]);
        }
    }

    private static ProblemException Unknown() => new(StatusCodes.Status404NotFound, "unknown-calendar", "There is no such calendar.");
}
