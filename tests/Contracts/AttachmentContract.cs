using System.Security.Cryptography;
using GridCase.Workflows.Cases;

namespace GridCase.Contracts;

/// <summary>What every attachment store keeps to.</summary>
public abstract class AttachmentContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    protected IAttachmentStore Attachments => Rig.Stores.Attachments;

    public void Dispose() => Rig.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(200_001)]
    public async Task A_file_comes_back_as_it_was(int length)
    {
        var content = Content(length);
        var attachment = Of("file-0001", content);
        await Attachments.Save(attachment, new MemoryStream(content));

        Assert.Equal(attachment, await Attachments.Find(attachment.Id));
        Assert.Equal(content, await Read(attachment.Id));
        Assert.Null(await Attachments.Find("file-0002"));
        Assert.Null(await Attachments.Open("file-0002"));
    }

    [Fact]
    public async Task A_file_belongs_to_the_case_that_named_it_first()
    {
        var content = Content(10);
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));

        await Attachments.Assign("file-0001", "case 1");
        await Attachments.Assign("file-0001", "case 2");
        await Attachments.Assign("file-0002", "case 2");
        Assert.Equal("case 1", (await Attachments.Find("file-0001"))!.CaseId);
    }

    [Fact]
    public async Task An_id_is_given_once_and_another_content_is_refused()
    {
        var content = Content(10);
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));

        await Assert.ThrowsAsync<ArgumentException>(() => Attachments.Save(Of("file-0001", Content(20)), new MemoryStream(Content(20))));
        await Assert.ThrowsAsync<ArgumentException>(() => Attachments.Save(Of("file-0002", Content(20)), new MemoryStream(content)));
        await Assert.ThrowsAsync<ArgumentException>(() => Attachments.Save(Of("file-0002", content) with { Sha256 = new string('0', 64) }, new MemoryStream(content)));
        Assert.Equal(content, await Read("file-0001"));
        Assert.Null(await Attachments.Find("file-0002"));
    }

    [Fact]
    public async Task A_file_that_a_case_named_before_it_came_belongs_to_it_once_it_comes()
    {
        await Attachments.Claim(["file-0001", "file-0002"], "case 1", "worker", Make.Start);
        await Attachments.Claim(["file-0001", "file-0003"], "case 2", "worker", Make.Start.AddHours(1));
        Assert.Equal(new AwaitedFile("file-0001", "case 1", "worker", Make.Start), await Attachments.FindAwaited("file-0001"));
        Assert.Equal(["file-0001", "file-0002", "file-0003"], (await Attachments.Awaited("worker", null, 10)).Select(file => file.Id));
        Assert.Equal(["file-0003"], (await Attachments.Awaited(null, "case 2", 10)).Select(file => file.Id));
        Assert.Empty(await Attachments.Awaited("another", null, 10));

        var content = Content(10);
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));
        await Attachments.Save(Of("file-0002", content) with { UploadedBy = "another" }, new MemoryStream(content));
        Assert.Equal("case 1", (await Attachments.Find("file-0001"))!.CaseId);
        Assert.Null((await Attachments.Find("file-0002"))!.CaseId);
        Assert.Equal(["file-0002", "file-0003"], (await Attachments.Awaited("worker", null, 10)).Select(file => file.Id));

        // What is here is not awaited.
        await Attachments.Claim(["file-0001"], "case 1", "worker", Make.Start);
        Assert.Null(await Attachments.FindAwaited("file-0001"));
    }

    [Fact]
    public async Task What_was_awaited_too_long_is_given_up_once()
    {
        await Attachments.Claim(["file-0001"], "case 1", "worker", Make.Start);
        await Attachments.Claim(["file-0002"], "case 1", "worker", Make.Start.AddDays(1));
        Assert.Empty(await Attachments.GiveUp(Make.Start, 10));
        Assert.Equal("file-0001", Assert.Single(await Attachments.GiveUp(Make.Start.AddHours(1), 10)).Id);
        Assert.Empty(await Attachments.GiveUp(Make.Start.AddHours(1), 10));
        Assert.Equal("file-0002", Assert.Single(await Attachments.Awaited("worker", null, 10)).Id);
        var content = Content(10);
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));
        Assert.Null((await Attachments.Find("file-0001"))!.CaseId);
    }

    protected static byte[] Content(int length)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++) content[i] = (byte)(i * 31 + i / 256);
        return content;
    }

    protected static Attachment Of(string id, byte[] content) =>
        new(id, null, "井盖.jpg", "image/jpeg", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), "worker", Make.Start);

    protected async Task<byte[]> Read(string id)
    {
        await using var stream = await Attachments.Open(id);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    }
}
