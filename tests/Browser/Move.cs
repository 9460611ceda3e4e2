namespace GridCase.Browser;

/// <summary>Moves as people make them on the page of a case.</summary>
internal static class Move
{
    /// <summary>Dispatches to the unit whose name begins so.</summary>
    public static async Task Dispatch(IPage page, string unit)
    {
        await page.GetByRole(AriaRole.Group, new() { Name = "办理" }).WaitForAsync();
        if (await page.GetByRole(AriaRole.Button, new() { Name = "甄别分级" }).IsVisibleAsync()) await Send(page, "甄别分级");
        var form = await Open(page, "派单");
        await form.GetByLabel("单位").First.ClickAsync();
        await page.Keyboard.TypeAsync(unit);
        await page.GetByRole(AriaRole.Option, new() { Name = unit }).First.ClickAsync();
        await Submit(page, form, "派单");
    }

    /// <summary>A move that needs nothing filled in.</summary>
    public static async Task Send(IPage page, string move) => await Submit(page, await Open(page, move), move);

    private static async Task<ILocator> Open(IPage page, string move)
    {
        await page.GetByRole(AriaRole.Group, new() { Name = "办理" }).GetByRole(AriaRole.Button, new() { Name = move, Exact = true }).ClickAsync();
        return page.GetByRole(AriaRole.Dialog, new() { Name = move });
    }

    private static async Task Submit(IPage page, ILocator form, string move)
    {
        await form.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"{move}：已完成")).ToBeVisibleAsync();
        await Assertions.Expect(form).ToBeHiddenAsync();
    }
}
