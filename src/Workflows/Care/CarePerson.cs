using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Care;

/// <summary>
/// Somebody who is visited (关爱对象): in which grid, how often, when next. Name, address and phone stand encrypted in the private store; a diagnosis or a
/// reason stands nowhere.
/// </summary>
/// <param name="Id">32 hex digits; meaningless.</param>
/// <param name="Since">From which day the next regular visit is counted: the last visit, else the day of entry or of the change of tier.</param>
/// <param name="VisitBy">When the regular visit is due at the latest: the end of that day.</param>
/// <param name="EventAt">When an event was told that nobody has followed up yet.</param>
/// <param name="EventBy">When the visit after the event is due.</param>
/// <param name="Told">How many rungs of the ladder are passed for the visit that is due.</param>
/// <param name="TermsVersion">Under which terms <paramref name="VisitBy"/> was derived.</param>
/// <param name="Version">How often the entry changed; 1 for a new one.</param>
public sealed record CarePerson(
    string Id,
    string GridCode,
    CareTier Tier,
    CareState State,
    DateTimeOffset Since,
    DateTimeOffset VisitBy,
    DateTimeOffset? EventAt,
    DateTimeOffset? EventBy,
    DateTimeOffset? LastVisitAt,
    int Told,
    int TermsVersion,
    int Version)
{
    /// <summary>The village's own number of the person, if a file brought one: no identity number.</summary>
    public string? Reference { get; init; }

    /// <summary>When the next visit is due: the regular one, or the one after an event if that is sooner.</summary>
    [JsonIgnore]
    public DateTimeOffset Due => EventBy < VisitBy ? EventBy.Value : VisitBy;

    /// <summary>Green, yellow before the end, red from the due time, purple once the village was told; none after the end.</summary>
    public Light LightAt(DateTimeOffset now, CareTerms terms) =>
        State == CareState.Ended ? Light.None
        : now >= Due ? Told > 0 ? Light.Purple : Light.Red
        : now >= Due.AddHours(-terms.WarnHours) ? Light.Yellow
        : Light.Green;
}
