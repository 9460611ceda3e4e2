using GridCase.Api.Cases;
using GridCase.Api.Intake;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Orders;

/// <summary>Finds, shows and moves cases by the hotline's own numbers.</summary>
internal sealed class OrderDesk(ICaseStore cases, IPrivateStore texts, IntakeDoor intake, MoveDoor moves, IPolicySource policies, IDirectorySource directory)
{
    private const int LongestNumber = 64;
    private const int MostFacts = 1000;

    /// <exception cref="ProblemException">404 for a number that never came in.</exception>
    public async Task<CaseFile> Find(string orderNo, CancellationToken cancellation) =>
        (orderNo.Length <= LongestNumber ? await cases.Find(CaseIds.Of(Channel.Hotline, orderNo), cancellation) : null)
        ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-order", "No order of this number was received.");

    public async Task<(T Document, RepeatGuard Repeats)> Read<T>(HttpContext http, bool keyRequired)
        where T : class
    {
        RepeatGuard.KeyOf(http.Request, keyRequired);
        var document = await Body.Read<T>(http);
        return (document, RepeatGuard.Of(http, keyRequired, CanonicalJson.Hash(document)));
    }

    public async Task<IResult> Move(HttpContext http, string orderNo, Command command, RepeatGuard repeats)
    {
        var file = await Find(orderNo, http.RequestAborted);
        return await repeats.Repeat(http, cases) ?? await moves.Make(http, file, command, http.Caller().As(Role.Hotline), repeats, intake.Show);
    }

    public async Task<OrderView> Show(CaseFile file, CancellationToken cancellation)
    {
        var reply = file.RepliedAt is null ? null : CaseViews.Last(await texts.ReadTexts(file.Id, cancellation), "reply");
        var facts = await cases.Facts(file.Id, 0, MostFacts, cancellation);
        return new(
            file.Id, file.Origin.Code, file.Origin.ExternalId, file.Status, file.Stage, file.Grade, file.UnitCode, CaseViews.UnitName(file.UnitCode, directory.Current), file.Origin.ReceivedAt,
            ClockBoard.DueOf(file, ClockKind.CitizenFinish, policies.Current), file.RepliedAt, reply, file.ClosedAt, [.. facts.Select(VisitOf).OfType<OrderVisit>()],
            CaseViews.AdviceOf(file), intake.Show(file).Links);
    }

    private static OrderVisit? VisitOf(RecordedFact fact) => fact.Fact switch
    {
        Visited visited => new(visited.AttemptedAt, VisitOutcome.Reached, visited.Solved, visited.Satisfaction, visited.Dissatisfied, true),
        VisitUnreachable unreachable => new(unreachable.AttemptedAt, VisitOutcome.Unreachable, null, null, false, unreachable.Counted),
        _ => null,
    };
}
