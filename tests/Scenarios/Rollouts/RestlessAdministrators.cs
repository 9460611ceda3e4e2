using System.Globalization;
using System.Text.Json.Nodes;
using GridCase.Local.Hosting;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Scenarios.Rollouts;

/// <summary>Two administrators who tune the rules by chance: one publishes, the other confirms.</summary>
/// <param name="note">Hears of each thing they do.</param>
internal sealed class RestlessAdministrators(DyingCounty county, Random chance, Action<string> note)
{
    /// <summary>Changes a budget, or the calendar, with a treatment of open cases by chance; now or from a later instant on.</summary>
    public async Task Change()
    {
        var (clock, budget) = (Of("finish", "finish", "dispatch", "sign-off"), Of("1wd", "2wd", "3wd", "4wh", "7wd", "12wd", "PT30H"));
        var rule = Of("L3-general", "L3-general", "L4-complex");
        var treatment = (OpenCases)chance.Next(4);
        var isCalendar = chance.Next(6) == 0;
        DateTimeOffset? from = chance.Next(3) == 0 ? county.Now.AddMinutes(chance.Next(1, 2_000)) : null;
        var day = county.Now.AddDays(chance.Next(1, 12));
        var hastily = !isCalendar && chance.Next(4) > 0;
        note(isCalendar ? $"a day off on {day:MM-dd}, {treatment}, from {from?.ToString("O") ?? "now"}" : $"{rule} {clock} {budget}, {treatment}, from {from?.ToString("O") ?? "now"}");
        if (isCalendar) await Tune(RuleSort.Calendar, document => AddHoliday(document, day), treatment == OpenCases.FromNow ? OpenCases.FromStart : treatment, from, hastily);
        else await Tune(RuleSort.Policy, document => document["rules"]!.AsArray().Single(one => (string?)one!["id"] == rule)!["clocks"]![clock] = budget, treatment, from, hastily);
    }

    private static void AddHoliday(JsonNode document, DateTimeOffset day)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        document["years"]!.AsArray().Single(year => (int)year!["year"]! == 2026)!["holidays"]!.AsArray()
            .Add(new JsonObject { ["name"] = "停工日" + date, ["from"] = date, ["to"] = date, ["makeUp"] = new JsonArray() });
    }

    private Task Tune(RuleSort sort, Action<JsonNode> edit, OpenCases treatment, DateTimeOffset? from, bool hastily) => county.Do(async runtime =>
    {
        if (await Settled(runtime, sort)) return;
        var ledger = await runtime.Rules.Ledger();
        var document = JsonNode.Parse(ledger.Find(sort, ledger.Latest(sort))!.Document)!;
        edit(document);
        if (hastily)
        {
            await Keep(runtime, ledger, document, treatment, from);
            return;
        }

        await Do(runtime, "admin", new SaveRuleDraft(sort, document.ToJsonString()));
        await Do(runtime, "admin", new PublishRules(sort, "调整办理时限", treatment, from));
        await Settled(runtime, sort);
    });

    /// <summary>Most changes of the policy go straight to the store: the check of a document takes most of the time of a seed, and is not what is looked at here.</summary>
    private async Task Keep(CountyRuntime runtime, RuleLedger ledger, JsonNode policy, OpenCases treatment, DateTimeOffset? from)
    {
        var (now, number) = (county.Now, ledger.Changes.Length + 1);
        var at = from > now ? from.Value : now;
        if (ledger.Changes is [.., var last] && at < last.At) return;
        var name = string.Create(CultureInfo.InvariantCulture, $"2026.{1_000 + ledger.Versions.Length}");
        policy["version"] = name;
        var (one, other) = (DyingCounty.Actor(runtime, "admin").PersonId, DyingCounty.Actor(runtime, "admin2").PersonId);
        var version = new RuleVersion(RuleSort.Policy, name, policy.ToJsonString(), RuleState.Published, ledger.Latest(RuleSort.Policy), one, now)
        {
            Publication = new(one, now, "调整办理时限", treatment, from),
            Settlement = new(other, now, Change: number),
        };
        var deed = new RuleDeed(RuleSort.Policy, RuleDeedKind.Confirmed, now, other, name, Change: number);
        await runtime.Stores.Rules.Keep(new(deed, version, new RuleChange(number, RuleSort.Policy, name, at, treatment)), ledger.Revision);
    }

    /// <summary>Takes the last change of the policy back.</summary>
    public Task Undo()
    {
        note("takes the last change back");
        return county.Do(async runtime =>
        {
            if (await Settled(runtime, RuleSort.Policy)) return;
            if (runtime.Policies.Current.Changes.LastOrDefault(change => change.Sort == RuleSort.Policy) is not { } last) return;
            await Do(runtime, "admin", new UndoRules(RuleSort.Policy, last.Version, "恢复原时限"));
            await Settled(runtime, RuleSort.Policy);
        });
    }

    /// <summary>Confirms what waits, if anything does: whoever died over a change finds it again.</summary>
    private async Task<bool> Settled(CountyRuntime runtime, RuleSort sort)
    {
        if ((await runtime.Rules.Ledger()).Awaiting(sort) is not { } waiting) return false;
        return (await Do(runtime, "admin2", new ConfirmRules(sort, waiting.Version))).Refusal is null
            || (await Do(runtime, "admin2", new RejectRules(sort, waiting.Version, "不合时宜"))).Refusal is null;
    }

    private async Task<RuleAnswer> Do(CountyRuntime runtime, string user, RuleAct act)
    {
        var answer = await runtime.Rules.Do(act, DyingCounty.Actor(runtime, user), county.Now);
        if (answer.Refusal is { } refusal) note($"  {act.GetType().Name}: {refusal.Code}");
        return answer;
    }

    private T Of<T>(params ReadOnlySpan<T> ones) => ones[chance.Next(ones.Length)];
}
