using GridCase.Engine;
using GridCase.Local.Hosting;

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

    [Theory]
    [MemberData(nameof(Recorded))]
    public void What_a_release_recorded_replays_on_the_code_of_today(string file) => Assert.Null(HistoryReplayer.FirstMismatch(Registry, Read(file)));

    [Fact]
    public void A_lifecycle_that_told_the_family_before_it_looked_is_found_out() =>
        Assert.Contains("LookAtRecord", HistoryReplayer.FirstMismatch(Registry, Read("bad-lifecycle-other-activity.json")), StringComparison.Ordinal);

    [Fact]
    public void Every_orchestration_has_a_recorded_history() => Assert.Equal(
        Registry.OrchestrationNames.Order(StringComparer.Ordinal),
        Files().Select(file => Read(file).Orchestration).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Files() =>
        System.IO.Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).OfType<string>().Where(name => !name.StartsWith("bad-", StringComparison.Ordinal));

    private static RecordedHistory Read(string file) => RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, file)));
}
