namespace GridCase.Checker;

/// <summary>
/// A case as far as its facts have been told: where it stands, who holds it, which clocks run. Written from what each fact means in the field, not from the code
/// that folds it.
/// </summary>
internal sealed class CaseStory
{
    private static readonly HashSet<string> WorkClocks = ["sign-off", "first-contact", "unit-finish", "tier", "rework", "supervised"];

    private readonly List<ClockRun> clocks = [];
    private readonly List<string> openTasks = [];
    private List<ClockRun> stoppedByJoining = [];
    private string stageBeforeJoining = "";
    private bool hasContact;
    private bool isContacted;
    private bool isSupervised;

    public string Stage { get; private set; } = "intake";

    public string Status { get; private set; } = "open";

    /// <summary>The unit that holds the case; null while the centre does.</summary>
    public string? Unit { get; private set; }

    public bool IsSignedOff { get; private set; }

    public string Policy { get; private set; } = "";

    public string Calendar { get; private set; } = "";

    /// <summary>Changes of the rules that it took over, with the versions before.</summary>
    public List<TakenOver> Taken { get; } = [];

    public IReadOnlyList<ClockRun> Clocks => clocks;

    public IReadOnlyList<string> OpenTasks => openTasks;

    /// <summary>True while something may still happen by itself or through its holder.</summary>
    public bool IsAlive => Stage != "ended";

    public int Light => IsAlive ? clocks.Where(clock => clock.IsRunning).Select(clock => clock.Light).DefaultIfEmpty(1).Max() : 0;

    /// <summary>The latest run of a clock.</summary>
    public ClockRun? Clock(string? id) => clocks.FindLast(clock => clock.Id == id);

    /// <summary>Tells all the facts that can be read.</summary>
    public static CaseStory Of(CaseRecord record)
    {
        var story = new CaseStory();
        foreach (var fact in record.Texts) story.Tell(fact);
        return story;
    }

    public void Tell(FactText fact)
    {
        if (fact.Number == 1) Begin(fact);
        else Go(fact);
        foreach (var id in fact.Words("newCycles")) Running(id)?.BeginCycle();
    }

    private void Begin(FactText fact)
    {
        (Policy, Calendar) = (fact.Text("policyVersion") ?? "", fact.Text("calendarVersion") ?? "");
        hasContact = fact.Flag("hasContact");
        Stage = "triage";
        Start("dispatch", fact.At);
        if (!fact.Flag("hasCitizen")) return;
        var due = fact.Instant("hotlineDueAt");
        Start("citizen-finish", fact.Instant("receivedAt") ?? fact.At, due);
    }

    private void Go(FactText fact)
    {
        var at = fact.At;
        if (MovesDues(fact.Type))
            foreach (var clock in clocks) Forget(clock);
        switch (fact.Type)
        {
            case "triaged": Stage = "dispatch"; break;
            case "refused": End("refused", at); break;
            case "withdrawn": End("withdrawn", at); break;
            case "merged-into": Join(null); End("merged", at); break;
            case "joined-parent": Join("citizen-finish"); StopAllBut(at, "citizen-finish"); Stage = "handling"; break;
            case "left-parent": ToCentre(at); break;
            case "separated": GoOnAlone(); break;
            case "dispatched" or "arbitrated": HandTo(fact.Text("unitCode"), fact.Flag("restarts"), at); break;
            case "stepped-up": HandTo(fact.Text("unitCode"), true, at); break;
            case "grid-moved": Unit = fact.Text("toUnit"); break;
            case "signed-off": Stop(at, "sign-off"); (Stage, IsSignedOff) = ("handling", true); break;
            case "objected": Start(fact.Flag("toArbitration") ? "arbitration" : "objection-decision", at); break;
            case "objection-upheld": ToCentre(at); break;
            case "objection-rejected": Stop(at, "objection-decision"); break;
            case "contacted": Stop(at, "first-contact"); isContacted = true; break;
            case "suspended": Pause(fact.Words("clocks")); Status = "suspended"; break;
            case "entered-in-ledger": Pause(fact.Words("clocks")); Start("ledger-review", at); Status = "ledger"; break;
            case "resumed": Unpause(); Status = "open"; break;
            case "struck-off": Unpause(); Stop(at, "ledger-review"); Status = "open"; break;
            case "subtask-added": Start("subtask:" + fact.Text("subtaskId"), at); openTasks.Add(fact.Text("subtaskId")!); break;
            case "subtask-completed": Stop(at, "subtask:" + fact.Text("subtaskId")); openTasks.Remove(fact.Text("subtaskId")!); break;
            case "supervised": Supervise(at); break;
            case "resolved": StopWork(at); Stop(at, "dispatch"); Start("verification", at); Stage = "verification"; break;
            case "replied": Stop(at, "citizen-finish"); break;
            case "verified": Stop(at, "verification"); Start("visit", at); Stage = "visit"; break;
            case "verification-failed": Stop(at, "verification"); break;
            case "visit-skipped": Stop(at, "visit"); Stage = "visit"; break;
            case "visited": Stop(at, "visit"); break;
            case "rework-ordered": Start("rework", at); Stage = "handling"; break;
            case "closed": Close(fact); break;
            case "reopened": StopAllBut(at, null); Start("rework", at); (Status, Stage) = ("open", "handling"); break;
            case "looked-back": Stop(at, "look-back"); Stage = "ended"; break;
            case "warned" or "fell-due" or "escalated": Pass(fact); break;
            case "clocks-rederived": TakeOver(fact); break;
        }
    }

