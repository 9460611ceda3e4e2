using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Engine;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Scenarios.Lives;

/// <summary>Previews in a living county: they count what then happens, and change nothing.</summary>
public sealed class PreviewTests
{
    private const int Cases = 220;

    [Theory]
    [InlineData(OpenCases.NewOnly, "finish", "2wd")]
    [InlineData(OpenCases.FromStart, "finish", "2wd")]
    [InlineData(OpenCases.FromStart, "finish", "15wd")]
    [InlineData(OpenCases.FromNow, "finish", "2wd")]
    [InlineData(OpenCases.KeepWarned, "finish", "8wd")]
    [InlineData(OpenCases.KeepWarned, "sign-off", "2wd")]
    public async Task The_preview_counts_what_the_rollout_then_does(OpenCases treatment, string clock, string budget)
    {
        await using var county = await Busy();
        var preview = await Run(county, Administrators.Ordinary(clock, budget), treatment);
        var facts = await AllFacts(county);

        var change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary(clock, budget), treatment);
        await county.Runtime.Engine.RunToRest();
        var rollout = (await county.Runtime.Stores.Rollouts.Find(change))!;

        Assert.Equal(RolloutState.Done, rollout.State);
        Assert.Equal(rollout.Counts, preview.Result!.Open.Counts);
        Assert.Equal(treatment == OpenCases.NewOnly, rollout.Counts.Rederived == 0);
        var told = await NoticesAtOnce(county, change);
        Assert.Equal(told, preview.Result.Open.NoticesAtOnce);
        Assert.NotEqual(0, facts);
    }

    [Fact]
    public async Task A_preview_whose_pages_cannot_be_computed_is_said_to_have_failed()
    {
        await using var county = await LivingCounty.Open("2026-03-16 09:00");
        await county.Register(LivingCounty.Order("F-1", "2026-03-16 09:00"));
        var now = county.Runtime.Time.GetUtcNow();
        // No door lets such rules in: as if a later release had left them behind.
        var question = new PreviewQuestion(RuleSort.Policy, "{}", 1, now, OpenCases.FromStart, now.AddDays(-30), now, PreviewScope.Everything);
        var begun = (await county.Runtime.Stores.Previews.Begin(new(0, question, "draft", null, "", county.Actor("admin").PersonId, now, PreviewState.Running, 1), 2, 20))!;
        await county.Runtime.Engine.Start(Orchestrations.ImpactPreview, Orchestrations.PreviewOf(begun.Id), new(begun.Id, 0, null));
        await county.Runtime.Engine.AdvanceBy(TimeSpan.FromMinutes(2));
        Assert.Equal(PreviewState.Failed, (await county.Runtime.Stores.Previews.Find(begun.Id))!.State);
    }

    [Fact]
    public async Task An_undo_is_previewed_too()
    {
        await using var county = await Busy();
        var administrators = new Administrators(county.Runtime);
        await administrators.Publish(Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart);
        await county.Until("2026-03-18 15:00");
        var first = county.Runtime.Policies.Current.Policy("2026.1").Document;
        var now = county.Runtime.Time.GetUtcNow();
        var preview = await Run(county, new(RuleSort.Policy, first, "2026.1", null, OpenCases.FromStart, now.AddDays(-30), now, PreviewScope.Everything, Undoes: 1));
        var undo = await administrators.Undo();
        await county.Runtime.Engine.RunToRest();
        Assert.Equal((await county.Runtime.Stores.Rollouts.Find(undo))!.Counts, preview.Result!.Open.Counts);
    }

    [Fact]
    public async Task The_preview_of_a_confirmed_change_counts_its_own_instant_however_late_it_is_computed()
    {
        await using var county = await Busy();
        var change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart);
        await county.Runtime.Engine.RunToRest();
        foreach (var no in Enumerable.Range(0, Cases).Where(no => no % 10 == 3)) await BusyCounty.Move(county, "hotline-operator", BusyCounty.Id(no), new Withdraw { Reason = "已解决" });
        await county.Until("2026-03-19 10:00");

        var confirmed = county.Runtime.Policies.Current.Change(change);
        var version = (await county.Runtime.Rules.Ledger()).Find(RuleSort.Policy, confirmed.Version)!;
        var begun = (await county.Runtime.Previews.StartFor(confirmed, version, "admin", county.Runtime.Time.GetUtcNow()))!;
        await county.Runtime.Engine.RunToRest();
        var preview = (await county.Runtime.Stores.Previews.FindOfChange(change))!;
        Assert.Equal((begun.Id, PreviewState.Done), (preview.Id, preview.State));
        Assert.Equal((await county.Runtime.Stores.Rollouts.Find(change))!.Counts, preview.Result!.Open.Counts);
    }

    [Fact]
    public async Task A_calendar_is_previewed_in_the_same_way()
    {
        await using var county = await Busy();
        static void Holiday(JsonNode document) => document["years"]!.AsArray().Single(year => (int)year!["year"]! == 2026)!["holidays"]!.AsArray().Add(
            new JsonObject { ["name"] = "三月三", ["from"] = "2026-03-19", ["to"] = "2026-03-20", ["makeUp"] = new JsonArray() });
        var preview = await Run(county, Holiday, OpenCases.FromStart, RuleSort.Calendar);
        var change = await new Administrators(county.Runtime).Publish(Holiday, OpenCases.FromStart, sort: RuleSort.Calendar);
        await county.Runtime.Engine.RunToRest();
        Assert.Equal((await county.Runtime.Stores.Rollouts.Find(change))!.Counts, preview.Result!.Open.Counts);
        Assert.NotEqual(0, preview.Result.Open.Counts.Later);
    }

    [Fact]
    public async Task A_preview_writes_nothing_to_cases_and_lists_those_that_change_colour()
    {
        await using var county = await Busy();
        var before = await AllFacts(county);
        var preview = await Run(county, Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart);
        Assert.Equal(before, await AllFacts(county));
        Assert.Equal(preview.Cases, preview.CasesDone);
        Assert.Equal((1, 1), (preview.Pages, preview.PagesDone));
        var colours = await county.Runtime.Stores.Previews.Colours(preview.Id, 0, 200);
        Assert.Equal(preview.Result!.Open.Counts.ColourChanged, colours.Cases.Length);
        Assert.NotEmpty(colours.Cases);
        Assert.All(colours.Cases, colour => Assert.NotEqual(colour.LightBefore, colour.LightAfter));
        Assert.NotEqual(0, preview.Result.Past.Cases);
        Assert.NotEmpty(preview.Result.Units);
        Assert.NotEmpty(preview.Result.Categories);
    }

    [Fact]
    public async Task What_happens_while_it_is_computed_does_not_change_its_numbers()
    {
        await using var calm = await Busy();
        var expected = await Run(calm, Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart);

        // Without a watchdog, which would take up what this test does step by step.
        await using var county = await Busy(watchdog: false);
        var runtime = county.Runtime;
        var asked = Order(county, Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart);
        var activities = new PreviewActivities(runtime.Cases, runtime.Stores.Previews, runtime.Policies, runtime.Directory);
        var begun = (await runtime.Stores.Previews.Begin(Asked(county, asked), 3, 50))!;
        await activities.Plan(begun.Id);
        await county.Until("2026-03-18 10:00:01");
        foreach (var no in Enumerable.Range(0, Cases).Where(no => no % 10 == 3)) await BusyCounty.Move(county, "hotline-operator", BusyCounty.Id(no), new Withdraw { Reason = "已解决" });
        await new Administrators(runtime).Publish(Administrators.Ordinary("finish", "20wd"), OpenCases.FromNow);
        await county.Until("2026-03-25 10:00");
        Assert.True(await activities.Page(new(begun.Id, 0)));
        Assert.Equal(PreviewState.Done, await activities.Finish(begun.Id, runtime.Time.GetUtcNow()));
        Assert.Equal(Json(expected.Result), Json((await runtime.Stores.Previews.Find(begun.Id))!.Result));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_hostile_engine_gives_the_same_result(int seed)
    {
        await using var calm = await Busy(60);
        await using var county = await Busy(60, new HostileMode(seed));
        var expected = await Run(calm, Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart);
        Assert.Equal(Json(expected.Result), Json((await Run(county, Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart)).Result));
    }

    [Fact]
    public async Task A_cancelled_preview_ends_within_a_page_and_leaves_nothing()
    {
        await using var county = await Busy(60);
        var runtime = county.Runtime;
        var activities = new PreviewActivities(runtime.Cases, runtime.Stores.Previews, runtime.Policies, runtime.Directory);
        var begun = (await runtime.Stores.Previews.Begin(Asked(county, Order(county, Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart)), 3, 50))!;
        await activities.Plan(begun.Id);
        Assert.True(await activities.Page(new(begun.Id, 0)));
        Assert.Equal(PreviewState.Cancelled, (await runtime.Previews.Cancel(begun.Id, runtime.Time.GetUtcNow()))!.State);
        Assert.False(await activities.Page(new(begun.Id, 0)));
        Assert.Equal(PreviewState.Cancelled, await activities.Finish(begun.Id, runtime.Time.GetUtcNow()));
        Assert.Empty((await runtime.Stores.Previews.Colours(begun.Id, 0, 10)).Cases);
        Assert.Equal(PreviewState.Cancelled, (await runtime.Previews.Cancel(begun.Id, runtime.Time.GetUtcNow()))!.State);
        Assert.Null(await runtime.Previews.Cancel(99, runtime.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_preview_that_a_restart_cut_short_is_taken_up_again()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            int id;
            await using (var first = await LivingCounty.Open(BusyCounty.Start, folder))
            {
                await BusyCounty.Fill(first, 60);
                // Kept, but the process ends before the orchestration was begun.
                id = (await first.Runtime.Stores.Previews.Begin(Asked(first, Order(first, Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart)), 3, 50))!.Id;
                await new PreviewActivities(first.Runtime.Cases, first.Runtime.Stores.Previews, first.Runtime.Policies, first.Runtime.Directory).Plan(id);
            }

            await using var county = await LivingCounty.Open("2026-03-18 10:00", folder);
            await county.Runtime.LookAround();
            var preview = (await county.Runtime.Stores.Previews.Find(id))!;
            Assert.Equal(PreviewState.Done, preview.State);
            Assert.NotEqual(0, preview.Result!.Open.Counts.Sooner);
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    private static async Task<LivingCounty> Busy(int cases = Cases, HostileMode? hostile = null, bool watchdog = true)
    {
        var county = await LivingCounty.Open(BusyCounty.Start, hostile: hostile, watchdog: watchdog);
        await BusyCounty.Fill(county, cases);
        return county;
    }

    private static PreviewOrder Order(LivingCounty county, Action<JsonNode> edit, OpenCases treatment, RuleSort sort = RuleSort.Policy)
    {
        var book = county.Runtime.Policies.Current;
        var document = JsonNode.Parse(sort == RuleSort.Policy ? book.LatestPolicy.Document : book.LatestCalendar.Document)!;
        edit(document);
        var now = county.Runtime.Time.GetUtcNow();
        return new(sort, document.ToJsonString(), "draft", 1, treatment, now.AddDays(-30), now, PreviewScope.Everything);
    }

    private static Task<Preview> Run(LivingCounty county, Action<JsonNode> edit, OpenCases treatment, RuleSort sort = RuleSort.Policy) =>
        Run(county, Order(county, edit, treatment, sort));

    private static async Task<Preview> Run(LivingCounty county, PreviewOrder order)
    {
        var begun = (await county.Runtime.Previews.Start(order, "admin", county.Runtime.Time.GetUtcNow()))!;
        await county.Runtime.Engine.RunToRest();
        var preview = (await county.Runtime.Stores.Previews.Find(begun.Id))!;
        Assert.Equal(PreviewState.Done, preview.State);
        return preview;
    }

    private static Preview Asked(LivingCounty county, PreviewOrder order)
    {
        var now = county.Runtime.Time.GetUtcNow();
        var question = new PreviewQuestion(order.Sort, order.Document, PreviewRules.NextChange(county.Runtime.Policies.Current, now), now, order.Treatment, order.From, order.To, order.Scope);
        return new(0, question, order.Version, order.DraftRevision, "hash", "admin", now, PreviewState.Running, 1);
    }

    private static async Task<int> AllFacts(LivingCounty county)
    {
        var facts = 0;
        for (var no = 0; no < Cases && await county.Runtime.Cases.Find(BusyCounty.Id(no)) is { } file; no++) facts += file.Version;
        return facts;
    }

    private static async Task<int> NoticesAtOnce(LivingCounty county, int change)
    {
        var told = 0;
        for (var no = 0; no < Cases; no++) told += (await county.Notices(BusyCounty.Id(no))).Count(notice => notice.Because == change);
        return told;
    }

    private static string Json(PreviewResult? result) => JsonSerializer.Serialize(result);
}
