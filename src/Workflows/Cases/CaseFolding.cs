using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases;

/// <summary>Folds facts into a <see cref="CaseFile"/>. Pure: no policy, no calendar, no clock; only what the facts say.</summary>
public static class CaseFolding
{
    /// <summary>Folds a whole chain; null for an empty one.</summary>
    public static CaseFile? Fold(string caseId, IEnumerable<RecordedFact> facts)
    {
        CaseFile? file = null;
        foreach (var fact in facts) file = Apply(caseId, file, fact);
        return file;
    }

    /// <summary>The file after one more fact.</summary>
    /// <exception cref="InvalidOperationException">The fact's number does not follow, or the first fact is not a registration.</exception>
    public static CaseFile Apply(string caseId, CaseFile? file, RecordedFact recorded) => Apply(caseId, file, recorded.Body, recorded.Hash);

    /// <summary>The same of a fact whose text nobody needs.</summary>
    /// <inheritdoc cref="Apply(string, CaseFile, RecordedFact)" path="/exception"/>
    public static CaseFile Apply(string caseId, CaseFile? file, FactBody body, string hash)
    {
        if (body.Number != (file?.Version ?? 0) + 1)
            throw new InvalidOperationException($"Fact {body.Number} does not follow fact {file?.Version ?? 0} of case {caseId}.");
        var next = (file, body.Fact) switch
        {
            (null, Registered registered) => Begin(caseId, registered, body),
            (null, _) => throw new InvalidOperationException($"Case {caseId} does not begin with its registration."),
            _ => Noting(WithNewCycles(Apply(file, body), body.Fact.NewCycles), body.Fact),
        };
        return next.Stamped(body, hash, file);
    }

    private static CaseFile Begin(string caseId, Registered fact, FactBody body)
    {
        var file = new CaseFile
        {
            Id = caseId,
            Origin = fact,
            RegisteredAt = body.At,
            RegisteredBy = body.By,
            PolicyVersion = fact.PolicyVersion,
            CalendarVersion = fact.CalendarVersion,
            RuleChange = fact.RuleChange,
            Kind = fact.Kind,
            Category = fact.Category,
            Grade = fact.Grade,
            GridCode = fact.GridCode,
            SatisfactionExempt = fact.SatisfactionExempt,
            Stage = Stage.Triage,
        };
        file = file.Start(ClockKind.Dispatch, body.At);
        return fact.HasCitizen ? file.Start(ClockKind.CitizenFinish, fact.ReceivedAt, fixedDue: fact.HotlineDueAt) : file;
    }

