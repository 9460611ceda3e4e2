namespace GridCase.Workflows.Deadlines;

/// <summary>Policies and calendars by version, one of each current. A clock is read under the versions it remembers until something re-derives it.</summary>
public sealed class PolicyBook
{
    private readonly Dictionary<string, Policy> policies;
    private readonly Dictionary<string, WorkCalendar> calendars;

    /// <exception cref="ArgumentException">A version stands twice, or a current one is missing.</exception>
    public PolicyBook(IEnumerable<Policy> policies, string currentPolicy, IEnumerable<WorkCalendar> calendars, string currentCalendar)
    {
        this.policies = policies.ToDictionary(policy => policy.Version, StringComparer.Ordinal);
        this.calendars = calendars.ToDictionary(calendar => calendar.Version, StringComparer.Ordinal);
        CurrentPolicy = this.policies.GetValueOrDefault(currentPolicy)
            ?? throw new ArgumentException($"Policy {currentPolicy} is not among those given.", nameof(currentPolicy));
        CurrentCalendar = this.calendars.GetValueOrDefault(currentCalendar)
            ?? throw new ArgumentException($"Calendar {currentCalendar} is not among those given.", nameof(currentCalendar));
    }

    /// <summary>The policy and the calendar that come with the program.</summary>
    public static PolicyBook BuiltIn { get; } =
        new([Deadlines.Policy.BuiltIn], Deadlines.Policy.BuiltIn.Version, [WorkCalendar.BuiltIn], WorkCalendar.BuiltIn.Version);

    public Policy CurrentPolicy { get; }

    public WorkCalendar CurrentCalendar { get; }

    public IReadOnlyCollection<Policy> Policies => policies.Values;

    public IReadOnlyCollection<WorkCalendar> Calendars => calendars.Values;

    /// <exception cref="KeyNotFoundException">No such version was ever published here.</exception>
    public Policy Policy(string version) => policies.GetValueOrDefault(version) ?? throw new KeyNotFoundException($"There is no policy {version}.");

    /// <exception cref="KeyNotFoundException">No such version was ever published here.</exception>
    public WorkCalendar Calendar(string version) =>
        calendars.GetValueOrDefault(version) ?? throw new KeyNotFoundException($"There is no calendar {version}.");

    /// <summary>Reads a clock under the versions it names.</summary>
    public ClockReading Read(Clock clock) =>
        ClockReader.Read(clock, Calendar(clock.CalendarVersion), Policy(clock.PolicyVersion).LadderNamed(clock.Terms.Ladder));
}
