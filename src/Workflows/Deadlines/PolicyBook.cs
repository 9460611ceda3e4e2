using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// Every policy and calendar that was ever in force, by version, and the changes from one to the next. A clock is read under the versions it
/// remembers until a change re-derives it.
/// </summary>
public sealed class PolicyBook
{
    private readonly Dictionary<string, Policy> policies;
    private readonly Dictionary<string, WorkCalendar> calendars;
    private readonly Policy firstPolicy;
    private readonly WorkCalendar firstCalendar;

    /// <param name="policies">All versions.</param>
    /// <param name="firstPolicy">The version in force before any change.</param>
    /// <param name="calendars">All versions.</param>
    /// <param name="firstCalendar">The version in force before any change.</param>
    /// <param name="changes">In the order of their numbers, 1, 2, 3…, and of their instants.</param>
    /// <exception cref="ArgumentException">A version stands twice or is missing, or the changes are out of order.</exception>
    public PolicyBook(
        IEnumerable<Policy> policies, string firstPolicy, IEnumerable<WorkCalendar> calendars, string firstCalendar, IEnumerable<RuleChange>? changes = null)
    {
        this.policies = policies.ToDictionary(policy => policy.Version, StringComparer.Ordinal);
        this.calendars = calendars.ToDictionary(calendar => calendar.Version, StringComparer.Ordinal);
        this.firstPolicy = this.policies.GetValueOrDefault(firstPolicy) ?? throw Missing("Policy", firstPolicy, nameof(firstPolicy));
        this.firstCalendar = this.calendars.GetValueOrDefault(firstCalendar) ?? throw Missing("Calendar", firstCalendar, nameof(firstCalendar));
        Changes = [.. changes ?? []];
        for (var i = 0; i < Changes.Length; i++) Check(Changes[i], i);
    }

    /// <summary>The policy and the calendar that come with the program, never changed.</summary>
    public static PolicyBook BuiltIn { get; } =
        new([Deadlines.Policy.BuiltIn], Deadlines.Policy.BuiltIn.Version, [WorkCalendar.BuiltIn], WorkCalendar.BuiltIn.Version);

    /// <summary>The policy after every change there is, those of a later date included.</summary>
    public Policy LatestPolicy => PolicyAt(DateTimeOffset.MaxValue);

    /// <summary>The calendar after every change there is, those of a later date included.</summary>
    public WorkCalendar LatestCalendar => CalendarAt(DateTimeOffset.MaxValue);

    public IReadOnlyCollection<Policy> Policies => policies.Values;

    public IReadOnlyCollection<WorkCalendar> Calendars => calendars.Values;

    /// <summary>Every change, in force already or at a later date, in order.</summary>
    public ImmutableArray<RuleChange> Changes { get; }

    /// <summary>The policy that a case registered at this instant is under.</summary>
    public Policy PolicyAt(DateTimeOffset instant) => LastChange(RuleSort.Policy, instant) is { } change ? policies[change.Version] : firstPolicy;

    /// <summary>The calendar that a case registered at this instant is under.</summary>
    public WorkCalendar CalendarAt(DateTimeOffset instant) => LastChange(RuleSort.Calendar, instant) is { } change ? calendars[change.Version] : firstCalendar;

    /// <summary>The number of the last change in force at this instant; 0 before the first.</summary>
    public int ChangeNumberAt(DateTimeOffset instant)
    {
        for (var i = Changes.Length - 1; i >= 0; i--)
            if (Changes[i].At <= instant) return Changes[i].Number;
        return 0;
    }

    /// <exception cref="KeyNotFoundException">There is no such change.</exception>
    public RuleChange Change(int number) =>
        number >= 1 && number <= Changes.Length ? Changes[number - 1] : throw new KeyNotFoundException($"There is no rule change {number}.");

    /// <exception cref="KeyNotFoundException">No such version was ever published here.</exception>
    public Policy Policy(string version) => policies.GetValueOrDefault(version) ?? throw new KeyNotFoundException($"There is no policy {version}.");

    /// <exception cref="KeyNotFoundException">No such version was ever published here.</exception>
    public WorkCalendar Calendar(string version) =>
        calendars.GetValueOrDefault(version) ?? throw new KeyNotFoundException($"There is no calendar {version}.");

    /// <summary>Reads a clock under the versions it names.</summary>
    public ClockReading Read(Clock clock) =>
        ClockReader.Read(clock, Calendar(clock.CalendarVersion), Policy(clock.PolicyVersion).LadderNamed(clock.Terms.Ladder));

    /// <summary>The book with one more version and its change: what it would be if this were confirmed.</summary>
    public PolicyBook With(RuleChange change, Policy? policy = null, WorkCalendar? calendar = null) => new(
        policy is null || policies.ContainsKey(policy.Version) ? policies.Values : [.. policies.Values, policy],
        firstPolicy.Version,
        calendar is null || calendars.ContainsKey(calendar.Version) ? calendars.Values : [.. calendars.Values, calendar],
        firstCalendar.Version,
        [.. Changes, change]);

    /// <summary>The book with its first changes only: as if the later ones had not been confirmed.</summary>
    internal PolicyBook Until(int change) =>
        change >= Changes.Length ? this : new(policies.Values, firstPolicy.Version, calendars.Values, firstCalendar.Version, Changes.Take(change));

    private RuleChange? LastChange(RuleSort sort, DateTimeOffset instant)
    {
        for (var i = Changes.Length - 1; i >= 0; i--)
            if (Changes[i].Sort == sort && Changes[i].At <= instant) return Changes[i];
        return null;
    }

    private void Check(RuleChange change, int i)
    {
        if (change.Number != i + 1 || (i > 0 && change.At < Changes[i - 1].At))
            throw new ArgumentException($"Rule change {change.Number} stands out of order.", nameof(change));
        var known = change.Sort == RuleSort.Policy ? policies.ContainsKey(change.Version) : calendars.ContainsKey(change.Version);
        if (!known) throw Missing(change.Sort.ToString(), change.Version, nameof(change));
        if (change.Undoes is { } undone && (undone < 1 || undone > i || Changes[undone - 1].Sort != change.Sort))
            throw new ArgumentException($"Rule change {change.Number} undoes {undone}, which is no earlier change of its sort.", nameof(change));
    }

    private static ArgumentException Missing(string what, string version, string name) => new($"{what} {version} is not among those given.", name);
}
