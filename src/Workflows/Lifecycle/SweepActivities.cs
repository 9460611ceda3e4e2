using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Opens sweeps and moves them on. Each step is decided on the record and written under its version: the second time finds it done.</summary>
public sealed class SweepActivities(IInspectionStore store, IDirectorySource directory, IPolicySource policies)
{
    /// <summary>Inspections made in one batch: few enough that people's moves do not wait for it.</summary>
    private const int Batch = 200;

    private const int Page = 500;
    private const int Tries = 8;

    /// <summary>The schedule is looked at once a day at least: a lost signal costs a day at most.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    private static readonly Actor Self = Actor.System("inspections");

    /// <summary>Opens every sweep that the plans want by now and that is not there; returns when to look again.</summary>
    public async Task<DateTimeOffset> OpenSweeps(DateTimeOffset now)
    {
        var book = policies.Current;
        var look = Schedule.At(await store.ListPlans(), book.PolicyAt(now), book.CalendarAt(now), now);
        foreach (var planned in look.Due)
        {
            var id = InspectionIds.OfSweep(planned.Plan.Id, planned.Colour, planned.Period);
            if (await store.FindSweep(id) is not null || await store.FindChecklist(planned.Plan.Checklist) is not { } checklist) continue;
            await store.Save(new() { Sweep = SweepMaking.Of(planned, checklist, book, now), Messages = [new(WorkflowMessageKind.RunSweep, id)] });
        }

        return look.Next is { } next && next < now + Idle ? next : now + Idle;
    }

    /// <summary>Moves a sweep on by one step: the next batch of inspections, the marks that are due, or its end.</summary>
    public async Task<SweepLook> Advance(string sweepId, DateTimeOffset now)
    {
        var context = new DecisionContext(now.ToOffset(ChinaTime.Offset), Self, policies.Current, directory.Current);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await store.FindSweep(sweepId) is not { IsOver: false } sweep) return SweepLook.Over;
            if (await Step(sweep, context) is not { } change) return new(false, false, NextAt(sweep, context.Policies));
            if (await store.Save(change) != AppendOutcome.Appended) continue;
            return change.Sweep!.IsOver ? SweepLook.Over : new(false, true, null);
        }

        // Others keep writing: the next turn tries again.
        return new(false, true, null);
    }

    private async Task<InspectionChange?> Step(Sweep sweep, DecisionContext context)
    {
        if (sweep.State == SweepState.Preparing) return await Prepare(sweep, context);
        if (sweep.Counts is { Open: 0, Missed: 0 }) return new() { Sweep = Ended(sweep, SweepState.Done, context.Now) };
        if (SweepClock.LapsesAt(sweep, context.Policies) <= context.Now) return new() { Sweep = Ended(sweep, SweepState.Lapsed, context.Now) };
        return await Mark(sweep, context);
    }

    private async Task<InspectionChange> Prepare(Sweep sweep, DecisionContext context)
    {
        var checklist = await store.FindChecklist(sweep.Terms.Checklist, sweep.Terms.ChecklistVersion) ?? throw new InvalidOperationException($"Sweep {sweep.Id} names a checklist that is not kept.");
        var (made, last) = await NextBatch(sweep, checklist, context);
        if (last is not null) return new() { Sweep = sweep with { PreparedUpTo = last, Version = sweep.Version + 1 }, Inspections = made };
        var open = sweep with { State = SweepState.Open, Version = sweep.Version + 1 };
        return new() { Sweep = open, Notices = SweepNotices.OfOpening(open, await ToDo(sweep.Id), context) };
    }

    private async Task<(ImmutableArray<Inspection> Made, string? Last)> NextBatch(Sweep sweep, Checklist checklist, DecisionContext context)
    {
        var target = sweep.Terms.Target;
        if (target.Kind != TargetKind.Places)
        {
            var grids = context.Directory.Grids.Where(grid => string.CompareOrdinal(grid.Code, sweep.PreparedUpTo) > 0 && target.CoversGrid(grid.Code))
                .OrderBy(grid => grid.Code, StringComparer.Ordinal).Take(Batch).ToImmutableArray();
            return ([.. grids.Select(grid => SweepMaking.Of(sweep, grid, checklist, context.Directory))], grids.IsEmpty ? null : grids[^1].Code);
        }

        var query = new PlaceQuery
        {
            Scope = CaseScope.Everything,
            Kinds = target.PlaceKinds,
            Colours = target.Colours,
            GridPrefixes = target.GridPrefixes,
            ActiveOnly = true,
            After = sweep.PreparedUpTo,
            Limit = Batch,
        };
        var places = (await store.ListPlaces(query)).Places;
        return ([.. places.Select(place => SweepMaking.Of(sweep, place, checklist, context.Directory))], places.Count == 0 ? null : places[^1].Id);
    }

    /// <summary>Passes every mark that is due by now, each at its own instant; after a stand-still only the highest is told.</summary>
    private async Task<InspectionChange?> Mark(Sweep sweep, DecisionContext context)
    {
        var (after, last) = (sweep, (SweepMoment?)null);
        while (SweepClock.Next(after, context.Policies) is { } moment && moment.Instant <= context.Now)
        {
            after = after with { Marks = after.Marks.Add(new(moment.Mark, moment.Instant, 0, [])) };
            last = moment;
        }

        if (last is null) return null;
        var notices = SweepNotices.OfMark(sweep, last, await ToDo(sweep.Id), context);
        var seenBy = notices.Where(notice => notice.AcknowledgeBy is not null).Select(notice => notice.PersonId).Distinct();
        var told = after.Marks[^1] with { Told = notices.Length, Unseen = [.. seenBy] };
        return new()
        {
            Sweep = after with { Marks = after.Marks.SetItem(after.Marks.Length - 1, told), Version = sweep.Version + 1 },
            RestBecome = context.Now >= sweep.DueAt ? InspectionState.Missed : null,
            Notices = notices,
        };
    }

    private async Task<List<Inspection>> ToDo(string sweepId)
    {
        var toDo = new List<Inspection>();
        for (string? after = null; ;)
        {
            var page = await store.ListInspections(new() { Scope = CaseScope.Everything, SweepId = sweepId, ToDoOnly = true, After = after, Limit = Page });
            toDo.AddRange(page.Inspections);
            if ((after = page.Next) is null) return toDo;
        }
    }

    private static DateTimeOffset? NextAt(Sweep sweep, PolicyBook book) => SweepClock.Next(sweep, book)?.Instant ?? SweepClock.LapsesAt(sweep, book);

    private static Sweep Ended(Sweep sweep, SweepState state, DateTimeOffset now) => sweep with { State = state, EndedAt = now, Version = sweep.Version + 1 };
}

/// <summary>How a sweep stands after one step.</summary>
/// <param name="More">There is more to do at once.</param>
/// <param name="NextAt">When something happens by itself, if an instant is known.</param>
public sealed record SweepLook(bool IsOver, bool More, DateTimeOffset? NextAt)
{
    public static SweepLook Over { get; } = new(true, false, null);
}
