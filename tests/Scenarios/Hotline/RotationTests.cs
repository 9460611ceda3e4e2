using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Hotline;

/// <summary>The hotline's key is changed while orders come in and events go out; nothing is lost or refused on either side.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task A_rotation_refuses_no_order_and_no_event()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        var orders = new List<string>();
        await Orders("before");
        var made = (await county.Client.Post("admin", "/api/keys", new { purpose = "hotline", name = "12345 new" })).Taken();
        var (key, secret) = (made.Text("keyId")!, made.Text("secret")!);
        // The hotline's people have not put the new key in yet: what goes out is still signed by the old one.
        await Orders("between");
        Assert.Equal(["hotline"], hotline.Log.Select(arrived => arrived.Key).Distinct());

        await hotline.Learn(key, secret);
        county.Client.SignWith(key, secret);
        await Orders("after");
        (await county.Client.Post("admin", "/api/keys/hotline/retire", new { })).Taken();
        await Orders("retired");
        await county.Restart();
        county.Client.SignWith(key, secret);
        await Orders("restarted");

        hotline.Hears(orders.ToDictionary(order => order, _ => HotlineLife.Told(0)));
        Assert.All(hotline.Log, arrived => Assert.Equal(("202", arrived.OrderNo.StartsWith('b') ? "hotline" : key), (arrived.Answer, arrived.Key)));

        async Task Orders(string name)
        {
            for (var number = 1; number <= 4; number++) orders.Add((await OneLife.Begin(county, $"{name}-{number}")).OrderNo);
            await county.Settle();
        }
    }

    [Fact]
    public async Task An_event_that_waits_is_signed_anew_when_its_key_is_retired_meanwhile()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        await hotline.Mood("500");
        await OneLife.Begin(county, "W-1");
        await hotline.Until(log => log.Count == 1);
        var made = (await county.Client.Post("admin", "/api/keys", new { purpose = "hotline", name = "12345 new" })).Taken();
        await hotline.Learn(made.Text("keyId")!, made.Text("secret")!);
        (await county.Client.Post("admin", "/api/keys/hotline/retire", new { })).Taken();
        await hotline.Accept();
        await county.Until("2026-03-03 10:00");
        hotline.Hears(new Dictionary<string, IEnumerable<string>> { ["W-1"] = HotlineLife.Told(0) });
        Assert.Equal(["hotline", made.Text("keyId")], hotline.Log.Select(arrived => arrived.Key));
        Assert.Equal(1, hotline.Log.Count(arrived => arrived.Answer == "202"));
    }
}
