using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Care;

/// <summary>What care visits follow from: pure decisions over one entry. Evenings and weekends count as any other day. domain.md §5.3.</summary>
public static class CareRules
{
    /// <summary>How far back a phone that was offline may tell of a visit.</summary>
    public static readonly TimeSpan LatestReport = TimeSpan.FromDays(30);

    /// <summary>How far a phone's watch may be ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>The end of the day by which the next regular visit is due; the day itself is not counted (民法典 201).</summary>
    public static DateTimeOffset VisitBy(CareTier tier, DateTimeOffset since, CareTerms terms)
    {
        var day = DateOnly.FromDateTime(since.ToOffset(ChinaTime.Offset).DateTime);
        return new(terms.Of(tier).After(day).AddDays(1).ToDateTime(TimeOnly.MinValue), ChinaTime.Offset);
    }

    /// <param name="first">When the first visit is due at the latest, if it is known; else one period from now.</param>
    public static CarePerson Added(string id, string gridCode, CareTier tier, string? reference, DateOnly? first, CareTerms terms, DateTimeOffset now)
    {
        var due = VisitBy(tier, now, terms);
        var asked = first is { } day ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), ChinaTime.Offset) : due;
        var today = new DateTimeOffset(now.ToOffset(ChinaTime.Offset).Date.AddDays(1), ChinaTime.Offset);
        if (asked < today) asked = today;
        return new(id, gridCode, tier, CareState.Active, now, asked < due ? asked : due, null, null, null, 0, terms.Version, 1) { Reference = reference };
    }

    /// <summary>
    /// Another tier or grid. Who is visited less often from now on has the last visit counted under the new tier; who is visited more often is visited
    /// within one new period from now, and not later than it was due.
    /// </summary>
    public static CarePerson Changed(CarePerson person, CareTier tier, string gridCode, CareTerms terms, DateTimeOffset now) =>
        tier == person.Tier ? Next(person) with { GridCode = gridCode } : Derived(Next(person) with { Tier = tier, GridCode = gridCode }, terms, now);

    public static CarePerson Ended(CarePerson person) => Next(person) with { State = CareState.Ended, EventAt = null, EventBy = null };

    /// <summary>Somebody goes there within a day. A second event before the visit keeps the first time.</summary>
    public static CarePerson EventTold(CarePerson person, CareTerms terms, DateTimeOffset now) =>
        Told(person, Next(person) with { EventAt = person.EventAt ?? now, EventBy = person.EventBy ?? now.AddHours(terms.EventWithinHours) });

    /// <summary>
    /// A visit. One that was made, or was refused at the door, moves the next date on from the day it was made; one that met nobody leaves it. A report that
    /// comes late, after that of a later visit, moves nothing back.
    /// </summary>
    public static CarePerson Visited(CarePerson person, CareOutcome outcome, DateTimeOffset doneAt, CareTerms terms)
    {
        if (outcome == CareOutcome.NotMet || person.State == CareState.Ended) return Next(person);
        var last = person.LastVisitAt > doneAt ? person.LastVisitAt.Value : doneAt;
        var after = Next(person) with { LastVisitAt = last };
        if (last > person.Since) after = after with { Since = last, VisitBy = VisitBy(person.Tier, last, terms), TermsVersion = terms.Version };
        return Told(person, doneAt >= person.EventAt ? after with { EventAt = null, EventBy = null } : after);
    }

    /// <summary>Under terms that changed. Nobody becomes overdue by it: what would be due already is due within one new period from now, and not later than it was.</summary>
    public static CarePerson Rederived(CarePerson person, CareTerms terms, DateTimeOffset now) => Derived(Next(person), terms, now);

    /// <summary>When the next rung is reached; null after the last, and when nobody is visited any more.</summary>
    public static DateTimeOffset? NextRungAt(CarePerson person, CareTerms terms) =>
        person.State == CareState.Active && person.Told < terms.Ladder.Length ? person.Due.AddHours(terms.Ladder[person.Told].AfterHours) : null;

    /// <summary>The entry with every rung passed that is reached by now; null when none is. After a stand-still only the highest is told.</summary>
    public static CarePerson? Escalated(CarePerson person, CareTerms terms, DateTimeOffset now)
    {
        var told = person.Told;
        while (told < terms.Ladder.Length && person.Due.AddHours(terms.Ladder[told].AfterHours) <= now) told++;
        return person.State == CareState.Active && told > person.Told ? Next(person) with { Told = told } : null;
    }

    /// <summary>Why a visit is not taken; null when it is.</summary>
    public static Refusal? CheckVisit(DateTimeOffset doneAt, DateTimeOffset now) =>
        doneAt > now + Ahead ? new(RefusalKind.Inconsistent, "done-in-future", "The visit is said to have been made later than now. Set the phone's watch.")
        : doneAt < now - LatestReport ? new(RefusalKind.Inconsistent, "done-too-long-ago", "Visits are reported within 30 days.")
        : null;

    private static CarePerson Next(CarePerson person) => person with { Version = person.Version + 1 };

    private static CarePerson Derived(CarePerson person, CareTerms terms, DateTimeOffset now)
    {
        var (derived, anew) = (VisitBy(person.Tier, person.Since, terms), VisitBy(person.Tier, now, terms));
        var kept = person.VisitBy < anew ? person.VisitBy : anew;
        return Told(person, person with { VisitBy = derived > kept ? derived : kept, TermsVersion = terms.Version });
    }

    /// <summary>The ladder begins anew only where the due time moved later; rungs that were passed do not fire again for the same visit.</summary>
    private static CarePerson Told(CarePerson before, CarePerson after) => after.Due > before.Due ? after with { Told = 0 } : after;
}
