using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Rules;

/// <summary>The deadlines as versions: draft, check, publish by one, confirm by another, undo.</summary>
internal static class PolicyEndpoints
{
    private const string Path = "/api/policies/deadlines";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/policies/presets", Presets).For(Administrator, Auditor, Supervisor)
            .Summary("Presets", "The budgets of some provinces and cities as starting points for a draft, with their sources.").Gives<PresetsView>();
        routes.MapGet(Path + "/{version}", (string version, HttpContext http, RuleDoor door) => door.Version(http, RuleSort.Policy, version)).For(Administrator, Auditor, Supervisor)
            .Summary("A version of the deadlines", "Its document, what it changed of the version before, and who did what with it.").Gives<VersionView>().Refuses(404, "unknown-version");
        routes.MapGet(Path + "/draft", (HttpContext http, RuleDoor door) => door.Draft(http, RuleSort.Policy)).For(Administrator, Auditor, Supervisor)
            .Summary("The draft of the deadlines", "There is one at most.").Gives<DraftView>().Refuses(404, "no-draft");
        routes.MapPut(Path + "/draft", Save).For(Administrator).Takes<DraftDocument>().Limit(DraftDocument.Limit).Keyed(false)
            .Summary("Save the draft", "The bare policy document, or an object with document, basedOn, preset and draftRevision; without a document the draft begins from the version in force or the one named. Findings are told, not refused: a draft may be wrong until it is published. At most 512 KB.")
            .Gives<DraftView>().Refuses(404, "unknown-version").Refuses(409, "draft-changed", "busy").Refuses(422, "unknown-preset", "check-failed");
        routes.MapDelete(Path + "/draft", (HttpContext http, RuleDoor door, string? draftRevision) => door.Discard(http, RuleSort.Policy, draftRevision)).For(Administrator).Keyed(false)
            .Summary("Discard the draft", "draftRevision guards against throwing away what was not seen.").Gives<RuleRecord>().Refuses(400, "invalid-value").Refuses(404, "no-draft").Refuses(409, "draft-changed", "busy");
        routes.MapPost(Path + "/draft/check", (HttpContext http, RuleDoor door) => door.Check(http, RuleSort.Policy)).For(Administrator).Takes<DraftDocument>().Limit(DraftDocument.Limit)
            .Summary("Check the draft", "Findings, and what it changes of the version in force. With a body that document is checked instead, and not saved.").Gives<CheckView>().Refuses(404, "no-draft");
        routes.MapPost(Path + "/draft/publish", (HttpContext http, RuleDoor door) => door.Publish(http, RuleSort.Policy)).For(Administrator).Takes<PublishDocument>().Keyed(false)
            .Summary("Publish the draft", "With a reason and a treatment of open cases. It waits until another administrator confirms it.").Gives<VersionLine>().Refuses(404, "no-draft")
            .Refuses(409, "draft-changed", "awaiting-confirmation", "base-moved", "version-taken", "later-change-scheduled", "busy").Refuses(422, "check-failed", "effective-date-past", "effective-date-too-far");
        routes.MapPost(Path + "/{version}/confirm", (string version, HttpContext http, RuleDoor door) => door.Confirm(http, RuleSort.Policy, version)).For(Administrator).Keyed(false)
            .Summary("Confirm a version", "By another person than its publisher. The rollout over open cases begins when it comes into force. A repeat answers the same.").Gives<ConfirmedView>()
            .Refuses(403, "own-publication").Refuses(404, "unknown-version").Refuses(409, "not-awaiting", "base-moved", "later-change-scheduled", "busy").Refuses(422, "check-failed");
        routes.MapPost(Path + "/{version}/reject", (string version, HttpContext http, RuleDoor door) => door.WithReason(http, reason => new RejectRules(RuleSort.Policy, version, reason)))
            .For(Administrator).Takes<ReasonDocument>().Keyed(false).Summary("Reject a version", "That waits for confirmation; its own publisher withdraws it. The draft can be begun from it again.")
            .Gives<VersionLine>().Refuses(404, "unknown-version").Refuses(409, "not-awaiting", "busy");
        routes.MapPost(Path + "/{version}/undo", (string version, HttpContext http, RuleDoor door) => door.WithReason(http, reason => new UndoRules(RuleSort.Policy, version, reason)))
            .For(Administrator).Takes<ReasonDocument>().Keyed(false).Summary("Take the last change back", "Publishes the content of the version before it as a new version, which another administrator confirms.")
            .Gives<VersionLine>().Refuses(404, "unknown-version").Refuses(409, "nothing-to-undo", "not-last-change", "undo-of-undo", "awaiting-confirmation", "busy");
    }

    private static async Task<IResult> Save(HttpContext http, RuleDoor door)
    {
        var (draft, hash) = await RuleDoor.ReadDraft(http);
        return await door.Save(http, RuleSort.Policy, draft, hash);
    }

    private static async Task<IResult> Presets(HttpContext http, RuleDoor door)
    {
        var ledger = await door.Ledger(http);
        var latest = ledger.Find(RuleSort.Policy, ledger.Latest(RuleSort.Policy))!;
        return Answer.Ok(new PresetsView(latest.Version, [.. PolicyPresets.Of(latest.Document).Select(preset => new PresetLine(preset.Name, preset.Source))]));
    }
}
