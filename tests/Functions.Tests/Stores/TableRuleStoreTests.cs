using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableRuleStoreTests : RuleContract<TableRig>
{
    [Fact]
    public async Task Another_instance_reads_the_rules_as_they_were_kept_drafts_and_history_included()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        await Publish("\"finish\": \"5wd\"", "\"finish\": \"3wd\"");
        await Confirm("2026.2");
        await Publish("\"finish\": \"3wd\"", "\"finish\": \"4wd\"");
        await Do(new SaveRuleDraft(RuleSort.Calendar, "{\"wrong\":"), One);
        var before = (await Store.Load())!;

        var other = Rig.Another();
        await other.Freshness.Refresh(default);
        var after = (await other.Rules.Load())!;
        Assert.Equal(before.Versions.AsEnumerable(), after.Versions);
        Assert.Equal(before.Drafts.AsEnumerable(), after.Drafts);
        Assert.Equal(before.Changes.AsEnumerable(), after.Changes);
        Assert.Equal(before.Deeds.AsEnumerable(), after.Deeds);
        Assert.Equal((before.Revision, before.FirstPolicy, before.FirstCalendar), (after.Revision, after.FirstPolicy, after.FirstCalendar));
        Assert.Equal(Book.LatestPolicy.Document, other.Policies.Current.LatestPolicy.Document);
    }

    [Fact]
    public async Task A_change_is_told_however_an_instance_dies_at_its_confirmation_and_never_without_it()
    {
        var (told, died) = (0, 0);
        var writes = await Crashes.AtEachWrite(
            async () =>
            {
                var rig = new TableRig();
                await rig.Stores.Rules.Begin(PolicyBook.BuiltIn);
                var desk = new RuleDesk(rig.Stores.Rules, new EmptyDirectory());
                var document = PolicyBook.BuiltIn.LatestPolicy.Document.Replace("\"finish\": \"5wd\"", "\"finish\": \"3wd\"", StringComparison.Ordinal);
                await desk.Do(new SaveRuleDraft(RuleSort.Policy, document), One, rig.Now);
                await desk.Do(new PublishRules(RuleSort.Policy, "办得更快", OpenCases.FromStart), One, rig.Now);
                return rig;
            },
            rig => new RuleDesk(rig.Stores.Rules, new EmptyDirectory()).Do(new ConfirmRules(RuleSort.Policy, "2026.2"), Other, rig.Now),
            async (rig, hasDied) =>
            {
                died += hasDied ? 1 : 0;
                await rig.Pump();
                var isConfirmed = (await rig.Another().Rules.Load())!.Changes.Length == 1;
                Assert.Equal(isConfirmed, rig.Confirmed.Distinct().Count() == 1);
                told += isConfirmed ? 1 : 0;
                if (isConfirmed) return;
                await new RuleDesk(rig.Another().Rules, new EmptyDirectory()).Do(new ConfirmRules(RuleSort.Policy, "2026.2"), Other, rig.Now);
                Assert.Single(rig.Confirmed);
            });
        Assert.Equal((5, 5), (writes, died));
        Assert.Equal(3, told);
    }

    [Fact]
    public async Task Of_two_instances_that_begin_or_step_at_once_one_is_first()
    {
        var other = Rig.Another().Rules;
        await Task.WhenAll(Store.Begin(PolicyBook.BuiltIn), other.Begin(PolicyBook.BuiltIn));
        var ledger = (await Store.Load())!;
        var step = new RuleStep(
            new(RuleSort.Calendar, RuleDeedKind.DraftSaved, Rig.Now, "admin-1", "cn-2026.1"), Draft: new(RuleSort.Calendar, 1, "{}", "cn-2026.1", "admin-1", Rig.Now));
        Rig.Service.BeforeWrite = (_, _, row) =>
        {
            if (row != "head") return;
            Rig.Service.BeforeWrite = null;
            Assert.Equal(AppendOutcome.Appended, other.Keep(step, ledger.Revision).Result);
        };

        Assert.Equal(AppendOutcome.Conflict, await Store.Keep(step, ledger.Revision));
        Assert.Equal(ledger.Revision + 1, (await Store.Load())!.Revision);
    }
}
