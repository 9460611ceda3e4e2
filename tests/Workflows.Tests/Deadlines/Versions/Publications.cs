using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Tests.Cases;

namespace GridCase.Workflows.Tests.Deadlines.Versions;

/// <summary>One publishes, another confirms; the last change can be taken back.</summary>
public sealed class Publications
{
    private readonly Rulebook book = new();

    [Fact]
    public void A_draft_is_published_by_one_and_confirmed_by_another()
    {
        book.Draft("\"finish\": \"5wd\"", "\"finish\": \"3wd\"");
        book.Takes(new PublishRules(RuleSort.Policy, "更快", OpenCases.KeepWarned), "one");
        var waiting = book.Ledger.Awaiting(RuleSort.Policy)!;
        Assert.Equal(("2026.2", "2026.1", "one"), (waiting.Version, waiting.Base, waiting.Publication!.By));
        Assert.Contains("\"version\": \"2026.2\"", waiting.Document, StringComparison.Ordinal);
        Assert.Null(book.Ledger.Draft(RuleSort.Policy));

        book.Wait(hours: 2);
        book.Takes(new ConfirmRules(RuleSort.Policy, "2026.2"), "other");
        Assert.Equal(new RuleChange(1, RuleSort.Policy, "2026.2", book.Now, OpenCases.KeepWarned), Assert.Single(book.Ledger.Changes));
        Assert.Equal("3wd", book.Ledger.Book().LatestPolicy.TermsFor(ClockKind.UnitFinish, Given.Traits())!.Budget.ToString());
        Assert.Equal(
            [RuleDeedKind.Begun, RuleDeedKind.Begun, RuleDeedKind.DraftSaved, RuleDeedKind.Published, RuleDeedKind.Confirmed],
            book.Ledger.Deeds.Select(deed => deed.Kind));
    }

