using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>What a check says of a policy, so that an administrator can act on it.</summary>
public sealed class PolicyChecks
{
    private static readonly string Text = Policy.BuiltIn.Document;
    private static readonly DateOnly Spring = Given.Day("2026-03-02");
    private static readonly string[] Categories = ["road.surface", "dispute.land", "livelihood.water"];

    [Fact]
    public void The_policy_that_comes_with_the_program_has_no_findings() => Assert.Empty(Findings(Text));

    [Theory]
    [InlineData("beijing")]
    [InlineData("shandong")]
    [InlineData("guangdong")]
    [InlineData("shanghai")]
    public void No_preset_has_an_error(string preset)
    {
        string[] documents = [PolicyPresets.Unfold(Text, preset), Text.Replace("\"version\"", $"\"preset\": \"{preset}\", \"version\"", StringComparison.Ordinal)];
        foreach (var document in documents) Assert.DoesNotContain(Findings(document), finding => finding.Severity == FindingSeverity.Error);
    }

    [Theory]
    [InlineData("\"sign-off\": \"1wd\", \"first-contact\": \"1wd\", \"finish\": \"5wd\"", "\"first-contact\": \"1wd\", \"finish\": \"5wd\"", "sign-off", "cases that are not petition · not consult · L3")]
    [InlineData("\"look-back\": \"30cd\"", "\"tier\": \"9cd\"", "look-back", "any case")]
    [InlineData("{ \"dispatch\": \"PT24H\", \"sign-off\": \"1wd\", \"first-contact\": \"1wd\", \"finish\": \"15wd\" }", "{ \"sign-off\": \"1wd\", \"finish\": \"15wd\" }", "dispatch", "cases that are not petition · L4")]
    [InlineData("\"dispatch\": \"15cd\", \"sign-off\"", "\"sign-off\"", null, null)]
    public void A_sort_of_case_without_a_limit_it_needs_is_an_error(string old, string @new, string? clock, string? which)
    {
        var findings = Findings(Changed(old, @new));
        if (clock is null)
        {
            // The rule below it still speaks.
            Assert.Empty(findings);
            return;
        }

        var finding = Assert.Single(findings);
        Assert.Equal((FindingSeverity.Error, "$.rules", $"No rule gives {which} a limit for {clock}."), (finding.Severity, finding.Path, finding.Problem));
        Assert.StartsWith($"Add {clock} to a rule for them", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_of_no_plain_shape_is_told_by_its_number_and_an_example()
    {
        var narrowed = Changed("{ \"grade\": [\"L4\"] }", "{ \"grade\": [\"L4\"], \"kind\": [\"help\"] }", Changed("{ \"grade\": [\"L3\"] }", "{ \"grade\": [\"L3\"], \"kind\": [\"report\"] }"));
        var finding = Findings(narrowed).First(finding => finding.Problem.Contains("sign-off", StringComparison.Ordinal));
        Assert.Equal("No rule gives 504 of 1620 sorts of case (not petition · L3 or L4), such as hotline · consult · L4 · road.surface, a limit for sign-off.", finding.Problem);
    }

    [Fact]
    public void A_gap_is_said_in_few_words_once_for_both_finish_clocks()
    {
        var finding = Assert.Single(Findings(Changed("\"finish\": \"PT2H\",", "")));
        Assert.Equal("No rule gives cases that are L1 a limit for finish.", finding.Problem);
    }

    [Fact]
    public void What_is_not_to_have_a_clock_is_no_gap() => Assert.Empty(Findings(Changed("\"look-back\": \"30cd\"", "\"look-back\": \"none\"")));

    [Fact]
    public void A_rule_that_more_specific_ones_leave_nothing_is_told_with_their_places()
    {
        var over = """{ "id": "all-kinds", "when": { "kind": ["consult", "help", "complaint", "report", "suggest"], "grade": ["L4"], "channel": ["hotline", "grid", "inspection", "window", "petition", "police", "public", "open311", "look-back"] }, "clocks": { "finish": "9wd" }, "source": "x" },""";
        var finding = Assert.Single(Findings(Changed("{\n      \"id\": \"every-case\"", over + "{\n      \"id\": \"every-case\"")));
        Assert.Equal(
            (FindingSeverity.Warning, "$.rules[6].clocks.finish", "It is never used: $.rules[0].clocks.finish takes every case it is for."), (finding.Severity, finding.Path, finding.Problem));
    }

    [Fact]
    public void A_rule_that_serves_one_finish_clock_only_is_told_for_the_other()
    {
        var over = """{ "id": "units", "when": { "kind": ["consult", "help", "complaint", "report", "suggest"], "grade": ["L1"] }, "clocks": { "unit-finish": "PT1H" }, "source": "x" },""";
        var finding = Assert.Single(Findings(Changed("{\n      \"id\": \"every-case\"", over + "{\n      \"id\": \"every-case\"")));
        Assert.Equal(("$.rules[2].clocks.finish", "It is never used for unit-finish: $.rules[0].clocks.unit-finish takes every case it is for."), (finding.Path, finding.Problem));
    }

    [Theory]
    [InlineData("{ \"id\": \"urgent\", \"when\": { \"urgency\": [\"urgent\"] }", "{ \"id\": \"all\", \"when\": { \"urgency\": [\"normal\", \"urgent\", \"emergency\"], \"kind\": [\"consult\"] }, \"grade\": \"L3\", \"auto\": true, \"source\": \"x\" },{ \"id\": \"urgent\", \"when\": { \"urgency\": [\"urgent\"] }", "$.triage[4]", "$.triage[1]")]
    [InlineData("{\n      \"id\": \"none-in-emergencies\"", "{ \"id\": \"p\", \"times\": 0, \"source\": \"x\", \"when\": { \"channel\": [\"petition\"], \"grade\": [\"L3\", \"L4\"], \"kind\": [\"consult\", \"help\", \"complaint\", \"report\", \"suggest\"] } },{\n      \"id\": \"none-in-emergencies\"", "$.extensions[2]", "$.extensions[0]")]
    [InlineData("{\n        \"id\": \"share-of-finish\"", "{ \"id\": \"p\", \"window\": \"3wd\", \"source\": \"x\", \"when\": { \"channel\": [\"petition\"], \"grade\": [\"L3\", \"L4\"], \"kind\": [\"consult\", \"help\", \"complaint\", \"report\", \"suggest\"] } },{\n        \"id\": \"share-of-finish\"", "$.objection.windows[2]", "$.objection.windows[0]")]
    public void Unused_entries_of_other_lists_are_told_too(string old, string @new, string path, string taker)
    {
        var finding = Assert.Single(Findings(Changed(old, @new)));
        Assert.Equal((FindingSeverity.Warning, path, $"It is never used: {taker} takes every case it is for."), (finding.Severity, finding.Path, finding.Problem));
    }

    [Fact]
    public void Budgets_past_the_end_of_the_calendar_are_told_with_their_dates()
    {
        var finding = Assert.Single(PolicyCheck.Findings(Text, Given.Calendar, Given.Day("2026-12-01"), Categories, [.. Audience.Words]));
        Assert.Equal((FindingSeverity.Warning, "$.rules"), (finding.Severity, finding.Path));
        Assert.StartsWith("Counted from 2026-12-01, 2 budgets reach past 2026-12-31, where the calendar ends: 90cd at $.rules[0].clocks.ledger-review to 2027-03-01, 60cd at $.rules[6].clocks.finish to 2027-02-01.", finding.Problem, StringComparison.Ordinal);
        Assert.StartsWith("Import 2027 into the calendar", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ladder_nobody_climbs_is_told()
    {
        var at = Text.IndexOf("  \"ladders\": [", StringComparison.Ordinal);
        var spare = "{ \"name\": \"spare\", \"warn\": [\"holder\"], \"due\": [\"holder\"], \"rungs\": [{ \"offset\": \"1wd\", \"audience\": [\"unit-head\"] }], \"urgent\": false, \"acknowledgeWithin\": \"4wh\", \"source\": \"x\" },";
        var finding = Assert.Single(Findings(Text[..(at + 14)] + spare + Text[(at + 14)..]));
        Assert.Equal((FindingSeverity.Warning, "$.ladders[0]", "No clock climbs the ladder 'spare'."), (finding.Severity, finding.Path, finding.Problem));
    }

    [Fact]
    public void A_word_that_no_post_answers_to_is_told_once()
    {
        var findings = PolicyCheck.Findings(Text, Given.Calendar, Spring, Categories, [.. Audience.Words.Except([Audience.ResidentCadre, Audience.Holder, Audience.DepartmentLead])]);
        var finding = Assert.Single(findings);
        Assert.Equal((FindingSeverity.Warning, "$.ladders[2].rungs[0].audience", "There is no post 'resident-cadre' in this county."), (finding.Severity, finding.Path, finding.Problem));
    }

    [Fact]
    public void A_category_that_the_county_does_not_have_is_told()
    {
        var finding = Assert.Single(PolicyCheck.Findings(Text, Given.Calendar, Spring, ["road", "dispute"], [.. Audience.Words]));
        Assert.Equal(("$.triage[2].when.category", "No category of this county is 'livelihood.*'."), (finding.Path, finding.Problem));
    }

    [Fact]
    public void A_tie_is_an_error_that_names_both_rules()
    {
        var finding = Assert.Single(Findings(Changed("\"grade\": [\"L4\"] },\n      \"clocks\": { \"dispatch\": \"PT24H\", \"sign-off\": \"1wd\", \"first-contact\": \"1wd\", \"finish\": \"15wd\" }", "\"grade\": [\"L3\"] },\n      \"clocks\": { \"finish\": \"15wd\" }")).DistinctBy(finding => finding.Path));
        Assert.Equal((FindingSeverity.Error, "$.rules[5].clocks.finish"), (finding.Severity, finding.Path));
        Assert.Contains("ties with $.rules[3].clocks.finish", finding.Problem, StringComparison.Ordinal);
    }

    private static System.Collections.Immutable.ImmutableArray<RuleFinding> Findings(string text) =>
        PolicyCheck.Findings(text, Given.Calendar, Spring, Categories, [.. Audience.Words]);

    private static string Changed(string old, string @new, string? text = null)
    {
        text ??= Text;
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        return text[..at] + @new + text[(at + old.Length)..];
    }
}
