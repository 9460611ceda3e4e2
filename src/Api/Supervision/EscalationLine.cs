using GridCase.Api.Cases;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Api.Supervision;

/// <summary>A notice with what became of it.</summary>
/// <param name="Purpose">warn, due, rung-1…, dispatched, objection and so on.</param>
/// <param name="Clock">The clock that brought it, if one did.</param>
/// <param name="Audience">The word of the ladder that was resolved to the person.</param>
/// <param name="Instead">The vacant or absent post in whose place the person stands.</param>
/// <param name="DueAt">When the clock falls due.</param>
/// <param name="Because">The number of the rule change that brought it, when time passing did not.</param>
/// <param name="AcknowledgeBy">When silence climbs; null when no answer is asked for.</param>
public sealed record EscalationLine(
    string Id,
    string CaseId,
    string Code,
    string Purpose,
    string? Clock,
    int Cycle,
    int Rung,
    string PersonId,
    string? PersonName,
    bool ToMe,
    string Audience,
    string Post,
    string? Instead,
    bool Urgent,
    DateTimeOffset At,
    DateTimeOffset NotBefore,
    DateTimeOffset? DueAt,
    int? Because,
    DateTimeOffset? AcknowledgeBy,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    string? AcknowledgedByName,
    DeliveryLine Delivery,
    IReadOnlyList<ChannelDelivery> Channels)
{
    /// <summary>What it is about where that is no case; the case's id is empty then, and the code is that of this.</summary>
    public NoticeSubject? About { get; init; }

    /// <summary>Where what it is about is shown.</summary>
    public required string Link { get; init; }

    /// <summary>The case as it stands now, in the lists of escalations and notices; null where it is about no case, and where the case is no longer within scope.</summary>
    public NoticeCase? Case { get; init; }

    internal static EscalationLine Of(KeptNotice kept, string callerId, CountyDirectory directory)
    {
        var notice = kept.Notice;
        return new(
            kept.Id, notice.CaseId, notice.CaseCode, notice.Purpose, notice.Clock, notice.Cycle, notice.Rung, notice.PersonId, directory.Person(notice.PersonId)?.DisplayName,
            notice.PersonId == callerId, notice.Audience, notice.PostCode, notice.Instead, notice.Urgent, notice.At, notice.NotBefore, notice.DueAt, notice.Because,
            notice.AcknowledgeBy, kept.AcknowledgedAt, kept.AcknowledgedBy, kept.AcknowledgedBy is { } by ? directory.Person(by)?.DisplayName : null,
            new(kept.Channel, kept.DeliveredAt, kept.Attempts, kept.LastFault), kept.Deliveries)
        {
            About = notice.About,
            Link = notice.About is { } about ? about.Kind == NoticeSubjectKind.CareVisit ? $"/api/care/{about.Id}" : $"/api/sweeps/{about.Id}" : $"/api/cases/{notice.CaseId}",
        };
    }
}

/// <summary>What a case is about and where it stands.</summary>
public sealed record NoticeCase(
    string Category, string? CategoryName, Grade Grade, Stage Stage, CaseStatus State, Light Light, string? Unit, string? UnitName, string? GridCode, string? GridName)
{
    internal static NoticeCase Of(CaseFile file, CountyDirectory directory) => new(
        file.Category, directory.Category(file.Category)?.Name, file.Grade, file.Stage, file.Status, file.Light, file.UnitCode, CaseViews.UnitName(file.UnitCode, directory), file.GridCode,
        file.GridCode is { } grid ? directory.Grid(grid)?.Name : null);
}

/// <summary>How a notice reached its person first; channel by channel it stands in <c>channels</c>.</summary>
public sealed record DeliveryLine(string? Channel, DateTimeOffset? DeliveredAt, int Attempts, string? LastFault);
