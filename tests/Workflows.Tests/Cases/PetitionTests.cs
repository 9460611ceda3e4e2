using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Deadlines;
using static GridCase.Workflows.Tests.Cases.CaseScript;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>
/// The statutory clocks of a petition (信访): forwarded in 15 calendar days, acceptance told in 15, handled in 60, extended by 30 at most. Held against a count
/// on the fingers: the day of the start does not count, and a last day that is a day off gives way to the next working day. domain.md §2.1, §2.3.
/// </summary>
public sealed class PetitionTests
{
    /// <summary>国务院办公厅关于2026年部分节假日安排的通知, written down once more.</summary>
    private static readonly (string From, string To)[] Holidays =
    [
        ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"), ("2026-10-01", "2026-10-07"),
    ];

    private static readonly HashSet<DateOnly> MakeUpDays = [.. new[] { "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10" }.Select(DateOnly.Parse)];

    [Fact]
    public void Every_day_of_half_a_year_has_the_due_times_that_fingers_count()
    {
        for (var day = new DateOnly(2026, 1, 5); day < new DateOnly(2026, 7, 6); day = day.AddDays(1))
        {
            var at = $"{day:yyyy-MM-dd} 10:00";
            var script = new CaseScript(Petition(at), at, TestCounty.Dispatcher);
            Assert.Equal(Counted(day, 15), script.Due(ClockKind.Dispatch));
            Assert.Equal(Counted(day, 60), script.Due(ClockKind.CitizenFinish));
            script.Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null)).Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Traffic));
            Assert.Equal(Counted(day, 15), script.Due(ClockKind.SignOff));
            Assert.Equal(Counted(day, 60), script.Due(ClockKind.UnitFinish));
        }
    }

    [Fact]
    public void Acceptance_is_told_within_fifteen_days_of_the_forwarding_not_of_the_receipt()
    {
        var script = new CaseScript(Petition("2026-03-02 10:00"), "2026-03-02 10:00", TestCounty.Dispatcher)
            .At("2026-03-16 10:00").Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null)).Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Traffic));
        Assert.Equal(Counted(new(2026, 3, 16), 15), script.Due(ClockKind.SignOff));
        Assert.Equal(Counted(new(2026, 3, 16), 60), script.Due(ClockKind.UnitFinish));
        // The citizen waits since the receipt, whatever passed between offices.
        Assert.Equal(Counted(new(2026, 3, 2), 60), script.Due(ClockKind.CitizenFinish));
    }

    [Fact]
    public void Acceptance_told_in_writing_is_a_fact_and_told_once()
    {
        var script = Handled("2026-03-02");
        script.DoRefused("not-the-holder", TestCounty.UrbanClerk, new TellAcceptance { Text = "受理告知书" });
        script.DoRefused("text-required", TestCounty.TrafficClerk, new TellAcceptance());
        script.At("2026-03-10 15:00").Do(TestCounty.TrafficClerk, new TellAcceptance { Text = "〔2026〕3号受理告知书，当面送达" });
        Assert.Equal(Instant("2026-03-10 15:00"), script.File.AcceptanceToldAt);
        Assert.DoesNotContain("告知书", script.Facts[^1].Json, StringComparison.Ordinal);
        script.DoRefused("acceptance-told", TestCounty.TrafficClerk, new TellAcceptance { Text = "再告知" });
        InHandling().DoRefused("no-petition", TestCounty.TrafficClerk, new TellAcceptance { Text = "x" });
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026-01-09")]
    [InlineData("2026-07-03")]
    public void One_extension_adds_thirty_days_at_most(string received)
    {
        var script = Handled(received);
        script.DoRefused("extension-too-long", TestCounty.TrafficClerk, new RequestExtension("31cd") { Reason = "鉴定" });
        script.Do(TestCounty.TrafficClerk, new RequestExtension("30cd") { Reason = "鉴定未完" }).Do(TestCounty.Supervisor, new DecideExtension(true));
        // It begins where the limit itself, days off made good, would have ended.
        var extended = Counted(DateOnly.FromDateTime(Counted(DateOnly.Parse(received), 60).DateTime), 30);
        Assert.Equal(extended, script.Due(ClockKind.UnitFinish));
        Assert.Equal(extended, script.Due(ClockKind.CitizenFinish));
        script.DoRefused("extensions-used-up", TestCounty.TrafficClerk, new RequestExtension("1cd") { Reason = "再延" });
    }

    [Fact]
    public void An_extension_in_working_days_is_not_the_statutes()
    {
        Handled("2026-03-02").DoRefused("bad-budget", TestCounty.TrafficClerk, new RequestExtension("20wd") { Reason = "鉴定" });
    }

    private static CaseScript Handled(string received) =>
        new CaseScript(Petition($"{received} 10:00"), $"{received} 10:00", TestCounty.Dispatcher)
            .Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null)).Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Traffic))
            .Do(TestCounty.TrafficClerk, new SignOff());

    private static Workflows.Intake.Registration Petition(string receivedAt) => Order(receivedAt) with { Channel = Channel.Petition };

    private static DateTimeOffset Counted(DateOnly start, int days)
    {
        var last = start;
        for (var counted = 0; counted < days; counted++) last = last.AddDays(1);
        while (IsOff(last)) last = last.AddDays(1);
        return new(last, new(17, 30), TimeSpan.FromHours(8));
    }

    private static bool IsOff(DateOnly day) =>
        !MakeUpDays.Contains(day) && (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Holidays.Any(holiday => day >= DateOnly.Parse(holiday.From) && day <= DateOnly.Parse(holiday.To)));
}
