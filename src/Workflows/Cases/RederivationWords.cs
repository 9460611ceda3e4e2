using System.Globalization;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases;

/// <summary>Says in Chinese and English how a rule change moved a clock.</summary>
public static class RederivationWords
{
    public static (string Zh, string En) Of(Rederivation moved, RuleChange change)
    {
        var (zh, en) = change.Undoes is not null ? ("撤回规则变更", "rules taken back") : change.Sort == RuleSort.Policy ? ("规则", "policy") : ("日历", "calendar");
        var from = (moved.OldDue, moved.NewDue) switch
        {
            (null, null) => ("期限待恢复后推算", "due time follows on resuming"),
            (null, { } now) => ($"期限为 {Text(now)}", $"due {Text(now)}"),
            ({ } was, null) => ($"原期限 {Text(was)} 不再适用", $"due time {Text(was)} no longer applies"),
            ({ } was, { } now) when was == now => ($"期限不变：{Text(now)}", $"due time unchanged: {Text(now)}"),
            ({ } was, { } now) => ($"期限 {Text(was)} → {Text(now)}", $"due {Text(was)} → {Text(now)}"),
        };
        var (howZh, howEn) = How(change);
        return ($"{Text(moved.At)} {zh} {change.Version} 生效（{howZh}）：{from.Item1}", $"{Text(moved.At)} {en} {change.Version} in force ({howEn}): {from.Item2}");
    }

    private static (string Zh, string En) How(RuleChange change) => change.Undoes is not null ? ("恢复原期限", "due times restored") : change.Treatment switch
    {
        OpenCases.FromNow => ("即日起算", "full new budget from then"),
        OpenCases.KeepWarned => ("已预警的不变，其余从头推算", "warned clocks kept, the others from their start"),
        OpenCases.NewOnly => ("仅重算超出原日历的", "only what lay beyond the old calendar"),
        _ => ("从头推算", "from the clock's start"),
    };

    private static string Text(DateTimeOffset instant) => instant.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
