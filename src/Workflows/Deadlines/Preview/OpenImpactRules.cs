using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>
/// Lets an open case live on as it would: by the very rules by which it takes a change over when one is confirmed, so that the preview counts what then
/// happens. Nothing is kept.
/// </summary>
internal static class OpenImpactRules
{
    private static readonly Actor Clock = Actor.System("clock");

    /// <param name="file">The case as its facts say at the frozen instant.</param>
    public static OpenCaseImpact? Of(CaseFile file, PreviewRules rules)
    {
        var now = rules.Change.At;
        if (!file.IsAlive) return null;
        var before = CaughtUp(file, rules.Before, now, rules.Directory).File!;
        if (!before.IsAlive) return null;
        var draft = CaughtUp(before, rules.After, now, rules.Directory);
        var after = draft.File!;
        var taken = after.TakenChanges is [.., { } last] && last.Fact.Change == rules.Change.Number ? last : null;
        var ahead = Ahead(before, rules.Before, rules);
        return new(
            taken,
            taken is null || taken.LightBefore == taken.LightAfter ? null : Telling(before, after, taken),
            before.Clocks.Any(clock => clock is { IsRunning: true, FixedDue: not null }),
            after.Clocks.Any(clock => clock.IsRunning && ClockBoard.Read(clock, rules.After)?.Reading.HorizonExceeded == true),
            taken is null ? [] : [.. PeopleTold(draft, Context(rules.After, now, rules.Directory))],
            ahead,
            taken is null ? ahead : Ahead(after, rules.After, rules));
    }

    private static CaseDraft CaughtUp(CaseFile file, PolicyBook book, DateTimeOffset now, CountyDirectory directory)
    {
        var context = Context(book, now, directory);
        var draft = new CaseDraft(file.Id, file, context, rehearsed: true);
        Agenda.CatchUp(draft, context);
        return draft;
    }

    /// <summary>Who is told as time passes and nobody acts: each mark at its own instant, as a timer brings it.</summary>
    private static ImmutableArray<string> Ahead(CaseFile file, PolicyBook book, PreviewRules rules)
    {
        var told = ImmutableArray.CreateBuilder<string>();
        var until = rules.Change.At + PreviewRules.Ahead;
        var next = Agenda.Next(file, book);
        while (next is { } item && item.Instant <= until)
        {
            var now = item.Instant > file.LastAt ? item.Instant : file.LastAt;
            var draft = CaughtUp(file, book, now, rules.Directory);
            told.AddRange(PeopleTold(draft, Context(book, now, rules.Directory)));
            file = draft.File!;
            next = draft.Next;
        }

        return told.DrainToImmutable();
    }

    private static IEnumerable<string> PeopleTold(CaseDraft draft, DecisionContext context) =>
        draft.Facts.SelectMany(fact => NoticeRules.Of(fact, draft, context)).Select(notice => notice.PersonId);

    private static DecisionContext Context(PolicyBook book, DateTimeOffset now, CountyDirectory directory) => new(now, Clock, book, directory);

    /// <summary>The clock for which the light changes: a darker light is that of a clock after the change, a brighter one goes with a clock of before.</summary>
    private static ColourChange Telling(CaseFile before, CaseFile after, TakenChange taken)
    {
        var (shown, light) = taken.LightAfter > taken.LightBefore ? (after, taken.LightAfter) : (before, taken.LightBefore);
        RederivedClock? telling = null;
        foreach (var clock in taken.Fact.Clocks)
        {
            if (shown.Clock(clock.Clock)?.Light != light) continue;
            telling = clock;
            break;
        }

        telling ??= taken.Fact.Clocks[0];
        return new(
            after.Id, after.Origin.Code, after.UnitCode, after.Grade, telling.Clock, telling.OldDue, telling.NewDue, taken.LightBefore, taken.LightAfter);
    }
}
