using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Local.Tests.Storage;

/// <summary>What stores over one journal keep to besides: a piece of work is done whole or never was.</summary>
public abstract class JournalledRuleContract<TRig> : RuleContract<TRig>
    where TRig : JournalRig, new()
{
    [Fact]
    public async Task When_the_change_cannot_be_told_it_was_never_confirmed()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        await Publish("\"finish\": \"5wd\"", "\"finish\": \"3wd\"");
        Rig.RefusesMessages = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Desk.Do(new ConfirmRules(RuleSort.Policy, "2026.2"), Other, Rig.Now));

        Assert.Equal("2026.1", Book.LatestPolicy.Version);
        Assert.Equal(RuleState.Awaiting, (await Store.Load())!.Find(RuleSort.Policy, "2026.2")!.State);
        Rig.RefusesMessages = false;
        await Do(new ConfirmRules(RuleSort.Policy, "2026.2"), Other);
        Assert.Equal("2026.2", Book.LatestPolicy.Version);
    }

    [Fact]
    public async Task Steps_in_one_transaction_build_on_each_other_and_are_undone_together()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        var ledger = (await Store.Load())!;
        var draft = new RuleDraft(RuleSort.Calendar, 1, "{}", "cn-2026.1", "admin-1", Rig.Now);
        var step = new RuleStep(new(RuleSort.Calendar, RuleDeedKind.DraftSaved, Rig.Now, "admin-1", "cn-2026.1"), Draft: draft);
        await Rig.Journal.Write(session => Assert.Throws<TimeoutException>(() => session.Attempt<int>(() =>
        {
            Assert.Equal(AppendOutcome.Appended, Store.Keep(step, ledger.Revision).Result);
            Assert.Equal(AppendOutcome.Appended, Store.Keep(step with { Draft = draft with { Revision = 2 } }, ledger.Revision + 1).Result);
            throw new TimeoutException();
        })));

        Assert.Equal(ledger, await Store.Load());
        Assert.Equal(AppendOutcome.Appended, await Store.Keep(step, ledger.Revision));
        Assert.Equal(draft, (await Store.Load())!.Draft(RuleSort.Calendar));
    }
}

public sealed class MemoryRuleTests : JournalledRuleContract<MemoryRig>;

public sealed class SqliteRuleTests : JournalledRuleContract<SqliteRig>
{
    [Fact]
    public async Task After_a_restart_the_rules_are_as_they_were()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        await Publish("\"finish\": \"5wd\"", "\"finish\": \"3wd\"");
        await Confirm("2026.2");
        await Publish("\"finish\": \"3wd\"", "\"finish\": \"4wd\"");
        var before = (await Store.Load())!;
        Rig.Restart();

        var after = (await Store.Load())!;
        Assert.Equal(before.Versions.AsEnumerable(), after.Versions);
        Assert.Equal(before.Changes.AsEnumerable(), after.Changes);
        Assert.Equal(before.Deeds.AsEnumerable(), after.Deeds);
        Assert.Equal(("2026.2", "2026.3"), (Rig.Stores.Policies.Current.LatestPolicy.Version, after.Awaiting(RuleSort.Policy)!.Version));
        await Store.Begin(PolicyBook.BuiltIn);
        Assert.Equal("2026.2", Rig.Stores.Policies.Current.LatestPolicy.Version);
    }
}
