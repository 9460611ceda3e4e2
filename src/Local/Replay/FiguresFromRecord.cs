using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Replay;

/// <summary>Counts what a replay came to by reading every case of the record again, fact by fact.</summary>
public sealed class FiguresFromRecord
{
    private const int OpenListed = 50;

    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> fellDue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitResult> units = [];
    private readonly List<int> rungs = [];
    private readonly List<string> open = [];
    private int stillOpen;
    private ReplayFigures figures = new();

    private FiguresFromRecord()
    {
    }

    /// <summary>How each unit did with the cases that came from the file.</summary>
    public IReadOnlyDictionary<string, UnitResult> Units => units;

    /// <summary>Cases that have not ended; <see cref="ReplayFigures.Open"/> lists the first of them.</summary>
    public int StillOpen => stillOpen;

    public ReplayFigures Figures => figures with { Outcomes = outcomes, FellDue = fellDue, Escalations = rungs, Open = open };

    /// <summary>Reads the whole record.</summary>
    /// <exception cref="InvalidOperationException">A case does not fold from its facts.</exception>
    public static async Task<FiguresFromRecord> Read(ICaseStore cases, INoticeStore notices, CancellationToken cancellation = default)
    {
        var counted = new FiguresFromRecord();
        string? after = null;
        do
        {
            var page = await cases.List(new() { Scope = CaseScope.Everything, After = after, Limit = 200 }, cancellation);
            foreach (var row in page.Rows) await counted.Add(row.CaseId, cases, notices, cancellation);
            after = page.Next;
        }
        while (after is not null);
        return counted;
    }

    private async Task Add(string caseId, ICaseStore cases, INoticeStore notices, CancellationToken cancellation)
    {
        CaseFile? file = null;
        var number = 0;
        var isOverdue = false;
        var escalated = false;
        while (await cases.Facts(caseId, number, 1_000, cancellation) is { Count: > 0 } facts)
        {
            foreach (var fact in facts)
            {
                file = CaseFolding.Apply(caseId, file, fact);
                isOverdue |= fact.Fact is FellDue;
                escalated |= fact.Fact is Escalated;
                Count(fact.Fact);
            }

            number = facts[^1].Number;
        }

        if (file is null) throw new InvalidOperationException($"Case {caseId} has no facts.");
        if (escalated) await CountNotices(caseId, notices, cancellation);
        CountCase(file, isOverdue);
    }

    private void Count(Fact fact)
    {
        figures = figures with { Events = figures.Events + 1 };
        figures = fact switch
        {
            Visited visited => figures with { Visits = figures.Visits + 1, VisitsDissatisfied = figures.VisitsDissatisfied + (visited.Dissatisfied ? 1 : 0) },
            VisitUnreachable => figures with { Visits = figures.Visits + 1, VisitsUnreachable = figures.VisitsUnreachable + 1 },
            ReworkOrdered or Reopened => figures with { Reworks = figures.Reworks + 1 },
            VerificationFailed => figures with { VerificationsFailed = figures.VerificationsFailed + 1 },
            Acknowledged => figures with { Acknowledged = figures.Acknowledged + 1 },
            Objected => figures with { Objections = figures.Objections + 1 },
            ObjectionUpheld => figures with { ObjectionsUpheld = figures.ObjectionsUpheld + 1 },
            Arbitrated => figures with { Arbitrations = figures.Arbitrations + 1 },
            ExtensionGranted => figures with { Extensions = figures.Extensions + 1 },
            Suspended => figures with { Suspensions = figures.Suspensions + 1 },
            EnteredInLedger => figures with { LedgerEntries = figures.LedgerEntries + 1 },
            SubtaskAdded => figures with { Subtasks = figures.Subtasks + 1 },
            TakenOver => figures with { LedByLeader = figures.LedByLeader + 1 },
            LookedBack => figures with { LookBacks = figures.LookBacks + 1 },
            Escalated { Climbed: true } => figures with { Climbed = figures.Climbed + 1 },
            _ => figures,
        };
        if (fact is FellDue due) fellDue[due.Clock.Split(':')[0]] = fellDue.GetValueOrDefault(due.Clock.Split(':')[0]) + 1;
        if (fact is not Escalated escalated) return;
        while (rungs.Count < escalated.Rung) rungs.Add(0);
        rungs[escalated.Rung - 1]++;
    }

    private async Task CountNotices(string caseId, INoticeStore notices, CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            var page = await notices.List(new() { CaseId = caseId, MarksOnly = true, After = after, Limit = 200 }, cancellation);
            var told = page.Notices.Where(kept => kept.Notice.Rung > 0).ToList();
            figures = figures with
            {
                RungNotices = figures.RungNotices + told.Count,
                NoticesAcknowledged = figures.NoticesAcknowledged + told.Count(kept => kept.AcknowledgedAt is not null),
            };
            after = page.Next;
        }
        while (after is not null);
    }

    private void CountCase(CaseFile file, bool isOverdue)
    {
        var isClosed = file.Status == CaseStatus.Closed;
        var finish = file.Clock(KebabCase.Of(ClockKind.UnitFinish));
        var isLate = finish?.HasPassed(MarkName.Due) == true;
        if (isClosed) outcomes[file.CloseOutcome!] = outcomes.GetValueOrDefault(file.CloseOutcome!) + 1;
        if (file.IsOpen && ++stillOpen <= OpenListed) open.Add($"{file.Origin.Code} {KebabCase.Of(file.Stage)} {KebabCase.Of(file.Status)}");
        figures = figures with
        {
            Cases = figures.Cases + 1,
            Recurrences = figures.Recurrences + (file.Origin.Channel == Channel.LookBack ? 1 : 0),
            Closed = figures.Closed + (isClosed ? 1 : 0),
            EndedOtherwise = figures.EndedOtherwise + (isClosed || file.IsOpen ? 0 : 1),
            AwaitingLookBack = figures.AwaitingLookBack + (file.Stage == Stage.LookBack ? 1 : 0),
            Overdue = figures.Overdue + (isOverdue ? 1 : 0),
            OverdueAtUnit = figures.OverdueAtUnit + (isLate ? 1 : 0),
        };
        if (file.Origin.Channel == Channel.LookBack || file.Resolution?.Unit is null || file.UnitCode is not { } unit) return;
        var result = units.GetValueOrDefault(unit) ?? new(0, 0);
        units[unit] = new(result.Cases + 1, result.InTime + (isLate ? 0 : 1));
    }
}

/// <summary>How one unit did: its cases with a result, and those in time.</summary>
public sealed record UnitResult(int Cases, int InTime);
