using System.Globalization;
using System.Text.Json;
using GridCase.Local.Hosting;

namespace GridCase.Scenarios.Hosts;

/// <summary>The whole host in this process, on a free port, with a clock that stands still until moved; everything in it is done by HTTP.</summary>
internal sealed class HttpCounty : IAsyncDisposable
{
    private readonly CountyFolder folder;
    private readonly bool leavesFolder;
    private readonly Uri? hotline;
    private readonly Uri? webhook;
    private CountyHost host;
    private int restarts;

    private HttpCounty(CountyFolder folder, CountyHost host, bool leavesFolder = false, Uri? hotline = null, Uri? webhook = null)
    {
        this.folder = folder;
        this.host = host;
        this.leavesFolder = leavesFolder;
        this.hotline = hotline;
        this.webhook = webhook;
        Client = new(host.Address, folder.Path);
    }

    public CountyClient Client { get; private set; }

    /// <summary>What a test may look into that no door shows.</summary>
    public CountyRuntime Runtime => host.Runtime;

    /// <summary>Where the host listens.</summary>
    public Uri Address => host.Address;

    public static async Task<HttpCounty> Open(string start)
    {
        var folder = await CountyFolder.Copy();
        return new(folder, await CountyHost.Start(OptionsOf(folder) with { Start = Instant(start) }));
    }

    /// <summary>One that tells a hotline of its orders; the folder is the caller's, for the hotline knows its key.</summary>
    public static async Task<HttpCounty> Open(string start, CountyFolder folder, Uri hotline) =>
        new(folder, await CountyHost.Start(OptionsOf(folder, hotline) with { Start = Instant(start) }), true, hotline);

    /// <summary>One whose clock runs by itself: as the outside is called by several hands at once only there.</summary>
    public static async Task<HttpCounty> OpenNow(CountyFolder folder, Uri hotline) =>
        new(folder, await CountyHost.Start(OptionsOf(folder, hotline) with { ManualClock = false }), true, hotline);

    /// <summary>Goes on with a folder that a host has left; the folder stays the caller's.</summary>
    public static async Task<HttpCounty> Open(CountyFolder folder) => new(folder, await CountyHost.Start(OptionsOf(folder)), true);

    /// <summary>The same, telling a hotline and sending notices.</summary>
    public static async Task<HttpCounty> Open(CountyFolder folder, Uri hotline, Uri webhook) =>
        new(folder, await CountyHost.Start(OptionsOf(folder, hotline, webhook)), true, hotline, webhook);

    public static DateTimeOffset Instant(string local) => DateTimeOffset.Parse(local + "+08:00", CultureInfo.InvariantCulture);

    /// <summary>Stops the host and starts it again on the same folder; the clock goes on where it stood.</summary>
    public async Task Restart()
    {
        Client.Dispose();
        await host.DisposeAsync();
        host = await CountyHost.Start(OptionsOf(folder, hotline, webhook));
        Client = new(host.Address, folder.Path, TimeSpan.FromSeconds(10 * ++restarts));
    }

    /// <summary>Moves the clock by the API; returns once everything due by then has run to rest.</summary>
    public async Task Until(string local) => (await Client.Post("", "/api/dev/clock", new { advanceTo = Instant(local) })).Taken();

    /// <summary>Lets everything that is due run to rest, a second later.</summary>
    public async Task Settle() => (await Client.Post("", "/api/dev/clock", new { advanceBy = "PT1S" })).Taken();

    /// <summary>An order received now at the hotline; the caller names its number and what differs.</summary>
    public async Task<Reply> Order(string no, string receivedAt, string text = "路口的井盖不见了") => await Client.Order(new
    {
        orderNo = no,
        receivedAt = Instant(receivedAt),
        kind = "complaint",
        category = "facility.manhole-cover",
        text,
        gridCode = "440804001001001",
        caller = new { name = "张三", phone = "13812345678" },
    });

    /// <summary>Makes a move that must be taken.</summary>
    public async Task<Reply> Do(string user, string caseId, object command) => (await Client.Command(user, caseId, command)).Taken();

    public async Task<IReadOnlyList<JsonElement>> Facts(string caseId) =>
        [.. (await Client.Get("supervisor-centre", $"/api/cases/{caseId}/facts?limit=200")).Taken().Body.GetProperty("items").EnumerateArray()];

    public async Task<int> Count(string caseId, string type) => (await Facts(caseId)).Count(fact => fact.GetProperty("type").GetString() == type);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
        if (!leavesFolder) folder.Dispose();
    }

    private static ServeOptions OptionsOf(CountyFolder folder, Uri? hotline = null, Uri? webhook = null) =>
        new() { Folder = folder.Path, Port = 0, ManualClock = true, HotlineUrl = hotline, WebhookUrl = webhook };
}
