using System.Collections.Immutable;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases;

/// <summary>A case as folded from its facts: the state that rules decide on. Immutable; the same facts always give the same file.</summary>
public sealed record CaseFile
{
    private int version;
    private string lastHash = FactChain.Genesis;
    private DateTimeOffset lastAt;

    public required string Id { get; init; }

    /// <summary>How many facts there are; the number of the last.</summary>
    public int Version
    {
        get => version;
        init => version = value;
    }

    public string LastHash
    {
        get => lastHash;
        init => lastHash = value;
    }

    public DateTimeOffset LastAt
    {
        get => lastAt;
        init => lastAt = value;
    }

    /// <summary>What was registered.</summary>
    public required Registered Origin { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Who registered it: a person's id or a system.</summary>
    public string RegisteredBy { get; init; } = "";

    /// <summary>The policy that the case is under; its new clocks begin under it.</summary>
    public string PolicyVersion { get; init; } = "";

    /// <summary>The calendar that the case is under.</summary>
    public string CalendarVersion { get; init; } = "";

    /// <summary>The last rule change that the case was registered under or has taken over.</summary>
    public int RuleChange { get; init; }

    /// <summary>Each rule change that the case has taken over, with what it was under before.</summary>
    public ImmutableArray<TakenChange> TakenChanges { get; init; } = [];

    public CaseKind Kind { get; init; }

    public string Category { get; init; } = "";

    public Grade Grade { get; init; }

    public string? GridCode { get; init; }

    public bool SatisfactionExempt { get; init; }

    public Stage Stage { get; init; } = Stage.Intake;

    public CaseStatus Status { get; init; } = CaseStatus.Open;

    /// <summary>The unit that holds the case, or null while none does.</summary>
    public string? UnitCode { get; init; }

    public UnitTier? UnitTier { get; init; }

    /// <summary>The person named at sign-off, or the leader who took over.</summary>
    public string? HolderPersonId { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    public bool IsSignedOff { get; init; }

    public bool IsContacted { get; init; }

    public int Objections { get; init; }

    /// <summary>Files named in objections, each once, in their order.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Every file that the case names: those of its registration first.</summary>
    public IReadOnlyList<string> Files => Evidence.IsEmpty ? Origin.Attachments : [.. Origin.Attachments.Union(Evidence)];

    /// <summary>Units that returned the case, their objection upheld.</summary>
    public ImmutableArray<string> ReturnedBy { get; init; } = [];

    /// <summary>The unit that arbitration named last.</summary>
    public string? ArbitratedTo { get; init; }

    /// <summary>The unit that may not return the case, since arbitration named it.</summary>
    public string? BoundUnit { get; init; }

    /// <summary>How the first dispatch kept to the proposals; null before it, and where nothing was proposed.</summary>
    public DispatchChoice? FirstChoice { get; init; }

    /// <summary>The objection being decided, if any.</summary>
    public PendingRequest? OpenObjection { get; init; }

    public bool AwaitsArbitration { get; init; }

    public PendingRequest? ExtensionAsked { get; init; }

    public int ExtensionsGranted { get; init; }

    public PendingRequest? SuspensionAsked { get; init; }

    /// <summary>When the running suspension ends by itself.</summary>
    public DateTimeOffset? SuspendedUntil { get; init; }

    public ImmutableArray<Subtask> Subtasks { get; init; } = [];

    public string? ParentId { get; init; }

    public ImmutableArray<string> Children { get; init; } = [];

    /// <summary>Repeats that were merged into this case.</summary>
    public ImmutableArray<string> Attached { get; init; } = [];

    /// <summary>Those of <see cref="Attached"/> that a rule attached: the same caller urging again.</summary>
    public ImmutableArray<string> Repeats { get; init; } = [];

    public string? MergedIntoId { get; init; }

    /// <summary>Where it stood when it was merged or became a child, so that it can go on from there.</summary>
    public JoinedFrom? JoinedFrom { get; init; }

    /// <summary>Cases that a person, or a withdrawal, separated this one from.</summary>
    public ImmutableArray<string> SeparatedFrom { get; init; } = [];

    /// <summary>Cases whose link to this one would say whom a confidential order is from: shown to nobody but the hotline.</summary>
    public ImmutableArray<string> ConfidentialLinks { get; init; } = [];

    /// <summary>Who resolved it last, for which unit.</summary>
    public PendingRequest? Resolution { get; init; }

    public bool ResolvedOnSite { get; init; }

    /// <summary>When a petitioner was told in writing that the petition is accepted (受理告知).</summary>
    public DateTimeOffset? AcceptanceToldAt { get; init; }

    public DateTimeOffset? RepliedAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>True once the centre may visit a hotline order.</summary>
    public bool VisitHandedOver { get; init; }

    public bool VisitSkipped { get; init; }

    /// <summary>Attempts since the last verification.</summary>
    public ImmutableArray<VisitAttempt> Visits { get; init; } = [];

    /// <summary>True once enough spaced attempts found nobody.</summary>
    public bool VisitsExhausted { get; init; }

    public int FailedVisits { get; init; }

    public bool IsSupervised { get; init; }

    public bool LeaderCalled { get; init; }

    public string? LeaderId { get; init; }

    public int Urges { get; init; }

    /// <summary>Who urged last (催办), and when.</summary>
    public PendingRequest? LastUrge { get; init; }

    public string? CloseOutcome { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The linked case that a recurrence opened.</summary>
    public string? RecurrenceId { get; init; }

    /// <summary>Every clock there has been, in order of start.</summary>
    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    /// <summary>True while something may still happen by itself or through its holder.</summary>
    public bool IsAlive => Stage != Stage.Ended;

    /// <summary>True while it is attached to another case by the rule for repeats (重复件).</summary>
    public bool IsRepeat => JoinedFrom is { AsRepeat: true };

    public bool IsOpen => Status is CaseStatus.Open or CaseStatus.Suspended or CaseStatus.Ledger;

    /// <summary>The file that bears this fact as its last. One that a fact has just made, and nobody has seen, is not copied once more.</summary>
    internal CaseFile Stamped(FactBody fact, string hash, CaseFile? before)
    {
        var stamped = ReferenceEquals(this, before) ? this with { } : this;
        (stamped.version, stamped.lastHash, stamped.lastAt) = (fact.Number, hash, fact.At);
        return stamped;
    }

    /// <summary>The last run of a clock, running or stopped.</summary>
    public CaseClock? Clock(string id)
    {
        for (var i = Clocks.Length - 1; i >= 0; i--)
            if (Clocks[i].Id == id) return Clocks[i];
        return null;
    }

    /// <summary>The worst light that a running clock shows. Green while any runs, none when the case has ended.</summary>
    public Light Light
    {
        get
        {
            if (!IsAlive) return Light.None;
            var light = Light.Green;
            foreach (var clock in Clocks)
                if (clock.IsRunning && clock.Light > light) light = clock.Light;
            return light;
        }
    }
}

/// <summary>A rule change that a case took over while open, and what came of it at once.</summary>
/// <param name="At">When it did, by the case's own time.</param>
/// <param name="FromPolicy">The policy it was under before.</param>
/// <param name="FromCalendar">The calendar it was under before.</param>
public sealed record TakenChange(DateTimeOffset At, ClocksRederived Fact, string FromPolicy, string FromCalendar)
{
    public Light LightBefore { get; init; }

    public Light LightAfter { get; init; }

    /// <summary>Marks that lay in the past under the new rules and were passed at once.</summary>
    public int MarksAtOnce { get; init; }
}

/// <summary>Where a case stood when it was merged into another or became its child.</summary>
/// <param name="Stage">Its stage before.</param>
/// <param name="Stopped">The clocks that ran and were stopped by it, as places in the list of clocks.</param>
public sealed record JoinedFrom(Stage Stage, ImmutableArray<int> Stopped)
{
    /// <summary>True where a rule found the same caller with the same matter.</summary>
    public bool AsRepeat { get; init; }
}

/// <summary>A request or act by a person that later rules look back at.</summary>
public sealed record PendingRequest(string By, string? Unit, DateTimeOffset At, string? Detail = null)
{
    /// <summary>For a suspension: when it would end by itself.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>How a dispatcher's choice of the unit kept to what was proposed.</summary>
/// <param name="Day">The day of the dispatch, Asia/Shanghai.</param>
/// <param name="Rank">1 to 3 for one of the units proposed, 0 for another.</param>
public sealed record DispatchChoice(DateOnly Day, string Category, int Rank);

/// <summary>A helper unit's part of the work.</summary>
public sealed record Subtask(string Id, string UnitCode, bool Done);

/// <summary>One attempt to reach the citizen.</summary>
public sealed record VisitAttempt(DateTimeOffset At, bool Reached, bool Counted, bool Dissatisfied);
