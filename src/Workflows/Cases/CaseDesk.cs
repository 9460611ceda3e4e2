using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Workflows.Cases;

/// <summary>
/// Takes what people ask for, decides it on the record, and appends. Every decision first appends what was due by then (design §1); who was
/// first wins, the other decides again on what is then known.
/// </summary>
public sealed class CaseDesk(ICaseStore cases, IDirectorySource directory, IPolicySource policies)
{
    private const int Tries = 8;

    /// <summary>Each try that fails lets another order of the same matter be first, so many may come in at one instant.</summary>
    private const int TriesAmongRelatives = 500;

    private readonly Kin kin = new(cases);

    /// <summary>Registers a case. The same order again answers the same case; the same id with other content is refused as a conflict.</summary>
    public async Task<DeskAnswer> Register(Registration registration, Actor actor, DateTimeOffset now, ReceiptRequest? receipt = null, CancellationToken cancellation = default)
    {
        var caseId = CaseIds.Of(registration.Channel, registration.ExternalId);
        var context = Context(actor, now);
        for (var attempt = 1; ; attempt++)
        {
            if (await cases.Find(caseId, cancellation) is { } existing) return IntakeRules.Repeat(registration, existing);
            var decision = IntakeRules.Register(caseId, registration, context);
            if (decision.Refusal is { } refusal) return DeskAnswer.Refused(null, refusal);
            var draft = new CaseDraft(caseId, null, context);
            foreach (var fact in decision.Facts) draft.Add(fact);
            var (joins, seen) = await kin.OfNew(draft.File!, context, cancellation);
            if (joins is not null) draft.AddByClock(LikenessRules.JoinOf(draft.File!, joins), context.Now);
            Agenda.CatchUp(draft, context);
            var answer = await Append(draft, context, receipt, cancellation, seen);
            if (answer is not null) return answer;
            if (attempt == (seen is null ? Tries : TriesAmongRelatives)) return DeskAnswer.Refused(null, Busy());
        }
    }

