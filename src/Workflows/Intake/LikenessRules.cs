using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Intake;

/// <summary>
/// 重复件 and 集中诉求: which earlier case an order belongs to, and whether a rule may join them. The same caller with the same matter while the earlier is open
/// attaches as an urging; other callers with the same matter at the same spot become children of the first. Emergencies, orders without category or without an
/// address or position, and matters that are over are only proposed. domain.md §1.8. Pure.
/// </summary>
public static class LikenessRules
{
    private static readonly Stage[] BeforeResult = [Stage.Triage, Stage.Dispatch, Stage.Handling];

    /// <summary>What to look up so that a rule may join this new case to another; null where no rule ever would.</summary>
    public static LikenessQuery? ForRegistration(CaseFile file, Policy policy) =>
        MayJoinByItself(file) ? QueryOf(file, policy, file.RegisteredAt, endedToo: false) : null;

    /// <summary>What to look up so that a person may be shown what this case is like; null where there is neither caller nor spot.</summary>
    public static LikenessQuery? ForPerson(CaseFile file, Policy policy, DateTimeOffset now) =>
        file.Origin.HasCitizen && (file.Origin.CallerKey ?? file.Origin.AddressKey) is not null || file.Origin.Latitude is not null
            ? QueryOf(file, policy, now, endedToo: true)
            : null;

    /// <summary>What the case is like among those that were found; the one that a rule would join first, then the earliest.</summary>
    /// <param name="found">Cases that were found, with those that they have become children of.</param>
    public static IReadOnlyList<Likeness> Of(CaseFile file, IReadOnlyCollection<CaseFile> found, DecisionContext context)
    {
        var policy = context.Policies.Policy(file.PolicyVersion);
        var calendar = context.Policies.Calendar(file.CalendarVersion);
        var likenesses = new List<Likeness>();
        foreach (var other in found)
        {
            if (other.Id == file.Id || other.RegisteredAt > file.RegisteredAt || file.SeparatedFrom.Contains(other.Id) || other.SeparatedFrom.Contains(file.Id)) continue;
            if (!other.Origin.HasCitizen || other.MergedIntoId is not null) continue;
            var looked = new Pair(file, other, policy.Duplicates);
            var likeness = looked.SameCaller ? OfSameCaller(looked, Until(other, policy.Duplicates.SameCallerWindow, calendar), context.Now)
                : OfOther(looked, HeadOf(other, found), head => Until(head, policy.Duplicates.SamePlaceWindow, calendar), context.Now);
            if (likeness is not null) likenesses.Add(likeness);
        }

        var ordered = likenesses.OrderByDescending(likeness => likeness.ByItself).ThenBy(likeness => likeness.Relation)
            .ThenBy(likeness => likeness.Head.RegisteredAt).ThenBy(likeness => likeness.Head.Id, StringComparer.Ordinal);
        // A parent is found by itself and through each of its children: the strongest likeness to it counts.
        return [.. ordered.DistinctBy(likeness => likeness.Head.Id)];
    }

    /// <summary>The fact by which the rule joins a new case to what it is like.</summary>
    public static Fact JoinOf(CaseFile file, Likeness likeness) => likeness.Relation == Relation.Repeat
        ? new MergedInto(likeness.Head.Id) { ByRule = true, Confidential = likeness.TellsCallerOf(file) }
        : new JoinedParent(likeness.Head.Id) { ByRule = true };

    /// <summary>The same category, or one above the other.</summary>
    public static bool IsSameMatter(string one, string other) => IsClassified(one) && IsClassified(other)
        && (one == other || IsAbove(one, other) || IsAbove(other, one));

    private static Likeness? OfSameCaller(Pair pair, DateTimeOffset until, DateTimeOffset now)
    {
        if (now > until || !(pair.SameMatter || pair.MatterUnknown)) return null;
        if (!pair.SameMatter) return new(pair.Other, Relation.Possible, false, true, "The same caller; the matter is not classified.");
        if (pair.Place is not { } place) return new(pair.Other, Relation.Possible, false, true, "The same caller and matter; the place is not known to be the same.");
        if (!pair.Other.IsOpen) return new(pair.Other, Relation.RepeatOfEnded, false, true, $"The same caller and matter, {place}; that case is over. Is there a new fact?");
        // A grid has hundreds of households: what stops the clocks of a citizen's order is not guessed.
        if (pair.Spot is null) return new(pair.Other, Relation.Possible, false, true, $"The same caller and matter, {place}; whether it is the same spot is not known.");
        return new(pair.Other, Relation.Repeat, MayJoinByItself(pair.File), true, $"The same caller and matter, {place}.");
    }

