using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Supervision;

/// <summary>签阅.</summary>
public sealed record AcknowledgementDocument
{
    [StringLength(2000)]
    public string? Remark { get; init; }
}

/// <summary>Notices that clocks brought, and their acknowledgement.</summary>
internal static class EscalationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/escalations", List).Everyone().Paged()
            .Summary("List escalations", "Warnings, due times and rungs, newest first: to me, and for those who oversee also in my scope. open=true: only rungs that nobody has acknowledged; mine=true: only those to me; caseId: of one case, in order.")
            .Gives<Page<EscalationLine>>().Refuses(400, "bad-cursor").Refuses(404, "unknown-case");
        routes.MapPost("/api/escalations/{id}/acknowledgement", Acknowledge).For(UnitClerk, GridWorker, Dispatcher, Supervisor, Leader).Keyed(false)
            .MayTake<AcknowledgementDocument>()
            .Summary("Acknowledge", "By its receiver, by whoever answers for the post now, or by a supervisor or leader in whose scope the case is. A repeat keeps the first time and person.")
            .Gives<EscalationLine>().Refuses(403, "not-the-receiver").Refuses(404, "unknown-escalation");
    }

    private static async Task<IResult> List(HttpContext http, INoticeStore notices, ICaseStore cases, string? open, string? mine, string? caseId, string? after, string? limit)
    {
        var caller = http.Caller();
        var oversees = caller.HasAny([Dispatcher, Supervisor, Leader, Administrator, Auditor]);
        var ofCase = Asked.Text(caseId, "caseId", 40) is { } name ? (await cases.Visible(name, caller, http.RequestAborted)).Id : null;
        var toMe = Asked.Flag(mine, "mine") || (!oversees && ofCase is null);
        var query = new NoticeQuery
        {
            PersonId = toMe ? caller.Id : null,
            Scope = toMe || ofCase is not null ? null : caller.Sight.Scope,
            OrPersonId = toMe ? null : caller.Id,
            CaseId = ofCase,
            OpenOnly = Asked.Flag(open, "open"),
            MarksOnly = ofCase is null,
        };
        return await http.NoticePage(notices, query, after, limit, ofCase is null ? cases : null);
    }

    private static async Task<IResult> Acknowledge(string id, HttpContext http, INoticeStore notices, ICaseStore cases, CaseDesk desk, SweepDesk sweeps, TimeProvider time)
    {
        var caller = http.Caller();
        var document = http.Request.ContentLength is null or 0 && http.Request.ContentType is null ? new() : await Body.Read<AcknowledgementDocument>(http);
        if (id.Length <= 64 && await notices.Find(id, http.RequestAborted) is { Notice.About: not null } ofSweep)
            return await AcknowledgeSweep(ofSweep, caller, notices, sweeps, time.GetUtcNow(), http.RequestAborted);
        var repeats = RepeatGuard.Of(http, false, CanonicalJson.Hash(document));
        var now = time.GetUtcNow();
        // What was acknowledged is answered as then, though the case may be out of scope by now.
        var answered = await repeats.Repeat(http, cases);
        if (answered is null)
        {
            var (kept, file) = await ToAcknowledge(id, caller, notices, cases, now, http.RequestAborted);
            // A notice that no rung brought adds no fact; the key is kept with the case all the same.
            if (repeats.HasKey || kept.Notice is { Clock: not null, Rung: > 0 }) await Record(kept, file, document, caller, desk, repeats, now);
        }

        // Also after a repeat: the process may have died between the two.
        await notices.Acknowledge(id, caller.Id, now, CancellationToken.None);
        return answered ?? Answer.Ok(EscalationLine.Of((await notices.Find(id, http.RequestAborted))!, caller.Id, caller.Directory));
    }

    private static async Task Record(KeptNotice kept, CaseFile file, AcknowledgementDocument document, Caller caller, CaseDesk desk, RepeatGuard repeats, DateTimeOffset now)
    {
        var command = new AcknowledgeRung(kept.Notice.Clock ?? "none", kept.Notice.Cycle, kept.Notice.Rung) { Remark = document.Remark };
        var seen = kept with { AcknowledgedAt = kept.AcknowledgedAt ?? now, AcknowledgedBy = kept.AcknowledgedBy ?? caller.Id };
        var receipt = repeats.Receipt((CaseFile _) => (StatusCodes.Status200OK, JsonSerializer.Serialize(EscalationLine.Of(seen, caller.Id, caller.Directory), ApiJson.Options)));
        var answer = await desk.Move(file.Id, command, caller.For(MoveTable.RowOf(command), file), now, receipt, CancellationToken.None);
        if (answer.Refusal is { } refusal) throw ProblemWriter.Of(refusal);
    }

    /// <summary>Each who was told answers for the own part; a supervisor or leader who sees that part may do it for them.</summary>
    private static async Task<IResult> AcknowledgeSweep(KeptNotice kept, Caller caller, INoticeStore notices, SweepDesk sweeps, DateTimeOffset now, CancellationToken cancellation)
    {
        var notice = kept.Notice;
        var isReceiver = Answers(notice, caller, now);
        var sees = caller.Sight.Scope is { WholeCounty: true } || (caller.Sight.Scope.DivisionPrefix is { } prefix && notice.About!.Area.StartsWith(prefix, StringComparison.Ordinal));
        if (!isReceiver && !sees) throw new ProblemException(StatusCodes.Status404NotFound, "unknown-escalation", "There is no such notice, or none within your scope.");
        if (!isReceiver && !caller.HasAny([Supervisor, Leader])) throw ProblemException.Forbidden("not-the-receiver", "Only whoever was told, or a supervisor or leader over the area, may acknowledge.");
        if (notice is { Rung: > 0, About.Kind: NoticeSubjectKind.Sweep } && (await sweeps.Acknowledge(notice.About.Id, notice.Rung, notice.PersonId, CancellationToken.None)).Refusal is { } refusal) throw ProblemWriter.Of(refusal);
        await notices.Acknowledge(kept.Id, caller.Id, now, CancellationToken.None);
        return Answer.Ok(EscalationLine.Of((await notices.Find(kept.Id, cancellation))!, caller.Id, caller.Directory));
    }

    private static async Task<(KeptNotice Kept, CaseFile File)> ToAcknowledge(string id, Caller caller, INoticeStore notices, ICaseStore cases, DateTimeOffset now, CancellationToken cancellation)
    {
        var kept = id.Length <= 64 ? await notices.Find(id, cancellation) : null;
        var file = kept is null ? null : await cases.Find(kept.Notice.CaseId, cancellation);
        var isReceiver = kept is not null && Answers(kept.Notice, caller, now);
        if (kept is null || file is null || (!isReceiver && !caller.Sight.Covers(file)))
            throw new ProblemException(StatusCodes.Status404NotFound, "unknown-escalation", "There is no such notice, or none within your scope.");
        return isReceiver || caller.HasAny([Supervisor, Leader])
            ? (kept, file)
            : throw ProblemException.Forbidden("not-the-receiver", "Only whoever was told, or a supervisor or leader over the case, may acknowledge.");
    }

    /// <summary>Whoever was told; and whoever answers now for the post that was told or was meant, since a notice goes to a seat.</summary>
    private static bool Answers(Notice notice, Caller caller, DateTimeOffset now) =>
        notice.PersonId == caller.Id
        || PostHolder.Of(caller.Directory, notice.PostCode, now) == caller.Id
        || (notice.Instead is { } asked && PostHolder.Of(caller.Directory, asked, now) == caller.Id);
}
