using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Workflows.Tests.Deadlines.Versions;

/// <summary>When a change comes into force, and how the last one is taken back.</summary>
public sealed class UndoneChanges
{
    private readonly Rulebook book = new();

    [Fact]
    public void A_change_may_come_into_force_at_a_later_date()
    {
        var july = Given.At("2026-07-01 00:00");
        book.Confirmed(july);
        Assert.Equal(july, Assert.Single(book.Ledger.Changes).At);
        var rules = book.Ledger.Book();
        Assert.Equal(("2026.1", "2026.2"), (rules.PolicyAt(july.AddTicks(-1)).Version, rules.PolicyAt(july).Version));
    }

    [Fact]
    public void A_date_that_has_passed_by_the_confirmation_is_the_confirmation()
    {
        book.Publish(book.Now.AddHours(1));
        book.Wait(hours: 3);
        book.Takes(new ConfirmRules(RuleSort.Policy, "2026.2"), "other");
        Assert.Equal(book.Now, book.Ledger.Changes[0].At);
    }

    [Fact]
    public void Nothing_comes_into_force_before_what_is_confirmed_for_later()
    {
        book.Takes(new SaveRuleDraft(RuleSort.Calendar, null), "one");
        book.Takes(new PublishRules(RuleSort.Calendar, "x", OpenCases.NewOnly), "one");
        book.Confirmed(Given.At("2026-07-01 00:00"));
        var refused = book.Refuses(new ConfirmRules(RuleSort.Calendar, "cn-2026.2"), "other", RefusalKind.Rule, "later-change-scheduled");
        Assert.Contains("2026.2 comes into force on 2026-07-01 00:00", refused.Refusal!.Detail, StringComparison.Ordinal);
        book.Takes(new SaveRuleDraft(RuleSort.Policy, null), "one");
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly), "one", RefusalKind.Rule, "later-change-scheduled");
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly, Given.At("2026-06-30 23:59")), "one", RefusalKind.Rule, "later-change-scheduled");
        book.Takes(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly, Given.At("2026-07-01 00:00")), "one");
    }

    [Theory]
    [InlineData("2026-03-02 08:59", "effective-date-past")]
    [InlineData("2028-04-01 00:00", "effective-date-too-far")]
    public void A_date_lies_ahead_but_not_too_far(string date, string code)
    {
        book.Takes(new SaveRuleDraft(RuleSort.Policy, null), "one");
        book.Refuses(new PublishRules(RuleSort.Policy, "x", OpenCases.NewOnly, Given.At(date)), "one", RefusalKind.Inconsistent, code);
    }

    [Fact]
    public void The_last_change_is_taken_back_by_a_new_version_with_the_content_before()
    {
        book.Confirmed();
        book.Confirmed(days: 17);
        book.Takes(new UndoRules(RuleSort.Policy, "2026.3", "太松"), "other");
        book.Refuses(new ConfirmRules(RuleSort.Policy, "2026.4"), "other", RefusalKind.Forbidden, "own-publication");
        book.Takes(new ConfirmRules(RuleSort.Policy, "2026.4"), "one");

        Assert.Equal(new RuleChange(3, RuleSort.Policy, "2026.4", book.Now, OpenCases.FromStart, Undoes: 2), book.Ledger.Changes[2]);
        var (undone, before) = (book.Ledger.Find(RuleSort.Policy, "2026.4")!, book.Ledger.Find(RuleSort.Policy, "2026.2")!);
        Assert.Equal(before.Document.Replace("2026.2", "2026.4", StringComparison.Ordinal), undone.Document);
        Assert.Equal("16wd", book.Ledger.Book().LatestPolicy.TermsFor(ClockKind.UnitFinish, Given.Traits(Grade.L4))!.Budget.ToString());
        Assert.Contains(book.Ledger.Deeds, deed => deed is { Kind: RuleDeedKind.UndoAsked, By: "other", Reason: "太松", Version: "2026.4" });
    }

    [Fact]
    public void Only_the_last_change_is_taken_back_and_an_undo_is_not()
    {
        book.Refuses(new UndoRules(RuleSort.Policy, "2026.1", "x"), "one", RefusalKind.Rule, "nothing-to-undo");
        book.Confirmed();
        book.Confirmed(days: 17);
        book.Refuses(new UndoRules(RuleSort.Policy, "2026.2", "x"), "one", RefusalKind.Rule, "not-last-change");
        book.Refuses(new UndoRules(RuleSort.Policy, "2099.1", "x"), "one", RefusalKind.NotFound, "unknown-version");
        book.Takes(new UndoRules(RuleSort.Policy, "2026.3", "x"), "one");
        book.Refuses(new UndoRules(RuleSort.Policy, "2026.3", "x"), "other", RefusalKind.Rule, "awaiting-confirmation");
        book.Takes(new ConfirmRules(RuleSort.Policy, "2026.4"), "other");
        book.Refuses(new UndoRules(RuleSort.Policy, "2026.4", "x"), "one", RefusalKind.Rule, "undo-of-undo");
        book.Refuses(new UndoRules(RuleSort.Policy, "2026.3", "x"), "one", RefusalKind.Rule, "not-last-change");
    }

    [Fact]
    public void What_is_to_come_later_is_taken_back_at_its_own_hour()
    {
        var july = Given.At("2026-07-01 00:00");
        book.Confirmed(july);
        book.Takes(new UndoRules(RuleSort.Policy, "2026.2", "x"), "one");
        book.Takes(new ConfirmRules(RuleSort.Policy, "2026.3"), "other");
        Assert.Equal([july, july], book.Ledger.Changes.Select(change => change.At));
        Assert.Equal("2026.3", book.Ledger.Book().PolicyAt(july).Version);
    }
}
