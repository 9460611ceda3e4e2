using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Tests.Cases;

namespace GridCase.Workflows.Tests.Deadlines.Versions;

/// <summary>A ledger on which acts are tried, with a clock that is moved by hand.</summary>
internal sealed class Rulebook
{
    public Rulebook() => Ledger = RuleLedger.Begin(PolicyBook.BuiltIn, Now);

    public RuleLedger Ledger { get; set; }

    public DateTimeOffset Now { get; private set; } = Given.At("2026-03-02 09:00");

    public void Wait(int hours) => Now = Now.AddHours(hours);

    public RuleDecision Decide(RuleAct act, string person) =>
        PublicationRules.Decide(Ledger, act, new(Now, new(person, Role.Administrator, null, [], TestCounty.Code), TestCounty.Directory));

    public RuleDecision Takes(RuleAct act, string person)
    {
        var decision = Decide(act, person);
        Assert.True(decision.Refusal is null, decision.Refusal?.Detail);
        Ledger = Ledger.With(decision.Step!);
        return decision;
    }

    public RuleDecision Refuses(RuleAct act, string person, RefusalKind kind, string code)
    {
        var decision = Decide(act, person);
        Assert.Equal((kind, code), (decision.Refusal?.Kind, decision.Refusal?.Code));
        Assert.Null(decision.Step);
        return decision;
    }

    /// <summary>Saves a draft of the policy in force with one text replaced.</summary>
    public RuleDecision Draft(string old, string changed)
    {
        var text = Ledger.Find(RuleSort.Policy, Ledger.Latest(RuleSort.Policy))!.Document;
        Assert.Contains(old, text, StringComparison.Ordinal);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return Takes(new SaveRuleDraft(RuleSort.Policy, text[..at] + changed + text[(at + old.Length)..]), "one");
    }

    /// <summary>Publishes a policy in which L4 has one working day more.</summary>
    public void Publish(DateTimeOffset? effective = null, int days = 16)
    {
        Takes(new SaveRuleDraft(RuleSort.Policy, null), "one");
        var text = Ledger.Draft(RuleSort.Policy)!.Document;
        Takes(new SaveRuleDraft(RuleSort.Policy, System.Text.RegularExpressions.Regex.Replace(text, "\"1[5-9]wd\"", $"\"{days}wd\"")), "one");
        Takes(new PublishRules(RuleSort.Policy, "x", OpenCases.FromStart, effective), "one");
    }

    public void Confirmed(DateTimeOffset? effective = null, int days = 16)
    {
        Publish(effective, days);
        Takes(new ConfirmRules(RuleSort.Policy, Ledger.Awaiting(RuleSort.Policy)!.Version), "other");
    }
}
