using System.Text.Json.Serialization;

namespace GridCase.Workflows.Escalation;

/// <summary>A word to one person about one case, or about one round of inspections. Written with what causes it; how its delivery goes stands in the notice table, not among the facts.</summary>
/// <param name="Key">Stable: case, clock, cycle, mark or fact, and person. The same notice never has two keys.</param>
/// <param name="Purpose">warn, due, rung-1…, dispatched, objection, extension-asked, suspension-asked, urged, supervised, leader-called, subtask, verify, visit, rework, look-back, grid-moved.</param>
/// <param name="CaseId">Empty where it is about something else; see <see cref="About"/>.</param>
/// <param name="CaseCode">The code of what it is about.</param>
/// <param name="Audience">The word of the ladder that was resolved.</param>
/// <param name="Instead">The vacant or absent post in whose place the person stands, if any.</param>
/// <param name="NotBefore">Non-urgent notices wait for office hours.</param>
/// <param name="AcknowledgeBy">When silence climbs; null when no answer is asked for.</param>
public sealed record Notice(
    string Key,
    string CaseId,
    string CaseCode,
    int FactNumber,
    string Purpose,
    string? Clock,
    int Cycle,
    int Rung,
    string PersonId,
    string Audience,
    string PostCode,
    string? Instead,
    bool Urgent,
    DateTimeOffset At,
    DateTimeOffset NotBefore,
    DateTimeOffset? AcknowledgeBy)
{
    /// <summary>The number of the rule change that brought the mark, when it was not time passing that did; the receiver is told so.</summary>
    public int? Because { get; init; }

    /// <summary>What it is about, where that is no case.</summary>
    public NoticeSubject? About { get; init; }

    /// <summary>The id of what it is about.</summary>
    [JsonIgnore]
    public string SubjectId => About?.Id ?? CaseId;

    /// <summary>When the clock that brought it falls due; null where no clock did.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The channels that the ladder names, by id or kind; null for every one that is on. Not kept with the notice: by which it left its deliveries say.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Warnings, due times and rungs: what supervision looks at.</summary>
    [JsonIgnore]
    public bool IsMark => Clock is not null && (Rung > 0 || Purpose is "warn" or "due");
}

/// <summary>What a notice is about, if not a case: one notice to a person and mark, whatever the number.</summary>
/// <param name="Id">For a sweep its id: <c>/api/sweeps/{id}</c> shows it.</param>
/// <param name="Area">The part of the county that it concerns, as the beginning of a division code: who sees that may see the notice.</param>
/// <param name="Count">How many inspections wait.</param>
public sealed record NoticeSubject(NoticeSubjectKind Kind, string Id, string Area, int Count);

[JsonConverter(typeof(NoticeSubjectKindNames))]
public enum NoticeSubjectKind
{
    /// <summary>巡查任务.</summary>
    Sweep,

    /// <summary>关爱走访.</summary>
    CareVisit,
}

/// <summary>Written as kebab-case words wherever a notice is.</summary>
internal sealed class NoticeSubjectKindNames() : JsonStringEnumConverter<NoticeSubjectKind>(System.Text.Json.JsonNamingPolicy.KebabCaseLower);
