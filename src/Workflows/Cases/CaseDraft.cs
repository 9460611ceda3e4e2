using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases;

/// <summary>Facts being added to a case before they are appended, with the file as it would then be.</summary>
public sealed class CaseDraft
{
    private readonly List<RecordedFact> facts = [];
    private readonly List<CaseFile> files = [];
    private readonly List<PrivateText> texts = [];
    private readonly DecisionContext context;
    private readonly bool rehearsed;
    private CaseFile? nextOf;
    private AgendaItem? next;
    private AgendaItem? nextBefore;

    /// <param name="rehearsed">Only tried out (预演): the facts get neither text nor hash, and no store takes them.</param>
    public CaseDraft(string caseId, CaseFile? before, DecisionContext context, bool rehearsed = false)
    {
        CaseId = caseId;
        Before = before;
        File = before;
        this.context = context;
        this.rehearsed = rehearsed;
    }

    public string CaseId { get; }

    public CaseFile? Before { get; }

    public CaseFile? File { get; private set; }

    public IReadOnlyList<RecordedFact> Facts => facts;

    public IReadOnlyList<PrivateText> Texts => texts;

    /// <summary>What next happens by itself as the draft stands; found once for each state of it.</summary>
    public AgendaItem? Next
    {
        get
        {
            if (File is null || ReferenceEquals(File, nextOf)) return next;
            next = Agenda.Next(File, context.Policies);
            if (ReferenceEquals(File, Before)) nextBefore = next;
            // A mark at the very instant of a rule change comes first.
            if (Retiming.Next(File, context.Policies, context.Now) is { } change) next = Agenda.Earlier(next, change);
            nextOf = File;
            return next;
        }
    }

    /// <summary>What would have happened next without the draft, and without a rule change that nobody told the lifecycle of.</summary>
    public AgendaItem? NextBefore => Before is null || nextBefore is not null ? nextBefore : Agenda.Next(Before, context.Policies);

    /// <summary>The case as it stood with this fact of the draft as its last.</summary>
    internal CaseFile FileAt(RecordedFact fact) => files[fact.Number - facts[0].Number];

    /// <summary>Adds what a person decided, at the time of the server's receipt.</summary>
    public void Add(DecidedFact decided)
    {
        var actor = context.Actor;
        Add(decided.Fact, context.Now, actor.PersonId, actor.IsSystem ? null : actor.Role, actor.UnitCode);
        foreach (var text in decided.Texts) texts.Add(new(CaseId, facts[^1].Number, text.Field, text.Value));
    }

    /// <summary>Adds what a clock brought, at the mark's own instant, but never before the fact in front of it.</summary>
    public void AddByClock(Fact fact, DateTimeOffset instant) => Add(fact, instant, "system:clock", null, null);

    private void Add(Fact fact, DateTimeOffset at, string by, Role? role, string? unit)
    {
        at = at.ToOffset(Deadlines.ChinaTime.Offset);
        if (File is not null && at < File.LastAt) at = File.LastAt;
        var number = (File?.Version ?? 0) + 1;
        var body = new FactBody(number, at, by, role, unit, fact);
        if (File is { } before && MayMoveDueTimes(fact))
        {
            var after = CaseFolding.Apply(CaseId, before, new(body, "", ""));
            var moved = ClockBoard.MovedLater(before, after, context.Policies);
            if (!moved.IsEmpty) body = body with { Fact = fact with { NewCycles = moved } };
        }

        var recorded = rehearsed ? new RecordedFact(body, "", "") : FactChain.Seal(body, File?.LastHash ?? FactChain.Genesis);
        File = CaseFolding.Apply(CaseId, File, recorded);
        facts.Add(recorded);
        files.Add(File);
    }

    private static bool MayMoveDueTimes(Fact fact) =>
        fact is ExtensionGranted or Resumed or StruckOff or Regraded or Triaged or ObservedTimeAccepted or ClocksRederived;
}

/// <summary>One text of a case as the private store keeps it.</summary>
public sealed record PrivateText(string CaseId, int FactNumber, string Field, string Value);
