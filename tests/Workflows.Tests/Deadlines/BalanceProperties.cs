using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Spent and left of any clock at any time, in the hours of any unit.</summary>
public sealed class BalanceProperties
{
    private static readonly Gen<(string Unit, Clock Clock, DateTimeOffset At)> AnyMoment =
        from unit in Arbitraries.AnyUnit
        from clock in Arbitraries.AnyClock
        from gap in Gen.Choose(-1000, 40 * 24 * 60)
        select (unit, clock, clock.StartedAt.AddMinutes(gap));

    [Fact]
    public void Spent_and_left_are_the_budget_and_its_extensions_whatever_stood_still() => Arbitraries.Holds(
        AnyMoment,
        given =>
        {
            var balance = Spent(given.Unit, given.Clock, given.At);
            var budget = given.Clock.Terms.Budget;
            var parts = 1 + given.Clock.Extensions.Count(extension => extension.GrantedAt <= given.At);
            var whole = budget.Kind switch
            {
                DayKind.Working => balance.Total.WorkingDays == budget.Days * parts,
                DayKind.Calendar => balance.Total.CalendarDays == budget.Days * parts,
                DayKind.WorkingHours => balance.Total.OfficeTime == budget.Time * parts,
                _ => balance.Total.Elapsed == budget.Time * parts,
            };
            return (whole || budget.IsZero) && balance.Spent.Plus(balance.Left) == balance.Total && !Negative(balance.Spent) && !Negative(balance.Left);
        },
        runs: 3000);

    [Fact]
    public void What_is_left_never_grows_while_the_clock_runs() => Arbitraries.Holds(
        from moment in AnyMoment
        from gap in Gen.Choose(0, 6 * 24 * 60)
        select (moment.Unit, moment.Clock, moment.At, Later: moment.At.AddMinutes(gap)),
        given =>
        {
            // Only a suspension or an extension in between gives anything back.
            if (given.Clock.Pauses.Any(pause => pause.From < given.Later && !(pause.To <= given.At))) return true;
            if (given.Clock.Extensions.Any(extension => extension.GrantedAt > given.At && extension.GrantedAt <= given.Later)) return true;
            var (now, then) = (Spent(given.Unit, given.Clock, given.At).Left, Spent(given.Unit, given.Clock, given.Later).Left);
            return then.WorkingDays <= now.WorkingDays && then.CalendarDays <= now.CalendarDays && then.OfficeTime <= now.OfficeTime && then.Elapsed <= now.Elapsed;
        },
        runs: 5000);

    [Fact]
    public void Nothing_changes_while_the_clock_stands_still() => Arbitraries.Holds(
        from unit in Arbitraries.AnyUnit
        from clock in Arbitraries.AnyClock.Where(clock => clock.Pauses.Length > 0)
        from share in Gen.Choose(0, 99)
        let pause = clock.Pauses[^1]
        select (unit, clock, pause.From, At: pause.From + ((pause.To ?? pause.From.AddDays(9)) - pause.From) * share / 100),
        given => Spent(given.unit, given.clock, given.From) == Spent(given.unit, given.clock, given.At),
        runs: 1000);

    [Fact]
    public void Nothing_is_left_exactly_from_the_due_time_on() => Arbitraries.Holds(
        AnyMoment.Where(given => given.Clock.Terms.EndOfDay == EndOfDay.Close && given.Clock.Pauses.All(pause => pause.To <= given.At) && given.At >= given.Clock.StartedAt),
        given =>
        {
            var due = ClockReader.Read(given.Clock, UnitCalendar.Shared.For(given.Unit), Given.Policy.LadderNamed("unit")).Due!.Value;
            return Spent(given.Unit, given.Clock, given.At).Left.IsZero == given.At >= due
                && Spent(given.Unit, given.Clock, due.AddTicks(-1)).Left.IsZero == (due == given.Clock.StartedAt)
                && Spent(given.Unit, given.Clock, due).Left.IsZero;
        },
        runs: 2000);

    [Fact]
    public void Hours_spent_are_the_minutes_a_walk_counts() => Arbitraries.Holds(
        from moment in AnyMoment
        where !moment.Clock.Terms.Budget.InDays && moment.Clock.Extensions.IsEmpty && !moment.Clock.IsPaused
        select moment,
        given =>
        {
            var due = ClockReader.Read(given.Clock, UnitCalendar.Shared.For(given.Unit), Given.Policy.LadderNamed("unit")).Due!.Value;
            var to = given.At < due ? given.At : due;
            var office = given.Clock.Terms.Budget.Kind == DayKind.WorkingHours;
            var walked = TimeSpan.FromMinutes(MinuteClock.Of(given.Clock, MinuteHours.Of(given.Unit)).Running(given.Clock.StartedAt.DateTime, to.DateTime, office));
            var spent = Spent(given.Unit, given.Clock, given.At).Spent;
            // Office time is told in hundredths of an hour, what is left rounded up.
            return office ? spent.OfficeTime <= walked && walked - spent.OfficeTime < TimeSpan.FromSeconds(36) : spent.Elapsed == walked;
        },
        runs: 400);

    [Fact]
    public void Working_days_left_are_the_days_a_walk_finds_before_the_due_time() => Arbitraries.Holds(
        from moment in AnyMoment
        where moment.Clock.Terms is { EndOfDay: EndOfDay.Close, Budget: { Kind: DayKind.Working, Days: >= 1 } } && moment.Clock.Extensions.IsEmpty
            && moment.Clock.Terms.Budget.Days == (int)moment.Clock.Terms.Budget.Days && moment.Clock.Pauses.All(pause => pause.To <= moment.At)
        select moment,
        given =>
        {
            var walk = MinuteClock.Of(given.Clock, MinuteHours.Of(given.Unit));
            var budget = given.Clock.Terms.Budget;
            var due = walk.Due(given.Clock.StartedAt.DateTime, budget, []);
            var from = given.At > given.Clock.StartedAt ? given.At : given.Clock.StartedAt;
            var left = due > from.DateTime ? Math.Min(budget.Days, walk.Days(from.DateTime, due)) : 0;
            return Math.Abs(Spent(given.Unit, given.Clock, given.At).Left.WorkingDays - left) <= 0.01m;
        },
        runs: 300);

    private static ClockBalance Spent(string unit, Clock clock, DateTimeOffset at) => ClockReader.Spent(clock, UnitCalendar.Shared.For(unit), at);

    private static bool Negative(TimeAmount amount) =>
        amount.WorkingDays < 0 || amount.CalendarDays < 0 || amount.OfficeTime < TimeSpan.Zero || amount.Elapsed < TimeSpan.Zero;
}
