using System.Security.Cryptography;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Scenarios.Phone;

/// <summary>What happens to files by itself, night after night.</summary>
public sealed class FileCareTests
{
    [Fact]
    public async Task A_file_that_never_came_is_given_up_after_thirty_days_with_one_note_and_what_a_crash_left_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-files-").FullName;
        try
        {
            await using (var county = await LivingCounty.Open("2026-02-13 09:00", folder)) await Live(county, folder);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Live(LivingCounty county, string folder)
    {
        var files = county.Runtime.Stores.Attachments;
        var content = new byte[] { 1, 2, 3 };
        await files.Save(new("kept-0001", null, "a.jpg", "image/jpeg", 3, Convert.ToHexStringLower(SHA256.HashData(content)), "p-1", LivingCounty.Instant("2026-02-13 09:00")), new MemoryStream(content));
        var kept = Directory.GetFiles(Path.Combine(folder, "attachments"), "*", SearchOption.AllDirectories).Single();
        var (stray, fresh) = (Path.Combine(Path.GetDirectoryName(kept)!, "stray-0001"), Path.Combine(Path.GetDirectoryName(kept)!, "fresh-0001"));
        foreach (var path in new[] { stray, fresh }) await File.WriteAllTextAsync(path, "half");
        foreach (var path in new[] { kept, stray }) File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
        var id = await county.Register(LivingCounty.Order("F-1", "2026-02-13 09:00"));
        await files.Claim(["awaited-1", "awaited-2"], id, "p-1", LivingCounty.Instant("2026-02-13 09:00"));

        await county.Until("2026-02-14 00:21");
        Assert.Equal((true, false, true), (File.Exists(kept), File.Exists(stray), File.Exists(fresh)));
        await county.Until("2026-03-15 00:19");
        Assert.Equal(2, (await files.Awaited(null, id, 10)).Count);
        await county.Until("2026-03-16 00:21");
        Assert.Empty(await files.Awaited(null, id, 10));
        await county.Until("2026-03-20 00:00");
        var note = Assert.Single(await county.Facts(id), fact => fact.Fact is Commented);
        Assert.Equal("system:files", note.Body.By);
        Assert.Equal(Workflows.Durable.InstanceState.Running, (await county.Runtime.Engine.Find(Orchestrations.FileCareId))?.State);
    }
}
