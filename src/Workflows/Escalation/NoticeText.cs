using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>
/// A notice in words, Chinese first, for channels that people read. Codes, posts and instants only: no name, no text of the case, nothing a passer-by may
/// not see.
/// </summary>
/// <param name="Title">One line.</param>
public sealed record NoticeText(string Title, ImmutableArray<string> Zh, ImmutableArray<string> En)
{
    /// <summary>The notice as one text.</summary>
    public string Body => new StringBuilder().AppendJoin('\n', Zh).Append("\n\n").AppendJoin('\n', En).Append('\n').ToString();

    public static NoticeText Of(Notice notice, CountyDirectory directory)
    {
        var (purpose, post) = (NoticeWords.OfPurpose(notice.Purpose), PostOf(notice.PostCode, directory));
        var (kindZh, kindEn) = notice.About?.Kind switch { null => ("案件", "Case"), NoticeSubjectKind.CareVisit => ("关爱走访", "Care visit"), _ => ("巡查任务", "Inspections") };
        List<string> zh = [$"{kindZh} {notice.CaseCode}：{purpose.Zh}"], en = [$"{kindEn} {notice.CaseCode}: {purpose.En}"];
        if (notice.About is { } about)
        {
            zh.Add($"待完成：{about.Count} 项");
            en.Add($"To be done: {about.Count}");
        }

        if (notice.Clock is { } clock)
        {
            var words = NoticeWords.OfClock(clock);
            zh.Add($"时限：{words.Zh}" + (notice.DueAt is { } due ? $"，到期 {Local(due)}" : ""));
            en.Add($"Clock: {words.En}" + (notice.DueAt is { } at ? $", due {Local(at)}" : ""));
        }

        var (insteadZh, insteadEn) = Instead(notice, directory);
        zh.Add($"通知岗位：{post}{insteadZh}");
        en.Add($"To: {post}{insteadEn}");
        if (notice.AcknowledgeBy is { } limit)
        {
            zh.Add($"请于 {Local(limit)} 前签阅，逾期将逐级上报");
            en.Add($"Acknowledge by {Local(limit)}; silence climbs");
        }

        if (notice.Because is { } change)
        {
            zh.Add($"原因：规则变更（第{change}号）使期限改变，并非时间推移所致");
            en.Add($"Because: rule change {change} moved the time limit; it was not time passing");
        }

        return new($"{(notice.Urgent ? "【紧急】" : "【网格通知】")}{notice.CaseCode} {purpose.Zh} / {purpose.En}", [.. zh], [.. en]);
    }

    public static NoticeText Of(Digest digest)
    {
        var more = digest.Cases - digest.CaseCodes.Length;
        var codes = string.Join(", ", digest.CaseCodes);
        return new(
            $"【网格通知】{digest.Total}条通知合并 / {digest.Total} notices in one",
            [
                $"{Local(digest.From)} 至 {Local(digest.To)} 另有 {digest.Total} 条通知，涉及 {digest.Cases} 件案件，逐条见站内消息：",
                .. digest.ByPurpose.Select(count => $"· {NoticeWords.OfPurpose(count.Purpose).Zh}：{count.Count}"),
                $"案件：{codes}{(more > 0 ? $" 等，另 {more} 件" : "")}",
            ],
            [
                $"{digest.Total} more notices from {Local(digest.From)} to {Local(digest.To)}, about {digest.Cases} cases; each stands in the inbox:",
                .. digest.ByPurpose.Select(count => $"- {NoticeWords.OfPurpose(count.Purpose).En}: {count.Count}"),
                $"Cases: {codes}{(more > 0 ? $" and {more} more" : "")}",
            ]);
    }

    /// <summary>What a test call says.</summary>
    public static NoticeText Test(string channel, DateTimeOffset at) => new(
        "【网格通知】渠道测试 / a test of the channel",
        [$"这是渠道 {channel} 的测试消息，{Local(at)} 发出，无需处理。"],
        [$"This is a test of the channel {channel}, sent at {Local(at)}. Nothing is to be done."]);

    private static BothWords Instead(Notice notice, CountyDirectory directory)
    {
        if (notice.Instead is not { } asked) return new("", "");
        // A deputy answers for the post itself.
        if (asked == notice.PostCode) return new("（代岗，该岗位空缺或不在岗）", " (as its deputy: the post is vacant or its person away)");
        var seat = PostOf(asked, directory);
        return new($"（代 {seat}，该岗位空缺或不在岗）", $" (instead of {seat}, which is vacant or away)");
    }

    private static string Local(DateTimeOffset at) => at.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A post as people write it, with its unit: 城市管理局 局长. Whoever handles the case is 经办人.</summary>
    private static string PostOf(string code, CountyDirectory directory)
    {
        var place = code.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? code[(at + 1)..] : "";
        var unit = directory.Unit(place)?.Name ?? directory.Grid(place)?.Name ?? place;
        var title = directory.Post(code)?.Title is { Length: > 0 } named ? named : code.StartsWith(Audience.Holder + "@", StringComparison.Ordinal) ? "经办人" : code.Split('@')[0];
        return $"{unit} {title}".Trim();
    }
}
