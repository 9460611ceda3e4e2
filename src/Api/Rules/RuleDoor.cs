using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Api.Rules;

/// <summary>Does through the desk what an administrator asks for, and maps the answer.</summary>
internal sealed class RuleDoor(RuleDesk desk, ICaseStore cases, Previews previews, IPreviewStore counted, TimeProvider time)
{
    private const int MostFindings = 200;

    /// <summary>What was done, or the refusal as a problem; a repeat under the same key answers as the first did.</summary>
    /// <param name="contentHash">Of what the request says.</param>
    public async Task<IResult> Do(HttpContext http, RuleAct act, string contentHash, Func<RuleAnswer, RuleContext, object> show)
    {
        var repeats = RepeatGuard.Of(http, false, contentHash);
        return await repeats.Once(http, cases, () => Do(http, act, repeats, show));
    }

    private async Task<IResult> Do(HttpContext http, RuleAct act, RepeatGuard repeats, Func<RuleAnswer, RuleContext, object> show)
    {
        var context = Context(http);
        var answer = await desk.Do(act, context.Actor, context.Now, repeats.Receipt(Shown), CancellationToken.None);
        if (answer.Refusal is { } refusal) throw Problem(refusal, answer.Findings);
        if (answer.WasRepeat && await repeats.Repeat(http, cases) is { } first) return first;
        return Answer.Kept(StatusCodes.Status200OK, Shown(answer).Body);

        (int Status, string Body) Shown(RuleAnswer done) => (StatusCodes.Status200OK, JsonSerializer.Serialize(show(done, context), ApiJson.Options));
    }

    public Task<RuleLedger> Ledger(HttpContext http) => desk.Ledger(http.RequestAborted);

    public RuleContext Context(HttpContext http)
    {
        var caller = http.Caller();
        return new(time.GetUtcNow(), caller.AsFirst(Role.Administrator, Role.Auditor, Role.Supervisor), caller.Directory);
    }

    /// <summary>How the rules came about, for those who administer, audit or supervise; null for everybody else.</summary>
    public async Task<RuleRecord?> Record(HttpContext http, RuleSort sort) => http.Caller().HasAny([Role.Administrator, Role.Auditor, Role.Supervisor])
        ? RuleShow.Record(await Ledger(http), sort, http.Caller().Directory)
        : null;

    /// <exception cref="ProblemException">404 where there is no such version.</exception>
    public async Task<IResult> Version(HttpContext http, RuleSort sort, string name)
    {
        var ledger = await Ledger(http);
        var version = ledger.Find(sort, name) ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-version", "No such version was ever published here.");
        return Answer.Ok(RuleShow.Whole(ledger, version, http.Caller().Directory));
    }

    /// <exception cref="ProblemException">404 where there is none.</exception>
    public async Task<IResult> Draft(HttpContext http, RuleSort sort)
    {
        var ledger = await Ledger(http);
        return Answer.Ok(RuleShow.Draft(ledger, ledger.Draft(sort) ?? throw NoDraft(), Context(http)));
    }

    public Task<IResult> Save(HttpContext http, RuleSort sort, DraftDocument draft, string contentHash) => Do(
        http, new SaveRuleDraft(sort, draft.Text, draft.BasedOn, draft.Preset, draft.DraftRevision), contentHash,
        (answer, context) => RuleShow.Draft(answer.Ledger, answer.Ledger.Draft(sort)!, context));

    public async Task<IResult> Check(HttpContext http, RuleSort sort)
    {
        var ledger = await Ledger(http);
        var given = HasBody(http.Request) ? (await ReadDraft(http)).Draft : null;
        var document = given?.Text ?? ledger.Draft(sort)?.Document ?? throw NoDraft();
        return Answer.Ok(RuleShow.Check(ledger, sort, document, Context(http)));
    }

    public async Task<IResult> Publish(HttpContext http, RuleSort sort)
    {
        var asked = await Body.Read<PublishDocument>(http);
        var act = new PublishRules(sort, asked.Reason!.Trim(), asked.OpenCases!.Value, asked.EffectiveFrom, asked.DraftRevision);
        return await Do(http, act, CanonicalJson.Hash(asked), Line);
    }

    /// <summary>What the change does is counted once more as of its confirmation; the rollout names that preview.</summary>
    public async Task<IResult> Confirm(HttpContext http, RuleSort sort, string version)
    {
        var answer = await Do(http, new ConfirmRules(sort, version), string.Empty, (done, _) => RuleShow.Confirmed(done.Ledger, done.Version!));
        var ledger = await desk.Ledger(CancellationToken.None);
        if (ledger.Find(sort, version) is { Settlement.Change: { } number } confirmed && await counted.FindOfChange(number, CancellationToken.None) is null)
            await previews.StartFor(ledger.Changes[number - 1], confirmed, http.Caller().Id, time.GetUtcNow(), CancellationToken.None);
        return answer;
    }

    public async Task<IResult> WithReason(HttpContext http, Func<string, RuleAct> act)
    {
        var asked = await Body.Read<ReasonDocument>(http);
        return await Do(http, act(asked.Reason!.Trim()), CanonicalJson.Hash(asked), Line);
    }

    public Task<IResult> Discard(HttpContext http, RuleSort sort, string? draftRevision) => Do(
        http, new DiscardRuleDraft(sort, Asked.Version(draftRevision, "draftRevision")), string.Empty, (answer, context) => RuleShow.Record(answer.Ledger, sort, context.Directory));

    /// <summary>The draft of a body, and the hash of what it says.</summary>
    public static async Task<(DraftDocument Draft, string Hash)> ReadDraft(HttpContext http)
    {
        var json = await Body.ReadJson(http, DraftDocument.Limit);
        // Its text is read later, so the tree is left to the collector.
        return (DraftDocument.Of(json.RootElement), CanonicalJson.Hash(json.RootElement));
    }

    public static ProblemException Problem(Refusal refusal, ImmutableArray<RuleFinding> findings)
    {
        var plain = ProblemWriter.Of(refusal);
        if (findings.IsEmpty) return plain;
        return new(plain.Status, plain.Code, plain.Detail) { Findings = [.. findings.Take(MostFindings).Select(finding => new ProblemFinding(finding.Path, finding.Problem, Remedy: finding.Remedy))] };
    }

    private static object Line(RuleAnswer answer, RuleContext context) => RuleShow.Version(answer.Ledger, answer.Version!, context.Directory);

    private static bool HasBody(HttpRequest request) => request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;

    private static ProblemException NoDraft() => new(StatusCodes.Status404NotFound, "no-draft", "There is no draft. Save one first.");
}
