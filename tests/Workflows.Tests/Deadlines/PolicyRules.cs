using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>The rules of the default policy besides its budgets.</summary>
public sealed class PolicyRules
{
    private static readonly string Text = RuleDocument.BuiltIn("default-policy.json");

    [Theory]
    [InlineData(Grade.L1, Channel.Hotline, "PT2H", null)]
    [InlineData(Grade.L2, Channel.Hotline, "PT24H", null)]
    [InlineData(Grade.L3, Channel.Hotline, "5wd", "5wd")]
    [InlineData(Grade.L3, Channel.Hotline, "1wd", "1wd")]
    [InlineData(Grade.L4, Channel.Hotline, "15wd", "10wd")]
    [InlineData(Grade.L3, Channel.Petition, "60cd", "30cd")]
    [InlineData(Grade.L1, Channel.Petition, "PT2H", null)]
    public void An_extension_is_no_longer_than_the_budget_and_ten_working_days(Grade grade, Channel channel, string budget, string? longest)
    {
        var rule = Given.Policy.ExtensionFor(Given.Traits(grade, channel: channel));
        Assert.Equal(longest, rule.LongestFor(Budget.Parse(budget))?.ToString());
        Assert.Equal(longest is null ? 0 : 1, rule.Times);
    }

    [Theory]
    [InlineData("citizen-evidence", true, "5wd")]
    [InlineData("statutory-procedure", true, "30cd")]
    [InlineData("force-majeure", false, "10wd")]
    [InlineData("seasonal", false, "90cd")]
    public void Only_what_the_citizen_caused_or_the_law_requires_pauses_the_citizens_clock(string code, bool pauses, string longest)
    {
        var reason = Given.Policy.SuspensionReasonNamed(code)!;
        Assert.Equal(pauses, reason.PausesCitizenClock);
        Assert.Equal(longest, reason.MaxLength.ToString());
    }

    [Fact]
    public void An_unknown_reason_is_not_made_up() => Assert.Null(Given.Policy.SuspensionReasonNamed("tired"));

    [Theory]
    [InlineData("1wd", Channel.Hotline, "0.25wd")]
    [InlineData("3wd", Channel.Hotline, "0.75wd")]
    [InlineData("5wd", Channel.Hotline, "1wd")]
    [InlineData("15wd", Channel.Hotline, "2wd")]
    [InlineData("7cd", Channel.Hotline, "2wd")]
    [InlineData("2cd", Channel.Hotline, "0.5wd")]
    [InlineData("PT2H", Channel.Hotline, "PT30M")]
    [InlineData("PT24H", Channel.Hotline, "PT6H")]
    [InlineData("4wh", Channel.Hotline, "1wh")]
    [InlineData("60cd", Channel.Petition, "5wd")]
    public void The_window_to_object_is_a_quarter_of_the_time_and_at_most_a_day_or_two_when_it_is_long(string finish, Channel channel, string window) =>
        Assert.Equal(window, Given.Policy.Objection.WindowFor(Given.Traits(channel: channel), Budget.Parse(finish)).ToString());

    [Fact]
    public void After_two_returns_arbitration_binds()
    {
        Assert.Equal(2, Given.Policy.Objection.MaxReturns);
        Assert.False(Given.Policy.Objection.AdjudicatedUnitMayReturn);
        Assert.Equal(["属地不符", "权属不清", "职能交叉"], Given.Policy.Objection.Reasons.Select(reason => reason.Zh));
    }

    [Fact]
    public void A_visit_is_tried_three_times_over_two_days_and_once_in_the_evening()
    {
        var visit = Given.Policy.Visit;
        Assert.Equal((3, "PT4H", 2, new TimeOnly(18, 0), "3wd", 1), (visit.Attempts, visit.MinGap.ToString(), visit.MinDays, visit.EveningFrom, visit.HotlineSilence.ToString(), visit.ReworkOnBad));
        Assert.Equal(["非常满意", "满意", "基本满意", "不满意", "非常不满意"], visit.Scale.Select(level => level.Zh));
        Assert.Equal([1, 2], new int?[] { null, 1, 2, 3, 4, 5 }.Where(visit.IsBad));
    }

