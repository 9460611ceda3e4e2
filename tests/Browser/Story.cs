using System.Net.Http.Json;
using System.Text.Json;
using GridCase.Api.SignIn;
using GridCase.Local.Hosting;

namespace GridCase.Browser;

/// <summary>A demo county on a free port with the manual clock, and the people who look at it. Only the hotline's orders and the clock come by HTTP.</summary>
internal sealed class Story : IAsyncDisposable
{
    private readonly IBrowser browser;
    private readonly CountyHost host;
    private readonly FirstAccounts accounts;
    private readonly CountyFolder folder;
    private readonly HttpClient http;
    private readonly List<Seat> seats = [];

    private Story(IBrowser browser, CountyHost host, CountyFolder folder)
    {
        (this.browser, this.host, this.folder) = (browser, host, folder);
        accounts = FirstAccounts.Read(folder.InFolder("first-run.json"));
        http = new() { BaseAddress = host.Address };
    }

    public DateTimeOffset Now => host.Runtime.Time.GetUtcNow();

    /// <param name="start">The county's wall time at the beginning: 2026-02-10 09:00.</param>
    public static async Task<Story> Begin(Chromium chromium, string start)
    {
        var folder = await CountyFolder.Copy(At(start));
        var host = await CountyHost.Start(new() { Folder = folder.Path, Port = 0, ManualClock = true });
        return new(chromium.Browser, host, folder);
    }

    /// <summary>A wall time of the county as an instant.</summary>
    public static DateTimeOffset At(string wall) => DateTimeOffset.ParseExact(wall, "yyyy-MM-dd HH:mm", null) is var local ? new(local.DateTime, TimeSpan.FromHours(8)) : default;

    public string PasswordOf(string user) => accounts.Passwords[user];

    /// <summary>Somebody opens the console, or the grid app, and is not signed in yet.</summary>
    public async Task<Seat> Open(string path = "/", bool phone = false)
    {
        var seat = await Seat.Take(browser, host.Address, phone);
        seats.Add(seat);
        await seat.Page.GotoAsync(path);
        return seat;
    }

    /// <summary>Somebody opens a page of the console and signs in.</summary>
    public async Task<IPage> SignIn(string user, string path = "/")
    {
        var page = (await Open(path)).Page;
        await GiveCredentials(page, user);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" }).WaitForAsync();
        return page;
    }

    /// <summary>A grid worker opens the grid app on a phone and signs in.</summary>
    public async Task<IPage> SignInOnPhone(string user)
    {
        var page = (await Open("/m/", phone: true)).Page;
        await GiveCredentials(page, user);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "功能" }).WaitForAsync();
        return page;
    }

    private async Task GiveCredentials(IPage page, string user)
    {
        await page.GetByLabel("账号").FillAsync(user);
        await page.GetByLabel("密码").FillAsync(PasswordOf(user));
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
    }

    /// <summary>The hotline hands in an order; the answer is its case.</summary>
    public async Task<JsonElement> Order(object order)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(order);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/api/hotline/orders")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        RequestSignature.Sign(request, body, accounts.HotlineKey, accounts.HotlineSecret, host.Runtime.Time.GetUtcNow());
        using var answer = await http.SendAsync(request);
        return (await Reply.Of(answer)).Taken().Body;
    }

    /// <summary>Time goes on until then, and everything due by then has happened.</summary>
    public async Task Until(string wall)
    {
        using var answer = await http.PostAsJsonAsync("/api/dev/clock", new { advanceTo = At(wall) });
        (await Reply.Of(answer)).Taken();
    }

    /// <summary>Ends the story: no page of it complained.</summary>
    public async ValueTask DisposeAsync()
    {
        var complaints = seats.SelectMany(seat => seat.Complaints).ToList();
        foreach (var seat in seats) await seat.Context.DisposeAsync();
        http.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
        Assert.Empty(complaints);
    }
}
