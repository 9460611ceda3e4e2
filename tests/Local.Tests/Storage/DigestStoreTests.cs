
namespace GridCase.Local.Tests.Storage;

public sealed class MemoryDigestTests : DigestContract<MemoryRig>;

public sealed class SqliteDigestTests : DigestContract<SqliteRig>
{
    [Fact]
    public async Task The_cap_and_its_digest_outlive_a_restart()
    {
        for (var i = 0; i < 3; i++) await Tell("p");
        Rig.Restart();
        await Tell("p");
        var lane = Rig.Lanes[^1];
        Rig.Wait(TimeSpan.FromHours(1));
        var parcel = (await Notices.NextParcel(lane))!;
        await Notices.SealDigest(parcel.Id);
        Rig.Restart();

        Assert.Equal(2, Parcels.ReadDigest((await Notices.SealDigest(parcel.Id))!.Data).Total);
        Assert.Equal(3, Rig.Lanes.Distinct().Count());
    }
}
