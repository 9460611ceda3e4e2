using System.Globalization;
using GridCase.Local.Hosting;
using GridCase.Local.Replay;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Lifecycle;
using Xunit.Abstractions;

namespace GridCase.Scenarios.Lives;

/// <summary>
/// The orders of the real file, brought together into three weeks so that ten thousand of their cases (a fourth of them in the usual size) are open at once, under each treatment of a shorter
/// and of a longer limit: what the preview counts is what then happens, and taking it back leaves every due time as it was.
/// </summary>
public sealed class ThousandsTests(ITestOutputHelper output)
{
    private static readonly int Open = TestSize.Of(usual: 2_500, whole: 10_000);
    private static readonly DateTime Monday = new(2018, 5, 7);
    private static readonly DateTimeOffset Until = LivingCounty.Instant("2024-05-17 18:00");

    [DataFact]
    public async Task Thousands_of_open_cases_do_under_each_treatment_what_the_preview_said()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            var console = new StringWriter();
            var report = await Replaying.Run(new() { File = WriteOrders(folder), Until = Until }, ReplayDisplay.Plain(console), county: Tune);
            Assert.Empty(report.Faults);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private async Task Tune(CountyRuntime county)
    {
        var administrators = new Administrators(county);
        var ids = await Alive(county);
        Assert.InRange(ids.Count, Open, 2 * Open);
        output.WriteLine($"{ids.Count} open cases");
        await county.Engine.RunToRest();
        foreach (var treatment in Enum.GetValues<OpenCases>())
        {
            var before = await Dues(county, ids);
            var edit = Administrators.Ordinary("finish", treatment == OpenCases.KeepWarned ? "9wd" : "3wd");
            var preview = await administrators.Preview(edit, treatment);
            var change = await administrators.Publish(edit, treatment);
            await county.Engine.RunToRest();
            var rollout = (await county.Stores.Rollouts.Find(change))!;
            Assert.Equal(RolloutState.Done, rollout.State);
            output.WriteLine($"{treatment}: {rollout.Counts}");
            Assert.Equal(preview.Open.Counts, rollout.Counts);
            if (treatment != OpenCases.NewOnly) Assert.InRange(rollout.Counts.Moved, Open / 20, Open * 2);
            var undo = await administrators.Undo();
            await county.Engine.RunToRest();
            Assert.Equal(RolloutState.Done, (await county.Stores.Rollouts.Find(undo))!.State);
            Assert.Equal(before, await Dues(county, ids));
            await county.Engine.AdvanceTo(county.Time.GetUtcNow().AddMinutes(10));
        }
    }

    /// <summary>The file once and a part of it again under other numbers, its days laid onto three weeks.</summary>
    private static string WriteOrders(string folder)
    {
        var lines = File.ReadAllLines(RealData.File("pingshan-2018-orders.csv"));
        var rows = lines.Skip(1).Concat(lines.Skip(1).Take(3_600).Select(line => "9" + line)).Where((_, i) => i % TestSize.Of(usual: 4, whole: 1) == 0).Select((line, i) => Moved(line, i % 15)).OrderBy(row => row.At).Select(row => row.Line);
        var path = Path.Combine(folder, "pingshan-2018-orders.csv");
        File.WriteAllLines(path, rows.Prepend(lines[0]));
        return path;
    }

    private static (DateTime At, string Line) Moved(string line, int weekday)
    {
        var (start, end) = (line.IndexOf(',') + 1, line.IndexOf(',', line.IndexOf(',') + 1));
        var time = DateTime.ParseExact(line[start..end], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).TimeOfDay;
        var at = Monday.AddDays(weekday / 5 * 7 + weekday % 5) + time;
        return (at, $"{line[..start]}{at:yyyy-MM-dd HH:mm:ss}{line[end..]}");
    }

    private static async Task<List<string>> Alive(CountyRuntime county)
    {
        var ids = new List<string>();
        while (await county.Cases.ListAlive(ids.Count == 0 ? null : ids[^1], 10_000) is { Count: > 0 } page) ids.AddRange(page.Select(open => open.CaseId));
        return ids;
    }

    private static async Task<List<string>> Dues(CountyRuntime county, List<string> ids)
    {
        var dues = new List<string>();
        foreach (var id in ids)
        {
            var file = (await county.Cases.Find(id))!;
            dues.Add($"{id}: {string.Join(", ", file.Clocks.Where(clock => clock.IsRunning).Select(clock => $"{clock.Id} {ClockBoard.Read(clock, county.Policies.Current)?.Reading.Due:O}"))}");
        }

        return dues;
    }
}