    private static Likeness? OfOther(Pair pair, CaseFile head, Func<CaseFile, DateTimeOffset> until, DateTimeOffset now)
    {
        if (pair.Spot is not { } spot || !(pair.SameMatter || pair.MatterUnknown) || !pair.Other.IsOpen || !head.IsOpen || now > until(head)) return null;
        if (!pair.SameMatter) return new(head, Relation.Possible, false, false, $"Another order, {spot}; the matter is not classified.");
        if (!pair.CallersKnown || !BeforeResult.Contains(head.Stage)) return new(head, Relation.Possible, false, false, $"The same matter, {spot}.");
        return new(head, Relation.Collective, MayJoinByItself(pair.File), false, $"Another caller with the same matter, {spot}.");
    }

    /// <summary>Never an emergency, never without knowing who, what and where.</summary>
    private static bool MayJoinByItself(CaseFile file) =>
        file.Origin is { HasCitizen: true, CallerKey: not null } && file.Grade is not (Grade.L1 or Grade.L2) && IsClassified(file.Category)
        && (file.Origin.Latitude is not null || file.Origin.AddressKey is not null);

    private static LikenessQuery QueryOf(CaseFile file, Policy policy, DateTimeOffset now, bool endedToo) => new()
    {
        CallerKey = file.Origin.CallerKey,
        CallerSince = now - Longest(policy.Duplicates.SameCallerWindow),
        EndedToo = endedToo,
        AddressKey = file.Origin.AddressKey,
        Latitude = file.Origin.Latitude,
        Longitude = file.Origin.Longitude,
        Metres = policy.Duplicates.PlaceMetres,
        SpotSince = now - Longest(policy.Duplicates.SamePlaceWindow),
        CategoryRoot = IsClassified(file.Category) ? file.Category.Split('.')[0] : null,
    };

    private static DateTimeOffset Until(CaseFile earlier, Budget window, WorkCalendar calendar) => Counting.EndOf(earlier.RegisteredAt, window, EndOfDay.Midnight, calendar);

    /// <summary>The window in time at most: working days and days off may double it, and a long holiday comes on top.</summary>
    private static TimeSpan Longest(Budget window) => window.Kind switch
    {
        DayKind.Elapsed => window.Time,
        DayKind.WorkingHours => (window.Time * 6) + TimeSpan.FromDays(14),
        _ => TimeSpan.FromDays(((double)window.Days * 2) + 14),
    };

    private static CaseFile HeadOf(CaseFile other, IReadOnlyCollection<CaseFile> found) =>
        other.ParentId is { } parent && found.FirstOrDefault(one => one.Id == parent) is { } head ? head : other;

    private static bool IsClassified(string category) => category.Length > 0 && category != IntakeRules.Unclassified;

    private static bool IsAbove(string above, string below) => below.Length > above.Length && below[above.Length] == '.' && below.StartsWith(above, StringComparison.Ordinal);

    /// <summary>Two cases beside each other.</summary>
    private sealed record Pair(CaseFile File, CaseFile Other, DuplicateRule Rule)
    {
        public bool CallersKnown => File.Origin.CallerKey is not null && Other.Origin.CallerKey is not null;

        public bool SameCaller => CallersKnown && File.Origin.CallerKey == Other.Origin.CallerKey;

        public bool SameMatter => IsSameMatter(File.Category, Other.Category);

        public bool MatterUnknown => !IsClassified(File.Category) || !IsClassified(Other.Category);

        /// <summary>Why it is the same spot; null where it is not known to be.</summary>
        public string? Spot => Spots.SameAddress(File, Other) ? "at the same address"
            : Spots.Apart(File, Other) is { } metres && metres <= Rule.PlaceMetres ? $"{metres:0} m apart"
            : null;

        /// <summary>The same spot, or at least the same grid.</summary>
        public string? Place => Spot ?? (File.GridCode is not null && File.GridCode == Other.GridCode ? "in the same grid" : null);
    }
}
