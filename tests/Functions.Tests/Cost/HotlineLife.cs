using GridCase.Conformance.Lives;

namespace GridCase.Functions.Tests.Cost;

/// <summary>
/// The life that the cost page reckons with: an order of the hotline of grade L2, whose short limits warn and run out on the way, and eleven moves after it until somebody
/// has gone back to look. Whoever makes a move looks at the case first.
/// </summary>
internal static class HotlineLife
{
    /// <summary>Five weeks, so that the next begins on the same day of the week.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(35);

    private const string Helper = "clerk-jtj";
    private static readonly TimeSpan AgeStep = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LookBackAt = TimeSpan.FromDays(29);

    /// <summary>When each is made, counted in half hours, and by whom.</summary>
    private static readonly (int Age, string User, object Command)[] Moves =
    [
        (1, "dispatcher", new { command = "triage", remark = "已与来电人核对，转权属单位办理。" }),
        (4, "dispatcher", new { command = "dispatch", unit = Life.Unit, helpers = new[] { "440804-jtj" } }),
        (6, Life.Clerk, new { command = "sign-off" }),
        (8, Life.Clerk, new { command = "contact", text = "已电话联系来电人，约定半小时内到现场。" }),
        (10, Life.Clerk, new { command = "progress", text = "已到现场查明原因，等待协办单位开挖路面。" }),
        (12, Helper, new { command = "complete-subtask", subtaskId = "s1", text = "路面已开挖，现场已设围挡。" }),
        (14, Life.Clerk, new { command = "resolve", text = "已修复并恢复供应，路面已回填。", reply = "您反映的问题已处理完毕，现已恢复正常，感谢您的监督。" }),
        (16, Life.Worker, new { command = "verify", text = "现场核实属实。" }),
    ];

    public static async Task Live(MeasuredCounty county)
    {
        var begun = await county.Now();
        var life = await Life.Begin(county, "livelihood.water", order =>
        {
            order["title"] = "居民楼供应中断";
            order["address"] = "灯塔路17号";
            order["text"] = "来电人反映，灯塔路17号整栋居民楼今早起供应中断，楼内有老人和学生，影响做饭和洗漱，曾联系物业答复原因不明，希望有关部门尽快到场抢修并回复恢复时间。";
        });
        foreach (var (age, user, command) in Moves)
        {
            await Until(age * AgeStep);
            await Make(user, command);
        }

        await Until(18 * AgeStep);
        await life.OrderView();
        await life.Visit("yes", 5);
        await Until(19 * AgeStep);
        await Make("hotline-operator", new { command = "close" });
        await Until(LookBackAt);
        await Make(Life.Worker, new { command = "look-back", recurred = false, text = "未复发" });
        await Until(Length);

        async Task Until(TimeSpan age) => await county.Pass(begun + age - await county.Now());

        async Task Make(string user, object command)
        {
            await life.Case(user);
            await life.Do(user, command);
            await county.Pass(TimeSpan.Zero);
        }
    }
}
