using System.Collections.Immutable;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases;

/// <summary>What a fact may do to the clocks of a case file.</summary>
internal static class ClockMoves
{
    /// <summary>The clocks of a unit's own work: they stop when the work is done and start anew with another unit.</summary>
    private static readonly ImmutableArray<ClockKind> HandlingKinds =
    [
        ClockKind.SignOff, ClockKind.FirstContact, ClockKind.UnitFinish, ClockKind.Tier, ClockKind.Rework, ClockKind.Supervised,
    ];

    public static CaseFile Start(
        this CaseFile file, ClockKind kind, DateTimeOffset at, string? id = null, DateTimeOffset? fixedDue = null, string? ownBudget = null,
        string? unit = null)
    {
        id ??= IdOf(kind);
        var earlier = file.Clock(id);
        if (earlier is { IsRunning: true }) file = file.StopById(at, id);
        var traits = new CaseTraits(file.Origin.Channel, file.Kind, file.Category, file.Grade, file.UnitTier);
        var clock = new CaseClock(
            id, kind, (earlier?.Cycle ?? 0) + 1, at, traits, file.PolicyVersion, file.CalendarVersion, fixedDue,
            kind == ClockKind.UnitFinish ? ownBudget ?? file.Origin.Rectify : ownBudget, [], [], null, [])
        {
            UnitCode = unit ?? (HandlingKinds.Contains(kind) ? file.UnitCode : null),
        };
        return file with { Clocks = file.Clocks.Add(clock) };
    }

    public static CaseFile StartIf(this CaseFile file, bool condition, ClockKind kind, DateTimeOffset at) =>
        condition ? file.Start(kind, at) : file;

    /// <summary>Starts a clock again from another instant in its own cycle: what it passed stays passed.</summary>
    public static CaseFile Restart(this CaseFile file, ClockKind kind, DateTimeOffset at) =>
        file.Each([IdOf(kind)], clock => clock with { StartedAt = at });

    public static CaseFile Stop(this CaseFile file, DateTimeOffset at, ClockKind kind) => file.StopById(at, IdOf(kind));

    public static CaseFile StopById(this CaseFile file, DateTimeOffset at, string id) =>
        file.RunningClock(id) is var i and >= 0 ? file with { Clocks = file.Clocks.SetItem(i, Stopped(file.Clocks[i], at)) } : file;

    /// <summary>The unit's work has ended, or goes to another unit: its clocks and its helpers' stop.</summary>
    public static CaseFile StopHandling(this CaseFile file, DateTimeOffset at) =>
        file.Change(clock => HandlingKinds.Contains(clock.Kind), clock => Stopped(clock, at));

    public static CaseFile StopAllBut(this CaseFile file, DateTimeOffset at, ClockKind? kept = null) =>
        file.Change(clock => clock.Kind != kept, clock => Stopped(clock, at));

    public static CaseFile End(this CaseFile file, CaseStatus status, DateTimeOffset at) =>
        file.StopAllBut(at) with { Status = status, Stage = Stage.Ended };

    /// <summary>Where the case stands, with the clocks that run, but for those of one kind.</summary>
    public static JoinedFrom StandBut(this CaseFile file, ClockKind? kept) =>
        new(file.Stage, [.. Enumerable.Range(0, file.Clocks.Length).Where(i => file.Clocks[i].IsRunning && file.Clocks[i].Kind != kept)]);

    /// <summary>Clocks that were stopped run on as if they had never stood.</summary>
    public static CaseFile RunOn(this CaseFile file, ImmutableArray<int> clocks)
    {
        var running = file.Clocks.ToBuilder();
        foreach (var i in clocks) running[i] = running[i] with { StoppedAt = null };
        return file with { Clocks = running.DrainToImmutable() };
    }

    /// <summary>Gives the case to a unit. Another unit than before gets clocks of its own, that of a supervision too; the citizen's clock is not touched.</summary>
    public static CaseFile HandTo(this CaseFile file, string unit, UnitTier tier, bool restarts, DateTimeOffset at)
    {
        file = file.Stop(at, ClockKind.Dispatch).Stop(at, ClockKind.ObjectionDecision).Stop(at, ClockKind.Arbitration) with
        {
            UnitCode = unit,
            UnitTier = tier,
            OpenObjection = null,
            AwaitsArbitration = false,
            ExtensionAsked = null,
            SuspensionAsked = null,
        };
        if (!restarts) return file with { Stage = file.IsSignedOff ? Stage.Handling : Stage.Dispatch };
        file = file.StopHandling(at) with { Stage = Stage.Dispatch, IsSignedOff = false, HolderPersonId = null, PromisedAt = null };
        file = file.Start(ClockKind.SignOff, at).StartIf(file.IsSupervised, ClockKind.Supervised, at);
        if (!file.IsContacted && file.Origin.HasContact) file = file.Start(ClockKind.FirstContact, at);
        return file.Start(ClockKind.UnitFinish, at).Start(ClockKind.Tier, at);
    }

