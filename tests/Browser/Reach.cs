namespace GridCase.Browser;

/// <summary>What keeps people out of a page: what a program can tell of WCAG 2.2 at levels A and AA, and what does not fit a narrow window.</summary>
internal static class Reach
{
    private const string Look = "async () => (await axe.run(document, { rules: { 'label-content-name-mismatch': { enabled: true } }, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`)";

    private static readonly Lazy<string> Axe = new(Surroundings.Axe);

    /// <summary>Waits until the page has what it asked for.</summary>
    public static async Task Settled(IPage page)
    {
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".el-skeleton")).ToHaveCountAsync(0);
    }

    /// <summary>The faults of the page as it stands, each with where it is.</summary>
    public static async Task<IEnumerable<string>> Faults(IPage page, string path)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Axe.Value);
        return (await page.EvaluateAsync<string[]>(Look)).Select(fault => $"{path}: {fault}");
    }

    /// <summary>What is wider than a window of 390, and what the page complains of aloud.</summary>
    public static async Task<IReadOnlyList<string>> Misfits(IPage page, string path)
    {
        var faults = new List<string>();
        if (await page.GetByRole(AriaRole.Alert).CountAsync() > 0) faults.Add($"{path}: {await page.GetByRole(AriaRole.Alert).First.InnerTextAsync()}");
        await page.SetViewportSizeAsync(390, 844);
        var wide = await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.querySelector('main').scrollWidth) - 390");
        if (wide > 0) faults.Add($"{path}: {wide} px do not fit a window of 390");
        return faults;
    }
}
