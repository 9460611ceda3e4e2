namespace GridCase.Browser;

/// <summary>A grid worker's day with a phone that is not always in reach of the network.</summary>
[Collection(Chromium.Shared)]
public sealed class PhoneStories(Chromium chromium)
{
    [BrowserFact]
    public async Task What_is_reported_without_a_network_waits_on_the_phone_and_becomes_one_case()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var phone = await story.SignInOnPhone("worker-1");
        await phone.GetByRole(AriaRole.Heading, new() { Name = "我的任务" }).WaitForAsync();
        // What is needed without a network has come: the grid's tasks, the categories, the app itself.
        await phone.GetByText("更新于").WaitForAsync();
        await phone.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        await phone.Context.SetOfflineAsync(true);

        await phone.GetByRole(AriaRole.Link, new() { Name = "随手报" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "类别" }).ClickAsync();
        await phone.GetByRole(AriaRole.Searchbox, new() { Name = "搜索类别" }).FillAsync("井盖");
        await phone.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).First.ClickAsync();
        await phone.GetByLabel("标题").FillAsync("井盖松动");
        await phone.GetByLabel("情况说明").FillAsync("车一过就响");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交上报" }).ClickAsync();
        await Assertions.Expect(phone.GetByText("离线 · 1条未发送")).ToBeVisibleAsync();

        // The page is closed and opened again, still without a network.
        await phone.CloseAsync();
        phone = await phone.Context.NewPageAsync();
        await phone.GotoAsync("/m/queue");
        await Assertions.Expect(phone.GetByRole(AriaRole.List, new() { Name = "待发送" }).GetByText("井盖松动")).ToBeVisibleAsync();

        // The network comes back; the host hears it, and the answer is lost on its way: the phone sends it again by itself.
        var lost = 0;
        await phone.RouteAsync("**/api/sync", async route =>
        {
            if (route.Request.Method != "POST" || lost++ > 0)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        await phone.Context.SetOfflineAsync(false);
        await Assertions.Expect(phone.GetByText("没有未发送的内容")).ToBeVisibleAsync();
        Assert.True(lost > 1);

        var list = await story.SignIn("dispatcher", "/cases");
        await Assertions.Expect(list.GetByText("1 件", new() { Exact = true })).ToBeVisibleAsync();
    }
}
