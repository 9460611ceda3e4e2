namespace GridCase.Browser;

/// <summary>Everybody opens every page that the navigation offers: nothing fails, nobody is kept out, and it fits a narrow window.</summary>
[Collection(Chromium.Shared)]
public sealed class WalkTests(Chromium chromium)
{
    /// <summary>What WCAG 2.2 asks for at levels A and AA, as far as a program can tell; names that say more than the label does are on trial there, and left out.</summary>
    private const string Look = "async () => (await axe.run(document, { rules: { 'label-content-name-mismatch': { enabled: false } }, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`)";

    [BrowserTheory]
    [InlineData("dispatcher")]
    [InlineData("supervisor-centre")]
    [InlineData("admin")]
    [InlineData("auditor")]
    [InlineData("leader")]
    [InlineData("clerk-cgj")]
    public async Task Every_page_that_is_offered_opens_for_everybody(string user)
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        for (var i = 0; i < 3; i++)
            await story.Order(new { orderNo = $"W-{i}", receivedAt = Story.At("2026-02-10 08:59"), kind = "complaint", category = "facility.manhole-cover", text = "井盖不见了", gridCode = "440804001001001", caller = new { name = "李四", phone = "13800000000" } });
        var page = await story.SignIn(user);
        var axe = Surroundings.Axe();
        var faults = new List<string>();
        foreach (var path in await Offered(page))
        {
            await page.SetViewportSizeAsync(1440, 900);
            await page.GotoAsync(path);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.Load);
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await page.EvaluateAsync(axe);
            faults.AddRange((await page.EvaluateAsync<string[]>(Look)).Select(fault => $"{path}: {fault}"));
            if (await page.GetByRole(AriaRole.Alert).CountAsync() > 0) faults.Add($"{path}: {await page.GetByRole(AriaRole.Alert).First.InnerTextAsync()}");

            await page.SetViewportSizeAsync(390, 844);
            var wide = await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.querySelector('main').scrollWidth) - 390");
            if (wide > 0) faults.Add($"{path}: {wide} px do not fit a window of 390");
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

    private static async Task<IReadOnlyList<string>> Offered(IPage page)
    {
        var links = page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" }).GetByRole(AriaRole.Link);
        var paths = await links.EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.NotEmpty(paths);
        return paths;
    }
}
