using System.Collections.Immutable;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Care;

/// <summary>The numbers of care visits (走访周期): data, changed by administrators. A change re-derives every next date from the last visit.</summary>
/// <param name="Version">How often they were changed; 0 for those built in.</param>
/// <param name="High">How often the highest tier is visited.</param>
/// <param name="EventWithinHours">How soon after an event somebody goes there, whatever the tier. Elapsed hours, 1 to 168.</param>
/// <param name="WarnHours">How long before its end a visit shows yellow. Elapsed hours, 0 to 168.</param>
/// <param name="Ladder">Who is told of a visit that was not made in time, in order of time; at most 10 rungs.</param>
public sealed record CareTerms(int Version, CareEvery High, CareEvery Key, CareEvery General, int EventWithinHours, int WarnHours, ImmutableArray<CareRung> Ladder)
{
    public const int MostRungs = 10;

    public const int MostHours = 168;

    /// <summary>Weekly, monthly, quarterly, within 24 hours of an event (domain.md §5.3); the village is told at the due time, its head three days later.</summary>
    public static CareTerms Default { get; } = new(0, new(1, 'W'), new(1, 'M'), new(3, 'M'), 24, 24, [new(0, [Audience.VillageCadre]), new(72, [Audience.UnitHead])]);

    public ImmutableArray<CareRung> Ladder { get; init; } = Ladder.IsDefault ? [] : Ladder;

    public CareEvery Of(CareTier tier) => tier switch
    {
        CareTier.High => High,
        CareTier.Key => Key,
        _ => General,
    };

    /// <summary>What is wrong with them, in words; null when nothing is.</summary>
    public string? Fault()
    {
        if (High == default || Key == default || General == default) return "high, key and general are needed, each like P1W.";
        if (EventWithinHours is < 1 or > MostHours) return $"eventWithinHours is 1 to {MostHours}.";
        if (WarnHours is < 0 or > MostHours) return $"warnHours is 0 to {MostHours}.";
        if (Ladder.IsEmpty || Ladder.Length > MostRungs) return $"The ladder has 1 to {MostRungs} rungs.";
        for (var rung = 0; rung < Ladder.Length; rung++)
        {
            if (Ladder[rung].AfterHours < 0 || (rung > 0 && Ladder[rung].AfterHours <= Ladder[rung - 1].AfterHours)) return "Each rung comes later than the one before.";
            if (Ladder[rung].AfterHours > 100 * 24) return "A rung comes at most 100 days after the due time.";
            if (Ladder[rung].Audience.IsEmpty) return $"Rung {rung + 1} names nobody.";
            if (Ladder[rung].Audience.FirstOrDefault(word => !Audience.Words.Contains(word)) is { } unknown) return $"{unknown} is not an audience.";
        }

        return null;
    }
}

/// <summary>One step of the ladder.</summary>
/// <param name="AfterHours">Elapsed hours after the due time.</param>
/// <param name="Audience">Posts by their words, see <see cref="Escalation.Audience"/>.</param>
public sealed record CareRung(int AfterHours, ImmutableArray<string> Audience)
{
    public ImmutableArray<string> Audience { get; init; } = Audience.IsDefault ? [] : Audience;
}
