using System.Text.RegularExpressions;

namespace GridCase.Browser;

/// <summary>An administrator tunes a deadline while cases are open; nothing happens before a second one confirms.</summary>
[Collection(Chromium.Shared)]
public sealed class DeadlineStories(Chromium chromium)
{
    private const string Cell = "修改 咨询 · 三级（一般）：办结";

    [BrowserFact]
    public async Task A_shortened_deadline_is_previewed_published_confirmed_by_another_and_taken_back()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var order = await story.Order(Orders.Manhole("D-1", story, kind: "consult"));
        var citizen = await story.SignIn("dispatcher", $"/cases/{order.GetProperty("caseId").GetString()}");
        var finish = citizen.GetByRole(AriaRole.Button, new() { NameRegex = new("^群众.*到期") });
        var name = await finish.GetAttributeAsync("aria-label");

        var first = await story.SignIn("admin", "/deadlines?tab=draft");
        await Button(first, "从 2026.1 开始修改").ClickAsync();
        await Button(first, Cell).ClickAsync();
        await first.GetByLabel("数量").FillAsync("0.5");
        await first.Keyboard.PressAsync("Enter");
        await Assertions.Expect(first.GetByText("咨询 · 一般：办结 1 个工作日 → 0.5 个工作日")).ToBeVisibleAsync();

        await Button(first, "预演影响").ClickAsync();
        await Button(first, "开始预演").ClickAsync();
        await Assertions.Expect(first.GetByRole(AriaRole.Region, new() { Name = "在办案件", Exact = true })).ToContainTextAsync(new Regex("时限变动\\s*1|1\\s*时限变动"));

        await first.GetByRole(AriaRole.Tab, new() { Name = "草稿" }).ClickAsync();
        await Button(first, "发布", exact: true).ClickAsync();
        await first.GetByRole(AriaRole.Radio, new() { Name = "从头推算" }).CheckAsync();
        await first.GetByLabel("理由").FillAsync("市里要求提速");
        await Button(first, "提交发布").ClickAsync();
        await Assertions.Expect(first.GetByText("这是您发布的，须由另一位管理员确认。")).ToBeVisibleAsync();
        await Assertions.Expect(Button(first, "确认施行")).ToBeHiddenAsync();

        var second = await story.SignIn("admin2", "/deadlines");
        await Assertions.Expect(second.GetByText("市里要求提速")).ToBeVisibleAsync();
        await Confirm(second, "2026.2");
        var rollout = second.GetByRole(AriaRole.Region, new() { Name = "推行" });
        await Assertions.Expect(rollout).ToContainTextAsync("已处理 1 / 1 件在办案件；1 件时限变动：提前 1");
        await Assertions.Expect(second.GetByText("现行版本 2026.2")).ToBeVisibleAsync();

        // The case's own page, open all the while, moves the due time and says why.
        await Assertions.Expect(finish).Not.ToHaveAttributeAsync("aria-label", name!);
        await Assertions.Expect(citizen.GetByText("规则变更（第1号，从头推算），时限重算")).ToBeVisibleAsync();
        await finish.FocusAsync();
        await Assertions.Expect(citizen.GetByText("为什么变动").Filter(new() { Visible = true })).ToBeVisibleAsync();

        await second.GetByRole(AriaRole.Tab, new() { Name = "历史" }).ClickAsync();
        await Button(second, "撤销此次变更").ClickAsync();
        var dialog = second.GetByRole(AriaRole.Dialog, new() { Name = "撤销此次变更" });
        await dialog.GetByLabel("理由").FillAsync("影响过大");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "撤销此次变更" }).ClickAsync();
        await Assertions.Expect(second.GetByText("这是您发布的，须由另一位管理员确认。")).ToBeVisibleAsync();
        await first.ReloadAsync();
        await Confirm(first, "2026.3");
        await Assertions.Expect(first.GetByText("现行版本 2026.3")).ToBeVisibleAsync();
        await Assertions.Expect(first.GetByRole(AriaRole.Region, new() { Name = "推行" })).ToContainTextAsync("提前 0，推后 1");
        await Assertions.Expect(finish).ToHaveAttributeAsync("aria-label", name!);
    }

    [BrowserFact]
    public async Task A_day_of_the_calendar_is_given_off_by_a_key_and_a_notice_is_taken_over()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var page = await story.SignIn("admin", "/deadlines/calendar?tab=draft");
        await Button(page, "从 cn-2026.1 开始修改").ClickAsync();
        await Button(page, "2026年2月24日").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("2026-02-24 上班 → 春节放假")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(Button(page, "2026年2月25日")).ToBeFocusedAsync();

        await Button(page, "导入放假通知").ClickAsync();
        await page.GetByLabel("或粘贴内容").FillAsync("""{"year":2027,"papers":["通知"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}""");
        await Button(page, "导入到草稿").ClickAsync();
        await Assertions.Expect(page.GetByText("日历公布至 2027-12-31")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("2026-02-24 上班 → 春节放假")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_supervisor_reads_the_deadlines_and_a_dispatcher_does_not_see_them()
    {
        await using var story = await Story.Begin(chromium, "2026-02-10 09:00");
        var supervisor = await story.SignIn("supervisor-centre", "/deadlines");
        await Assertions.Expect(supervisor.GetByText("5 个工作日", new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(supervisor.GetByRole(AriaRole.Button, new() { NameRegex = new("^修改") })).ToHaveCountAsync(0);
        var dispatcher = await story.SignIn("dispatcher", "/deadlines");
        await Assertions.Expect(dispatcher.GetByText("没有这个页面")).ToBeVisibleAsync();
    }

    /// <summary>What it will do to the one open case is counted first, and asked.</summary>
    private static async Task Confirm(IPage page, string version)
    {
        await Button(page, "确认施行").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"确认施行 {version}？" });
        await Assertions.Expect(dialog).ToContainTextAsync(new Regex("时限变动\\s*1"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确认施行" }).ClickAsync();
    }

    private static ILocator Button(IPage page, string name, bool exact = false) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });
}
