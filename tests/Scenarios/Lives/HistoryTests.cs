using System.Reflection;
using System.Text.Json.Nodes;
using GridCase.Engine;
using GridCase.Local.Hosting;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Scenarios.Lives;

/// <summary>
/// Histories of released orchestrations, recorded in a running county. The folder is only ever added to: a county upgraded with cases in flight
/// replays exactly these. Where one no longer replays, the orchestration needs a new name beside the old.
/// </summary>
public sealed class HistoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Histories");
    private static readonly WorkflowRegistry Registry = LifecycleRegistry.Of(null!);

    public static TheoryData<string> Recorded => [.. Files()];

    /// <summary>Every orchestration with every way in which its code might be changed.</summary>
    public static TheoryData<string, string> Changed
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var orchestration in Registry.OrchestrationNames)
                foreach (var change in HistoryChanges.All.Keys) data.Add(orchestration, change);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void What_a_release_recorded_replays_on_the_code_of_today(string file) => Assert.Null(HistoryReplayer.FirstMismatch(Registry, Read(file)));

    [Fact]
    public void A_lifecycle_that_told_the_family_before_it_looked_is_found_out() =>
        Assert.Contains("LookAtRecord", HistoryReplayer.FirstMismatch(Registry, Read("bad-lifecycle-other-activity.json")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Changed))]
    public void An_orchestration_that_was_changed_without_a_new_name_is_found_out(string orchestration, string change)
    {
        var histories = Files().Select(Document).Where(document => (string?)document["orchestration"] == orchestration).ToList();
        Assert.NotEmpty(histories);
        foreach (var history in histories.Where(HistoryChanges.All[change]))
            Assert.True(HistoryReplayer.FirstMismatch(Registry, RecordedHistory.Parse(history.ToJsonString())) is not null, $"Nobody sees that {orchestration} has {change}: {history}");
    }

    [Fact]
    public void Every_orchestration_has_a_recorded_history() => Assert.Equal(
        Registry.OrchestrationNames.Order(StringComparer.Ordinal),
        Files().Select(file => Read(file).Orchestration).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Before it looks back a case is in the hands of its lifecycle, which begins anew at each stage.</summary>
    [Fact]
    public void Every_stage_in_which_a_case_can_stand_has_a_history_that_begins_and_waits_there() => Assert.Equal(
        Enum.GetValues<Stage>().Where(stage => stage < Stage.LookBack).Select(KebabCase.Of).Order(),
        Files().Select(Document).Where(Waits).Select(StageOf).OfType<string>().Distinct().Order());

    [Fact]
    public void Every_activity_and_every_signal_is_called_or_waited_for_in_a_history()
    {
        var recorded = Files().Select(Document).SelectMany(Events).Where(item => (string?)item["kind"] is "called" or "waiting").Select(item => (string)item["name"]!).Distinct();
        Assert.Equal(Names(typeof(Activities), typeof(Activity<,>)).Concat(Names(typeof(Orchestrations), typeof(Signal<>))).Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
    }

    /// <summary>The names of everything of a kind that a class declares.</summary>
    private static IEnumerable<string> Names(Type among, Type kind) => among.GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == kind)
        .Select(property => (string)property.PropertyType.GetProperty("Name")!.GetValue(property.GetValue(null))!);

    private static bool Waits(JsonObject history) => Events(history).All(item => (string?)item["kind"] is not ("ended" or "failed" or "continued"));

    private static string? StageOf(JsonObject history) =>
        (string?)history["orchestration"] == Orchestrations.CaseLifecycle.Name ? (string?)Events(history).First()["payload"]!["stage"] : null;

    private static IEnumerable<JsonObject> Events(JsonObject history) => history["turns"]!.AsArray().SelectMany(turn => turn!["events"]!.AsArray()).Select(item => item!.AsObject());

    private static IEnumerable<string> Files() =>
        System.IO.Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).OfType<string>().Where(name => !name.StartsWith("bad-", StringComparison.Ordinal));

    private static JsonObject Document(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();

    private static RecordedHistory Read(string file) => RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, file)));
}
