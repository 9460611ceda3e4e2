using System.Text;
using Azure;
using GridCase.Functions.Tests.Fakes;

namespace GridCase.Functions.Tests.Stores;

public sealed class BlobAttachmentStoreTests : AttachmentContract<TableRig>
{
    private FakeContainer Blobs => (FakeContainer)Rig.Kept.Files;

    [Fact]
    public async Task Neither_content_nor_name_is_to_be_read_where_they_lie()
    {
        var content = Encoding.UTF8.GetBytes("a content that gives itself away");
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));
        Assert.DoesNotContain("itself away", Encoding.UTF8.GetString(Blobs.Kept.Single().Value.Content), StringComparison.Ordinal);
        foreach (var bytes in Rig.Service.Table("registers").Everything().SelectMany(row => row.Columns.Values).OfType<byte[]>())
            Assert.DoesNotContain("jpg", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_instances_that_save_one_id_one_is_first_and_its_content_stays()
    {
        var (mine, theirs) = (Content(10), Content(20));
        Rig.Service.BeforeWrite = (_, _, _) =>
        {
            Rig.Service.BeforeWrite = null;
            Attachments.Save(Of("file-0001", theirs), new MemoryStream(theirs)).Wait();
        };
        await Assert.ThrowsAsync<ArgumentException>(() => Attachments.Save(Of("file-0001", mine), new MemoryStream(mine)));
        Assert.Equal(theirs, await Read("file-0001"));
        Assert.Single(Blobs.Kept);
    }

    [Fact]
    public async Task A_blob_that_nobody_knows_is_swept_away_once_it_is_old_and_no_other()
    {
        var content = Content(10);
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));
        Rig.Service.BeforeWrite = (_, _, _) => throw new RequestFailedException(503, "dead");
        await Assert.ThrowsAsync<RequestFailedException>(() => Attachments.Save(Of("file-0002", content), new MemoryStream(content)));
        Rig.Service.BeforeWrite = null;

        Assert.Equal(0, await Attachments.Sweep(TimeSpan.FromDays(1)));
        foreach (var (name, kept) in Blobs.Kept.ToList()) Blobs.Kept[name] = (kept.Content, kept.At.AddDays(-2));
        Assert.Equal(1, await Attachments.Sweep(TimeSpan.FromDays(1)));
        Assert.Equal(content, await Read("file-0001"));
    }

    [Fact]
    public async Task Wherever_the_instance_dies_at_a_claim_a_repeat_leaves_each_file_awaited_once() => await Crashes.AtEachWrite(
        () => Task.FromResult(new TableRig()),
        rig => rig.Stores.Attachments.Claim(["file-0001", "file-0002"], "case 1", "worker", Make.Start),
        async (rig, _) =>
        {
            await rig.Stores.Attachments.Claim(["file-0001", "file-0002"], "case 1", "worker", Make.Start.AddSeconds(9));
            Assert.Equal(["file-0001", "file-0002"], (await rig.Stores.Attachments.Awaited("worker", null, 10)).Select(file => file.Id));
            Assert.Equal(2, (await rig.Stores.Attachments.Awaited(null, "case 1", 10)).Count);
            Assert.Equal(2, (await rig.Stores.Attachments.Awaited(null, null, 10)).Count);
        });

    [Fact]
    public async Task Wherever_the_instance_dies_as_a_file_comes_it_is_awaited_still_or_belongs_to_its_case() => await Crashes.AtEachWrite(
        async () =>
        {
            var rig = new TableRig();
            await rig.Stores.Attachments.Claim(["file-0001"], "case 1", "worker", Make.Start);
            return rig;
        },
        rig => rig.Stores.Attachments.Save(Of("file-0001", Content(10)), new MemoryStream(Content(10))),
        async (rig, _) =>
        {
            var (here, awaited) = (await rig.Stores.Attachments.Find("file-0001"), await rig.Stores.Attachments.Awaited("worker", null, 10));
            Assert.Equal(here is null ? 1 : 0, awaited.Count);
            if (here is not null) Assert.Equal("case 1", here.CaseId);
            Assert.Equal(awaited.Count, (await rig.Stores.Attachments.GiveUp(Make.Start.AddDays(1), 10)).Count);
            Assert.DoesNotContain(rig.Service.Table("registers").Everything(), row => row.Partition.StartsWith("awaited|", StringComparison.Ordinal));
        });
}