    private static CaseFile Apply(CaseFile file, FactBody body) => body.Fact switch
    {
        Supplemented fact => fact.Urge ? file with { Urges = file.Urges + 1, LastUrge = body.Asked(null) } : file,
        Triaged fact => file.Retrait(fact.Kind, fact.Category, fact.Grade) with
        {
            GridCode = fact.GridCode,
            SatisfactionExempt = fact.SatisfactionExempt,
            Stage = Stage.Dispatch,
        },
        ObservedTimeAccepted => file.Restart(ClockKind.Dispatch, file.Origin.ObservedAt ?? file.RegisteredAt),
        Regraded fact => file.Retrait(file.Kind, file.Category, fact.Grade),
        RefusedToAct => file.End(CaseStatus.Refused, body.At),
        Withdrawn => file.End(CaseStatus.Withdrawn, body.At),
        MergedInto fact => file.End(CaseStatus.Merged, body.At) with
        {
            MergedIntoId = fact.CaseId,
            JoinedFrom = file.StandBut(null) with { AsRepeat = fact.ByRule },
            ConfidentialLinks = fact.Confidential ? file.ConfidentialLinks.Add(fact.CaseId) : file.ConfidentialLinks,
        },
        JoinedParent fact => file.StopAllBut(body.At, ClockKind.CitizenFinish) with
        {
            ParentId = fact.CaseId,
            Stage = Stage.Handling,
            JoinedFrom = file.StandBut(ClockKind.CitizenFinish),
        },
        LeftParent => file.ToCentre(body.At) with { ParentId = null, VerifiedAt = null },
        ChildJoined fact => KinFolding.Joined(file, fact),
        Separated fact => KinFolding.Separated(file, fact),
        ChildLeft fact => KinFolding.Left(file, fact),
        Dispatched fact => file.HandTo(fact.UnitCode, fact.Tier, fact.Restarts, body.At) with
        {
            FirstChoice = file.FirstChoice ?? (fact.ProposalRank is { } rank ? new(DateOnly.FromDateTime(body.At.DateTime), file.Category, rank) : null),
        },
        Arbitrated fact => file.HandTo(fact.UnitCode, fact.Tier, fact.Restarts, body.At) with
        {
            ArbitratedTo = fact.UnitCode,
            BoundUnit = fact.MayReturn ? null : fact.UnitCode,
        },
        SignedOff fact => file.Stop(body.At, ClockKind.SignOff) with
        {
            Stage = Stage.Handling,
            IsSignedOff = true,
            HolderPersonId = fact.PersonId,
            PromisedAt = fact.PromisedAt,
        },
        Objected fact => file.Start(fact.ToArbitration ? ClockKind.Arbitration : ClockKind.ObjectionDecision, body.At) with
        {
            Objections = fact.Count,
            OpenObjection = body.Asked(fact.ReasonCode),
            AwaitsArbitration = fact.ToArbitration,
            Evidence = fact.Attachments is { } files ? [.. file.Evidence.Union(files)] : file.Evidence,
        },
        ObjectionUpheld => file.ToCentre(body.At) with
        {
            ReturnedBy = file.UnitCode is { } returning ? file.ReturnedBy.Add(returning) : file.ReturnedBy,
        },
        ObjectionRejected => file.Stop(body.At, ClockKind.ObjectionDecision) with { OpenObjection = null },
        Contacted => file.Stop(body.At, ClockKind.FirstContact) with { IsContacted = true },
        AcceptanceTold => file with { AcceptanceToldAt = body.At },
        ExtensionRequested fact => file with { ExtensionAsked = body.Asked(fact.Amount) },
        ExtensionDenied => file with { ExtensionAsked = null },
        ExtensionGranted fact => file.Each(fact.Clocks, clock => clock with
        {
            Extensions = clock.Extensions.Add(new(Budget.Parse(fact.Amount), body.At)),
        }) with
        { ExtensionAsked = null, ExtensionsGranted = file.ExtensionsGranted + 1 },
        SuspensionRequested fact => file with { SuspensionAsked = body.Asked(fact.ReasonCode) with { Until = fact.Until } },
        SuspensionDenied => file with { SuspensionAsked = null },
        Suspended fact => file.Pause(fact.Clocks, body.At, fact.ReasonCode) with
        {
            Status = CaseStatus.Suspended,
            SuspensionAsked = null,
            SuspendedUntil = fact.Until,
        },
        Resumed => file.Unpause(body.At) with { Status = CaseStatus.Open, SuspendedUntil = null },
        EnteredInLedger fact => file.Pause(fact.Clocks, body.At, fact.ReasonCode).Start(ClockKind.LedgerReview, body.At) with { Status = CaseStatus.Ledger },
        StruckOff => file.Unpause(body.At).Stop(body.At, ClockKind.LedgerReview) with { Status = CaseStatus.Open },
        SubtaskAdded fact => file.Start(ClockKind.Subtask, body.At, $"subtask:{fact.SubtaskId}", ownBudget: fact.Budget, unit: fact.UnitCode) with
        {
            Subtasks = file.Subtasks.Add(new(fact.SubtaskId, fact.UnitCode, false)),
        },
        SubtaskCompleted fact => file.StopById(body.At, $"subtask:{fact.SubtaskId}") with
        {
            Subtasks = [.. file.Subtasks.Select(task => task.Id == fact.SubtaskId ? task with { Done = true } : task)],
        },
        SteppedUp fact => file.HandTo(fact.UnitCode, fact.Tier, true, body.At),
        Supervised => file.Start(ClockKind.Supervised, body.At).PauseIfSuspended(ClockKind.Supervised, body.At) with { IsSupervised = true },
        TakenOver fact => file with { LeaderId = fact.PersonId, HolderPersonId = fact.PersonId, LeaderCalled = false },
        Resolved fact => file.StopHandling(body.At).Stop(body.At, ClockKind.Dispatch).Start(ClockKind.Verification, body.At) with
        {
            Resolution = body.Asked(null),
            ResolvedOnSite = fact.OnSite,
            Stage = Stage.Verification,
            ExtensionAsked = null,
            SuspensionAsked = null,
            Visits = [],
            VisitsExhausted = false,
            VisitSkipped = false,
            VisitHandedOver = false,
        },
        Replied => file.Stop(body.At, ClockKind.CitizenFinish) with { RepliedAt = body.At },
        Verified => file.Stop(body.At, ClockKind.Verification).Start(ClockKind.Visit, body.At) with { VerifiedAt = body.At, Stage = Stage.Visit },
        VerificationFailed => file.Stop(body.At, ClockKind.Verification),
        VisitSkipped => file.Stop(body.At, ClockKind.Visit) with { VisitSkipped = true, Stage = Stage.Visit },
        VisitHandedOver => file with { VisitHandedOver = true },
        Visited fact => file.Stop(body.At, ClockKind.Visit) with
        {
            Visits = file.Visits.Add(new(fact.AttemptedAt, true, true, fact.Dissatisfied)),
            FailedVisits = file.FailedVisits + (fact.Dissatisfied ? 1 : 0),
        },
        VisitUnreachable fact => file with { Visits = file.Visits.Add(new(fact.AttemptedAt, false, fact.Counted, false)), VisitsExhausted = fact.Exhausted },
        ReworkOrdered => file.Start(ClockKind.Rework, body.At) with { Stage = Stage.Handling, VerifiedAt = null },
        LeaderCalled => file with { LeaderCalled = true },
        ClosedCase fact => file.StopAllBut(body.At).StartIf(fact.LookBack, ClockKind.LookBack, body.At) with
        {
            Status = CaseStatus.Closed,
            Stage = fact.LookBack ? Stage.LookBack : Stage.Ended,
            CloseOutcome = fact.Outcome,
            ClosedAt = body.At,
        },
        Reopened => file.StopAllBut(body.At).Start(ClockKind.Rework, body.At) with
        {
            Status = CaseStatus.Open,
            Stage = Stage.Handling,
            CloseOutcome = null,
            ClosedAt = null,
            VerifiedAt = null,
        },
        LookedBack fact => file.Stop(body.At, ClockKind.LookBack) with { Stage = Stage.Ended, RecurrenceId = fact.RecurrenceId },
        Warned fact => file.Pass(fact.Clock, fact.Cycle, MarkName.Warn, body.At),
        FellDue fact => file.Pass(fact.Clock, fact.Cycle, MarkName.Due, body.At),
        Escalated fact => file.Pass(fact.Clock, fact.Cycle, MarkName.Rung(fact.Rung), body.At),
        Acknowledged fact => file.Acknowledge(fact.Clock, fact.Cycle, MarkName.Rung(fact.Rung), body.At),
        ClocksRederived fact => file.Rederive(fact, body.At),
        GridMoved fact => file.Follow(fact),
        Commented or Progressed => file,
        _ => throw new InvalidOperationException($"Nothing folds {body.Fact.GetType().Name}."),
    };

    /// <summary>Keeps with the last rule change what it brought at once.</summary>
    private static CaseFile Noting(CaseFile file, Fact fact)
    {
        var brought = fact is Warned { Because: not null } or FellDue { Because: not null } or Escalated { Because: not null };
        if (!brought && fact is not ClocksRederived) return file;
        var last = file.TakenChanges[^1];
        return file with
        {
            TakenChanges = file.TakenChanges.SetItem(
                file.TakenChanges.Length - 1, last with { LightAfter = file.Light, MarksAtOnce = last.MarksAtOnce + (brought ? 1 : 0) }),
        };
    }

    private static CaseFile WithNewCycles(CaseFile file, IReadOnlyList<string>? clocks) =>
        clocks is null ? file : file.Each(clocks, clock => clock with { Cycle = clock.Cycle + 1, Passed = [] });

    private static PendingRequest Asked(this FactBody body, string? detail) => new(body.By, body.Unit, body.At, detail);
}
