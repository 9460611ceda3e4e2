using FsCheck.Fluent;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Tests.Deadlines;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>What must hold of any rule change to any case in handling, and its due times against a walk that shares no code with the counting.</summary>
public sealed class RuleChangeProperties
{
    private static readonly FsCheck.Gen<Life> AnyLife =
        from start in Gen.Choose(0, 180 * 24 * 60)
        from old in Gen.Choose(2, 12)
        from budget in Gen.Choose(1, 15)
        from change in Gen.Choose(1, 20 * 24 * 60)
        from halt in Gen.Choose(0, 6 * 24 * 60)
        from length in Gen.Choose(0, 4 * 24 * 60)
        from paused in Gen.Elements(true, false)
        from extended in Gen.Elements(0, 0, 1, 3)
        from treatment in Gen.Elements(OpenCases.NewOnly, OpenCases.FromStart, OpenCases.FromNow, OpenCases.KeepWarned)
        let begins = CaseScript.Instant("2026-01-05 00:00").AddMinutes(start)
        select new Life(begins, old, budget, begins.AddMinutes(change), begins.AddMinutes(2 + halt), begins.AddMinutes(3 + halt + length), paused, extended, treatment);

    [Fact]
    public void A_rederived_due_time_is_where_a_walk_ends() => Arbitraries.Holds(
        AnyLife,
        life =>
        {
            var script = Played(life, out var suspended);
            script.Policies = script.Policies.Publish(NewRules.Policy("2026.3", ("finish", $"{life.Budget}wd")), Text(life.ChangeAt), life.Treatment);
            var at = Later(life.ChangeAt, life.To).AddMinutes(1);
            var warned = WarnedBy(script, life.ChangeAt);
            script.Wait(Text(at));
            var clock = script.File.Clock("unit-finish")!;
            var kept = life.Treatment == OpenCases.NewOnly || (life.Treatment == OpenCases.KeepWarned && warned);
            var start = life.Treatment == OpenCases.FromNow ? life.ChangeAt : life.Begins;
            var pauses = suspended ? new[] { (From: Later(life.From, start).DateTime, To: Later(life.To, start).DateTime) } : [];
            var extensions = clock.Extensions.Select(extension => extension.Amount);
            var walked = new MinuteClock(MinuteHours.County, EndOfDay.Close, [.. pauses.Where(pause => pause.To > pause.From)])
                .Due(start.DateTime, Budget.WorkingDays(kept ? life.Old : life.Budget), extensions);
            return script.Due(ClockKind.UnitFinish)!.Value.DateTime == walked;
        },
        runs: 300);

    [Fact]
    public void A_version_that_says_the_same_moves_nothing() => Arbitraries.Holds(
        AnyLife.Where(life => life.Treatment != OpenCases.FromNow),
        life =>
        {
            var script = Played(life, out _);
            script.Wait(Text(life.ChangeAt));
            var (before, facts) = (Readings(script), script.Facts.Count);
            script.Policies = script.Policies.Publish(NewRules.Policy("2026.3", ("finish", $"{life.Old}wd")), Text(life.ChangeAt), life.Treatment);
            script.Wait(Text(life.ChangeAt));
            return Readings(script).SequenceEqual(before) && script.Facts.Skip(facts).All(fact => fact.Fact is ClocksRederived { NewCycles: null });
        },
        runs: 200);

    [Fact]
    public void What_is_published_and_taken_back_leaves_every_due_time_as_it_was() => Arbitraries.Holds(
        from life in AnyLife
        from minutes in Gen.Choose(0, 8 * 24 * 60)
        select (life, back: life.ChangeAt.AddMinutes(minutes)),
        given =>
        {
            var (life, back) = given;
            var left = Played(life, out _).Wait(Text(Later(back, life.To).AddMinutes(1)));
            var script = Played(life, out _);
            script.Policies = script.Policies.Publish(NewRules.Policy("2026.3", ("finish", $"{life.Budget}wd"), ("sign-off", "2wd")), Text(life.ChangeAt), life.Treatment);
            script.Policies = script.Policies.Undo(Text(back), NewRules.Policy("2026.4", ("finish", $"{life.Old}wd")));
            script.Wait(Text(Later(back, life.To).AddMinutes(1)));
            return Dues(script).SequenceEqual(Dues(left));
        },
        runs: 200);

