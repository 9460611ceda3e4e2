using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Intake;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>Plays one case against the pure rules, without a store: what people do, and what is due in between.</summary>
internal sealed class CaseScript
{
    private readonly List<RecordedFact> facts = [];
    private readonly List<Notice> notices = [];
    private readonly List<HotlineEvent> events = [];
    private DateTimeOffset now;

    public CaseScript(Registration registration, string at, Actor? by = null, PolicyBook? policies = null)
    {
        Policies = policies ?? PolicyBook.BuiltIn;
        now = Instant(at);
        var caseId = CaseIds.Of(registration.Channel, registration.ExternalId);
        var context = Context(by ?? TestCounty.Hotline);
        var draft = new CaseDraft(caseId, null, context);
        var decision = IntakeRules.Register(caseId, registration, context);
        Assert.Null(decision.Refusal);
        foreach (var fact in decision.Facts) draft.Add(fact);
        Keep(draft, context);
    }

    public CaseFile File { get; private set; } = null!;

    /// <summary>The rules in force; a test changes them as it goes.</summary>
    public PolicyBook Policies { get; set; }

    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<RecordedFact> Facts => facts;

    public IReadOnlyList<Notice> Notices => notices;

    public IReadOnlyList<HotlineEvent> Events => events;

    public IEnumerable<string> FactNames => facts.Select(fact => fact.Fact.GetType().Name);

    public static DateTimeOffset Instant(string local) => DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);

    public static Registration Order(string receivedAt = "2026-02-10 09:00", CaseKind kind = CaseKind.Complaint, string no = "Z-1") => new()
    {
        Channel = Channel.Hotline,
        ExternalId = no,
        ContentHash = "h",
        Kind = kind,
        Category = "facility.manhole",
        Text = "井盖不见了",
        GridCode = TestCounty.Grid,
        Caller = new("张三", "13812345678", null),
        ReceivedAt = Instant(receivedAt),
    };

    /// <summary>A case that a department has signed for, at the times given.</summary>
    public static CaseScript InHandling(string receivedAt = "2026-02-10 09:00", string dispatchedAt = "2026-02-10 10:00", Registration? order = null) =>
        new CaseScript(order ?? Order(receivedAt), receivedAt)
            .At(receivedAt).Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null))
            .At(dispatchedAt).Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Traffic))
            .Do(TestCounty.TrafficClerk, new SignOff());

    public CaseScript At(string local)
    {
        now = Instant(local);
        return this;
    }

    /// <summary>Makes a move that must be taken.</summary>
    public CaseScript Do(Actor actor, Command command)
    {
        Try(actor, command);
        Assert.True(Refusal is null, $"{command.GetType().Name} was refused: {Refusal?.Code} {Refusal?.Detail}");
        return this;
    }

    /// <summary>Makes a move that must be refused with this code.</summary>
    public CaseScript DoRefused(string code, Actor actor, Command command)
    {
        Try(actor, command);
        Assert.Equal(code, Refusal?.Code);
        return this;
    }

    /// <summary>Lets happen what is due by now.</summary>
    public CaseScript Wait(string until)
    {
        At(until);
        var context = Context(Actor.System("clock"));
        var draft = new CaseDraft(File.Id, File, context);
        Agenda.CatchUp(draft, context);
        Keep(draft, context);
        return this;
    }

    public DateTimeOffset? Due(ClockKind kind) => ClockBoard.DueOf(File, kind, Policies);

    public DecisionContext Context(Actor actor) => new(now, actor, Policies, TestCounty.Directory);

    private void Try(Actor actor, Command command)
    {
        var context = Context(actor);
        var draft = new CaseDraft(File.Id, File, context);
        Agenda.CatchUp(draft, context);
        var decision = CaseRules.Decide(draft.File!, command, context);
        Refusal = decision.Refusal;
        foreach (var fact in decision.Facts) draft.Add(fact);
        Keep(draft, context);
    }

    private void Keep(CaseDraft draft, DecisionContext context)
    {
        if (draft.Facts.Count == 0) return;
        var effects = EffectRules.Of(draft, context);
        notices.AddRange(effects.Notices);
        events.AddRange(effects.HotlineEvents);
        facts.AddRange(draft.Facts);
        File = draft.File!;
    }
}
