using System.Security.Cryptography;
using System.Text;

namespace GridCase.Local.Tests.Storage;

public sealed class MemoryAttachmentTests : AttachmentContract<MemoryRig>;

public sealed class FileAttachmentTests : AttachmentContract<SqliteRig>
{
    private string[] Files => Directory.GetFiles(Rig.Folder.Attachments, "*", SearchOption.AllDirectories);

    [Fact]
    public async Task Neither_name_nor_content_stands_in_the_files()
    {
        var content = Encoding.UTF8.GetBytes("身份证复印件");
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));

        Assert.False(Rig.Holds("身份证复印件"));
        Assert.False(Rig.Holds("井盖"));
        Assert.True(Rig.Holds("image/jpeg"));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("short")]
    [InlineData("a/b/c/d/e/f")]
    public async Task What_is_no_id_reaches_no_file(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Attachments.Save(Of(id, Content(1)), new MemoryStream(Content(1))));
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_changed_or_cut_file_does_not_open()
    {
        var content = Content(200_000);
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));
        var bytes = File.ReadAllBytes(Files.Single());

        File.WriteAllBytes(Files.Single(), [.. bytes[..100], (byte)(bytes[100] ^ 1), .. bytes[101..]]);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => Read("file-0001"));
        File.WriteAllBytes(Files.Single(), bytes[..140_000]);
        await Assert.ThrowsAsync<EndOfStreamException>(() => Read("file-0001"));
        File.WriteAllBytes(Files.Single(), bytes);
        Assert.Equal(content, await Read("file-0001"));
    }

    [Fact]
    public async Task What_a_broken_upload_leaves_is_swept_away_and_its_id_can_be_used_again()
    {
        var content = Content(10);
        await Attachments.Save(Of("file-0001", content), new MemoryStream(content));
        await Assert.ThrowsAsync<IOException>(() => Attachments.Save(Of("file-0002", content), new BrokenStream()));
        Assert.Single(Files);

        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Files.Single())!, "file-0003"), "half");
        await Attachments.Save(Of("file-0003", content), new MemoryStream(content));
        Assert.Equal(content, await Read("file-0003"));
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Files[0])!, "file-0004"), "half");
        Assert.Equal(0, await Attachments.Sweep(TimeSpan.FromDays(1)));
        foreach (var file in Files) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        Assert.Equal(1, await Attachments.Sweep(TimeSpan.FromDays(1)));
        Assert.Equal(2, Files.Length);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The phone is gone.");
    }
}
