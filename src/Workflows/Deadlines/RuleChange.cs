namespace GridCase.Workflows.Deadlines;

/// <summary>What of the rules changes: the policy (规则) or the calendar (日历).</summary>
public enum RuleSort
{
    Policy,

    Calendar,
}

/// <summary>How cases that are open when new rules come into force are treated. Clocks that have been met never move.</summary>
public enum OpenCases
{
    /// <summary>新案适用: open cases go on under the rules they have. Of a new calendar they still take what was beyond the old one's horizon.</summary>
    NewOnly,

    /// <summary>从头推算: each running clock is derived anew from its own start.</summary>
    FromStart,

    /// <summary>即日起算: each running clock gets a full new budget from the moment the rules come into force. Not for calendars.</summary>
    FromNow,

    /// <summary>已预警不变: clocks that have warned stay as they are, the others are derived anew from their start.</summary>
    KeepWarned,
}

/// <summary>
/// One change of the rules in force (规则变更). It happens to a case at <see cref="At"/>, in the order of the numbers, whenever the case is next
/// looked at: the facts are the same however late the rollout comes by.
/// </summary>
/// <param name="Number">1 for the first; policies and calendars are counted together, in the order of <paramref name="At"/>.</param>
/// <param name="Version">The version that comes into force.</param>
/// <param name="At">From this instant on. Cases registered earlier are open cases.</param>
/// <param name="Undoes">The number of the change that is taken back; every case that took it over gets back what it had.</param>
public sealed record RuleChange(int Number, RuleSort Sort, string Version, DateTimeOffset At, OpenCases Treatment, int? Undoes = null);