    [Fact]
    public void A_shorter_budget_is_never_due_later_and_a_longer_one_never_earlier() => Arbitraries.Holds(
        AnyLife.Where(life => life.Treatment is OpenCases.FromStart or OpenCases.KeepWarned),
        life =>
        {
            var script = Played(life, out _);
            script.Policies = script.Policies.Publish(NewRules.Policy("2026.3", ("finish", $"{life.Budget}wd")), Text(life.ChangeAt), life.Treatment);
            script.Wait(Text(Later(life.ChangeAt, life.To).AddMinutes(1)));
            return script.Facts.Select(fact => fact.Fact).OfType<ClocksRederived>().SelectMany(fact => fact.Clocks).Where(clock => clock is { Clock: "unit-finish", OldDue: not null, NewDue: not null })
                .All(clock => life.Budget <= life.Old ? clock.NewDue <= clock.OldDue : clock.NewDue >= clock.OldDue);
        },
        runs: 200);

    /// <summary>Plays the case up to the end of its suspension, or as far as it comes before the change.</summary>
    private static CaseScript Played(Life life, out bool suspended)
    {
        var book = new PolicyBook([NewRules.Policy("2026.2", ("finish", $"{life.Old}wd"))], "2026.2", [WorkCalendar.BuiltIn], WorkCalendar.BuiltIn.Version);
        var begins = Text(life.Begins);
        var script = new CaseScript(CaseScript.Order(begins), begins, policies: book)
            .At(begins).Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null))
            .Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Traffic))
            .Do(TestCounty.TrafficClerk, new SignOff()).Do(TestCounty.TrafficClerk, new Contact());
        if (life.Extended > 0 && life.Extended <= life.Old && life.ChangeAt > life.Begins.AddMinutes(1))
            script.At(Text(life.Begins.AddMinutes(1))).Do(TestCounty.TrafficClerk, new RequestExtension($"{life.Extended}wd") { Reason = "材料" })
                .Do(TestCounty.Supervisor, new DecideExtension(true));
        suspended = life.Paused && life.From < life.ChangeAt;
        if (!suspended) return script;
        var reason = book.LatestPolicy.SuspensionReasons.First(one => one.PausesCitizenClock).Code;
        return script.At(Text(life.From)).Do(TestCounty.TrafficClerk, new RequestSuspension(reason, life.To) { Reason = "等" }).Do(TestCounty.Supervisor, new DecideSuspension(true));
    }

    private static bool WarnedBy(CaseScript script, DateTimeOffset at)
    {
        var policies = script.Policies;
        script.Policies = new([.. policies.Policies], "2026.2", policies.Calendars, WorkCalendar.BuiltIn.Version);
        // Marks at the very instant of the change come before it.
        var warned = script.Wait(Text(at)).File.Clock("unit-finish")!.Passed.Length > 0;
        script.Policies = policies;
        return warned;
    }

    private static List<string> Readings(CaseScript script) =>
        [.. script.File.Clocks.Where(clock => clock.IsRunning).Select(clock => ClockBoard.Read(clock, script.Policies)?.Reading).Select(reading => $"{reading?.Due} {string.Join(' ', reading?.Marks ?? [])}")];

    private static List<DateTimeOffset?> Dues(CaseScript script) =>
        [.. script.File.Clocks.Where(clock => clock.IsRunning).Select(clock => ClockBoard.Read(clock, script.Policies)?.Reading.Due)];

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Life(
        DateTimeOffset Begins, int Old, int Budget, DateTimeOffset ChangeAt, DateTimeOffset From, DateTimeOffset To, bool Paused, int Extended, OpenCases Treatment);
}
