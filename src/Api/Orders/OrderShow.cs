using GridCase.Api.Cases;
using GridCase.Api.Intake;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using Caller = GridCase.Api.SignIn.Caller;

namespace GridCase.Api.Orders;

/// <summary>Shows an order to whoever handed it in.</summary>
internal sealed class OrderShow(ICaseStore cases, IPrivateStore texts, IntakeDoor intake, IPolicySource policies, IDirectorySource directory)
{
    private const int MostFacts = 1000;
    private const int MostHops = 16;

    public async Task<OrderView> Show(CaseFile file, Caller caller, CancellationToken cancellation)
    {
        var book = policies.Current;
        var facts = await cases.Facts(file.Id, 0, MostFacts, cancellation);
        var continues = await ContinuationOf(file, caller, cancellation);
        return new(
            file.Id, file.Origin.Code, file.Origin.ExternalId, file.Status, file.Stage, file.Grade, file.UnitCode, CaseViews.UnitName(file.UnitCode, directory.Current), file.Origin.ReceivedAt,
            ClockBoard.DueOf(file, ClockKind.CitizenFinish, book), file.RepliedAt, await ReplyOf(file, continues, cancellation), file.ClosedAt, [.. facts.Select(VisitOf).OfType<OrderVisit>()],
            CaseViews.AdviceOf(file), intake.Show(file).Links)
        {
            Urges = file.Urges,
            EndedAt = file.IsOpen || file.ClosedAt is not null ? null : facts.LastOrDefault(fact => fact.Fact is Withdrawn or RefusedToAct or MergedInto)?.At,
            Refusal = RefusalOf(file, facts, book),
            ContinuesIn = continues,
            Petition = PetitionOf(file, book),
            Progress = [.. HotlineEventRules.Told(file.Id, facts, book).Select(told => new OrderStep(told.Fact.Number, told.Name, told.Fact.At))],
        };
    }

    /// <summary>The case that a merged order goes on in at last; null for one that goes on by itself, or ended otherwise.</summary>
    public Task<CaseFile?> Successor(CaseFile file, CancellationToken cancellation) => Successor(file, (_, _) => true, cancellation);

    private async Task<CaseFile?> Successor(CaseFile file, Func<CaseFile, string, bool> mayFollow, CancellationToken cancellation)
    {
        CaseFile? last = null;
        for (var hop = 0; hop < MostHops && (last ?? file).MergedIntoId is { } next && mayFollow(last ?? file, next) && await cases.Find(next, cancellation) is { } found; hop++) last = found;
        return last;
    }

    /// <summary>As far as the caller may be told that the orders are of one person.</summary>
    private async Task<OrderContinuation?> ContinuationOf(CaseFile file, Caller caller, CancellationToken cancellation)
    {
        var successor = await Successor(file, (from, into) => CaseViews.MaySeeLink(from, into, caller), cancellation);
        var parent = (successor ?? file).ParentId is { } id ? await cases.Find(id, cancellation) : null;
        if ((parent ?? successor) is not { } goesOn) return null;
        // A merged order has the due time and the reply of the case it became part of; who handles it is the parent's matter.
        var answers = successor ?? goesOn;
        return new(
            successor is null, goesOn.Origin.Code, goesOn.Status, goesOn.Stage, goesOn.UnitCode, CaseViews.UnitName(goesOn.UnitCode, directory.Current),
            ClockBoard.DueOf(answers, ClockKind.CitizenFinish, policies.Current), answers.RepliedAt, await SharedReply(answers, cancellation) ?? await SharedReply(goesOn, cancellation), goesOn.ClosedAt);
    }

    /// <summary>A child is replied to with what was replied to its parent.</summary>
    private async Task<string?> ReplyOf(CaseFile file, OrderContinuation? continues, CancellationToken cancellation) =>
        file.RepliedAt is null ? null : CaseViews.Last(await texts.ReadTexts(file.Id, cancellation), "reply") ?? (continues is { Shared: true } ? continues.Reply : null);

    private async Task<string?> SharedReply(CaseFile file, CancellationToken cancellation) =>
        file.RepliedAt is null || file.Origin.Confidential ? null : CaseViews.Last(await texts.ReadTexts(file.Id, cancellation), "reply");

    private static OrderRefusal? RefusalOf(CaseFile file, IReadOnlyList<RecordedFact> facts, PolicyBook book)
    {
        if (file.Status != CaseStatus.Refused || facts.Select(fact => fact.Fact).OfType<RefusedToAct>().LastOrDefault() is not { } refused) return null;
        return book.Policy(file.PolicyVersion).RefusalNamed(refused.RefusalClass) is { } named ? new(named.Code, named.Zh, named.En, named.PathZh, named.PathEn) : new(refused.RefusalClass, "", "", "", "");
    }

    private static OrderPetition? PetitionOf(CaseFile file, PolicyBook book)
    {
        if (file.Origin.Channel != Channel.Petition) return null;
        var citizen = file.Clock(KebabCase.Of(ClockKind.CitizenFinish)) is { } clock ? ClockBoard.Read(clock, book) : null;
        return new(
            ClockBoard.DueOf(file, ClockKind.SignOff, book), file.AcceptanceToldAt,
            file.RepliedAt is { } replied && citizen is not null ? Counting.EndOf(replied, book.Policy(file.PolicyVersion).Petition.Review.Ask, citizen.Clock.Terms.EndOfDay, citizen.Calendar) : null);
    }

    private static OrderVisit? VisitOf(RecordedFact fact) => fact.Fact switch
    {
        Visited visited => new(visited.AttemptedAt, VisitOutcome.Reached, visited.Solved, visited.Satisfaction, visited.Dissatisfied, true),
        VisitUnreachable unreachable => new(unreachable.AttemptedAt, VisitOutcome.Unreachable, null, null, false, unreachable.Counted),
        _ => null,
    };
}
