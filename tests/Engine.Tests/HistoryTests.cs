using System.Text.Json;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

/// <summary>Histories of released code are only ever added to the folder; each must replay against the code of today.</summary>
public sealed class HistoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Histories");

    public static TheoryData<string> Recorded =>
        [.. Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).OfType<string>().Where(name => !name.StartsWith("bad-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_recorded_history_replays(string file)
    {
        using var rig = await Rig.Start("memory", (_, _) => { });
        Assert.Null(HistoryReplayer.FirstMismatch(Registry(rig), Read(file)));
    }

    [Theory]
    [InlineData("bad-other-activity.json", "The code now does called (step 5, Note)", "the history says called (step 5, Ring)")]
    [InlineData("bad-ends-too-early.json", "ended", "the code does not end so any more")]
    public async Task A_known_bad_history_is_found_out(string file, string code, string history)
    {
        using var rig = await Rig.Start("memory", (_, _) => { });
        var mismatch = HistoryReplayer.FirstMismatch(Registry(rig), Read(file));
        Assert.Contains(code, mismatch, StringComparison.Ordinal);
        Assert.Contains(history, mismatch, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_of_code_that_is_gone_is_found_out()
    {
        Assert.Contains("No orchestration named story", HistoryReplayer.FirstMismatch(new WorkflowRegistry(), Read("story-stage-40.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exported_history_reads_back_as_it_was()
    {
        using var rig = await Rig.Start("sqlite", Story.Register);
        await rig.Engine.Start(Story.Name, "案-1", 20);
        await rig.Engine.Send("案-1", Go, "看一下");
        await rig.Engine.AdvanceBy(TimeSpan.FromHours(3));
        var history = rig.Engine.ExportHistory("案-1")!;
        var json = history.ToJson();
        Assert.Contains("看一下", json, StringComparison.Ordinal);
        Assert.Equal(json, RecordedHistory.Parse(json).ToJson());
        Assert.Null(HistoryReplayer.FirstMismatch(Registry(rig), RecordedHistory.Parse(json)));
        Assert.Null(rig.Engine.ExportHistory("案-2"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"instanceId":"a","orchestration":"story","turns":[{"at":"2026-01-01T00:00:00Z","events":[{"kind":"danced"}]}]}""")]
    public void What_is_not_a_history_is_refused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => RecordedHistory.Parse(json));
    }

    private static RecordedHistory Read(string file) => RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, file)));

    private static WorkflowRegistry Registry(Rig rig)
    {
        var registry = new WorkflowRegistry();
        Story.Register(registry, rig);
        return registry;
    }
}