    /// <summary>No unit holds the case any more: the centre is to dispatch it.</summary>
    public static CaseFile ToCentre(this CaseFile file, DateTimeOffset at) => file.StopHandling(at).Stop(at, ClockKind.ObjectionDecision).Start(ClockKind.Dispatch, at) with
    {
        UnitCode = null,
        UnitTier = null,
        OpenObjection = null,
        AwaitsArbitration = false,
        HolderPersonId = null,
        PromisedAt = null,
        IsSignedOff = false,
        Stage = Stage.Dispatch,
        ExtensionAsked = null,
        SuspensionAsked = null,
    };

    public static CaseFile Pause(this CaseFile file, IReadOnlyList<string> ids, DateTimeOffset at, string reasonCode) =>
        file.Each(ids, clock => clock with { Pauses = clock.Pauses.Add(new(at, null, reasonCode)) });

    /// <summary>A clock that starts while the unit's clocks stand still stands still with them.</summary>
    public static CaseFile PauseIfSuspended(this CaseFile file, ClockKind kind, DateTimeOffset at) =>
        file.Status is CaseStatus.Suspended or CaseStatus.Ledger && file.Clocks.LastOrDefault(clock => clock.IsPaused) is { } still
            ? file.Pause([IdOf(kind)], at, still.Pauses[^1].ReasonCode)
            : file;

    public static CaseFile Unpause(this CaseFile file, DateTimeOffset at) =>
        file.Change(clock => clock.IsPaused, clock => clock with { Pauses = clock.Pauses.SetItem(clock.Pauses.Length - 1, clock.Pauses[^1] with { To = at }) });

    /// <summary>Running clocks take new traits, and with them the budgets of a new kind, category or grade, from their own starts.</summary>
    public static CaseFile Retrait(this CaseFile file, CaseKind kind, string category, Grade grade) =>
        file.Change(_ => true, clock => clock with { Traits = clock.Traits with { Kind = kind, Category = category, Grade = grade } }) with
        {
            Kind = kind,
            Category = category,
            Grade = grade,
        };

    public static CaseFile Pass(this CaseFile file, string id, int cycle, MarkName mark, DateTimeOffset at) =>
        file.RunningClock(id) is var i and >= 0 && file.Clocks[i].Cycle == cycle
            ? file with { Clocks = file.Clocks.SetItem(i, file.Clocks[i] with { Passed = file.Clocks[i].Passed.Add(new(mark, at, null)) }) }
            : file;

    public static CaseFile Acknowledge(this CaseFile file, string id, int cycle, MarkName mark, DateTimeOffset at) =>
        file.Each([id], clock => clock.Cycle == cycle
            ? clock with { Passed = [.. clock.Passed.Select(passed => passed.Mark == mark ? passed with { AcknowledgedAt = passed.AcknowledgedAt ?? at } : passed)] }
            : clock);

    /// <summary>The case and the clocks named go on under the rules that a change brought.</summary>
    public static CaseFile Rederive(this CaseFile file, ClocksRederived fact, DateTimeOffset at)
    {
        var lightBefore = file.Light;
        foreach (var entry in fact.Clocks)
        {
            file = file.Each([entry.Clock], clock => clock with
            {
                PolicyVersion = entry.PolicyVersion,
                CalendarVersion = entry.CalendarVersion,
                CountFrom = entry.CountFrom,
                Rederivations = clock.Rederivations.Add(
                    new(fact.Change, at, entry.OldDue, entry.NewDue, clock.PolicyVersion, clock.CalendarVersion, clock.CountFrom)),
            });
        }

        return file with
        {
            PolicyVersion = fact.PolicyVersion,
            CalendarVersion = fact.CalendarVersion,
            RuleChange = fact.Change,
            TakenChanges = file.TakenChanges.Add(new(at, fact, file.PolicyVersion, file.CalendarVersion) { LightBefore = lightBefore }),
        };
    }

    /// <summary>Changes the running clocks of these ids.</summary>
    public static CaseFile Each(this CaseFile file, IReadOnlyList<string> ids, Func<CaseClock, CaseClock> change) =>
        file.Change(clock => ids.Contains(clock.Id), change);

    /// <summary>The plain id of a clock of this kind.</summary>
    public static string IdOf(ClockKind kind) => Ids[(int)kind];

    private static readonly ImmutableArray<string> Ids =
        [.. Enum.GetNames<ClockKind>().Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName)];

    private static CaseClock Stopped(CaseClock clock, DateTimeOffset at) => clock with
    {
        StoppedAt = at,
        Pauses = clock.IsPaused ? clock.Pauses.SetItem(clock.Pauses.Length - 1, clock.Pauses[^1] with { To = at }) : clock.Pauses,
    };

    private static int RunningClock(this CaseFile file, string id)
    {
        for (var i = file.Clocks.Length - 1; i >= 0; i--)
            if (file.Clocks[i].IsRunning && file.Clocks[i].Id == id) return i;
        return -1;
    }

    private static CaseFile Change(this CaseFile file, Func<CaseClock, bool> which, Func<CaseClock, CaseClock> change)
    {
        ImmutableArray<CaseClock>.Builder? changed = null;
        for (var i = 0; i < file.Clocks.Length; i++)
        {
            var clock = file.Clocks[i];
            if (!clock.IsRunning || !which(clock)) continue;
            changed ??= file.Clocks.ToBuilder();
            changed[i] = change(clock);
        }

        return changed is null ? file : file with { Clocks = changed.DrainToImmutable() };
    }
}
