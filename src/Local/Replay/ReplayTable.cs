using System.Globalization;
using GridCase.Local.Replay.Orders;
using Spectre.Console;
using static System.FormattableString;

namespace GridCase.Local.Replay;

/// <summary>Writes a replay's mapping and its figures for people, in English and Chinese.</summary>
internal static class ReplayTable
{
    private const int UnitsShown = 12;

    /// <summary>What the file holds, and how its words were read.</summary>
    public static void WriteSurvey(IAnsiConsole console, OrderSurvey survey)
    {
        var map = survey.File.Map;
        console.Say($"{survey.File.Name}: {survey.Orders} orders, {survey.First:yyyy-MM-dd} to {survey.Last:yyyy-MM-dd} after a shift of {map.ShiftWeeks} weeks; mapping {map.Name}, county {map.County.Name}.");
        WriteWords(console, "Kinds 性质", survey.Kinds);
        WriteWords(console, "Channels 渠道", survey.Channels);
        if (survey.Repeated.Count > 0) console.Say($"Left out: {survey.Repeated.Count} rows whose number was there before, {string.Join(", ", survey.Repeated.Shown)}{(survey.Repeated.Count > survey.Repeated.Shown.Count ? " …" : "")}.");
        if (survey.OutOfOrder > 0) console.Say($"{survey.OutOfOrder} rows stand behind a later one; they come in when they are read.");
    }

    public static void Write(IAnsiConsole console, ReplayReport report)
    {
        console.Write(Figures(report));
        console.Say(Invariant($"Seed 种子 {report.Seed}, {report.Seconds:0.0} s, policy {report.PolicyVersion}, calendar {report.CalendarVersion}, {report.From:yyyy-MM-dd} to {report.Ended:yyyy-MM-dd}."));
        console.Write(Units(report));
        console.Say(Invariant($"Largest difference 最大偏差 among units with {UnitShare.Telling} orders or more: {report.LargestDifference * 100:0.0} points; all {report.Units.Count} units are in the figures of --json."));
        foreach (var fault in report.Faults) console.Say($"FAULT 异常: {fault}");
    }

    private static void WriteWords(IAnsiConsole console, string head, IReadOnlyList<WordCount> words)
    {
        if (words.Count == 0) return;
        console.Say($"{head}:");
        foreach (var word in words)
            console.Say($"  {word.Word} → {word.To}  {word.Count}{(word.Note is { } note ? $"  ({note})" : "")}");
    }

    private static Table Figures(ReplayReport report)
    {
        var figures = report.Figures;
        var table = new Table().Border(TableBorder.Simple).AddColumn("figure").AddColumn("项目").AddColumn(new TableColumn("count 数量").RightAligned());
        Row("orders in the file", "原始工单", report.Orders);
        Row("cases", "案件", figures.Cases);
        Row("  opened by a look-back", "  回头看复发", figures.Recurrences);
        Row("closed", "结案", figures.Closed);
        foreach (var (outcome, count) in figures.Outcomes) Row($"  {outcome}", OutcomeWord(outcome), count);
        if (figures.EndedOtherwise > 0) Row("ended otherwise", "其他办结", figures.EndedOtherwise);
        Row("open", "未结", figures.Cases - figures.Closed - figures.EndedOtherwise);
        Row("overdue at the unit", "单位超期", figures.OverdueAtUnit);
        Row("any clock overdue", "任一时限超期", figures.Overdue);
        foreach (var (clock, count) in figures.FellDue) Row($"  {clock}", ClockWord(clock), count);
        for (var rung = 0; rung < figures.Escalations.Count; rung++) Row($"escalations, rung {rung + 1}", $"升级第{rung + 1}级", figures.Escalations[rung]);
        Row("  climbed by silence", "  逾时未阅提前升级", figures.Climbed);
        Row("acknowledged rungs", "签阅", figures.Acknowledged);
        Row("notices of rungs", "升级通知", figures.RungNotices);
        Row("  acknowledged", "  已签阅", figures.NoticesAcknowledged);
        Row("visits", "回访", figures.Visits);
        Row("  unreachable", "  未接通", figures.VisitsUnreachable);
        Row("  dissatisfied", "  不满意", figures.VisitsDissatisfied);
        Row("reworks", "重办", figures.Reworks);
        Row("  after a failed verification", "  核实未通过", figures.VerificationsFailed);
        Row("objections", "退单", figures.Objections);
        Row("  upheld", "  退单成立", figures.ObjectionsUpheld);
        Row("arbitrations", "仲裁", figures.Arbitrations);
        Row("extensions", "延期", figures.Extensions);
        Row("suspensions", "挂起", figures.Suspensions);
        Row("ledger entries", "挂账", figures.LedgerEntries);
        Row("sub-tasks", "协办", figures.Subtasks);
        Row("taken over by a leader", "领导包案", figures.LedByLeader);
        Row("look-backs", "回头看", figures.LookBacks);
        Row("events (facts)", "事件", figures.Events);
        Row("events per second", "事件/秒", (int)report.EventsPerSecond);
        return table;

        void Row(string english, string chinese, int count) => table.AddRow(Markup.Escape(english), Markup.Escape(chinese), count.ToString("N0", CultureInfo.InvariantCulture));
    }

    private static Table Units(ReplayReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("unit 单位").NoWrap())
            .AddColumn(new TableColumn("orders 工单").RightAligned()).AddColumn(new TableColumn("in time, file 原按时率").RightAligned())
            .AddColumn(new TableColumn("in time, replay 回放按时率").RightAligned());
        foreach (var unit in report.Units.Take(UnitsShown)) table.AddRow(Markup.Escape(unit.Name), $"{unit.Orders}", Percent(unit.FileShare), Percent(unit.ReplayShare));
        return table;
    }

    private static string Percent(double? share) => share is { } known ? (known * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";

    private static string ClockWord(string clock) => clock switch
    {
        "dispatch" => "  派单",
        "sign-off" => "  签收",
        "first-contact" => "  先行联系",
        "unit-finish" => "  单位办结",
        "citizen-finish" => "  群众时限",
        "objection-decision" => "  退单裁定",
        "arbitration" => "  仲裁",
        "subtask" => "  协办",
        "verification" => "  核实",
        "visit" => "  回访",
        "rework" => "  重办",
        "supervised" => "  督办",
        "ledger-review" => "  挂账复核",
        "look-back" => "  回头看",
        _ => "  其他",
    };

    private static string OutcomeWord(string outcome) => outcome switch
    {
        "satisfied" => "  满意",
        "dissatisfied" => "  不满意",
        "unreachable" => "  未接通",
        "no-visit" => "  无需回访",
        _ => "  其他",
    };
}
