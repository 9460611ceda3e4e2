using GridCase.Workflows.Lifecycle;

namespace GridCase.Functions.Tests.Stores;

public sealed class TablePreviewStoreTests : PreviewContract<TableRig>
{
    [Fact]
    public async Task Of_two_instances_that_begin_at_once_both_get_an_id_and_no_more_run_than_may()
    {
        Rig.Service.BeforeWrite = (_, _, row) =>
        {
            if (row != "last") return;
            Rig.Service.BeforeWrite = null;
            Assert.Equal(1, Store.Begin(New(), 9, 50).Result!.Id);
        };
        Assert.Equal(2, (await Store.Begin(New(), 9, 50))!.Id);

        Rig.Service.BeforeWrite = (_, _, row) =>
        {
            if (row != "last") return;
            Rig.Service.BeforeWrite = null;
            Assert.Equal(3, Store.Begin(New(), 3, 50).Result!.Id);
        };
        Assert.Null(await Store.Begin(New(), 3, 50));
        Assert.Equal([3, 2, 1], (await Store.Running()).Select(one => one.Id));
    }

    [Fact]
    public async Task A_page_that_comes_while_the_preview_is_cancelled_is_kept_nowhere()
    {
        var begun = await Begin();
        Rig.Service.BeforeWrite = (_, _, row) =>
        {
            if (!row.StartsWith("done|", StringComparison.Ordinal)) return;
            Rig.Service.BeforeWrite = null;
            Assert.True(Store.Save(begun with { State = PreviewState.Cancelled, Revision = 2 }).Result);
        };
        Assert.False(await Store.Keep(begun.Id, Part(0, 50, "a")));
        Assert.Empty((await Store.Colours(begun.Id, 0, 10)).Cases);
        Assert.DoesNotContain(Rig.Service.Table("registers").Everything(), row => row.Partition.StartsWith("preview|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wherever_the_instance_dies_at_the_end_of_a_preview_it_has_ended_or_still_runs_whole() => await Crashes.AtEachWrite(
        async () =>
        {
            var rig = new TableRig();
            var begun = (await rig.Stores.Previews.Begin(New(), 9, 50))!;
            await rig.Stores.Previews.Keep(begun.Id, Part(0, 50, "a"));
            return rig;
        },
        async rig => await rig.Stores.Previews.Save((await rig.Stores.Previews.Find(1))! with { State = PreviewState.Failed, Revision = 2 }),
        async (rig, died) =>
        {
            var found = (await rig.Stores.Previews.Find(1))!;
            if (!died) Assert.Equal(PreviewState.Failed, found.State);
            Assert.Equal(found.IsRunning ? 1 : 0, (await rig.Stores.Previews.Parts(1)).Count);
            Assert.Equal(found.IsRunning ? 1 : 0, (await rig.Stores.Previews.Colours(1, 0, 10)).Cases.Length);
        });

    [Fact]
    public async Task Colours_of_many_pages_are_read_place_by_place()
    {
        var begun = await Begin();
        for (var page = 0; page < 3; page++) await Store.Keep(begun.Id, Part(page, 500, [.. Enumerable.Range(0, 150).Select(i => $"{page}-{i:D3}")]));
        var (read, after) = (new List<string>(), 0L);
        while (true)
        {
            var page = await Store.Colours(begun.Id, after, 70);
            read.AddRange(page.Cases.Select(colour => colour.CaseId));
            if (page.Next is not { } next) break;
            after = next;
        }

        Assert.Equal(Enumerable.Range(0, 3).SelectMany(page => Enumerable.Range(0, 150).Select(i => $"{page}-{i:D3}")), read);
    }
}