    [Fact]
    public void Nobody_confirms_the_own_publication()
    {
        book.Publish();
        book.Refuses(new ConfirmRules(RuleSort.Policy, "2026.2"), "one", RefusalKind.Forbidden, "own-publication");
        book.Takes(new ConfirmRules(RuleSort.Policy, "2026.2"), "other");
        book.Refuses(new ConfirmRules(RuleSort.Policy, "2026.2"), "one", RefusalKind.Forbidden, "own-publication");
    }

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Leader)]
    [InlineData(Role.System)]
    public void Only_administrators_change_the_rules(Role role)
    {
        var decision = PublicationRules.Decide(book.Ledger, new SaveRuleDraft(RuleSort.Policy, null), new(book.Now, new("p", role, null, [], ""), TestCounty.Directory));
        Assert.Equal((RefusalKind.Forbidden, "role-lacks-operation"), (decision.Refusal!.Kind, decision.Refusal.Code));
    }

    [Fact]
    public void To_confirm_twice_is_to_confirm_once()
    {
        book.Confirmed();
        var again = book.Decide(new ConfirmRules(RuleSort.Policy, "2026.2"), "other");
        Assert.Null(again.Step);
        Assert.Null(again.Refusal);
        Assert.Equal("2026.2", again.Version);
    }

    [Fact]
    public void A_stale_draft_is_neither_saved_over_nor_published_nor_discarded()
    {
        book.Takes(new SaveRuleDraft(RuleSort.Policy, null), "one");
        book.Takes(new SaveRuleDraft(RuleSort.Policy, null, DraftRevision: 1), "other");
        book.Refuses(new SaveRuleDraft(RuleSort.Policy, null, DraftRevision: 1), "one", RefusalKind.Conflict, "draft-changed");
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly, DraftRevision: 1), "one", RefusalKind.Conflict, "draft-changed");
        book.Refuses(new DiscardRuleDraft(RuleSort.Policy, 1), "one", RefusalKind.Conflict, "draft-changed");
        book.Takes(new DiscardRuleDraft(RuleSort.Policy, 2), "one");
        book.Refuses(new SaveRuleDraft(RuleSort.Policy, null, DraftRevision: 2), "one", RefusalKind.Conflict, "draft-changed");
        book.Takes(new SaveRuleDraft(RuleSort.Policy, null, DraftRevision: 0), "one");
        Assert.Equal(3, book.Ledger.Draft(RuleSort.Policy)!.Revision);
    }

    [Fact]
    public void What_does_not_pass_the_check_is_saved_but_not_published()
    {
        var saved = book.Draft("\"finish\": \"5wd\"", "\"finish\": \"five days\"");
        Assert.Contains(saved.Findings, finding => finding.Severity == FindingSeverity.Error && finding.Path.EndsWith("clocks.finish", StringComparison.Ordinal));
        var refused = book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one", RefusalKind.Inconsistent, "check-failed");
        Assert.Equal(saved.Findings.AsEnumerable(), refused.Findings);
        Assert.Contains("clocks.finish", refused.Refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_something_to_publish_only_while_there_is_a_draft() =>
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one", RefusalKind.NotFound, "no-draft");

    [Fact]
    public void One_version_waits_at_a_time_but_a_calendar_may_wait_beside_a_policy()
    {
        book.Publish();
        book.Draft("\"finish\": \"15wd\"", "\"finish\": \"16wd\"");
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "other", RefusalKind.Rule, "awaiting-confirmation");
        book.Takes(new SaveRuleDraft(RuleSort.Calendar, null), "one");
        book.Takes(new PublishRules(RuleSort.Calendar, "x", OpenCases.NewOnly), "one");
        Assert.Equal("cn-2026.2", book.Ledger.Awaiting(RuleSort.Calendar)!.Version);
    }

    [Fact]
    public void A_draft_from_a_version_that_is_no_longer_in_force_is_not_published_unseen()
    {
        book.Publish();
        book.Draft("\"finish\": \"15wd\"", "\"finish\": \"16wd\"");
        book.Takes(new ConfirmRules(RuleSort.Policy, "2026.2"), "other");
        var refused = book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one", RefusalKind.Conflict, "base-moved");
        Assert.Contains("2026.2 has come since", refused.Refusal!.Detail, StringComparison.Ordinal);
        var text = book.Ledger.Draft(RuleSort.Policy)!.Document;
        book.Takes(new SaveRuleDraft(RuleSort.Policy, text), "one");
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one", RefusalKind.Conflict, "base-moved");
        book.Takes(new SaveRuleDraft(RuleSort.Policy, text.Replace("\"2026.1\"", "\"2026.2\"", StringComparison.Ordinal), BasedOn: "2026.2"), "one");
        book.Takes(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one");
        Assert.Equal("2026.3", book.Ledger.Awaiting(RuleSort.Policy)!.Version);
    }

    [Fact]
    public void A_publication_against_a_version_that_has_moved_on_is_not_confirmed()
    {
        book.Publish();
        // Two ledgers that were brought together: another change of the policy stands beside the waiting version.
        var moved = book.Ledger.Versions.Single(version => version.Version == "2026.2") with { Version = "2026.9", State = RuleState.Published };
        book.Ledger = book.Ledger with
        {
            Versions = book.Ledger.Versions.Add(moved),
            Changes = [new(1, RuleSort.Policy, "2026.9", book.Now, OpenCases.NewOnly)],
        };
        var refused = book.Refuses(new ConfirmRules(RuleSort.Policy, "2026.2"), "other", RefusalKind.Conflict, "base-moved");
        Assert.Contains("2026.9 has come since", refused.Refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_person_rejects_and_the_publisher_withdraws_and_neither_name_is_used_again()
    {
        book.Publish();
        book.Takes(new RejectRules(RuleSort.Policy, "2026.2", "太快"), "other");
        Assert.Equal(RuleState.Rejected, book.Ledger.Find(RuleSort.Policy, "2026.2")!.State);
        book.Refuses(new ConfirmRules(RuleSort.Policy, "2026.2"), "other", RefusalKind.Rule, "not-awaiting");
        book.Refuses(new RejectRules(RuleSort.Policy, "2026.2", "x"), "other", RefusalKind.Rule, "not-awaiting");

        book.Takes(new SaveRuleDraft(RuleSort.Policy, null, BasedOn: "2026.2"), "one");
        book.Takes(new PublishRules(RuleSort.Policy, "again", OpenCases.NewOnly), "one");
        Assert.Equal("2026.3", book.Ledger.Awaiting(RuleSort.Policy)!.Version);
        book.Takes(new RejectRules(RuleSort.Policy, "2026.3", "自己撤回"), "one");
        Assert.Equal(RuleState.Withdrawn, book.Ledger.Find(RuleSort.Policy, "2026.3")!.State);
        Assert.Empty(book.Ledger.Changes);
        book.Refuses(new ConfirmRules(RuleSort.Policy, "2026.1"), "other", RefusalKind.NotFound, "unknown-version");
    }

    [Fact]
    public void A_name_may_be_chosen_but_not_twice()
    {
        book.Draft("\"version\": \"2026.1\"", "\"version\": \"summer\"");
        book.Takes(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one");
        book.Takes(new RejectRules(RuleSort.Policy, "summer", "no"), "other");
        book.Draft("\"version\": \"2026.1\"", "\"version\": \"summer\"");
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one", RefusalKind.Rule, "version-taken");
    }

    [Fact]
    public void A_new_year_begins_at_one()
    {
        book.Wait(hours: 24 * 365);
        book.Publish();
        Assert.Equal("2027.1", book.Ledger.Awaiting(RuleSort.Policy)!.Version);
    }

    [Fact]
    public void A_calendar_gives_nobody_a_new_budget()
    {
        book.Takes(new SaveRuleDraft(RuleSort.Calendar, null), "one");
        book.Refuses(new PublishRules(RuleSort.Calendar, "x", OpenCases.FromNow), "one", RefusalKind.Inconsistent, "treatment-not-for-calendars");
    }

    [Fact]
    public void A_preset_is_a_starting_point_and_says_the_same_as_the_document_under_it()
    {
        var known = PolicyPresets.Of(Policy.BuiltIn.Document);
        Assert.Equal(["beijing", "shandong", "guangdong", "shanghai"], known.Select(preset => preset.Name));
        Assert.All(known, preset => Assert.NotEmpty(preset.Source));
        foreach (var preset in known)
        {
            var unfolded = Policy.Parse(PolicyPresets.Unfold(Policy.BuiltIn.Document, preset.Name));
            var under = Policy.Parse(Policy.BuiltIn.Document, preset.Name);
            foreach (var grade in Enum.GetValues<Grade>())
                foreach (var kind in Enum.GetValues<CaseKind>())
                    foreach (var clock in Enum.GetValues<ClockKind>())
                        Assert.Equal(under.TermsFor(clock, Given.Traits(grade, kind))?.Budget, unfolded.TermsFor(clock, Given.Traits(grade, kind))?.Budget);
            Assert.Equal(under.ExtensionFor(Given.Traits()).Max, unfolded.ExtensionFor(Given.Traits()).Max);
        }

        book.Takes(new SaveRuleDraft(RuleSort.Policy, null, Preset: "shandong"), "one");
        Assert.Equal("5wd", Policy.Parse(book.Ledger.Draft(RuleSort.Policy)!.Document).TermsFor(ClockKind.UnitFinish, Given.Traits(Grade.L4))!.Budget.ToString());
        book.Refuses(new SaveRuleDraft(RuleSort.Policy, null, Preset: "mars"), "one", RefusalKind.Inconsistent, "unknown-preset");
        book.Refuses(new SaveRuleDraft(RuleSort.Policy, null, BasedOn: "1999.1"), "one", RefusalKind.NotFound, "unknown-version");
    }
}
