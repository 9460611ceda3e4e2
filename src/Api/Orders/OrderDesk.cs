using GridCase.Api.Cases;
using GridCase.Api.Intake;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Orders;

/// <summary>Finds and moves cases by their senders' own numbers.</summary>
internal sealed class OrderDesk(ICaseStore cases, IntakeDoor intake, OrderShow show, MoveDoor moves)
{
    private const int LongestNumber = 64;

    /// <exception cref="ProblemException">404 for a number that never came in by this channel, and for an order that the caller neither handed in nor sees.</exception>
    public async Task<CaseFile> Find(Channel channel, string orderNo, Caller caller, CancellationToken cancellation)
    {
        var file = orderNo.Length <= LongestNumber ? await cases.Find(CaseIds.Of(channel, orderNo), cancellation) : null;
        return file is not null && MayFollow(file, caller) ? file : throw new ProblemException(StatusCodes.Status404NotFound, "unknown-order", "No order of this number was received.");
    }

    public async Task<(T Document, RepeatGuard Repeats)> Read<T>(HttpContext http, bool keyRequired)
        where T : class
    {
        RepeatGuard.KeyOf(http.Request, keyRequired);
        var document = await Body.Read<T>(http);
        return (document, RepeatGuard.Of(http, keyRequired, CanonicalJson.Hash(document)));
    }

    public async Task<IResult> Show(HttpContext http, Channel channel, string orderNo) =>
        Answer.Ok(await show.Show(await Find(channel, orderNo, http.Caller(), http.RequestAborted), http.Caller(), http.RequestAborted));

    /// <summary>补充/催办: what comes for a merged order is for the case that it goes on in; the sender hears of its own order.</summary>
    public async Task<IResult> Supplement(HttpContext http, Channel channel, string orderNo, Role role)
    {
        var (document, repeats) = await Read<SupplementDocument>(http, true);
        var file = await Find(channel, orderNo, http.Caller(), http.RequestAborted);
        var target = file.Status == CaseStatus.Merged ? await show.Successor(file, http.RequestAborted) ?? file : file;
        var command = new Supplement(document.Text!.Trim(), document.Urge ?? false);
        return await repeats.Once(http, cases, () => moves.Make(http, target, command, http.Caller().As(role), repeats, after => intake.Show(after.Id == file.Id ? after : file)));
    }

    public async Task<IResult> Visit(HttpContext http, Channel channel, string orderNo, Role role)
    {
        var (document, repeats) = await Read<VisitDocument>(http, true);
        var command = new Visit(document.Outcome!.Value, document.AttemptedAt, document.Solved, document.Satisfaction) { Remark = document.Remark };
        return await Move(http, channel, orderNo, command, role, repeats);
    }

    public async Task<IResult> Withdraw(HttpContext http, Channel channel, string orderNo, Role role)
    {
        var (document, repeats) = await Read<WithdrawalDocument>(http, false);
        return await Move(http, channel, orderNo, new Withdraw { Reason = document.Reason!.Trim() }, role, repeats);
    }

    private async Task<IResult> Move(HttpContext http, Channel channel, string orderNo, Command command, Role role, RepeatGuard repeats)
    {
        var file = await Find(channel, orderNo, http.Caller(), http.RequestAborted);
        return await repeats.Once(http, cases, () => moves.Make(http, file, command, http.Caller().As(role), repeats, intake.Show));
    }

    /// <summary>The hotline and the systems of a channel follow all of its orders; people those within their sight and those they handed in themselves.</summary>
    private static bool MayFollow(CaseFile file, Caller caller) =>
        caller.KeyId is not null || caller.Has(Role.Hotline) || file.RegisteredBy == caller.Id || caller.Sight.Covers(file);
}