    [Theory]
    [InlineData(Urgency.Emergency, CaseKind.Consult, "livelihood.water", Channel.Inspection, Grade.L1, true)]
    [InlineData(Urgency.Urgent, CaseKind.Consult, "road.surface", Channel.Hotline, Grade.L2, false)]
    [InlineData(Urgency.Normal, CaseKind.Complaint, "livelihood.water", Channel.Hotline, Grade.L2, false)]
    [InlineData(Urgency.Normal, CaseKind.Consult, "road.surface", Channel.Hotline, Grade.L3, true)]
    [InlineData(Urgency.Normal, CaseKind.Report, "road.surface", Channel.Inspection, Grade.L3, true)]
    [InlineData(Urgency.Normal, CaseKind.Complaint, "road.surface", Channel.LookBack, Grade.L3, true)]
    [InlineData(Urgency.Normal, CaseKind.Complaint, "road.surface", Channel.Hotline, Grade.L3, false)]
    public void Triage_proposes_a_grade_and_says_whether_a_person_confirms(Urgency urgency, CaseKind kind, string category, Channel channel, Grade grade, bool auto)
    {
        var proposal = Given.Policy.Triage(channel, kind, category, urgency);
        Assert.Equal((grade, auto), (proposal.Grade, proposal.Auto));
        Assert.NotEmpty(proposal.Source);
    }

    [Theory]
    [InlineData("三楼着火了，快来人", "119")]
    [InlineData("有人持刀伤人", "110")]
    [InlineData("老人昏迷不醒", "120")]
    [InlineData("路灯不亮", null)]
    public void Words_of_danger_say_whom_to_call(string text, string? call) => Assert.Equal(call, Given.Policy.EmergencyIn(text)?.Call);

    [Fact]
    public void Every_class_of_refusal_shows_its_legal_path()
    {
        Assert.Equal(9, Given.Policy.Refusals.Length);
        Assert.All(Given.Policy.Refusals, refusal => Assert.All([refusal.Zh, refusal.En, refusal.PathZh, refusal.PathEn, refusal.Source], Assert.NotEmpty));
        Assert.Contains("110", Given.Policy.RefusalNamed("emergency")!.PathZh, StringComparison.Ordinal);
        Assert.Null(Given.Policy.RefusalNamed("not-now"));
    }

    [Fact]
    public void Duplicates_ledger_and_look_back_are_as_in_the_tables()
    {
        var duplicates = Given.Policy.Duplicates;
        Assert.Equal(("30cd", "PT72H", 5, 3), (duplicates.SameCallerWindow.ToString(), duplicates.SamePlaceWindow.ToString(), duplicates.SuperviseFromCallers, duplicates.SuperviseFromRepeats));
        Assert.Equal("90cd", Given.Policy.Ledger.ReviewEvery.ToString());
        Assert.Equal("30cd", Given.Policy.LookBack.After.ToString());
    }

    [Fact]
    public void The_phone_asks_for_no_check_in_and_ranks_nobody()
    {
        var mobile = Given.Policy.Mobile;
        Assert.True(mobile is { CheckIn: false, PointsRanking: false, TrackOnlyInEmergencies: true, PhotoOnlyWhereRequired: true });
    }

    [Fact]
    public void The_five_responsible_persons_are_on_the_citizens_ladder_from_the_nearest_up()
    {
        string[] five = ["village-cadre", "resident-cadre", "department-lead", "town-lead", "county-lead"];
        Assert.Equal(five, Given.Policy.LadderNamed("citizen").Rungs.SelectMany(rung => rung.Audience));
        Assert.Equal(five, Given.Policy.LadderNamed("citizen-urgent").Rungs.SelectMany(rung => rung.Audience));
    }

    [Fact]
    public void Every_ladder_asks_for_acknowledgement_sooner_when_it_is_urgent()
    {
        foreach (var ladder in Given.Policy.Ladders.Values)
        {
            Assert.Equal(ladder.IsUrgent ? ["PT0S", "PT15M", "PT30M", "PT1H", "PT2H"] : ["1wd", "3wd", "5wd"], ladder.Rungs.Select(rung => rung.Offset.ToString()));
            Assert.All(ladder.Rungs, rung => Assert.Equal(ladder.IsUrgent ? "PT10M" : "4wh", rung.AcknowledgeWithin.ToString()));
            Assert.All(ladder.Rungs, rung => Assert.Equal(rung.Audience, ladder.AudienceOf(MarkName.Rung(rung.Number))));
        }
    }