    /// <summary>The place of a mark in its cycle: 0 the warning, 1 the due time, 2 and on the rungs; null for what is no mark.</summary>
    public static int? MarkOf(FactText fact) => fact.Type switch
    {
        "warned" => 0,
        "fell-due" => 1,
        "escalated" => 1 + fact.Whole("rung"),
        _ => null,
    };

    /// <summary>Facts after which the due time of some clock may be another without the fact saying which.</summary>
    public static bool MovesDues(string type) => type is "triaged" or "regraded" or "observed-time-accepted" or "extension-granted" or "suspended" or "resumed"
        or "entered-in-ledger" or "struck-off" or "grid-moved" or "separated";

    private static void Forget(ClockRun clock)
    {
        clock.KnownDue = null;
        for (var i = 0; i < clock.Taken.Count; i++) clock.Taken[i] = clock.Taken[i] with { Due = null };
    }

    private ClockRun? Running(string? id) => clocks.FindLast(clock => clock.IsRunning && clock.Id == id);

    private void Start(string id, DateTimeOffset at, DateTimeOffset? due = null)
    {
        var cycle = Clock(id)?.Cycle ?? 0;
        Stop(at, id);
        clocks.Add(new(id, cycle + 1, at, Policy, Calendar) { IsFixed = due is not null, KnownDue = due });
    }

    private void Stop(DateTimeOffset at, string id) => StopWhere(at, clock => clock.Id == id);

    private void StopWork(DateTimeOffset at) => StopWhere(at, clock => WorkClocks.Contains(clock.Kind));

    private void StopAllBut(DateTimeOffset at, string? kind) => StopWhere(at, clock => clock.Kind != kind);

    private void StopWhere(DateTimeOffset at, Predicate<ClockRun> which)
    {
        foreach (var clock in clocks.FindAll(clock => clock.IsRunning && which(clock))) (clock.StoppedAt, clock.IsPaused) = (at, false);
    }

    private void End(string status, DateTimeOffset at)
    {
        StopAllBut(at, null);
        (Status, Stage) = (status, "ended");
    }

    private void Close(FactText fact)
    {
        End("closed", fact.At);
        if (!fact.Flag("lookBack")) return;
        Start("look-back", fact.At);
        Stage = "look-back";
    }

    private void Join(string? kept)
    {
        stageBeforeJoining = Stage;
        stoppedByJoining = clocks.FindAll(clock => clock.IsRunning && clock.Kind != kept);
    }

    private void GoOnAlone()
    {
        foreach (var clock in stoppedByJoining) clock.StoppedAt = null;
        (Status, Stage, stoppedByJoining) = ("open", stageBeforeJoining, []);
    }

    private void HandTo(string? unit, bool restarts, DateTimeOffset at)
    {
        Stop(at, "dispatch");
        Stop(at, "objection-decision");
        Stop(at, "arbitration");
        Unit = unit;
        Stage = !restarts && IsSignedOff ? "handling" : "dispatch";
        if (!restarts) return;
        StopWork(at);
        IsSignedOff = false;
        Start("sign-off", at);
        if (isSupervised) Start("supervised", at);
        if (!isContacted && hasContact) Start("first-contact", at);
        Start("unit-finish", at);
        Start("tier", at);
    }

    private void Supervise(DateTimeOffset at)
    {
        Start("supervised", at);
        isSupervised = true;
        if (Status is "suspended" or "ledger" && clocks.Exists(clock => clock.IsPaused)) Pause(["supervised"]);
    }

    private void ToCentre(DateTimeOffset at)
    {
        StopWork(at);
        Stop(at, "objection-decision");
        Start("dispatch", at);
        (Unit, IsSignedOff, Stage) = (null, false, "dispatch");
    }

    private void Pause(IReadOnlyList<string> ids)
    {
        foreach (var clock in clocks.FindAll(clock => clock.IsRunning && ids.Contains(clock.Id))) clock.IsPaused = true;
    }

    private void Unpause()
    {
        foreach (var clock in clocks) clock.IsPaused = false;
    }

    private void Pass(FactText fact)
    {
        if (Running(fact.Text("clock")) is { } clock && clock.Cycle == fact.Whole("cycle")) clock.Passed.Add(MarkOf(fact)!.Value);
    }

    private void TakeOver(FactText fact)
    {
        var change = fact.Whole("change") ?? 0;
        foreach (var entry in fact.Rederived()) Running(entry.Clock)?.TakeOver(change, entry);
        Taken.Add(new(change, null, Policy, Calendar));
        (Policy, Calendar) = (fact.Text("policyVersion") ?? Policy, fact.Text("calendarVersion") ?? Calendar);
    }
}
