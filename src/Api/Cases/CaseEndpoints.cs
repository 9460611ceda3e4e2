using System.Globalization;
using System.Text.Json.Nodes;
using GridCase.Api.Files;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Cases;

/// <summary>One fact of the file.</summary>
/// <param name="By">A person's id, or <c>system:…</c>.</param>
/// <param name="Type">What happened, in the past tense.</param>
/// <param name="Data">The fact's codes and instants.</param>
/// <param name="Hash">Chains the facts: rewriting one breaks all after it.</param>
public sealed record FactLine(int Number, DateTimeOffset At, string By, string? Name, Role? Role, string? Unit, string Type, JsonObject Data, string Hash);

/// <summary>Lists cases and shows one: where it stands, its file, its clocks.</summary>
internal static class CaseEndpoints
{
    private const int MostAwaited = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/cases", List).Everyone().ForKeys(KeyPurpose.Hotline).Paged().Summary("List cases", "Cases within scope that match every filter, the newest first; with changedSince the oldest change first. due: overdue or today; held: whether a unit holds it; alive=true: only what has not ended. With due=today a page may hold few cases and still name a next one.")
            .Gives<Page<CaseLine>>().Refuses(400, "bad-cursor");
        routes.MapGet("/api/cases/{caseId}", Get).Everyone().ForKeys(KeyPurpose.Hotline).Summary("Show a case", "By id or code: where it stands, clocks, what was said, and which commands the caller may try.").Gives<CaseView>().Refuses(404, "unknown-case");
        routes.MapGet("/api/cases/{caseId}/facts", Facts).Everyone().ForKeys(KeyPurpose.Hotline).Paged().Summary("Show the file", "Numbered facts with who, when and hash.").Gives<Page<FactLine>>().Refuses(404, "unknown-case").Refuses(400, "bad-cursor");
        routes.MapGet("/api/cases/{caseId}/clocks", Clocks).Everyone().ForKeys(KeyPurpose.Hotline).Summary("Explain the clocks", "Each clock with start, budget, pauses, due and original due time, what is spent and left of it now, versions, marks, and the segments that explain the due time.")
            .Gives<Page<ClockView>>().Refuses(404, "unknown-case");
    }

    private static async Task<IResult> List(HttpContext http, CaseListing listing, [AsParameters] CaseFilter filter)
    {
        var caller = http.Caller();
        var page = await listing.Page(filter, filter.QueryFor(caller), http.RequestAborted);
        return Answer.Ok(new Page<CaseLine>(await Task.WhenAll(page.Rows.Select(row => listing.LineOf(row, caller, http.RequestAborted))), page.Next));
    }

    private static async Task<IResult> Get(string caseId, HttpContext http, ICaseStore cases, IPrivateStore texts, IAttachmentStore files, IPolicySource policies)
    {
        var caller = http.Caller();
        var file = await cases.Visible(caseId, caller, http.RequestAborted);
        var said = caller.Sight.ReadsTexts ? await texts.ReadTexts(file.Id, http.RequestAborted) : null;
        // Few cases name files, and only a case that names some can wait for one.
        var awaited = file.Files.Count > 0 ? await files.Awaited(null, file.Id, MostAwaited, http.RequestAborted) : [];
        var view = CaseViews.Whole(CaseViews.State(file, caller, policies.Current), file, said, caller) with { AwaitedAttachmentIds = [.. awaited.Select(one => one.Id)] };
        if (said is null) return Answer.Ok(view);
        return Answer.Ok(view with { Files = await Files(file, files, http.RequestAborted), Repeats = await Repeats(file, caller, cases, texts, http.RequestAborted) });
    }

    private static async Task<IReadOnlyList<AttachmentLine>> Files(CaseFile file, IAttachmentStore files, CancellationToken cancellation)
    {
        var lines = new List<AttachmentLine>();
        foreach (var id in file.Files)
            if (await files.Find(id, cancellation) is { } kept) lines.Add(AttachmentLine.Of(kept));
        return lines;
    }

    private static async Task<IReadOnlyList<RepeatLine>> Repeats(CaseFile file, SignIn.Caller caller, ICaseStore cases, IPrivateStore texts, CancellationToken cancellation)
    {
        var lines = new List<RepeatLine>();
        foreach (var id in CaseViews.AttachedTo(file, caller).TakeLast(CaseView.MostRepeats))
            if (await cases.Find(id, cancellation) is { } repeat)
                lines.Add(new(id, repeat.Origin.Code, repeat.RegisteredAt, CaseViews.FirstText(await texts.ReadTexts(id, cancellation))));
        return lines;
    }

    private static async Task<IResult> Facts(string caseId, HttpContext http, ICaseStore cases, string? after, string? limit)
    {
        var caller = http.Caller();
        var file = await cases.Visible(caseId, caller, http.RequestAborted);
        var most = Asked.Limit(limit);
        var from = after is null ? 0 : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CaseFilter.BadCursor();
        var facts = await cases.Facts(file.Id, from, most, http.RequestAborted);
        var next = facts.Count == most && facts[^1].Number < file.Version ? facts[^1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(new Page<FactLine>([.. facts.Select(fact => Line(fact, caller))], next));
    }

    private static async Task<IResult> Clocks(string caseId, HttpContext http, ICaseStore cases, IPolicySource policies, TimeProvider time)
    {
        var file = await cases.Visible(caseId, http.Caller(), http.RequestAborted);
        var now = time.GetUtcNow();
        return Answer.Ok(new Page<ClockView>([.. ClockBoard.ReadAll(file, policies.Current).Select(timed => ClockViews.Whole(timed, policies.Current, now))], null));
    }

    private static FactLine Line(RecordedFact fact, SignIn.Caller caller)
    {
        var data = JsonNode.Parse(fact.Json)!["fact"]!.DeepClone().AsObject();
        var type = data["type"]!.GetValue<string>();
        data.Remove("type");
        // Both are made of what identifies the caller: nobody needs them here, and who knows the text could guess at the number.
        data.Remove("callerKey");
        data.Remove("addressKey");
        data.Remove("contentHash");
        if (data["confidential"] is not null && data["caseId"] is not null && !caller.Has(Role.Hotline)) data.Remove("caseId");
        var body = fact.Body;
        return new(body.Number, body.At, body.By, caller.Directory.Person(body.By)?.DisplayName, body.Role, body.Unit, type, data, fact.Hash);
    }
}
