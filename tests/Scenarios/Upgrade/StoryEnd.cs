using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Upgrade;

/// <summary>Goes on with a county as the story left it: people do what remains to be done, whatever the stage, and time does the rest. What it does follows from the cases alone.</summary>
internal sealed class StoryEnd(StoryTeller county)
{
    /// <summary>Moves that one case can need at most from where a story left it.</summary>
    private const int Most = 20;

    /// <summary>Leaves no case open and no look-back owed.</summary>
    public async Task Tell()
    {
        await Rounds();
        foreach (var rollout in await county.All("admin", "/api/rollouts"))
            if (Word(rollout, "state") == "paused") await county.Post("admin", $"/api/rollouts/{Word(rollout, "rolloutId")}/resume");
        // A morning on which nobody does anything: the clocks are alone.
        await county.Until("2026-03-06 10:00");
        foreach (var day in new[] { "2026-03-06 10:05", "2026-03-06 15:00", "2026-03-09 10:00" })
        {
            foreach (var name in county.Cases.Keys) await GoOn(name);
            await county.Until(day);
        }

        // Of the look-backs the first clock has warned, and none is due.
        await county.Until("2026-04-03 18:00");
        foreach (var name in county.Cases.Keys) await GoOn(name, lookBack: true);
        await county.Until("2026-04-04 10:00");
    }

    private async Task Rounds()
    {
        foreach (var open in (await county.All("worker-1", "/api/inspections?mine=true")).Where(one => Word(one, "state") == "open"))
        {
            var path = $"/api/inspections/{Word(open, "id")}";
            if (open.GetProperty("householdsDone") is { ValueKind: JsonValueKind.Number } done && done.GetInt32() > 0) await county.Post("worker-1", $"{path}/result", new { households = new { done = 300, total = 300 } });
            else if (Word(open, "name").Contains("海浪网吧", StringComparison.Ordinal))
                await county.Post("worker-1", $"{path}/result", new { items = new object[] { new { itemId = "exit", ok = true }, new { itemId = "wiring", ok = true } }, doneAt = HttpCounty.Instant("2026-03-05 09:40") });
        }
    }

    private async Task GoOn(string name, bool lookBack = false)
    {
        var it = await county.Get("supervisor-centre", $"/api/cases/{county.Cases[name]}");
        for (var moves = 0; moves < Most; moves++)
        {
            if (Next(it, lookBack) is not { } next) return;
            it = (await county.Do(next.User, name, next.Command)).Body;
        }

        Assert.Fail($"{name} does not come to an end.");
    }

    private static (string User, object Command)? Next(JsonElement it, bool lookBack)
    {
        var (stage, state) = (Word(it, "stage"), Word(it, "state"));
        var pending = it.GetProperty("pending").EnumerateArray().Select(one => Word(one, "what")).FirstOrDefault();
        var unit = it.GetProperty("unit").GetString();
        if (stage == "look-back") return lookBack ? ("supervisor-centre", new { command = "look-back", recurred = false }) : null;
        if (stage == "ended") return null;
        return pending switch
        {
            "objection" => ("dispatcher", new { command = "decide-objection", uphold = false }),
            "arbitration" => ("supervisor-centre", new { command = "arbitrate", unit = "440804-jtj" }),
            "extension" => ("supervisor-centre", new { command = "decide-extension", approve = true }),
            "suspension" => ("supervisor-centre", new { command = "decide-suspension", approve = false }),
            _ when state == "suspended" => ("dispatcher", new { command = "resume" }),
            _ when state == "ledger" => ("dispatcher", new { command = "strike-off" }),
            _ => stage switch
            {
                "triage" => ("dispatcher", new { command = "triage" }),
                // A child is handled with its parent.
                "dispatch" or "handling" or "verification" when it.GetProperty("parent").ValueKind != JsonValueKind.Null => null,
                "dispatch" when unit is null => ("dispatcher", new { command = "dispatch", unit = "440804-cgj" }),
                "dispatch" => (Clerk(unit), new { command = "sign-off" }),
                "handling" => InHandling(it, unit!),
                "verification" => ("supervisor-centre", new { command = "verify", text = "现场已看" }),
                _ => InVisit(it),
            },
        };
    }

    private static (string User, object Command) InHandling(JsonElement it, string unit)
    {
        foreach (var part in it.GetProperty("subtasks").EnumerateArray())
            if (!part.GetProperty("done").GetBoolean()) return (Clerk(Word(part, "unit")), new { command = "complete-subtask", subtaskId = Word(part, "subtaskId"), text = "已协办" });
        return it.GetProperty("leaderCalled").GetBoolean()
            ? ("leader", new { command = "take-over", reason = "领导包案" })
            : (Clerk(unit), new { command = "resolve", text = "已处理", reply = "已处理完毕。" });
    }

    private static (string User, object Command) InVisit(JsonElement it) =>
        it.GetProperty("allowedCommands").EnumerateArray().Any(one => one.GetString() == "close") ? ("supervisor-centre", new { command = "close" })
        : (Word(it, "channel") == "hotline" ? "hotline-operator" : "dispatcher", new { command = "visit", outcome = "reached", solved = "yes", satisfaction = 5 });

    private static string Clerk(string? unit) => "clerk-" + unit!.Replace("440804-", "", StringComparison.Ordinal);

    private static string Word(JsonElement one, string property) => one.GetProperty(property).ToString();
}
