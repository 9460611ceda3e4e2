using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;

namespace GridCase.Contracts;

/// <summary>What every store of policies and calendars keeps to.</summary>
public abstract class RuleContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected static readonly Actor One = new("admin-1", Role.Administrator, null, [], Make.County);
    protected static readonly Actor Other = new("admin-2", Role.Administrator, null, [], Make.County);

    protected TRig Rig { get; } = new();

    protected IRuleStore Store => Rig.Stores.Rules;

    protected PolicyBook Book => Rig.Stores.Policies.Current;

    protected RuleDesk Desk => new(Store, new EmptyDirectory());

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task Before_the_first_versions_there_are_no_rules()
    {
        Assert.Null(await Store.Load());
        Assert.Throws<InvalidOperationException>(() => Book);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Keep(new(new(RuleSort.Policy, RuleDeedKind.DraftDiscarded, Rig.Now, "x", null), DropsDraft: true), 0));
    }

    [Fact]
    public async Task The_first_versions_are_kept_once_whatever_a_later_program_comes_with()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        var later = Policy.Parse(Policy.BuiltIn.Document.Replace("2026.1", "2027.1", StringComparison.Ordinal));
        await Store.Begin(new([later], "2027.1", [WorkCalendar.BuiltIn], "cn-2026.1"));

        var ledger = await Store.Load();
        Assert.Equal(["2026.1", "cn-2026.1"], ledger!.Versions.Select(version => version.Version));
        Assert.All(ledger.Versions, version => Assert.Equal(RuleState.Published, version.State));
        Assert.Equal("2026.1", Book.LatestPolicy.Version);
        Assert.Equal(Policy.BuiltIn.Document, ledger.Versions[0].Document);
    }

    [Fact]
    public async Task A_change_is_what_everybody_reads_from_its_confirmation_on_and_is_told_once()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        await Publish("\"finish\": \"5wd\"", "\"finish\": \"3wd\"");
        Assert.Equal("2026.1", Book.LatestPolicy.Version);
        Assert.Empty(Rig.Confirmed);

        Rig.Wait(TimeSpan.FromHours(1));
        var answer = await Do(new ConfirmRules(RuleSort.Policy, "2026.2"), Other);

        Assert.Equal("2026.2", Book.LatestPolicy.Version);
        Assert.Equal(new RuleChange(1, RuleSort.Policy, "2026.2", Rig.Now, OpenCases.FromStart), Assert.Single(Rig.Confirmed));
        Assert.Equal(Rig.Confirmed, Book.Changes);
        Assert.Equal("2026.1", Book.PolicyAt(Rig.Now.AddTicks(-1)).Version);
        Assert.Equal(1, answer.Version!.Settlement!.Change);
        await Do(new ConfirmRules(RuleSort.Policy, "2026.2"), Other);
        Assert.Single(Rig.Confirmed);
    }

    [Fact]
    public async Task A_step_decided_on_an_older_ledger_is_not_kept()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        var ledger = (await Store.Load())!;
        var act = new SaveRuleDraft(RuleSort.Policy, "{}");
        var decision = PublicationRules.Decide(ledger, act, new(Rig.Now, One, new EmptyDirectory().Current));

        Assert.Equal(AppendOutcome.Appended, await Store.Keep(decision.Step!, ledger.Revision));
        Assert.Equal(AppendOutcome.Conflict, await Store.Keep(decision.Step!, ledger.Revision));
        Assert.Equal(1, (await Store.Load())!.Draft(RuleSort.Policy)!.Revision);
    }

    [Fact]
    public async Task Of_two_who_save_at_once_the_one_with_the_stale_draft_is_told()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Desk.Do(new SaveRuleDraft(RuleSort.Policy, $"{{\"n\":{i}}}", DraftRevision: 0), i % 2 == 0 ? One : Other, Rig.Now)));

        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.All(answers.Where(answer => answer.Refusal is not null), answer => Assert.Equal("draft-changed", answer.Refusal!.Code));
    }

    [Fact]
    public async Task A_receipt_is_kept_with_the_step_and_a_repeat_changes_nothing()
    {
        await Store.Begin(PolicyBook.BuiltIn);
        var receipt = new RuleReceipt("key", "hash", answer => (200, $"{answer.Ledger.Draft(RuleSort.Policy)!.Revision}"));
        var first = await Desk.Do(new SaveRuleDraft(RuleSort.Policy, "{}"), One, Rig.Now, receipt);
        var second = await Desk.Do(new SaveRuleDraft(RuleSort.Policy, "{}"), One, Rig.Now, receipt);

        Assert.False(first.WasRepeat);
        Assert.True(second.WasRepeat);
        Assert.Equal("1", (await Rig.Cases.FindReceipt("key"))!.Body);
        Assert.Equal(1, (await Store.Load())!.Draft(RuleSort.Policy)!.Revision);
    }

    /// <summary>Drafts and publishes a change of the policy in force.</summary>
    protected async Task Publish(string old, string changed)
    {
        await Do(new SaveRuleDraft(RuleSort.Policy, Book.LatestPolicy.Document.Replace(old, changed, StringComparison.Ordinal)), One);
        await Do(new PublishRules(RuleSort.Policy, "办得更快", OpenCases.FromStart), One);
    }

    protected Task Confirm(string version) => Do(new ConfirmRules(RuleSort.Policy, version), Other);

    protected async Task<RuleAnswer> Do(RuleAct act, Actor actor)
    {
        var answer = await Desk.Do(act, actor, Rig.Now);
        Assert.True(answer.Refusal is null, answer.Refusal?.Detail);
        return answer;
    }

    protected sealed class EmptyDirectory : IDirectorySource
    {
        public CountyDirectory Current { get; } = new(EmptyCounty.Build(Make.County).County);
    }
}
