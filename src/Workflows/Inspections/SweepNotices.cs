using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Inspections;

/// <summary>Who is told of a sweep: one notice to each person and mark, with how many inspections wait, however many those are. Pure.</summary>
public static class SweepNotices
{
    private const int CountyDigits = 6;
    private static readonly int[] Levels = [15, 12, 9, CountyDigits];

    /// <summary>Who hears of a department that has not signed: at warn and due its clerk, then rung by rung its posts upwards, as on a unit's own clocks.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> OfDepartment = [[Audience.UnitClerk], [Audience.UnitDutyLead], [Audience.UnitDeputyHead], [Audience.UnitHead]];

    /// <summary>Tells each assignee, once, that a sweep has opened.</summary>
    public static ImmutableArray<Notice> OfOpening(Sweep sweep, IReadOnlyCollection<Inspection> toDo, DecisionContext context)
    {
        var calendar = SweepClock.CalendarOf(sweep, context.Policies);
        return
        [
            .. toDo.Where(inspection => inspection.AssigneeId is not null).GroupBy(inspection => inspection.AssigneeId!).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                var recipient = new Recipient(group.Key, Audience.GridWorker, Directory.Post.CodeOf(Audience.GridWorker, group.First().GridCode), null);
                return NoticeOf(sweep, "inspection-opened", 0, recipient, [.. group], false, sweep.OpensAt, null, calendar, context) with { Clock = null, Cycle = 0 };
            }),
        ];
    }

    /// <summary>Tells of a mark whoever the ladder names, for the inspections that are still to be done; of a joint patrol the departments that have not signed, and the grid's people only while the worker has not.</summary>
    public static ImmutableArray<Notice> OfMark(Sweep sweep, SweepMoment moment, IReadOnlyCollection<Inspection> toDo, DecisionContext context)
    {
        var (ladder, calendar) = (SweepClock.LadderOf(sweep, context.Policies), SweepClock.CalendarOf(sweep, context.Policies));
        var rung = ladder.RungNumbered(moment.Mark.RungNumber);
        var audience = ladder.AudienceOf(moment.Mark);
        var urgent = rung?.Urgent ?? ladder.IsUrgent;
        DateTimeOffset? acknowledgeBy = rung?.AcknowledgeWithin is { } limit ? Counting.EndOf(moment.Instant, limit, EndOfDay.Close, calendar) : null;
        var told = new Dictionary<string, (Recipient Recipient, List<Inspection> Inspections)>();
        foreach (var group in toDo.Where(inspection => inspection.Parts.Any(part => part is { UnitCode: null, IsSigned: false })).GroupBy(inspection => (inspection.GridCode, inspection.AssigneeId)))
            Tell(told, audience, new(context.Directory.VillageOf(group.Key.GridCode)?.Code, group.Key.AssigneeId, group.Key.GridCode), group, context);
        var posts = OfDepartment[Math.Min(moment.Mark.RungNumber, OfDepartment.Length - 1)];
        foreach (var group in toDo.SelectMany(inspection => inspection.Parts.Where(part => part is { UnitCode: not null, IsSigned: false }).Select(part => (part.UnitCode, Inspection: inspection))).GroupBy(one => one.UnitCode))
            Tell(told, posts, new(group.Key, null, null), group.Select(one => one.Inspection), context);
        var channels = ladder.ChannelsOf(moment.Mark) is { IsEmpty: false } named ? named : (IReadOnlyList<string>?)null;
        return
        [
            .. told.Values.Select(entry => NoticeOf(
                sweep, moment.Mark.ToString(), moment.Mark.RungNumber, entry.Recipient, entry.Inspections, urgent, moment.Instant, acknowledgeBy, calendar, context) with { Channels = channels }),
        ];
    }

    /// <summary>Who is to hear of several hears once, of all of them.</summary>
    private static void Tell(
        Dictionary<string, (Recipient Recipient, List<Inspection> Inspections)> told, ImmutableArray<string> audience, CasePlace place, IEnumerable<Inspection> inspections, DecisionContext context)
    {
        foreach (var recipient in AudienceResolver.Resolve(context.Directory, audience, place, context.Now))
        {
            if (!told.TryGetValue(recipient.PersonId, out var entry)) told.Add(recipient.PersonId, entry = (recipient, []));
            entry.Inspections.AddRange(inspections.ExceptBy(entry.Inspections.Select(known => known.Id).ToHashSet(), inspection => inspection.Id));
        }
    }

    private static Notice NoticeOf(
        Sweep sweep, string purpose, int rung, Recipient recipient, IReadOnlyList<Inspection> inspections, bool urgent, DateTimeOffset at, DateTimeOffset? acknowledgeBy, WorkCalendar calendar,
        DecisionContext context)
    {
        var notBefore = urgent ? context.Now : calendar.For(context.Directory.Person(recipient.PersonId)?.UnitCode).NextOpening(at);
        return new(
            $"{sweep.Id}/{purpose}/{recipient.PersonId}", "", sweep.Code, 0, purpose, SweepClock.Id, 1, rung, recipient.PersonId, recipient.Audience, recipient.PostCode, recipient.Instead,
            urgent, context.Now, notBefore, acknowledgeBy)
        {
            DueAt = sweep.DueAt,
            About = new(NoticeSubjectKind.Sweep, sweep.Id, AreaOf(inspections), inspections.Count),
        };
    }

    /// <summary>The smallest division that has all of them: a grid, a village, a town, else the county.</summary>
    private static string AreaOf(IReadOnlyList<Inspection> inspections)
    {
        var first = inspections[0].GridCode;
        foreach (var level in Levels)
            if (first.Length >= level && inspections.All(inspection => inspection.GridCode.StartsWith(first.AsSpan(0, level), StringComparison.Ordinal))) return first[..level];
        return first[..Math.Min(first.Length, CountyDigits)];
    }
}
