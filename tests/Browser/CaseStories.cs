namespace GridCase.Browser;

/// <summary>What the people of the centre see of a case that goes its way.</summary>
[Collection(Chromium.Shared)]
public sealed class CaseStories(Chromium chromium)
{
    [BrowserFact]
    public async Task An_order_arrives_and_appears_without_a_reload()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var desk = await story.SignIn("leader");
        var list = await story.SignIn("dispatcher", "/cases");
        await Assertions.Expect(list.GetByText("实时更新中")).ToBeAttachedAsync();
        await Assertions.Expect(desk.GetByText("实时更新中")).ToBeAttachedAsync();

        var order = await story.Order(Orders.Manhole("H-1", story));
        var code = order.GetProperty("code").GetString()!;
        var news = list.GetByRole(AriaRole.Button, new() { NameRegex = new("有 1 件新案件") });
        var link = list.GetByRole(AriaRole.Link, new() { Name = code });
        await news.Or(link).First.WaitForAsync();
        if (await news.IsVisibleAsync()) await news.ClickAsync();
        await Assertions.Expect(link.First).ToBeVisibleAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Link, new() { NameRegex = new("^1\\s*未结案件") })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Nobody_signs_off_so_the_light_turns_and_the_supervisor_is_told_and_acknowledges()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var order = await story.Order(Orders.Manhole("H-1", story));
        var code = order.GetProperty("code").GetString()!;
        var page = await story.SignIn("dispatcher", $"/cases/{order.GetProperty("caseId").GetString()}");
        await Move.Dispatch(page, "城市管理和综合执法局");
        await Assertions.Expect(page.GetByText("时限内").First).ToBeVisibleAsync();

        await story.Until("2026-02-11 18:00");
        await Assertions.Expect(page.GetByText("已超期").First).ToBeVisibleAsync();

        await story.Until("2026-02-13 18:00");
        await Assertions.Expect(page.GetByText("已升级督办").First).ToBeVisibleAsync();
        var supervisor = await story.SignIn("supervisor-centre", "/escalations");
        var card = supervisor.GetByRole(AriaRole.Article).Filter(new() { HasText = code }).First;
        await card.GetByRole(AriaRole.Button, new() { Name = "签阅" }).First.ClickAsync();
        var dialog = supervisor.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("签阅意见").FillAsync("已电话催办");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "签阅", Exact = true }).ClickAsync();
        await Assertions.Expect(supervisor.GetByText("已签阅 1 条")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_confidential_caller_is_invisible_to_the_wrong_role()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var order = await story.Order(Orders.Manhole("H-1", story, confidential: true));
        var path = $"/cases/{order.GetProperty("caseId").GetString()}";
        var dispatcher = await story.SignIn("dispatcher", path);
        await Assertions.Expect(dispatcher.GetByText("保密", new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(dispatcher.GetByRole(AriaRole.Button, new() { Name = "查看完整电话" })).ToHaveCountAsync(0);
        Assert.DoesNotContain("13800001234", await dispatcher.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("李大姐", await dispatcher.ContentAsync(), StringComparison.Ordinal);

        var operatorPage = await story.SignIn("hotline-operator", path);
        await operatorPage.GetByRole(AriaRole.Button, new() { Name = "查看完整电话" }).ClickAsync();
        var dialog = operatorPage.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("查看理由").FillAsync("回访时联系来电人");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
        await Assertions.Expect(operatorPage.GetByText("13800001234")).ToBeVisibleAsync();
    }
}
