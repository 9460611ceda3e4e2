using System.Text.Json.Nodes;
using GridCase.Local.Hosting;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Scenarios.Lives;

/// <summary>Two administrators of a county who tune its rules: one publishes, the other confirms.</summary>
internal sealed class Administrators(CountyRuntime county)
{
    private readonly Actor[] actors =
        [.. county.Directory.Current.People.Where(person => person.Roles.Contains(Role.Administrator)).Take(2).Select(person => Actor.Of(person, Role.Administrator))];

    /// <summary>The number of the change that the confirmation made.</summary>
    public async Task<int> Publish(Action<JsonNode> edit, OpenCases treatment, DateTimeOffset? effectiveFrom = null, RuleSort sort = RuleSort.Policy)
    {
        var document = JsonNode.Parse(await Latest(sort))!;
        edit(document);
        await Do(0, new SaveRuleDraft(sort, document.ToJsonString()));
        var published = await Do(0, new PublishRules(sort, "调整办理时限", treatment, effectiveFrom));
        return await Confirm(sort, published.Version!.Version);
    }

    /// <summary>What the change would do if it were confirmed now.</summary>
    public async Task<PreviewResult> Preview(Action<JsonNode> edit, OpenCases treatment)
    {
        var document = JsonNode.Parse(await Latest(RuleSort.Policy))!;
        edit(document);
        var now = county.Time.GetUtcNow();
        var order = new PreviewOrder(RuleSort.Policy, document.ToJsonString(), "draft", null, treatment, now.AddDays(-30), now, PreviewScope.Everything);
        var preview = (await county.Previews.Start(order, actors[0].PersonId, now))!;
        await county.Engine.RunToRest();
        return (await county.Stores.Previews.Find(preview.Id))!.Result!;
    }

    /// <summary>Takes the last change back.</summary>
    public async Task<int> Undo(RuleSort sort = RuleSort.Policy)
    {
        var last = county.Policies.Current.Changes.Last(change => change.Sort == sort);
        var undone = await Do(0, new UndoRules(sort, last.Version, "恢复原时限"));
        return await Confirm(sort, undone.Version!.Version);
    }

    /// <summary>Gives ordinary cases another budget.</summary>
    public static Action<JsonNode> Ordinary(string clock, string budget) => document =>
        document["rules"]!.AsArray().Single(rule => (string?)rule!["id"] == "L3-general")!["clocks"]![clock] = budget;

    private async Task<string> Latest(RuleSort sort)
    {
        var ledger = await county.Rules.Ledger();
        return ledger.Find(sort, ledger.Latest(sort))!.Document;
    }

    private async Task<int> Confirm(RuleSort sort, string version)
    {
        var confirmed = await Do(1, new ConfirmRules(sort, version));
        return confirmed.Version!.Settlement!.Change!.Value;
    }

    private async Task<RuleAnswer> Do(int who, RuleAct act)
    {
        var answer = await county.Rules.Do(act, actors[who], county.Time.GetUtcNow());
        Assert.True(answer.Refusal is null, $"{act.GetType().Name} was refused: {answer.Refusal?.Code} {answer.Refusal?.Detail} {string.Join("; ", answer.Findings)}");
        return answer;
    }
}
