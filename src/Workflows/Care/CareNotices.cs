using System.Collections.Immutable;
using System.Globalization;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Care;

/// <summary>Who is told that somebody was not visited in time. No name and no address: the receiver opens the entry. Pure.</summary>
public static class CareNotices
{
    /// <summary>How the visit's due time is called where clocks have names.</summary>
    public const string Clock = "care";

    /// <summary>Tells the posts of the rung that was reached last. A visit after an event is urgent; any other waits for office hours.</summary>
    public static ImmutableArray<Notice> Of(CarePerson person, CareTerms terms, CountyDirectory directory, WorkCalendar calendar, DateTimeOffset now)
    {
        if (person.Told < 1 || person.Told > terms.Ladder.Length) return [];
        var (purpose, urgent) = (MarkName.Rung(person.Told).ToString(), person.EventAt is not null);
        var place = new CasePlace(directory.VillageOf(person.GridCode)?.Code, null, person.GridCode);
        return
        [
            .. AudienceResolver.Resolve(directory, terms.Ladder[person.Told - 1].Audience, place, now).Select(recipient => new Notice(
                string.Create(CultureInfo.InvariantCulture, $"{person.Id}/{person.Version}/{purpose}/{recipient.PersonId}"), "", CodeOf(person), 0, purpose, Clock, 1, person.Told, recipient.PersonId,
                recipient.Audience, recipient.PostCode, recipient.Instead, urgent, now, urgent ? now : calendar.For(directory.Person(recipient.PersonId)?.UnitCode).NextOpening(now), null)
            {
                DueAt = person.Due,
                About = new(NoticeSubjectKind.CareVisit, person.Id, person.GridCode, 1),
            }),
        ];
    }

    /// <summary>For example <c>GA-3F9C21B7</c>: 关爱, the beginning of the entry's id.</summary>
    public static string CodeOf(CarePerson person) => "GA-" + person.Id[..8].ToUpperInvariant();
}
