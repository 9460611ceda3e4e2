using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>Adds cases, or parts of a preview, up.</summary>
public sealed class ImpactTally
{
    private readonly Dictionary<string, PersonTally> people = [];
    private readonly Dictionary<string, GroupImpact> units = [];
    private readonly Dictionary<string, GroupImpact> categories = [];
    private readonly Dictionary<ClockKind, Timeliness> clocks = [];
    private OpenImpact open = OpenImpact.None;
    private PastImpact past = PastImpact.None;

    public void Add(CaseImpact impact)
    {
        if (impact.Open is { } still) Add(still);
        if (impact.Past is { } done) Add(done);
        var group = GroupOf(impact);
        if (impact.File.UnitCode is { } unit) Add(units, unit, group);
        Add(categories, impact.File.Category, group);
    }

    public void Add(Impact part)
    {
        open = open.Plus(part.Open);
        Add(part.Past);
        foreach (var (unit, group) in part.Units) Add(units, unit, group);
        foreach (var (category, group) in part.Categories) Add(categories, category, group);
        foreach (var (id, person) in part.People)
        {
            var tally = Person(id);
            tally.AtOnce += person.AtOnce;
            tally.AheadBefore += person.AheadBefore;
            tally.AheadAfter += person.AheadAfter;
            foreach (var (day, notices) in person.Days) tally.Add(day, notices.Before, notices.After);
        }
    }

    public Impact Sum() => new(
        open,
        past with { Clocks = clocks.ToImmutableSortedDictionary() },
        people.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Sum(), StringComparer.Ordinal),
        units.ToImmutableSortedDictionary(StringComparer.Ordinal),
        categories.ToImmutableSortedDictionary(StringComparer.Ordinal));

    private void Add(OpenCaseImpact one)
    {
        open = open.Plus(new(
            1, one.Taken is { } taken ? RederivedCounts.None.With(taken) : RederivedCounts.None, one.FixedByHotline ? 1 : 0, one.HorizonExceeded ? 1 : 0,
            one.AtOnce.Length, one.AheadBefore.Length, one.AheadAfter.Length));
        foreach (var person in one.AtOnce) Person(person).AtOnce++;
        foreach (var person in one.AheadBefore) Person(person).AheadBefore++;
        foreach (var person in one.AheadAfter) Person(person).AheadAfter++;
    }

    private void Add(PastCaseImpact one)
    {
        Add(new PastImpact(
            1, one.IsMoved ? 1 : 0, one.BecomesOverdue ? 1 : 0, one.NoLongerOverdue ? 1 : 0, one.FixedByHotline ? 1 : 0, one.HorizonExceeded ? 1 : 0, one.Before.Length,
            one.After.Length, ImmutableSortedDictionary<ClockKind, Timeliness>.Empty));
        foreach (var clock in one.Clocks)
            if (clock.IsFinish || clock.Kind is not (ClockKind.UnitFinish or ClockKind.CitizenFinish)) Add(clock.Kind, TimelinessOf(clock));
        foreach (var notice in one.Before) Person(notice.PersonId).Add(notice.Day, 1, 0);
        foreach (var notice in one.After) Person(notice.PersonId).Add(notice.Day, 0, 1);
    }

    private void Add(PastImpact other)
    {
        past = new(
            past.Cases + other.Cases,
            past.Moved + other.Moved,
            past.BecameOverdue + other.BecameOverdue,
            past.NoLongerOverdue + other.NoLongerOverdue,
            past.FixedByHotline + other.FixedByHotline,
            past.HorizonExceeded + other.HorizonExceeded,
            past.NoticesBefore + other.NoticesBefore,
            past.NoticesAfter + other.NoticesAfter,
            past.Clocks);
        foreach (var (kind, timeliness) in other.Clocks) Add(kind, timeliness);
    }

    private void Add(ClockKind kind, Timeliness timeliness) => clocks[kind] = clocks.GetValueOrDefault(kind, Timeliness.None).Plus(timeliness);

    private static void Add(Dictionary<string, GroupImpact> groups, string code, GroupImpact group) =>
        groups[code] = groups.GetValueOrDefault(code, GroupImpact.None).Plus(group);

    private PersonTally Person(string id) => CollectionsMarshal.GetValueRefOrAddDefault(people, id, out _) ??= new();

    private static Timeliness TimelinessOf(PastClock clock) => new(
        1, clock.IsMoved ? 1 : 0, clock.WasInTime ? 1 : 0, clock.IsInTime ? 1 : 0, clock is { WasInTime: true, IsInTime: false } ? 1 : 0,
        clock is { WasInTime: false, IsInTime: true } ? 1 : 0);

    private static GroupImpact GroupOf(CaseImpact impact)
    {
        int finished = 0, before = 0, after = 0;
        foreach (var clock in impact.Past?.Clocks ?? [])
        {
            if (!clock.IsFinish) continue;
            finished++;
            before += clock.WasInTime ? 1 : 0;
            after += clock.IsInTime ? 1 : 0;
        }

        return new(1, impact.IsMoved ? 1 : 0, finished, before, after);
    }

    private sealed class PersonTally
    {
        private readonly Dictionary<DateOnly, DayNotices> days = [];

        public int AtOnce { get; set; }

        public int AheadBefore { get; set; }

        public int AheadAfter { get; set; }

        public void Add(DateOnly day, int before, int after)
        {
            var known = days.GetValueOrDefault(day) ?? new(0, 0);
            days[day] = new(known.Before + before, known.After + after);
        }

        public PersonImpact Sum() => new(AtOnce, AheadBefore, AheadAfter, days.ToImmutableSortedDictionary());
    }
}
