using System.Text.Json.Nodes;

namespace GridCase.Scenarios.Lives;

/// <summary>
/// What a later release might do otherwise than a recorded history says. Each is made in a copy of the history: code and history part the same way, whichever of the two
/// was changed.
/// </summary>
internal static class HistoryChanges
{
    private static readonly string[] OfTheCode = ["called", "armed", "disarmed", "waiting", "child-called", "sent", "continued", "ended", "failed"];

    /// <summary>Each change by what it is; false where a history has nothing that could be changed so.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject, bool>> All { get; } = new Dictionary<string, Func<JsonObject, bool>>
    {
        ["an activity of another name"] = history => First(history, "called") is { } called && Set(called, "name", "TellEverybody"),
        ["another orchestration"] = history => Set(history, "orchestration", "NobodyKnowsThis"),
        ["two steps in the other order"] = Swapped,
        ["a timer instead of a wait"] = history => First(history, "waiting") is { } waiting && Set(waiting, "kind", "armed") && Set(waiting, "due", "2026-03-02T01:00:00+00:00") && waiting.Remove("name"),
        ["a wait instead of a timer"] = history => First(history, "armed") is { } armed && Set(armed, "kind", "waiting") && Set(armed, "name", "RecordChanged") && armed.Remove("due"),
        ["a timer of another instant"] = history => First(history, "armed") is { } armed && Set(armed, "due", "2001-01-01T00:00:00+00:00"),
        ["a step more"] = history => AfterTheFirst(history, (events, first) => events.Insert(first + 1, new JsonObject { ["kind"] = "called", ["step"] = Step(events[first]!) + 1, ["name"] = "LookAtRecord", ["payload"] = "x" })),
        ["a step less"] = history => AfterTheFirst(history, (events, first) => events.RemoveAt(first)),
    };

    private static bool Swapped(JsonObject history)
    {
        var steps = Events(history).Where(IsOfTheCode).ToList();
        var pair = steps.Zip(steps.Skip(1)).FirstOrDefault(two => Kind(two.First) != Kind(two.Second));
        if (pair.First is null) return false;
        var (first, second) = ((JsonObject)pair.First.DeepClone(), (JsonObject)pair.Second.DeepClone());
        (first["step"], second["step"]) = (Step(pair.Second), Step(pair.First));
        pair.First.ReplaceWith(second);
        pair.Second.ReplaceWith(first);
        return true;
    }

    private static bool AfterTheFirst(JsonObject history, Action<JsonArray, int> change)
    {
        var first = Events(history).First(IsOfTheCode);
        var events = first.Parent!.AsArray();
        change(events, events.IndexOf(first));
        return true;
    }

    private static JsonObject? First(JsonObject history, string kind) => Events(history).FirstOrDefault(item => Kind(item) == kind);

    private static IEnumerable<JsonObject> Events(JsonObject history) => history["turns"]!.AsArray().SelectMany(turn => turn!["events"]!.AsArray()).Select(item => item!.AsObject());

    private static bool IsOfTheCode(JsonObject item) => OfTheCode.Contains(Kind(item));

    private static string Kind(JsonObject item) => (string)item["kind"]!;

    private static int Step(JsonNode item) => (int?)item["step"] ?? 0;

    private static bool Set(JsonObject item, string property, string value)
    {
        item[property] = value;
        return true;
    }
}
