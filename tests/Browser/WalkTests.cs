namespace GridCase.Browser;

/// <summary>Everybody opens every page that the navigation offers: nothing fails, nobody is kept out, and it fits a narrow window.</summary>
[Collection(Chromium.Shared)]
public sealed class WalkTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData("dispatcher")]
    [InlineData("admin")]
    public async Task Every_page_that_is_offered_keeps_nobody_out(string user)
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var order = await story.Order(Orders.Manhole("W-1", story));
        var page = await story.SignIn(user, $"/cases/{order.GetProperty("caseId").GetString()}");
        var faults = new List<string>();
        await Look("a case");
        await Walk(page, Look);
        Assert.True(faults.Count == 0, string.Join('\n', faults));

        async Task Look(string path)
        {
            await Reach.Settled(page);
            faults.AddRange(await Reach.Faults(page, path));
            faults.AddRange(await Reach.Misfits(page, path));
            await page.SetViewportSizeAsync(1440, 900);
        }
    }

    [BrowserFact]
    public async Task Every_page_that_is_offered_opens_for_everybody()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        await story.Order(Orders.Manhole("W-1", story));
        foreach (var user in new[] { "supervisor-centre", "auditor", "leader", "clerk-cgj", "hotline-operator" })
        {
            var page = await story.SignIn(user);
            await Walk(page, async path =>
            {
                await Reach.Settled(page);
                Assert.True(await page.GetByRole(AriaRole.Alert).CountAsync() == 0, $"{user} {path}");
            });
        }
    }

    [BrowserFact]
    public async Task Every_page_of_the_grid_app_keeps_nobody_out()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var page = await story.SignInOnPhone("worker-1");
        await Assertions.Expect(page.GetByText("更新于")).ToBeVisibleAsync();
        var tasks = await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.NotEmpty(tasks);
        var faults = new List<string>();
        foreach (var path in tasks.GroupBy(path => path.Split('/')[2]).Select(kind => kind.First()).Concat(["/m/", "/m/report", "/m/queue", "/m/me", "/m/absence"]))
        {
            await page.GotoAsync(path);
            await Reach.Settled(page);
            faults.AddRange(await Reach.Faults(page, path));
            faults.AddRange(await Reach.Misfits(page, path));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [BrowserFact]
    public async Task The_first_view_of_the_console_takes_little_script()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var page = await story.SignIn("dispatcher");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        var bytes = await page.EvaluateAsync<int>("performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js')).reduce((sum, one) => sum + one.encodedBodySize, 0)");
        Assert.InRange(bytes, 20_000, 300_000);
    }

    /// <summary>Goes from page to page by the navigation.</summary>
    private static async Task Walk(IPage page, Func<string, Task> look)
    {
        var offered = page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" });
        var paths = await offered.GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var link = offered.Locator($"a[href='{path}']");
            await link.ClickAsync();
            await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "page");
            await look(path);
        }
    }
}
