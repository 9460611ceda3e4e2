using System.Text.Json;
using GridCase.Local.Hosting;
using GridCase.Local.Replay;
using GridCase.Tests.Shared;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Replay;

public sealed class ReplayTests : IDisposable
{
    private readonly OrdersText text = new();
    private readonly StringWriter output = new();

    public void Dispose() => text.Dispose();

    [Fact]
    public async Task Every_order_becomes_a_case_that_comes_to_its_end()
    {
        var report = await Replay(60);

        Assert.Empty(report.Faults);
        Assert.Equal(60, report.Figures.Cases - report.Figures.Recurrences);
        Assert.Equal(report.Figures.Cases, report.Figures.Closed);
        Assert.Equal(report.Figures.Closed, report.Figures.Outcomes.Values.Sum());
        Assert.Empty(report.Figures.Open);
        Assert.Equal(report.Figures.Cases, report.Figures.LookBacks);
        Assert.InRange(report.Figures.OverdueAtUnit, 8, 16);
        Assert.True(report.Figures.Escalations[0] > 0 && report.Figures.Acknowledged > 0 && report.Figures.Visits >= 60);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_figures_and_another_seed_others()
    {
        var one = await Replay(60, seed: 5);
        var again = await Replay(60, seed: 5);
        var other = await Replay(60, seed: 6);

        Assert.Equal(Text(one), Text(again));
        Assert.NotEqual(Text(one), Text(other));
    }

    [Fact]
    public async Task A_limit_replays_the_first_rows_only()
    {
        var report = await Replay(60, limit: 7);

        Assert.Equal(7, report.Orders);
        Assert.Equal(7, report.Figures.Cases - report.Figures.Recurrences);
        Assert.Empty(report.Faults);
    }

    [Fact]
    public async Task A_repeated_row_is_one_case_and_rows_out_of_order_come_in_late()
    {
        var path = text.Write(string.Join('\n', [OrdersText.Header, OrdersText.Row(1), OrdersText.Row(9), OrdersText.Row(2), OrdersText.Row(1)]) + "\n");

        var report = await Replaying.Run(new() { File = path }, ReplayDisplay.Plain(output));

        Assert.Equal((3, 1, 1), (report.Orders, report.RepeatedRows, report.OutOfOrderRows));
        Assert.Equal(3, report.Figures.Cases - report.Figures.Recurrences);
        Assert.Empty(report.Faults);
    }

    [Fact]
    public async Task The_output_says_the_mapping_of_odd_natures_and_heads_its_table_in_both_languages()
    {
        var code = await ReplayCommand.Invoke(new() { File = text.WriteOrders(20), Data = Path.Combine(text.Folder, "data") }, ReplayDisplay.Plain(output), CancellationToken.None);

        var said = output.ToString();
        Assert.Equal(0, code);
        foreach (var word in new[] { "感谢 → suggest", "求决 → help", "其他 → help", "- → help", "escalations, rung 1", "升级第1级", "签阅", "Next: verify --data" })
            Assert.Contains(word, said, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_are_written_for_programs()
    {
        var json = Path.Combine(text.Folder, "out.json");

        await ReplayCommand.Invoke(new() { File = text.WriteOrders(12), Json = json, Seed = 9, Data = Path.Combine(text.Folder, "data") }, ReplayDisplay.Plain(output), CancellationToken.None);

        Assert.True(File.Exists(Path.Combine(text.Folder, "data", "first-run.json")));
        using var written = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(9, written.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(12, written.RootElement.GetProperty("orders").GetInt32());
        Assert.Equal(12, written.RootElement.GetProperty("kinds").EnumerateArray().Sum(kind => kind.GetProperty("count").GetInt32()));
        Assert.NotEmpty(written.RootElement.GetProperty("units").EnumerateArray());
    }

    [Fact]
    public async Task Only_an_earlier_replays_folder_is_replaced_and_only_when_asked_for()
    {
        var file = text.WriteOrders(3);
        var data = Path.Combine(text.Folder, "data");
        var foreign = Directory.CreateDirectory(Path.Combine(text.Folder, "foreign")).FullName;
        File.WriteAllText(Path.Combine(foreign, "letters.txt"), "dear");

        Assert.Equal(1, await Invoke(file, foreign, force: true));
        Assert.Equal(0, await Invoke(file, data, force: false));
        Assert.Equal(1, await Invoke(file, data, force: false));
        Assert.Equal(0, await Invoke(file, data, force: true));

        Assert.True(File.Exists(Path.Combine(foreign, "letters.txt")));
        Assert.Contains("no replay made it", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Add --force", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_ends_in_words_and_touches_no_folder()
    {
        var data = Path.Combine(text.Folder, "data");

        Assert.Equal(1, await Invoke(Path.Combine(text.Folder, "none.csv"), data, force: false));

        Assert.False(Directory.Exists(data));
        Assert.Contains("cannot be read", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_before_the_first_order_is_refused_in_words()
    {
        var until = new DateTimeOffset(2018, 2, 28, 12, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(1, await ReplayCommand.Invoke(new() { File = text.WriteOrders(3), Data = Path.Combine(text.Folder, "data"), Until = until }, ReplayDisplay.Plain(output), CancellationToken.None));

        Assert.Contains("lies before the first order", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_served_goes_on_where_its_replay_stopped()
    {
        var data = Path.Combine(text.Folder, "data");
        var until = new DateTimeOffset(2024, 2, 28, 12, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(0, await ReplayCommand.Invoke(new() { File = text.WriteOrders(60), Data = data, Until = until }, ReplayDisplay.Plain(output), CancellationToken.None));

        await using var host = await CountyHost.Start(new() { Folder = data, Port = 0, ManualClock = true });
        Assert.Equal(until, host.Runtime.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_replay_that_is_stopped_says_so()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(130, await ReplayCommand.Invoke(new() { File = text.WriteOrders(3), Data = Path.Combine(text.Folder, "data") }, ReplayDisplay.Plain(output), stop.Token));
        Assert.Contains("Stopped", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3, 0, 0, 0, null)]
    [InlineData(3, 2, 0, 0, 0, "3 orders became 2 cases")]
    [InlineData(3, 3, 1, 0, 0, "3 cases, but 2 closed")]
    [InlineData(3, 3, 0, 1, 0, "1 cases are still open")]
    [InlineData(3, 3, 0, 0, 1, "1 closed cases still wait")]
    public void What_does_not_add_up_is_said(int orders, int cases, int lost, int open, int waiting, string? says)
    {
        var figures = new ReplayFigures { Cases = cases, Closed = cases - lost - open, AwaitingLookBack = waiting, Open = [.. Enumerable.Repeat("code", open)] };

        var unaccounted = ReplayReport.Unaccounted(orders, figures, open, toTheEnd: true).ToList();

        if (says is null) Assert.Empty(unaccounted);
        else Assert.Contains(unaccounted, fault => fault.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replay_stops_where_it_is_told_and_leaves_open_what_is_open_then()
    {
        var until = new DateTimeOffset(2024, 2, 28, 12, 0, 0, TimeSpan.FromHours(8));
        var alive = 0;
        var report = await Replaying.Run(
            new() { File = text.WriteOrders(60), Until = until }, ReplayDisplay.Plain(output),
            county: async county =>
            {
                Assert.Equal(until, county.Time.GetUtcNow());
                alive = (await county.Cases.Count(new() { Scope = CaseScope.Everything, AliveOnly = true })).Total;
            });
        Assert.Empty(report.Faults);
        Assert.InRange(report.Figures.Cases, 1, 59);
        Assert.InRange(alive, 1, report.Figures.Cases);
    }

    [DataFact]
    public async Task The_books_of_the_first_300_real_orders_are_in_order()
    {
        var keys = new HashSet<string>();
        var report = await Replaying.Run(
            new() { File = RealData.File("pingshan-2018-orders.csv"), Limit = 300, Seed = 3 }, ReplayDisplay.Plain(output), county: county => Examine(county, keys));

        Assert.Empty(report.Faults);
        Assert.Equal(300, report.Figures.Cases - report.Figures.Recurrences);
        Assert.Equal(report.Figures.Cases, report.Figures.Closed + report.Figures.EndedOtherwise + report.Figures.Open.Count);
        Assert.True(keys.Count > 300);
        Assert.InRange(report.LargestDifference, 0, 0.06);
    }

    /// <summary>Every chain holds, no mark stands twice in one cycle of a clock, and no notice has a key that another has.</summary>
    private static async Task Examine(CountyRuntime county, HashSet<string> keys)
    {
        string? after = null;
        do
        {
            var page = await county.Cases.List(new() { Scope = CaseScope.Everything, After = after, Limit = 200 });
            foreach (var row in page.Rows)
            {
                var facts = await county.Cases.Facts(row.CaseId, 0, 1_000);
                Assert.Null(FactChain.FirstBreak(facts));
                var marks = facts.Select(fact => MarkOf(fact.Fact)).Where(mark => mark is not null).ToList();
                Assert.Equal(marks.Count, marks.Distinct().Count());
                var notices = await county.Notices.List(new() { CaseId = row.CaseId, Limit = 200 });
                Assert.Null(notices.Next);
                Assert.All(notices.Notices, kept => Assert.True(keys.Add(kept.Notice.Key), kept.Notice.Key));
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private static string? MarkOf(Fact fact) => fact switch
    {
        Warned warned => $"{warned.Clock}/{warned.Cycle}/warn",
        FellDue due => $"{due.Clock}/{due.Cycle}/due",
        Escalated rung => $"{rung.Clock}/{rung.Cycle}/{rung.Rung}",
        _ => null,
    };

    private static string Text(ReplayReport report) => JsonSerializer.Serialize(report with { Seed = 0, Seconds = 0, EventsPerSecond = 0 });

    private Task<int> Invoke(string file, string data, bool force) =>
        ReplayCommand.Invoke(new() { File = file, Data = data, Force = force }, ReplayDisplay.Plain(output), CancellationToken.None);

    private Task<ReplayReport> Replay(int orders, int seed = 1, int? limit = null) =>
        Replaying.Run(new() { File = text.WriteOrders(orders), Seed = seed, Limit = limit }, ReplayDisplay.Plain(output));
}
