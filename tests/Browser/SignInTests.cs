namespace GridCase.Browser;

[Collection(Chromium.Shared)]
public sealed class SignInTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_wrong_password_is_said_in_plain_words_and_the_right_one_opens_the_county()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var page = (await story.Open()).Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Assertions.Expect(page.GetByText("请输入账号")).ToBeVisibleAsync();

        await page.GetByLabel("账号").FillAsync("dispatcher");
        await page.GetByLabel("密码").FillAsync("not-this-one");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).GetByText("账号或密码不正确")).ToBeVisibleAsync();

        await page.GetByLabel("密码").FillAsync(story.PasswordOf("dispatcher"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("湛江市坡头区").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("2026-02-10 09:00 周二")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_session_that_ended_is_taken_up_again_over_the_page()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var page = await story.SignIn("dispatcher", "/cases");
        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "案件编码或工单号" }).FillAsync("H-1");
        await page.Keyboard.PressAsync("Enter");

        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "登录已过期" });
        await dialog.GetByLabel("密码").FillAsync(story.PasswordOf("dispatcher"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "案件编码或工单号" })).ToHaveValueAsync("H-1");
    }

    [BrowserFact]
    public async Task The_words_are_Chinese_first_and_English_for_whoever_asks()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var page = await story.SignIn("dispatcher");
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" })).ToBeVisibleAsync();
        Assert.Equal("en", await page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    [BrowserFact]
    public async Task Somebody_who_signs_out_leaves_nothing_on_the_screen()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var page = await story.SignIn("leader");
        await page.Locator("header .me").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "退出登录" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("密码")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" })).ToBeHiddenAsync();
    }
}
