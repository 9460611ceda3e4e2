namespace GridCase.Browser;

/// <summary>What the people of the centre see of a case that goes its way.</summary>
[Collection(Chromium.Shared)]
public sealed class CaseStories(Chromium chromium)
{
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
