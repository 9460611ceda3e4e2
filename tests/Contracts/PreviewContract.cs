using System.Text.Json;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Contracts;

/// <summary>What every store of previews keeps to.</summary>
public abstract class PreviewContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    protected IPreviewStore Store => Rig.Stores.Previews;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_preview_comes_back_as_it_was_begun_with_its_document()
    {
        Assert.Null(await Store.Find(1));
        var begun = await Begin();
        Assert.Equal(1, begun.Id);
        Same(begun, (await Store.Find(1))!);
        Assert.Equal("{\"a\":1}", (await Store.Find(1))!.Question.Document);
        Assert.Equal(2, (await Begin()).Id);
    }

    [Fact]
    public async Task No_more_run_at_once_than_may()
    {
        await Begin();
        var second = await Begin();
        Assert.Null(await Store.Begin(New(), 2, 50));
        Assert.True(await Store.Save(second with { State = PreviewState.Cancelled, Revision = 2 }));
        Assert.Equal(3, (await Store.Begin(New(), 2, 50))!.Id);
        Assert.Equal([3, 1], (await Store.Running()).Select(one => one.Id));
    }

    [Fact]
    public async Task Only_the_first_of_two_writers_is_taken()
    {
        var begun = await Begin();
        Assert.True(await Store.Save(begun with { Pages = 4, Revision = 2 }));
        Assert.False(await Store.Save(begun with { Pages = 5, Revision = 2 }));
        Assert.Equal(4, (await Store.Find(begun.Id))!.Pages);
    }

    [Fact]
    public async Task How_far_it_is_follows_from_the_pages_kept_and_a_repeat_adds_nothing()
    {
        var begun = await Begin();
        Assert.True(await Store.Keep(begun.Id, Part(1, 30, "b")));
        Assert.True(await Store.Keep(begun.Id, Part(0, 50, "a")));
        Assert.True(await Store.Keep(begun.Id, Part(1, 30, "b")));
        var found = (await Store.Find(begun.Id))!;
        Assert.Equal((2, 80), (found.PagesDone, found.CasesDone));
        Assert.Equal([50, 30], (await Store.Parts(begun.Id)).Select(part => part.Open.Cases));
        Assert.Equal(["a", "b"], (await Store.Colours(begun.Id, 0, 10)).Cases.Select(colour => colour.CaseId));
    }

    [Fact]
    public async Task A_cancelled_preview_keeps_nothing_and_takes_nothing_more()
    {
        var begun = await Begin();
        await Store.Keep(begun.Id, Part(0, 50, "a"));
        Assert.True(await Store.Save(begun with { State = PreviewState.Cancelled, Revision = 2 }));
        Assert.False(await Store.Keep(begun.Id, Part(1, 30, "b")));
        Assert.Empty(await Store.Parts(begun.Id));
        Assert.Empty((await Store.Colours(begun.Id, 0, 10)).Cases);
        Assert.Equal(PreviewState.Cancelled, (await Store.Find(begun.Id))!.State);
    }

    [Fact]
    public async Task A_finished_one_keeps_its_result_and_its_list_of_colours()
    {
        var begun = await Begin();
        await Store.Keep(begun.Id, Part(0, 50, "a", "b", "c"));
        var result = PreviewResult.Of(Part(0, 50).Impact, Rules(begun.Question));
        var done = begun with { State = PreviewState.Done, Pages = 1, PagesDone = 1, CasesDone = 50, Result = result, EndedAt = Rig.Now, Revision = 2 };
        Assert.True(await Store.Save(done));
        Same(done, (await Store.Find(begun.Id))!);
        Assert.Empty(await Store.Parts(begun.Id));

        var page = await Store.Colours(begun.Id, 0, 2);
        Assert.Equal(["a", "b"], page.Cases.Select(colour => colour.CaseId));
        page = await Store.Colours(begun.Id, page.Next!.Value, 2);
        Assert.Equal(["c"], page.Cases.Select(colour => colour.CaseId));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task The_oldest_that_have_ended_are_forgotten_but_none_that_runs()
    {
        await Begin();
        for (var i = 0; i < 4; i++)
        {
            var next = await Begin(kept: 3);
            await Store.Keep(next.Id, Part(0, 50, "a"));
            await Store.Save(next with { State = PreviewState.Done, Revision = 2 });
        }

        await Begin(kept: 3);
        Assert.Equal([6, 5, 4, 1], (await Store.List(null, 10)).Select(one => one.Id));
        Assert.Empty((await Store.Colours(2, 0, 10)).Cases);
        Assert.Equal([5, 4], (await Store.List(6, 2)).Select(one => one.Id));
    }

    [Fact]
    public async Task The_preview_of_a_change_is_found_by_its_number()
    {
        await Begin();
        var second = (await Store.Begin(New() with { OfChange = 7 }, 9, 50))!;
        Assert.Null(await Store.FindOfChange(6));
        Assert.Equal(second.Id, (await Store.FindOfChange(7))!.Id);
    }

    protected async Task<Preview> Begin(int kept = 50) => (await Store.Begin(New(), 9, kept))!;

    protected Preview New()
    {
        var question = new PreviewQuestion(
            RuleSort.Policy, "{\"a\":1}", 1, Rig.Now, OpenCases.KeepWarned, Rig.Now.AddDays(-30), Rig.Now, new(Make.Traffic, Make.Grid, "facility", Channel.Hotline));
        return new(0, question, "2026.2", 3, "hash", "admin", Rig.Now, PreviewState.Running, 1);
    }

    private static PreviewRules Rules(PreviewQuestion question) =>
        PreviewRules.Of(question with { Document = Policy.BuiltIn.Document }, PolicyBook.BuiltIn, new(EmptyCounty.Build(Make.County).County));

    protected static PreviewPart Part(int page, int cases, params string[] colours) => new(
        page, cases, new ImpactTally().Sum() with { Open = OpenImpact.None with { Cases = cases } },
        [.. colours.Select(id => new ColourChange(id, "code", null, Grade.L3, "unit-finish", Make.Start, null, Light.Green, Light.Red))]);

    private static void Same(Preview expected, Preview actual) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
