using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Tests.Deadlines;
using GridCase.Workflows.Tests.Deadlines.Preview;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>
/// What a rule change makes of open cases, and what the preview says of it beforehand, against a walk by minutes and days that shares no code with either.
/// The unit keeps hours of its own, the citizen's clock the county's.
/// </summary>
public sealed class RulesByWalk
{
    private static readonly PolicyBook Before = new([Policy.BuiltIn], Policy.BuiltIn.Version, [UnitCalendar.Shared], UnitCalendar.Shared.Version);

    private static readonly Gen<Given> Changes =
        from received in Gen.Choose(0, 150 * 24 * 60)
        from dispatched in Gen.Choose(1, 600)
        from halted in Gen.Choose(1, 3 * 24 * 60)
        from stood in Gen.Choose(0, 3000)
        from changed in Gen.Choose(1, 6 * 24 * 60)
        from budget in Gen.OneOf(Gen.Choose(1, 12).Select(days => $"{days}wd"), Gen.Choose(1, 20).Select(days => $"{days}cd"), Gen.Choose(1, 40).Select(hours => $"{hours}wh"), Gen.Choose(1, 200).Select(hours => $"PT{hours}H"))
        from treatment in Gen.Elements(Enum.GetValues<OpenCases>())
        let start = CaseScript.Instant("2026-03-02 00:00").AddMinutes(received)
        let sent = start.AddMinutes(dispatched)
        let halt = sent.AddMinutes(halted)
        let resume = halt.AddMinutes(stood)
        select new Given(start, sent, halt, resume, (stood > 300 ? resume : sent).AddMinutes(changed), stood > 300, budget, treatment);

    [Fact]
    public void A_new_budget_gives_each_open_clock_the_due_time_that_a_walk_finds_and_the_preview_said_so() => Arbitraries.Holds(Changes, HoldsOf, runs: 250);

    [Fact]
    public void New_office_hours_of_a_unit_move_its_clocks_and_nobody_elses() => Arbitraries.Holds(
        Changes.Where(given => given.Treatment is OpenCases.FromStart or OpenCases.NewOnly),
        given =>
        {
            var script = Play(given, PolicyBook.BuiltIn);
            script.Policies = script.Policies.Publish(CalendarDocument.Read(UnitCalendar.Json).NewVersion("cn-2026.2").Calendar, Text(given.Changed), given.Treatment);
            script.Wait(Text(given.Changed));
            (DateTime, DateTime)[] pauses = given.Stood ? [(given.Halt.DateTime, given.Resume.DateTime)] : [];
            var hours = given.Treatment == OpenCases.NewOnly ? MinuteHours.County : MinuteHours.Of(TestCounty.Urban);
            return new MinuteClock(hours, EndOfDay.Close, pauses).Due(given.Sent.DateTime, Budget.Parse("5wd"), []) == script.Due(ClockKind.UnitFinish)!.Value.DateTime
                && new MinuteClock(MinuteHours.County, EndOfDay.Close, pauses).Due(given.Received.DateTime, Budget.Parse("5wd"), []) == script.Due(ClockKind.CitizenFinish)!.Value.DateTime;
        },
        runs: 100);

    [Fact]
    public void Undoing_a_change_gives_every_due_time_back() => Arbitraries.Holds(
        Changes,
        given =>
        {
            var script = Play(given);
            var was = script.File.Clocks.Where(clock => clock.IsRunning).ToDictionary(clock => clock.Id, clock => ClockBoard.Read(clock, script.Policies)?.Reading.Due);
            script.Policies = script.Policies.Publish(NewRules.Policy("2026.2", ("finish", given.Budget)), Text(given.Changed), given.Treatment);
            script.Wait(Text(given.Changed));
            script.Policies = script.Policies.Undo(Text(given.Changed.AddMinutes(1)), NewRules.Policy("2026.3"));
            script.Wait(Text(given.Changed.AddMinutes(1)));
            return was.All(clock => ClockBoard.Read(script.File.Clock(clock.Key)!, script.Policies)?.Reading.Due == clock.Value);
        },
        runs: 150);

    private static bool HoldsOf(Given given)
    {
        var script = Play(given);
        var document = NewRules.Document("2026.2", ("finish", given.Budget));
        var rules = PreviewRules.Of(
            new(RuleSort.Policy, document, PreviewRules.NextChange(script.Policies, given.Changed), given.Changed, given.Treatment, given.Received, given.Changed, PreviewScope.Everything),
            script.Policies,
            TestCounty.Directory);
        var said = rules.Of(script)?.Open?.Taken?.Fact.Clocks ?? [];
        script.Policies = script.Policies.Publish(Policy.Parse(document), Text(given.Changed), given.Treatment);
        script.Wait(Text(given.Changed));
        var taken = script.Facts.Select(fact => fact.Fact).OfType<ClocksRederived>().SingleOrDefault()?.Clocks ?? [];
        if (!said.Select(Line).SequenceEqual(taken.Select(Line))) return false;
        if (given.Treatment == OpenCases.NewOnly && taken.Count > 0) return false;
        return Follows(given, script, ClockKind.UnitFinish, given.Sent, MinuteHours.Of(TestCounty.Urban))
            && Follows(given, script, ClockKind.CitizenFinish, given.Received, MinuteHours.County);
    }

    private static (string, DateTimeOffset?, DateTimeOffset?) Line(RederivedClock clock) => (clock.Clock, clock.OldDue, clock.NewDue);

    private static bool Follows(Given given, CaseScript script, ClockKind kind, DateTimeOffset start, MinuteHours hours)
    {
        (DateTime, DateTime)[] pauses = given.Stood ? [(given.Halt.DateTime, given.Resume.DateTime)] : [];
        var was = new MinuteClock(hours, EndOfDay.Close, pauses).Due(start.DateTime, Budget.Parse("5wd"), []);
        var budget = Budget.Parse(given.Budget);
        var due = given.Treatment switch
        {
            OpenCases.NewOnly => was,
            OpenCases.KeepWarned when MinuteCalendar.WorkingDayBefore(was) <= given.Changed.DateTime => was,
            OpenCases.FromNow => new MinuteClock(hours, EndOfDay.Close, []).Due(given.Changed.DateTime, budget, []),
            _ => new MinuteClock(hours, EndOfDay.Close, pauses).Due(start.DateTime, budget, []),
        };
        return due == script.Due(kind)!.Value.DateTime;
    }

    /// <summary>A complaint that a department handles, suspended for a while for the citizen's evidence, up to the change.</summary>
    private static CaseScript Play(Given given, PolicyBook? book = null)
    {
        var script = new CaseScript(CaseScript.Order(Text(given.Received)), Text(given.Received), policies: book ?? Before)
            .Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null))
            .At(Text(given.Sent)).Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Urban)).Do(TestCounty.UrbanClerk, new SignOff());
        if (given.Stood)
            script.At(Text(given.Halt)).Do(TestCounty.UrbanClerk, new RequestSuspension("citizen-evidence", given.Resume) { Reason = "等当事人材料" })
                .Do(TestCounty.Dispatcher, new DecideSuspension(true)).WalkTo(Text(given.Resume));
        return script.WalkTo(Text(given.Changed));
    }

    private static string Text(DateTimeOffset instant) => instant.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm");

    /// <summary>One case and one change of its budget.</summary>
    internal sealed record Given(
        DateTimeOffset Received, DateTimeOffset Sent, DateTimeOffset Halt, DateTimeOffset Resume, DateTimeOffset Changed, bool Stood, string Budget, OpenCases Treatment);
}
