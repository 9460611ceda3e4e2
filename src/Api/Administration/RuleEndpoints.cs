using System.Text.Json;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.Rules;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Api.Administration;

/// <summary>The deadlines in force: what a page needs to offer reasons and explain ladders.</summary>
/// <param name="Versions">Every version that is or was in force, or is confirmed for a later date.</param>
/// <param name="Record">Versions, draft and changes with who, when and why: for administrators, auditors and supervisors.</param>
public sealed record PolicyView(
    string Version,
    string Title,
    IReadOnlyList<string> Versions,
    IReadOnlyList<SuspensionView> SuspensionReasons,
    IReadOnlyList<RefusalView> RefusalClasses,
    IReadOnlyList<LadderView> Ladders,
    VisitView Visit,
    int ObjectionsBeforeArbitration,
    RuleRecord? Record);

public sealed record SuspensionView(string Code, string Zh, string En, SuspensionCause Cause, string MaxLength, bool PausesCitizenClock);

public sealed record RefusalView(string Code, string Zh, string En);

/// <param name="Channels">By which it leaves besides the inbox, by id or kind; empty for every channel that is on.</param>
public sealed record LadderView(string Name, bool Urgent, IReadOnlyList<string> Warn, IReadOnlyList<string> Due, IReadOnlyList<RungView> Rungs, IReadOnlyList<string> Channels);

/// <param name="Channels">Its own; empty for the ladder's.</param>
public sealed record RungView(int Number, string Offset, IReadOnlyList<string> Audience, string? AcknowledgeWithin, bool Urgent, IReadOnlyList<string> Channels);

public sealed record VisitView(int Attempts, string MinGap, int MinDays, string HotlineSilence, IReadOnlyList<ReasonText> Scale);

/// <summary>A working calendar.</summary>
/// <param name="Horizon">The last day of the last published year; what falls after it is provisional.</param>
/// <param name="Days">Holidays and make-up working days of the published years.</param>
/// <param name="Document">As it was published, with the office hours of every season and unit.</param>
/// <param name="Record">Versions, draft and changes with who, when and why: for administrators, auditors and supervisors.</param>
public sealed record CalendarView(string Id, string Version, DateOnly FirstPublished, DateOnly Horizon, IReadOnlyList<CalendarDay> Days, IReadOnlyList<string> OfficeHoursToday, JsonElement Document, RuleRecord? Record);

public sealed record CalendarDay(DateOnly Date, DayType Type, string? Name);

/// <summary>The rules in force, to read.</summary>
internal static class RuleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/policies/deadlines", GetPolicy).Everyone()
            .Summary("Deadlines in force", "The version in force now, with the reasons, refusal classes and ladders that pages offer.").Gives<PolicyView>();
        routes.MapGet("/api/calendars/{id}", GetCalendar).Everyone().Summary("A calendar", "Holidays, make-up days, office hours, horizon. By id, which is the one in force now, or by version.").Gives<CalendarView>().Refuses(404, "unknown-calendar");
    }

    private static async Task<IResult> GetPolicy(HttpContext http, IPolicySource policies, RuleDoor rules, TimeProvider time) =>
        Answer.Ok(View(policies.Current, time.GetUtcNow(), await rules.Record(http, RuleSort.Policy)));

    private static async Task<IResult> GetCalendar(string id, HttpContext http, IPolicySource policies, RuleDoor rules, TimeProvider time)
    {
        var (book, now) = (policies.Current, time.GetUtcNow());
        var inForce = book.CalendarAt(now);
        var calendar = inForce.Id == id ? inForce : book.Calendars.FirstOrDefault(one => one.Version == id);
        return calendar is null
            ? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-calendar", "There is no such calendar.")
            : Answer.Ok(View(calendar, now, await rules.Record(http, RuleSort.Calendar)));
    }

    private static PolicyView View(PolicyBook book, DateTimeOffset now, RuleRecord? record)
    {
        var policy = book.PolicyAt(now);
        return new(
            policy.Version, policy.Title, [.. book.Policies.Select(one => one.Version)],
            [.. policy.SuspensionReasons.Select(reason => new SuspensionView(reason.Code, reason.Zh, reason.En, reason.Cause, reason.MaxLength.ToString(), reason.PausesCitizenClock))],
            [.. policy.Refusals.Select(refusal => new RefusalView(refusal.Code, refusal.Zh, refusal.En))],
            [.. policy.Ladders.Values.OrderBy(ladder => ladder.Name, StringComparer.Ordinal).Select(View)],
            new(policy.Visit.Attempts, policy.Visit.MinGap.ToString(), policy.Visit.MinDays, policy.Visit.HotlineSilence.ToString(), policy.Visit.Scale),
            policy.Objection.MaxReturns,
            record);
    }

    private static LadderView View(Ladder ladder) => new(
        ladder.Name, ladder.IsUrgent, ladder.WarnAudience, ladder.DueAudience,
        [.. ladder.Rungs.Select(rung => new RungView(rung.Number, rung.Offset.ToString(), rung.Audience, rung.AcknowledgeWithin?.ToString(), rung.Urgent, rung.Channels))], ladder.Channels);

    private static CalendarView View(WorkCalendar calendar, DateTimeOffset now, RuleRecord? record)
    {
        var days = new List<CalendarDay>();
        for (var day = calendar.FirstPublished; day <= calendar.Horizon; day = day.AddDays(1))
            if (calendar.TypeOf(day) is DayType.Holiday or DayType.MakeUp) days.Add(new(day, calendar.TypeOf(day), calendar.HolidayOf(day)));
        var today = DateOnly.FromDateTime(now.ToOffset(ChinaTime.Offset).Date);
        return new(
            calendar.Id, calendar.Version, calendar.FirstPublished, calendar.Horizon, days, [.. calendar.HoursOn(today).Sessions.Select(session => $"{session.From:HH:mm}-{session.To:HH:mm}")],
            RuleShow.Json(calendar.Document), record);
    }
}