    /// <summary>Makes one move on a case.</summary>
    public async Task<DeskAnswer> Move(
        string caseId, Command command, Actor actor, DateTimeOffset now, ReceiptRequest? receipt = null, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await cases.Find(caseId, cancellation) is not { } file) return DeskAnswer.Refused(null, NoSuchCase());
            var (draft, context, decision, target) = await Decided(file, command, actor, now, cancellation);
            foreach (var fact in decision.Facts) draft.Add(fact);
            if (draft.Facts.Count == 0 && decision.Refusal is not null) return DeskAnswer.Refused(file, decision.Refusal);
            var answer = decision.Refusal is null ? await Append(draft, context, receipt, cancellation, target: target) : await Append(draft, context, null, cancellation);
            if (answer is not null) return decision.Refusal is null ? answer : DeskAnswer.Refused(answer.File, decision.Refusal);
            if (attempt == Tries) return DeskAnswer.Refused(file, Busy());
        }
    }

    /// <summary>Why a move would be refused if it were made now; null where it would be made. Changes nothing.</summary>
    public async Task<Refusal?> WhyNot(string caseId, Command command, Actor actor, DateTimeOffset now, CancellationToken cancellation = default) =>
        await cases.Find(caseId, cancellation) is { } file ? (await Decided(file, command, actor, now, cancellation)).Decision.Refusal : NoSuchCase();

    /// <summary>Appends what happened by itself up to now and says where the case stands. A repeat changes nothing.</summary>
    public async Task<CaseFile?> CatchUp(string caseId, DateTimeOffset now, CancellationToken cancellation = default) =>
        (await CatchUpAndLookAhead(caseId, now, cancellation))?.File;

    /// <summary>The same, and what happens next.</summary>
    internal async Task<(CaseFile File, AgendaItem? Next)?> CatchUpAndLookAhead(string caseId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        while (await cases.Find(caseId, cancellation) is { } file)
        {
            var context = Context(Actor.System("clock"), file, now);
            var draft = new CaseDraft(caseId, file, context);
            Agenda.CatchUp(draft, context);
            if (draft.Facts.Count == 0 || await Append(draft, context, null, cancellation) is not null) return (draft.File!, draft.Next);
        }

        return null;
    }

    /// <summary>Adds to a case what a rule about two cases, or about the directory, decided. A repeat that finds nothing to add changes nothing.</summary>
    internal async Task<CaseFile?> AddByRule(string caseId, Action<CaseDraft> add, DateTimeOffset now, string system = "family", CancellationToken cancellation = default)
    {
        while (await cases.Find(caseId, cancellation) is { } file)
        {
            var context = Context(Actor.System(system), file, now);
            var draft = new CaseDraft(caseId, file, context);
            Agenda.CatchUp(draft, context);
            add(draft);
            if (draft.Facts.Count == 0) return file;
            if (await Append(draft, context, null, cancellation) is { } answer) return answer.File;
        }

        return null;
    }

    /// <summary>The units that past cases speak for, the likeliest first; none where nothing was learned. A person decides.</summary>
    public async Task<IReadOnlyList<UnitProposal>> Proposals(CaseFile file, DecisionContext context, CancellationToken cancellation = default)
    {
        var matter = new RoutingMatter(file.Category, file.GridCode);
        return RoutingRules.Propose(matter, await cases.Evidence(RoutingRules.Contexts(matter), cancellation), context.Directory);
    }

    /// <summary>What this case is like, the likeliest first.</summary>
    public Task<IReadOnlyList<Likeness>> Likenesses(CaseFile file, DecisionContext context, CancellationToken cancellation = default) => kin.Of(file, context, cancellation);

    /// <summary>What a decision made now would look at.</summary>
    public DecisionContext Context(Actor actor, DateTimeOffset now) =>
        new(now.ToOffset(ChinaTime.Offset), actor, policies.Current, directory.Current);

    /// <summary>
    /// A case's time never goes back: where the clock was set back since its last fact, or another decision was faster, this one is made at the instant that it is
    /// then recorded with, and not at one before.
    /// </summary>
    private DecisionContext Context(Actor actor, CaseFile file, DateTimeOffset now) => Context(actor, now < file.LastAt ? file.LastAt : now);

    /// <summary>What a move comes to on a case that has caught up with now, before anything of it is added; of a merge also the case it was decided to go into.</summary>
    private async Task<(CaseDraft Draft, DecisionContext Context, Decision Decision, CaseFile? Target)> Decided(CaseFile file, Command command, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var context = Context(actor, file, now);
        var draft = new CaseDraft(file.Id, file, context);
        Agenda.CatchUp(draft, context);
        var target = command is Merge merge ? await cases.Find(merge.Into, cancellation) : null;
        return (draft, context, await Decide(draft.File!, StaleGuard(command, file, draft.File!), target, context, cancellation), target);
    }

    private async Task<Decision> Decide(CaseFile file, Command command, CaseFile? target, DecisionContext context, CancellationToken cancellation)
    {
        if (command is Dispatch && file.Clock(ClockMoves.IdOf(Deadlines.ClockKind.SignOff)) is null) return await Ranked(CaseRules.Decide(file, command, context), file, context, cancellation);
        return command is Merge merge ? MergeRules.Decide(file, merge, target, context) : CaseRules.Decide(file, command, context);
    }

    /// <summary>The first dispatch notes which of the units proposed was taken, so that the proposals can be judged.</summary>
    private async Task<Decision> Ranked(Decision decision, CaseFile file, DecisionContext context, CancellationToken cancellation)
    {
        if (decision.Facts is not [{ Fact: Facts.Dispatched dispatched } first, ..]) return decision;
        var rank = RoutingRules.RankOf(dispatched.UnitCode, await Proposals(file, context, cancellation));
        return rank is null ? decision : decision with { Facts = decision.Facts.SetItem(0, first with { Fact = dispatched with { ProposalRank = rank } }) };
    }

    /// <summary>A page is not stale because a clock moved on since: the version is compared before what happened by itself.</summary>
    private static Command StaleGuard(Command command, CaseFile read, CaseFile caughtUp) =>
        command.ExpectedVersion == read.Version ? command with { ExpectedVersion = caughtUp.Version } : command;

    /// <summary>Null when someone else was first.</summary>
    private async Task<DeskAnswer?> Append(CaseDraft draft, DecisionContext context, ReceiptRequest? request, CancellationToken cancellation, RelativesSeen? seen = null, CaseFile? target = null)
    {
        var after = draft.File!;
        var receipt = request?.For(after, context.Now);
        if (draft.Facts.Count == 0 && receipt is null) return DeskAnswer.Done(after, false);
        var append = new CaseAppend(
            draft.CaseId, draft.Before?.Version ?? 0, draft.Facts, after, draft.Next?.Instant, draft.Texts, EffectRules.Of(draft, context), receipt)
        { Seen = seen, Target = target is null ? null : (target.Id, target.Version) };
        return await cases.Append(append, cancellation) switch
        {
            AppendOutcome.Appended => DeskAnswer.Done(after, draft.Before is null),
            AppendOutcome.Repeated => DeskAnswer.Repeated(after),
            _ => null,
        };
    }

    private static Refusal NoSuchCase() => new(RefusalKind.NotFound, "unknown-case", "There is no such case, or none within your scope.");

    private static Refusal Busy() => new(RefusalKind.Conflict, "busy", "Others are changing this case at this moment; try again.");
}