    [Theory]
    [InlineData("beijing", CaseKind.Complaint, Grade.L3, "7cd", "2wd")]
    [InlineData("beijing", CaseKind.Complaint, Grade.L4, "15cd", "2wd")]
    [InlineData("beijing", CaseKind.Complaint, Grade.L1, "PT2H", "PT30M")]
    [InlineData("shandong", CaseKind.Consult, Grade.L3, "5wd", "2wd")]
    [InlineData("shandong", CaseKind.Complaint, Grade.L4, "5wd", "2wd")]
    [InlineData("guangdong", CaseKind.Consult, Grade.L3, "2wd", "0.5wd")]
    [InlineData("guangdong", CaseKind.Help, Grade.L3, "10wd", "2wd")]
    [InlineData("guangdong", CaseKind.Report, Grade.L3, "15wd", "2wd")]
    [InlineData("shanghai", CaseKind.Complaint, Grade.L3, "5wd", "3wd")]
    [InlineData("shanghai", CaseKind.Complaint, Grade.L4, "15wd", "3wd")]
    public void A_preset_lies_over_the_rules(string preset, CaseKind kind, Grade grade, string finish, string window)
    {
        var policy = Policy.Parse(Text, preset);
        var traits = Given.Traits(grade, kind);
        Assert.Equal($"2026.1+{preset}", policy.Version);
        Assert.Equal(finish, policy.TermsFor(ClockKind.CitizenFinish, traits)!.Budget.ToString());
        Assert.Equal(window, policy.Objection.WindowFor(traits, Budget.Parse(finish)).ToString());
        Assert.Equal("1wd", policy.TermsFor(ClockKind.Verification, traits)!.Budget.ToString());
        Assert.Equal("60cd", policy.TermsFor(ClockKind.CitizenFinish, Given.Traits(Grade.L3, kind, Channel.Petition))!.Budget.ToString());
    }

    [Fact]
    public void An_unknown_preset_is_refused() =>
        Assert.Contains("Known are beijing", Assert.Throws<RuleDocumentException>(() => Policy.Parse(Text, "mars")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("dispute.land", "rules/land/finish")]
    [InlineData("dispute.land.border", "rules/land-below/finish")]
    [InlineData("dispute.wages", "rules/disputes/finish")]
    [InlineData("road", "rules/L3-general/finish")]
    public void The_most_specific_rule_wins(string category, string path)
    {
        var rules = """
            "rules": [
              { "id": "land", "when": { "category": "dispute.land" }, "clocks": { "finish": "2wd" }, "source": "test" },
              { "id": "land-below", "when": { "category": "dispute.land.*" }, "clocks": { "finish": "3wd" }, "source": "test" },
              { "id": "disputes", "when": { "category": "dispute.*" }, "clocks": { "finish": "4wd" }, "source": "test" },
            """;
        var policy = Policy.Parse(Text[..Text.IndexOf("\"rules\": [", StringComparison.Ordinal)] + rules + Text[(Text.IndexOf("\"rules\": [", StringComparison.Ordinal) + 10)..]);
        Assert.Equal(path, policy.TermsFor(ClockKind.UnitFinish, Given.Traits(category: category))!.RulePath);
    }

    [Fact]
    public void A_clock_may_end_and_warn_in_its_own_way()
    {
        var policy = Policy.Parse(Text.Replace("\"first-contact\": \"1wd\", \"finish\": \"5wd\"", "\"finish\": { \"budget\": \"5wd\", \"endOfDay\": \"midnight\", \"marks\": { \"warnDaysLeft\": 2, \"warnPercentUsed\": 50 } }", StringComparison.Ordinal));
        var terms = policy.TermsFor(ClockKind.UnitFinish, Given.Traits())!;
        Assert.Equal((EndOfDay.Midnight, new MarkPlan(2, 50)), (terms.EndOfDay, terms.Marks));
        var clock = Given.Clock("2026-03-02 10:00", "5wd") with { Terms = terms };
        Assert.Equal(Given.At("2026-03-05 24:00"), clock.Read().InstantOf(MarkName.Warn));
    }

    [Fact]
    public void The_book_finds_each_version_and_makes_none_up()
    {
        var book = PolicyBook.BuiltIn;
        Assert.Same(book.LatestPolicy, book.Policy("2026.1"));
        Assert.Same(book.LatestCalendar, book.Calendar("cn-2026.1"));
        Assert.Throws<KeyNotFoundException>(() => book.Policy("2031.1"));
        Assert.Throws<KeyNotFoundException>(() => book.Calendar("cn-2031.1"));
        Assert.Throws<KeyNotFoundException>(() => book.LatestPolicy.LadderNamed("rope"));
        Assert.Throws<ArgumentException>(() => new PolicyBook([Policy.BuiltIn], "2031.1", [WorkCalendar.BuiltIn], "cn-2026.1"));
        var clock = Given.Clock("2026-03-02 10:00", "5wd");
        Assert.Equal(clock.Read().Marks.AsEnumerable(), book.Read(clock).Marks);
    }
}
